/** What the collector's panel and lanes say, in each language of the player. */
import type { Locale } from "../../../exercises/types";
import { MOST_STEPS } from "./course";

export interface CollectorStrings {
	readonly visitOf: (at: number, of: number) => string;
	readonly visits: string;
	/** Not every visit of the collection can be gone to. */
	readonly visitsCut: Readonly<Record<"steps" | "events", string>>;
	readonly phases: string;
	readonly firstVisit: string;
	readonly previousVisit: string;
	readonly nextVisit: string;
	readonly firstPhase: string;
	readonly after: string;
	readonly copied: string;
	readonly none: string;
	/** What a list of candidates is, under CPython's name for it. */
	readonly list: Readonly<Record<ListName, string>>;
	readonly candidates: (generation: number) => string;
	readonly weakrefs: string;
	readonly callback: Readonly<Record<"called" | "dropped", string>>;
	readonly waiting: string;
	/** In delete_garbage, of those that are still there. */
	readonly toClear: string;
	/** What gc.c does after move_unreachable, and finds nothing to do here. */
	readonly legacy: string;
	/** What it does after handle_resurrected_objects. */
	readonly clearedAgain: string;
	/** What a list is called while handle_resurrected_objects still moves objects out of it. */
	readonly stillOpen: string;
	/** How many of those found are the program's, and the interpreter's own: it stands after the number of all. */
	readonly ofThese: (own: number, folded: number) => string;
	readonly others: string;
	readonly itself: string;
	readonly fates: string;
	readonly note: {
		readonly copied: (gcRefs: number) => string;
		readonly subtracted: (from: string) => string;
		readonly reachable: (gcRefs: number) => string;
		readonly setAside: string;
		readonly broughtBack: (from: string) => string;
		readonly reached: (from: string) => string;
		readonly reachedAlready: (from: string) => string;
		readonly reachedByItself: string;
		readonly cleared: (weakref: string, to: string) => string;
		readonly finalizer: string;
		readonly copiedAgain: (gcRefs: number) => string;
		readonly subtractedAgain: (from: string) => string;
		readonly resurrected: string;
		readonly stillUnreachable: string;
		readonly cleaned: string;
	};
}

/** CPython's names of the lists that candidates are in. */
export type ListName = "young" | "unreachable" | "resurrected" | "still_unreachable" | "final_unreachable";

const en: CollectorStrings = {
	visitOf: (at, of) => `visit ${at} of ${of}`,
	visits: "Visits",
	visitsCut: {
		steps: `It runs so many finalizers and callbacks that visits can be walked through in the first ${MOST_STEPS} of its steps only. Every phase can be reached.`,
		events: "Its visits are so many that only the first can be walked through. Every phase can be reached.",
	},
	phases: "Phases",
	firstVisit: "First visit of this phase",
	previousVisit: "Previous visit",
	nextVisit: "Next visit",
	firstPhase: "First phase",
	after: "After",
	copied: "copied",
	none: "empty",
	list: {
		young: "reachable, or still to be looked at",
		unreachable: "tentatively unreachable",
		resurrected: "held from outside again: left alone",
		still_unreachable: "unreachable, for good now",
		final_unreachable: "cleared one by one",
	},
	candidates: (generation) =>
		generation === 0 ? "the candidates: generation 0" : `the candidates: generation ${generation} and what is younger`,
	weakrefs: "Weak references cleared",
	callback: { called: "its callback is called", dropped: "garbage itself: its callback is not called" },
	waiting: "still to be counted",
	toClear: "to be cleared",
	legacy:
		"Next, gc.c has move_legacy_finalizers. It finds nothing here: the old tp_del that it looks for is in types of C extensions alone.",
	clearedAgain:
		"Next, gc.c clears weak references once more: those that finalizers have meanwhile made to what it is about to clear. Their callbacks are not called.",
	stillOpen: "set aside again, for now",
	ofThese: (own, folded) =>
		` ${own} of them ${own === 1 ? "is" : "are"} the program's, ${folded} the interpreter's own.`,
	others: "one of the interpreter's own",
	itself: "itself",
	fates: "What became of the candidates",
	note: {
		copied: (gcRefs) => `Its count, ${gcRefs}, is copied.`,
		subtracted: (from) => `−1: this reference comes from inside the set, from ${from}.`,
		reachable: (gcRefs) => `gc_refs is ${gcRefs}: reachable. All that it refers to has now been reached.`,
		setAside: "gc_refs is 0: nothing outside is known to hold it. It is set aside, for now.",
		broughtBack: (from) => `Set aside too early: ${from} is reachable and refers to it. It comes back.`,
		reached: (from) => `Reached: ${from} is reachable and refers to it.`,
		reachedAlready: (from) => `${from} refers to it as well. It was reached before.`,
		reachedByItself: "It refers to itself. It was reached before.",
		cleared: (weakref, to) => `${weakref} no longer leads to ${to}.`,
		finalizer: "Its finalizer runs. The call holds it for that long.",
		copiedAgain: (gcRefs) => `Its count, ${gcRefs}, is copied again.`,
		subtractedAgain: (from) => `−1: this reference comes from among them, from ${from}.`,
		resurrected: "It is reachable again: resurrected. It is left alone.",
		stillUnreachable: "gc_refs is 0: nothing outside is known to hold it now. It is set aside, to be cleared.",
		cleaned: "tp_clear: it lets go of what it refers to.",
	},
};

