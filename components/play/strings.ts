/** Everything that the playground, a shared step and an embedded player say, in each language. */
import type { Locale } from "../../exercises/types";

export interface PlayStrings {
	readonly title: string;
	readonly description: string;
	readonly lead: string;
	readonly program: string;
	/** Heads the player, for those who go by headings. */
	readonly player: string;
	readonly examples: string;
	readonly yours: string;
	readonly fromLink: string;
	readonly unnamed: string;
	readonly fresh: string;
	readonly remove: string;
	readonly removed: string;
	readonly kept: string;
	readonly notKept: string;
	readonly opened: string;
	readonly damaged: string;
	readonly newer: string;
	readonly unreadable: string;
	readonly share: string;
	readonly download: string;
	readonly close: string;
	readonly copy: string;
	readonly copied: string;
	readonly notCopied: string;
	readonly link: string;
	readonly linkHolds: (python: string, step: number | null) => string;
	readonly linkPrivacy: string;
	readonly tooLong: string;
	readonly embed: string;
	readonly embedHelp: string;
	readonly embedTitle: string;
	readonly openHere: string;
	readonly embedEmpty: string;
	readonly compare: string;
	readonly comparison: string;
	readonly comparing: string;
	readonly stop: string;
	readonly again: string;
	readonly stale: string;
	readonly compareFailed: string;
	readonly compareAbsent: string;
	readonly compareStopped: string;
	readonly same: (steps: number, lines: number) => string;
	readonly differ: string;
	readonly sameOutput: string;
	readonly outputAt: (line: number) => string;
	readonly outcomeDiffers: string;
	readonly stepCounts: (left: number, right: number) => string;
	readonly python: (name: string) => string;
	readonly output: string;
	readonly nothing: string;
	readonly noLine: string;
	readonly moreLines: (count: number) => string;
	readonly earlierLines: (count: number) => string;
	readonly differs: string;
	readonly firstStep: (step: number, line: number | null, exact: boolean) => string;
	readonly what: {
		readonly line: (left: number | null, right: number | null) => string;
		readonly deaths: (left: number, right: number) => string;
		readonly order: (left: string, right: string) => string;
		readonly alive: (left: number, right: number) => string;
		readonly collections: (left: number, right: number) => string;
		readonly counts: (left: string, right: string) => string;
		readonly output: string;
	};
	readonly none: string;
	readonly bothHere: string;
	readonly about314: string;
	readonly machine: string;
}

const en: PlayStrings = {
	title: "Playground",
	description:
		"Write a Python program and see every reference counted and every object freed, step by step, both ways.",
	lead: "Any program of yours, in the same machine as the lessons' programs.",
	program: "Program",
	player: "The program and its run",
	examples: "Examples",
	yours: "Yours, kept in this browser",
	fromLink: "From the link",
	unnamed: "An empty program",
	fresh: "New program",
	remove: "Remove from the list",
	removed: "Removed. The text below is still here: change it, and it is kept again.",
	kept: "Kept in this browser.",
	notKept: "This browser keeps nothing: download the program before you leave.",
	opened:
		"This program came with the link. Change it, and it becomes one of yours; what you had before stays in the list.",
	damaged:
		"The link is damaged: a part of it is missing or changed, so its program cannot be shown. Ask for it again. What you had here is untouched.",
	newer:
		"The link was made by a later version of Heapwise, and this page cannot read it. Load the page again, or ask whoever runs this site to update it.",
	unreadable: "The link is compressed in a way that this browser cannot read. A newer browser can.",
	share: "Share this step",
	download: "Download .py",
	close: "Close",
	copy: "Copy",
	copied: "Copied.",
	notCopied: "The browser did not let the page copy. The text is selected: copy it with Ctrl+C or ⌘C.",
	link: "Link",
	linkHolds: (python, step) =>
		step === null
			? `It holds the program, to be run as Python ${python}.`
			: `It holds the program, run as Python ${python}, at step ${step}.`,
	linkPrivacy: "All of it is in the link itself. Nothing is stored on a server, and nobody can change what it shows.",
	tooLong: "This program is too long for a link. Download it, and send the file.",
	embed: "For a page of your own",
	embedHelp: "This HTML shows the player alone, at the same step.",
	embedTitle: "A Python program in Heapwise",
	openHere: "Open in Heapwise",
	embedEmpty: "No program came with this address.",
	compare: "Compare 3.13 and 3.14",
	comparison: "3.13 and 3.14 compared",
	comparing: "Running in both",
	stop: "Stop",
	again: "Compare again",
	stale: "The program has changed since it was compared.",
	compareFailed: "The engine stopped working, and this is our fault. Your program is untouched.",
	compareAbsent: "The engine could not be loaded. Compare again when the network is back.",
	compareStopped: "Stopped. Nothing was compared.",
	same: (steps, lines) =>
		`No difference. Both take ${steps} ${steps === 1 ? "step" : "steps"}, print the same ${lines} ${lines === 1 ? "line" : "lines"}, and free the same objects at the same steps.`,
	differ: "The two runs differ.",
	sameOutput: "They print the same.",
	outputAt: (line) => `What they print differs first in line ${line} of the output.`,
	outcomeDiffers: "They end differently.",
	stepCounts: (left, right) => `3.13 takes ${left} steps, 3.14 ${right}.`,
	python: (name) => `Python ${name}`,
	output: "Output",
	nothing: "Nothing.",
	noLine: "no such line",
	moreLines: (count) => `${count} more`,
	earlierLines: (count) => `${count} equal before these`,
	differs: "differs",
	firstStep: (step, line, exact) =>
		`${exact ? `Step ${step}` : `By step ${step}`}${line === null ? "" : `, line ${line}`}: `,
	what: {
		line: (left, right) =>
			`next comes ${left === null ? "the end" : `line ${left}`} in 3.13, ${right === null ? "the end" : `line ${right}`} in 3.14.`,
		deaths: (left, right) => `${left} of the program's objects have died in 3.13, ${right} in 3.14.`,
		order: (left, right) => `3.13 frees ${left}; 3.14 frees ${right}.`,
		alive: (left, right) => `${left} objects live in 3.13, ${right} in 3.14.`,
		collections: (left, right) => `the collector has run ${left} times in 3.13, ${right} times in 3.14.`,
		counts: (left, right) => `the step leaves other counts behind: ${left} in 3.13, ${right} in 3.14.`,
		output: "what they print is no longer the same.",
	},
	none: "none",
	bothHere: "Both runs at that step",
	about314:
		"Lessons begin as 3.13. The machine has been checked against 3.14 too, on fewer programs; 3.14 stands for 3.14.5 and later.",
	machine: "What the machine does not model",
};

