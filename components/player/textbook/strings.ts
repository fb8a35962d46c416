/** What the textbook's collectors say, in each language of the player. */
import type { Colour } from "../../../engine/questions";
import type { Locale } from "../../../exercises/types";

export interface TextbookStrings {
	readonly title: string;
	readonly notCPython: string;
	readonly intro: string;
	readonly heapBefore: (line: number | null) => string;
	readonly heapHere: string;
	readonly acts: string;
	readonly actOf: (at: number, of: number) => string;
	readonly first: string;
	readonly back: string;
	readonly forward: string;
	readonly last: string;
	readonly colour: Readonly<Record<Colour, string>>;
	readonly colourWords: Readonly<Record<Colour, string>>;
	readonly swept: string;
	readonly none: string;
	readonly more: (count: number) => string;
	readonly act: {
		readonly start: string;
		readonly nothing: string;
		readonly root: (label: string, object: string) => string;
		readonly scan: (object: string) => string;
		readonly reference: (from: string, label: string, object: string, was: Colour) => string;
		readonly black: (object: string) => string;
		readonly sweep: (object: string) => string;
	};
	readonly cut: (count: number) => string;
	readonly cpython: string;
	/** `others`: the interpreter's own, and values that have no card. */
	readonly finds: (count: number, others: number) => string;
	readonly findsNothing: string;
	readonly same: string;
	readonly onlyTextbook: string;
	readonly onlyCPython: string;
	readonly finalizers: string;
	readonly tooOld: (generation: number) => string;
	readonly waits: string;
	readonly counting: string;
	readonly leaks: (count: number, others: number, bytes: string) => string;
	readonly leaksNothing: string;
	readonly count: (refcnt: number) => string;
	readonly reading: string;
	readonly failed: string;
}

const en: TextbookStrings = {
	title: "The textbook's mark and sweep",
	notCPython: "CPython does not work like this.",
	intro: "It starts from the roots, follows every reference, and frees what it has not met.",
	heapBefore: (line) => `On the heap as it was before ${line === null ? "this step" : `line ${line}`}.`,
	heapHere: "On the heap as it is at this step.",
	acts: "Acts of mark and sweep",
	actOf: (at, of) => `act ${at} of ${of}`,
	first: "To the beginning",
	back: "Previous act",
	forward: "Next act",
	last: "To the end",
	colour: { white: "White", grey: "Grey", black: "Black" },
	colourWords: {
		white: "not met",
		grey: "met, its own references still to be followed",
		black: "met, and all its references followed",
	},
	swept: "swept",
	none: "none",
	more: (count) => `and ${count} more`,
	act: {
		start: "Everything is white. The roots come first: names, and what the interpreter itself holds.",
		nothing: "There is nothing to mark: no object of the program's own lives here.",
		root: (label, object) => `A root, ${label}, leads to ${object}: it turns grey.`,
		scan: (object) => `${object} is taken up. Its references are followed.`,
		reference: (from, label, object, was) =>
			was === "white"
				? `${from}${label} leads to ${object}: it turns grey.`
				: `${from}${label} leads to ${object}, which is ${was} already.`,
		black: (object) => `All references of ${object} have been followed: it turns black.`,
		sweep: (object) => `${object} is white at the end: no root leads to it. It is swept.`,
	},
	cut: (count) => `${count} further acts are left out.`,
	cpython: "CPython on the same heap",
	finds: (count, others) =>
		`A full collection here would find these unreachable${others === 0 ? "" : `, and ${others} of the interpreter's own or without a card`}, ${count + others} in all:`,
	findsNothing: "A full collection here would find nothing unreachable.",
	same: "The same objects, found from the other end. The textbook asks what the roots reach. CPython keeps no list of roots: it subtracts the references that come from inside the set, and what is left must come from outside.",
	onlyTextbook: "Only the textbook frees:",
	onlyCPython: "Only CPython frees:",
	finalizers:
		"These have a finalizer, which CPython runs first, and which may bring its object back. The textbook knows none:",
	tooOld: (generation) =>
		`The textbook looks at the whole heap. This collection takes generation ${generation} and what is younger, so that these, being older, stay for a later one:`,
	waits: "No collection runs in this step. In CPython these stay until one does:",
	counting: "Reference counting alone",
	leaks: (count, others, bytes) =>
		`Without a collector, ${count === 1 ? "this object" : `these ${count} objects`} would never be freed${others === 0 ? "" : `, nor ${others} of the interpreter's own or without a card`}: ${bytes}. No root leads there, and yet no count is 0.`,
	leaksNothing:
		"Without a collector, nothing would be left behind at this step: whatever no root leads to has been freed by its count.",
	count: (refcnt) => `count ${refcnt}`,
	reading: "Asking the engine.",
	failed: "The engine could not tell.",
};

