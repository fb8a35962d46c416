import type { Locale } from "@/exercises/types";

interface ErrorStrings {
	readonly title: string;
	readonly text: string;
	readonly retry: string;
	readonly link: string;
	readonly reference: (digest: string) => string;
}

/** What a page that broke says. Both languages are there with every page: when it is needed, nothing else can be counted on. */
export const ERROR_STRINGS: Readonly<Record<Locale, ErrorStrings>> = {
	en: {
		title: "This page broke",
		text: "It failed while it was being drawn. The fault is in the site, not in what you did. Answers you have given are safe.",
		retry: "Draw it again",
		link: "Go to the contents",
		reference: (digest) => `Reference for the operator: ${digest}`,
	},
	"zh-CN": {
		title: "这一页出了错",
		text: "它在绘制时失败了。问题出在网站，与你的操作无关。已经提交的答案都安全。",
		retry: "重新绘制",
		link: "去目录",
		reference: (digest) => `供管理员查阅的编号：${digest}`,
	},
};