const zhCN: PlayStrings = {
	title: "试验场",
	description: "写一段 Python 程序，逐步看清每一次引用计数、每一个对象的释放，能前进也能后退。",
	lead: "写你自己的程序，在课程所用的同一台机器里运行。",
	program: "程序",
	player: "程序及其运行",
	examples: "示例",
	yours: "你的程序，保存在这个浏览器里",
	fromLink: "来自链接",
	unnamed: "空程序",
	fresh: "新程序",
	remove: "从列表移除",
	removed: "已移除。下面的文字还在；一经修改，就会重新保存。",
	kept: "已保存在这个浏览器里。",
	notKept: "这个浏览器什么也不保存：离开之前请下载程序。",
	opened: "这段程序来自链接。一经修改，它就成为你自己的程序；你原来的程序仍在列表里。",
	damaged: "链接已损坏：有一部分缺失或被改动，无法显示其中的程序。请对方再发一次。你原有的内容没有变化。",
	newer: "这个链接由更新版本的 Heapwise 生成，本页读不懂。请重新载入页面，或请网站管理者更新。",
	unreadable: "这个链接经过压缩，当前浏览器无法读取；换用更新的浏览器即可。",
	share: "分享这一步",
	download: "下载 .py",
	close: "关闭",
	copy: "复制",
	copied: "已复制。",
	notCopied: "浏览器不允许页面复制。文字已选中，请按 Ctrl+C 或 ⌘C。",
	link: "链接",
	linkHolds: (python, step) =>
		step === null
			? `其中有程序本身，以 Python ${python} 运行。`
			: `其中有程序本身，以 Python ${python} 运行，停在第 ${step} 步。`,
	linkPrivacy: "全部内容都在链接里。服务器上不存任何东西，谁也改不了它所展示的内容。",
	tooLong: "程序太长，放不进链接。请下载后发送文件。",
	embed: "放进你自己的网页",
	embedHelp: "这段 HTML 只显示播放器，停在同一步。",
	embedTitle: "Heapwise 中的一段 Python 程序",
	openHere: "在 Heapwise 中打开",
	embedEmpty: "这个地址没有带来程序。",
	compare: "比较 3.13 与 3.14",
	comparison: "3.13 与 3.14 的比较",
	comparing: "正在两个版本中运行",
	stop: "停止",
	again: "重新比较",
	stale: "比较之后，程序又改过了。",
	compareFailed: "引擎停止了工作，问题在我们。你的程序没有变化。",
	compareAbsent: "无法载入引擎。网络恢复后再比较。",
	compareStopped: "已停止，没有比较。",
	same: (steps, lines) => `没有不同。两者都走 ${steps} 步，输出同样的 ${lines} 行，在同样的步骤释放同样的对象。`,
	differ: "两次运行有不同。",
	sameOutput: "输出相同。",
	outputAt: (line) => `输出从第 ${line} 行开始不同。`,
	outcomeDiffers: "结束的方式不同。",
	stepCounts: (left, right) => `3.13 走 ${left} 步，3.14 走 ${right} 步。`,
	python: (name) => `Python ${name}`,
	output: "输出",
	nothing: "没有输出。",
	noLine: "没有这一行",
	moreLines: (count) => `还有 ${count} 行`,
	earlierLines: (count) => `此前 ${count} 行相同`,
	differs: "不同",
	firstStep: (step, line, exact) =>
		`${exact ? `第 ${step} 步` : `最迟第 ${step} 步`}${line === null ? "" : `，第 ${line} 行`}：`,
	what: {
		line: (left, right) =>
			`接下来，3.13 ${left === null ? "结束" : `运行第 ${left} 行`}，3.14 ${right === null ? "结束" : `运行第 ${right} 行`}。`,
		deaths: (left, right) => `3.13 中已有 ${left} 个对象被释放，3.14 中是 ${right} 个。`,
		order: (left, right) => `3.13 依次释放 ${left}；3.14 依次释放 ${right}。`,
		alive: (left, right) => `3.13 中有 ${left} 个对象活着，3.14 中有 ${right} 个。`,
		collections: (left, right) => `回收器在 3.13 中运行了 ${left} 次，在 3.14 中运行了 ${right} 次。`,
		counts: (left, right) => `这一步留下的计数不同：3.13 为 ${left}，3.14 为 ${right}。`,
		output: "输出从这里开始不同。",
	},
	none: "无",
	bothHere: "两次运行停在这一步",
	about314: "课程开始时以 3.13 运行。这台机器也与 3.14 核对过，只是程序少一些；3.14 指 3.14.5 及以后的版本。",
	machine: "这台机器没有模拟什么",
};

export const PLAY_STRINGS: Readonly<Record<Locale, PlayStrings>> = { en, "zh-CN": zhCN };