/** A name between Chinese words stands apart from them; what is Chinese itself does not. */
const isName = (words: string): boolean => words < "\u2e80";
const before = (words: string): string => (isName(words) ? `${words} ` : words);
const after = (words: string): string => (isName(words) ? ` ${words}` : words);

const zh: CollectorStrings = {
	visitOf: (at, of) => `第 ${at} 次访问，共 ${of} 次`,
	visits: "访问",
	visitsCut: {
		steps: `它要执行的终结器和回调很多，因此只能在它的前 ${MOST_STEPS} 步里逐次查看访问。每个阶段都可以到达。`,
		events: "访问太多，只能逐次查看前面一部分。每个阶段都可以到达。",
	},
	phases: "阶段",
	firstVisit: "本阶段的第一次访问",
	previousVisit: "上一次访问",
	nextVisit: "下一次访问",
	firstPhase: "第一个阶段",
	after: "回收之后",
	copied: "抄得",
	none: "空",
	list: {
		young: "可达，或者还没查看",
		unreachable: "暂定为不可达",
		resurrected: "外面又有引用：不再动",
		still_unreachable: "这次确定不可达",
		final_unreachable: "逐个清除",
	},
	candidates: (generation) => (generation === 0 ? "候选对象：第 0 代" : `候选对象：第 ${generation} 代及更年轻的`),
	weakrefs: "已清除的弱引用",
	callback: { called: "会调用它的回调", dropped: "它自己也是垃圾，不调用回调" },
	waiting: "还没数到",
	toClear: "等待清除",
	legacy: "gc.c 接着还有 move_legacy_finalizers。它在这里无事可做：它要找的旧式 tp_del，只有 C 扩展的类型才有。",
	clearedAgain: "gc.c 接着再清除一次弱引用：终结器在这期间新建的、指向将要清除的对象的那些。不调用它们的回调。",
	stillOpen: "再次放到一边",
	ofThese: (own, folded) => `其中程序自己的 ${own} 个，解释器自己的 ${folded} 个。`,
	others: "解释器自己的对象",
	itself: "它自己",
	fates: "候选对象的结局",
	note: {
		copied: (gcRefs) => `抄下它的引用计数 ${gcRefs}。`,
		subtracted: (from) => `−1：这个引用来自集合内部，来自${after(from)}。`,
		reachable: (gcRefs) => `gc_refs 为 ${gcRefs}：可达。它引用的对象都已触及。`,
		setAside: "gc_refs 为 0：没发现外面有谁引用它，先放到一边。",
		broughtBack: (from) => `放早了：${before(from)}可达，并且引用着它。移回来。`,
		reached: (from) => `触及：${before(from)}可达，并且引用着它。`,
		reachedAlready: (from) => `${before(from)}也引用它，而它早已触及。`,
		reachedByItself: "它引用自己，而它早已触及。",
		cleared: (weakref, to) => `${weakref} 不再指向 ${to}。`,
		finalizer: "执行它的终结器，其间由这次调用引用着它。",
		copiedAgain: (gcRefs) => `再次抄下它的引用计数 ${gcRefs}。`,
		subtractedAgain: (from) => `−1：这个引用来自它们内部，来自${after(from)}。`,
		resurrected: "它重新可达：复活，不再动它。",
		stillUnreachable: "gc_refs 为 0：现在没发现外面有谁引用它，放到一边，等待清除。",
		cleaned: "tp_clear：放开它引用的一切。",
	},
};

export const COLLECTOR_STRINGS: Readonly<Record<Locale, CollectorStrings>> = { en, "zh-CN": zh };
