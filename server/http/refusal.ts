import type { ApiError, Locale } from "@/exercises/types";

/** Why a request was not carried out. The codes are part of the API: they stay as they are. */
export type RefusalCode = keyof typeof REFUSALS;

/** A request that cannot be carried out; nothing was stored. Becomes an ApiError. */
export class Refusal extends Error {
	/**
	 * @param detail put in the message's place for `{}`
	 * @param locale the language the request asks for, where its body says so
	 */
	constructor(
		readonly code: RefusalCode,
		readonly detail = "",
		readonly locale: Locale | null = null,
	) {
		super(code);
		this.name = "Refusal";
	}
}

interface Wording {
	readonly status: number;
	/** Seconds after which trying again makes sense. */
	readonly retryAfter?: number;
	readonly message: Readonly<Record<Locale, string>>;
}

const REFUSALS = {
	"wrong-origin": {
		status: 403,
		message: {
			en: "This request did not come from a page of this site. Open the lesson here and answer there.",
			"zh-CN": "这个请求不是从本站页面发出的。请在本站打开课程，再作答。",
		},
	},
	"not-json": {
		status: 415,
		message: {
			en: "An answer is sent as JSON (Content-Type: application/json).",
			"zh-CN": "答案须以 JSON 发送（Content-Type: application/json）。",
		},
	},
	"too-large": {
		status: 413,
		message: {
			en: "This answer is too large to be one. Shorten it and send it again.",
			"zh-CN": "这份答案太大了。请缩短后重新提交。",
		},
	},
	malformed: {
		status: 400,
		message: {
			en: "This request is not an answer: {}. Reload the page and answer again.",
			"zh-CN": "这个请求不是一份答案：{}。请刷新页面后重新作答。",
		},
	},
	"unknown-field": {
		status: 400,
		message: {
			en: "An answer has no field {}. Grades are computed here and never taken from a request.",
			"zh-CN": "答案里没有 {} 这个字段。成绩由服务器计算，不从请求里取。",
		},
	},
	"unknown-version": {
		status: 400,
		message: {
			en: "This page is of another version than the server. Reload it and answer again.",
			"zh-CN": "页面与服务器的版本不一致。请刷新页面后重新作答。",
		},
	},
	"unknown-item": {
		status: 404,
		message: {
			en: "There is no question or exercise {}. It may have been renamed; reload the page.",
			"zh-CN": "没有 {} 这道题，它可能改了名字。请刷新页面。",
		},
	},
	"wrong-kind": {
		status: 422,
		message: {
			en: "This question takes another kind of answer. Reload the page and answer again.",
			"zh-CN": "这道题要的不是这种答案。请刷新页面后重新作答。",
		},
	},
	"unknown-option": {
		status: 422,
		message: {
			en: "The option chosen is not one of this question's. Reload the page and answer again.",
			"zh-CN": "所选的选项不属于这道题。请刷新页面后重新作答。",
		},
	},
	empty: {
		status: 422,
		message: { en: "The answer is empty. Write or choose something first.", "zh-CN": "答案是空的。请先填写或选择。" },
	},
	"key-reused": {
		status: 409,
		message: {
			en: "Another answer was already stored under this key. Send this one under a key of its own.",
			"zh-CN": "这个键下已经存有另一份答案。请换一个键提交。",
		},
	},
	"busy-guest": {
		status: 429,
		retryAfter: 3,
		message: {
			en: "Your earlier programs are still running. Wait a few seconds and send this one again.",
			"zh-CN": "你先前提交的程序还在运行。请过几秒再提交。",
		},
	},
	"busy-server": {
		status: 503,
		retryAfter: 5,
		message: {
			en: "Many programs are waiting to be run just now. Send yours again in a few seconds.",
			"zh-CN": "现在等着运行的程序很多。请过几秒再提交。",
		},
	},
	internal: {
		status: 500,
		message: {
			en: "Something went wrong on the server, and the answer was not stored. Send it again.",
			"zh-CN": "服务器出了问题，答案没有存下。请重新提交。",
		},
	},
} as const satisfies Readonly<Record<string, Wording>>;

/** @param fallback the language to answer in where the refusal knows none */
export function refusalResponse(refusal: Refusal, fallback: Locale): Response {
	const locale = refusal.locale ?? fallback;
	const wording: Wording = REFUSALS[refusal.code];
	const body: ApiError = { error: refusal.code, message: wording.message[locale].replace("{}", refusal.detail) };
	const headers = new Headers({ "cache-control": "no-store" });
	if (wording.retryAfter !== undefined) headers.set("retry-after", String(wording.retryAfter));
	return Response.json(body, { status: wording.status, headers });
}
