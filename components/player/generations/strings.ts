/** What the generations' lanes say, in each language of the player. */
import type { ProfileName } from "../../../engine/profiles";
import type { Locale } from "../../../exercises/types";
import type { Off } from "./off-since";

export interface GenerationsStrings {
	readonly lane: (generation: number) => string;
	readonly outside: string;
	readonly outsideWords: string;
	readonly aside: string;
	readonly count: (count: number, threshold: number) => string;
	readonly counts: Readonly<Record<0 | 1 | 2, string>>;
	/** A threshold of 0. */
	readonly never: Readonly<Record<0 | 1 | 2, string>>;
	readonly past: Readonly<Record<0 | 1 | 2, string>>;
	/** Past its threshold, while no collection starts by itself. */
	readonly pastOff: string;
	readonly off: Readonly<Record<Off, string>>;
	readonly since: (line: number, step: number) => string;
	/** Between two sentences that are told apart. */
	readonly between: string;
	readonly size: (own: number, others: number) => string;
	readonly sizeOnly: (size: number) => string;
	readonly threshold: string;
	readonly more: (count: number) => string;
	/** Between two sentences. */
	readonly stop: string;
	readonly plot: (generation: number, count: number, threshold: number) => string;
	readonly sampled: (known: number, steps: number) => string;
	readonly reading: string;
	readonly legend: Readonly<Record<"called" | "threshold" | "younger", string>>;
	readonly collections: string;
	readonly noCollections: string;
	readonly columns: Readonly<Record<"number" | "step" | "generation" | "reason" | "collected", string>>;
	readonly reason: Readonly<Record<"called" | "threshold", string>>;
	readonly toStep: (number: number, step: number) => string;
	readonly beforeCollection: string;
	readonly profileTitle: string;
	readonly profile: Readonly<Record<ProfileName, string>>;
	readonly disabled: string;
}

const en: GenerationsStrings = {
	lane: (generation) => `Generation ${generation}`,
	outside: "In no generation",
	outsideWords: "Not tracked, so that no collection looks at it, or set aside by the collection under way.",
	aside: "set aside",
	count: (count, threshold) => `count ${count}, threshold ${threshold}`,
	counts: {
		0: "Counts containers made, less those freed, since it was last collected.",
		1: "Counts collections of generation 0 since its own.",
		2: "Counts collections of generation 1 since its own.",
	},
	never: {
		0: "Threshold 0: no collection starts by itself. Only gc.collect() starts one.",
		1: "Threshold 0: once generation 0 has been collected, the next collection takes generation 1 as well.",
		2: "Threshold 0: it is never collected by itself. Only gc.collect() does it.",
	},
	past: {
		0: "Past its threshold. A collection starts where CPython next looks.",
		1: "Past its threshold: the next collection takes it too.",
		2: "Past its threshold. A full collection also waits until the objects that are new to it are a quarter of those that survived the last one.",
	},
	pastOff: "Past its threshold, but no collection starts by itself at this step.",
	off: {
		disabled:
			"No collection starts by itself at this step: gc.disable() was called. The counts go on, and gc.collect() still collects.",
		threshold:
			"No collection starts by itself at this step: the threshold of generation 0 is 0. gc.collect() still collects.",
	},
	since: (line, step) => `Since line ${line}, step ${step}.`,
	between: " ",
	size: (own, others) => `${own} of the program's own, ${others} of the interpreter's own, folded`,
	sizeOnly: (size) => `${size} objects, the interpreter's own included`,
	threshold: "threshold",
	more: (count) => `and ${count} more`,
	stop: ". ",
	plot: (generation, count, threshold) =>
		`The count of generation ${generation} over the run; here ${count}, its threshold ${threshold}`,
	sampled: (known, steps) => `Drawn from ${known} of the run's ${steps} states.`,
	reading: "Reading the run.",
	legend: {
		called: "collected, called for",
		threshold: "collected, a threshold passed",
		younger: "taken along by an older one's collection",
	},
	collections: "Collections of this run",
	noCollections: "None so far, and none later: no count passes its threshold, and gc.collect() is not called.",
	columns: {
		number: "no.",
		step: "step",
		generation: "generation",
		reason: "started by",
		collected: "unreachable",
	},
	reason: { called: "gc.collect()", threshold: "its threshold" },
	toStep: (number, step) => `Collection ${number}: go to step ${step}`,
	beforeCollection: "Inside a phase, the lanes are as they were before this step.",
	profileTitle: "What depends on the version",
	profile: {
		"3.13":
			"3.13 has three generations with thresholds 2000, 10 and 10. A dict is tracked once it holds something that could be in a cycle, and a collection untracks dicts and tuples that cannot.",
		"3.14":
			"From 3.14.5 on, 3.14 has the same three generations and thresholds again (3.14.0 to 3.14.4 collected in increments). A dict is tracked from birth, and a tuple made by code only where an item could be in a cycle.",
	},
	disabled:
		"gc.disable() stops collections that a threshold would start. The counts go on, and gc.collect() still collects.",
};