const COLOUR_ZH: Readonly<Record<Colour, string>> = { white: "白色", grey: "灰色", black: "黑色" };

const zh: TextbookStrings = {
	title: "教科书里的标记-清除",
	notCPython: "CPython 不是这样做的。",
	intro: "从根出发，沿着每个引用走下去，没走到的就释放。",
	heapBefore: (line) => `所用的堆：${line === null ? "这一步" : `第 ${line} 行`}执行之前的样子。`,
	heapHere: "所用的堆：这一步的样子。",
	acts: "标记-清除的各个动作",
	actOf: (at, of) => `第 ${at} 个动作，共 ${of} 个`,
	first: "回到开头",
	back: "上一个动作",
	forward: "下一个动作",
	last: "到结尾",
	colour: COLOUR_ZH,
	colourWords: {
		white: "还没走到",
		grey: "已走到，它的引用还没走完",
		black: "已走到，它的引用也都走完了",
	},
	swept: "已清除",
	none: "无",
	more: (count) => `另有 ${count} 个`,
	act: {
		start: "一切都是白色。先看根：各个名字，以及解释器自己引用的对象。",
		nothing: "没有什么可标记的：此处没有程序自己的对象。",
		root: (label, object) => `根 ${label} 引用 ${object}：它变成灰色。`,
		scan: (object) => `取出 ${object}，沿着它的引用走下去。`,
		reference: (from, label, object, was) =>
			was === "white"
				? `${from}${label} 引用 ${object}：它变成灰色。`
				: `${from}${label} 引用 ${object}，而它已是${COLOUR_ZH[was]}。`,
		black: (object) => `${object} 的引用都走完了：它变成黑色。`,
		sweep: (object) => `${object} 到最后仍是白色：没有根通向它。清除。`,
	},
	cut: (count) => `另有 ${count} 个动作没有列出。`,
	cpython: "同一个堆上的 CPython",
	finds: (count, others) =>
		`在此处做一次完整回收，会发现 ${count + others} 个不可达对象${others === 0 ? "" : `，其中 ${others} 个是解释器自己的，或没有画成卡片`}：`,
	findsNothing: "在此处做一次完整回收，不会发现不可达的对象。",
	same: "找到的是同一批对象，走的方向却相反。教科书问：从根能走到谁？CPython 没有根的清单，它减去来自集合内部的引用，剩下的必定来自外部。",
	onlyTextbook: "只有教科书的做法会释放：",
	onlyCPython: "只有 CPython 会释放：",
	finalizers: "这些对象有终结器，CPython 会先执行它，而它可能把对象带回来。教科书里没有这一步：",
	tooOld: (generation) =>
		`教科书的做法查看整个堆。这次回收只看第 ${generation} 代及更年轻的，下面这些更老，要等以后的回收：`,
	waits: "这一步没有发生回收。在 CPython 中，下面这些要等到回收时才会释放：",
	counting: "只有引用计数",
	leaks: (count, others, bytes) =>
		`没有回收器的话，下面 ${count} 个对象永远不会释放${others === 0 ? "" : `，另外还有 ${others} 个解释器自己的或没有画成卡片的对象`}，共 ${bytes}：没有根通向它们，计数却都不是 0。`,
	leaksNothing: "没有回收器，这一步也不会留下什么：没有根通向的对象，都已因计数归零而释放。",
	count: (refcnt) => `计数 ${refcnt}`,
	reading: "正在询问引擎。",
	failed: "引擎没能回答。",
};

export const TEXTBOOK_STRINGS: Readonly<Record<Locale, TextbookStrings>> = { en, "zh-CN": zh };