const zh: GenerationsStrings = {
	lane: (generation) => `第 ${generation} 代`,
	outside: "不在任何一代",
	outsideWords: "没有被跟踪，回收时不会查看；或者已被正在进行的回收放到一边。",
	aside: "放到一边",
	count: (count, threshold) => `计数 ${count}，阈值 ${threshold}`,
	counts: {
		0: "上次回收以来，新建的容器数减去释放的容器数。",
		1: "它自己上次回收以来，第 0 代被回收的次数。",
		2: "它自己上次回收以来，第 1 代被回收的次数。",
	},
	never: {
		0: "阈值为 0：回收不会自动开始，只能由 gc.collect() 调用。",
		1: "阈值为 0：只要第 0 代回收过一次，下一次回收就会连同第 1 代一起。",
		2: "阈值为 0：它不会自动回收，只能由 gc.collect() 调用。",
	},
	past: {
		0: "已超过阈值。CPython 下一次检查时就开始回收。",
		1: "已超过阈值：下一次回收会连同它一起。",
		2: "已超过阈值。但完整回收还要等：新来的对象达到上次完整回收后存活对象的四分之一，才会进行。",
	},
	pastOff: "已超过阈值，但这一步不会自动回收。",
	off: {
		disabled: "这一步不会自动回收：程序调用过 gc.disable()。计数照常变化，gc.collect() 照样回收。",
		threshold: "这一步不会自动回收：第 0 代的阈值为 0。gc.collect() 照样回收。",
	},
	since: (line, step) => `从第 ${line} 行（第 ${step} 步）起。`,
	between: "",
	size: (own, others) => `程序自己的 ${own} 个，解释器自己的 ${others} 个（已折叠）`,
	sizeOnly: (size) => `共 ${size} 个对象，含解释器自己的`,
	threshold: "阈值",
	more: (count) => `另有 ${count} 个`,
	stop: "。",
	plot: (generation, count, threshold) =>
		`第 ${generation} 代的计数在整个运行中的变化；此处为 ${count}，阈值 ${threshold}`,
	sampled: (known, steps) => `依据全部 ${steps} 个状态中的 ${known} 个绘制。`,
	reading: "正在读取这次运行。",
	legend: {
		called: "回收，由程序调用",
		threshold: "回收，因超过阈值",
		younger: "随更老的一代一起回收",
	},
	collections: "这次运行的各次回收",
	noCollections: "整个运行中一次也没有：没有计数超过阈值，也没有调用 gc.collect()。",
	columns: { number: "序号", step: "步", generation: "代", reason: "起因", collected: "不可达" },
	reason: { called: "gc.collect()", threshold: "超过阈值" },
	toStep: (number, step) => `第 ${number} 次回收：跳到第 ${step} 步`,
	beforeCollection: "在回收的阶段中，各代显示的是这一步之前的样子。",
	profileTitle: "哪些与版本有关",
	profile: {
		"3.13":
			"3.13 有三代，阈值为 2000、10、10。字典要等到装进可能构成循环的东西才被跟踪；不可能构成循环的字典和元组，回收时会取消跟踪。",
		"3.14":
			"从 3.14.5 起，3.14 重新采用同样的三代和阈值（3.14.0 至 3.14.4 是增量回收）。字典一创建就被跟踪；代码创建的元组，只有在元素可能构成循环时才被跟踪。",
	},
	disabled: "gc.disable() 只是不让阈值触发回收：计数照常变化，gc.collect() 照样回收。",
};

export const GENERATIONS_STRINGS: Readonly<Record<Locale, GenerationsStrings>> = { en, "zh-CN": zh };
