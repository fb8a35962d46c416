/** What the player says besides: of runs that ended badly, of collections, in the other views, in the sheet of keys. None of it is loaded before a run is shown. */
import type { Limits, PhaseName } from "../../engine/api";
import type { Locale } from "../../exercises/types";
import { grouped } from "../grouped";
import { type PlayerStrings, STRINGS } from "./strings";

export interface MoreStrings extends PlayerStrings {
	readonly keys: string;
	readonly keysNote: string;
	readonly fromCardToCard: string;
	readonly toggleBreakpoint: string;
	readonly helpGroups: Readonly<Record<"run" | "steps" | "jumps" | "asking" | "views" | "editor", string>>;
	readonly leaveEditor: string;
	readonly rowToRow: string;
	/** After a stop: how many steps of the run are there to be looked at. */
	readonly stoppedAt: (steps: number) => string;
	readonly failed: string;
	readonly notPythonAtAll: string;
	readonly ofSelected: string;
	readonly whySelected: string;
	readonly pin: string;
	readonly putBack: string;
	readonly stderr: string;
	readonly crashed: string;
	/** The name of the feature, which is the engine's and in English, follows. */
	readonly unsupported: (line: number) => string;
	readonly limit: Readonly<Record<keyof Limits, (line: number) => string>>;
	readonly failedAt: (line: number) => string;
	/** The program has a SyntaxError: none of it ran. */
	readonly notPython: (line: number) => string;
	readonly bug: string;
	readonly collectionTitle: (at: number, generation: number) => string;
	readonly calledAt: (line: number) => string;
	readonly thresholdAt: (line: number) => string;
	readonly collectedResult: (collected: number, uncollectable: number) => string;
	readonly phase: Readonly<Record<PhaseName, string>>;
	readonly phases: string;
	readonly previousPhase: string;
	readonly nextPhase: string;
	readonly leavePhases: string;
	readonly foldedRows: (count: number) => string;
	readonly state: string;
	readonly rowState: Readonly<
		Record<"candidate" | "reached" | "reachable" | "unreachable" | "finalized" | "resurrected" | "deleted", string>
	>;
	readonly noCollection: string;
	readonly toNextCollection: string;
	readonly generationsTitle: string;
	readonly generationWord: string;
	readonly generationCount: string;
	readonly generationThreshold: string;
	readonly generationSize: string;
	readonly namesTitle: string;
	readonly objectsTitle: string;
	readonly deathsTitle: string;
	readonly name: string;
	readonly refersTo: string;
	readonly count: string;
	readonly fields: string;
	readonly referredBy: string;
	readonly cause: string;
	readonly line: string;
	readonly weakMark: string;
	readonly narrateStart: (line: number) => string;
	readonly narrateRan: (line: number) => string;
	readonly narrateCount: (name: string, from: number, to: number) => string;
	readonly narrateBorn: (name: string) => string;
	readonly narrateFreedByCount: (name: string) => string;
	readonly narrateFreedByCollector: (name: string) => string;
	readonly narrateCollection: (generation: number, collected: number) => string;
	readonly narrateCollecting: (generation: number, phase: PhaseName) => string;
	readonly narrateOutput: (text: string) => string;
	readonly narrateMore: (count: number) => string;
	readonly narrateEnd: string;
}

const en: MoreStrings = {
	...STRINGS.en,
	keys: "Keys in the player",
	fromCardToCard: "In the graph: from object to object",
	keysNote: "They work while the focus is in the player and you are not typing in the program.",
	toggleBreakpoint: "Breakpoint at the caret's line, on or off",
	helpGroups: {
		run: "Run and play",
		steps: "Steps",
		jumps: "Jumps",
		asking: "Questions",
		views: "Views",
		editor: "In the program",
	},
	leaveEditor: "Then Tab leaves the program",
	rowToRow: "In the lists: from row to row",
	stoppedAt: (steps) => `Stopped. The run was not over: its first ${grouped(steps)} steps are here to look at.`,
	failed: "An exception ended the program.",
	notPythonAtAll: "Nothing ran: this is not valid Python.",
	ofSelected: "Next change of the selected object · previous",
	whySelected: "Why is it alive?",
	pin: "Compare with here",
	putBack: "Put references back",
	stderr: "error output",
	crashed: "The engine stopped working, and this is our fault. Your program is untouched: run it again.",
	unsupported: (line) => `Line ${line} uses something this machine does not model yet, so the run ended there:`,
	limit: {
		work: (line) => `The run was ended at line ${line}: it had taken as many steps as this machine allows.`,
		bytes: (line) => `The run was ended at line ${line}: it used more memory than this machine allows.`,
		output: (line) => `The run was ended at line ${line}: it printed more than this machine allows.`,
	},
	failedAt: (line) => `An exception ended the program. It was raised at line ${line}.`,
	notPython: (line) => `Nothing ran: line ${line} is not valid Python.`,
	bug: "The machine lost its own books, and this is our fault, not your program's.",
	collectionTitle: (at, generation) => `Collection ${at}, generation ${generation}`,
	calledAt: (line) => `Called by gc.collect() in line ${line}.`,
	thresholdAt: (line) => `Started in line ${line}: a count had passed its threshold.`,
	collectedResult: (collected, uncollectable) =>
		uncollectable === 0
			? `It found ${collected} unreachable.`
			: `It found ${collected} unreachable and could not free ${uncollectable}.`,
	phase: {
		update_refs:
			"Each candidate's reference count is copied into a scratch field, gc_refs. The real count is not touched.",
		subtract_refs:
			"Every reference that comes from inside the set is subtracted. What is left was put there by someone outside.",
		move_unreachable:
			"An object with something left is reachable, and so is all it refers to. The others are set aside: unreachable, until proven otherwise.",
		handle_weakrefs:
			"Weak references to the unreachable are cleared first, so that no callback can bring one of them back. Then the callbacks of those that are reachable themselves run.",
		finalize_garbage: "Finalizers run: __del__, once for each object. All of them still have their fields.",
		handle_resurrected_objects:
			"A finalizer may have stored its object somewhere. The counting is done again: what is held from outside stays.",
		delete_garbage:
			"The references inside the rest are cleared one by one. Now the counts fall to zero, and counting frees the objects.",
	},
	phases: "Phases of the collection",
	previousPhase: "Previous phase",
	nextPhase: "Next phase",
	leavePhases: "After the collection",
	foldedRows: (count) => `${count} of the interpreter's own, folded`,
	state: "state",
	rowState: {
		candidate: "candidate",
		reached: "reached",
		reachable: "reachable",
		unreachable: "unreachable",
		finalized: "finalized",
		resurrected: "resurrected",
		deleted: "deleted",
	},
	noCollection: "No collection ran in this step.",
	toNextCollection: "Go to the next collection",
	generationsTitle: "Generations",
	generationWord: "generation",
	generationCount: "count",
	generationThreshold: "threshold",
	generationSize: "objects",
	namesTitle: "Frames and names",
	objectsTitle: "Objects",
	deathsTitle: "Freed so far",
	name: "name",
	refersTo: "refers to",
	count: "count",
	fields: "refers to",
	referredBy: "referred to by",
	cause: "cause",
	line: "line",
	weakMark: "weak",
	narrateStart: (line) => `Start. Line ${line} runs next.`,
	narrateRan: (line) => `Line ${line} ran.`,
	narrateCount: (name, from, to) => `${name}: ${from} to ${to}.`,
	narrateBorn: (name) => `${name} was made.`,
	narrateFreedByCount: (name) => `${name} was freed by its count.`,
	narrateFreedByCollector: (name) => `${name} was freed by the collector.`,
	narrateCollection: (generation, collected) => `Generation ${generation} was collected: ${collected} unreachable.`,
	narrateCollecting: (generation, phase) => `A collection of generation ${generation} is under way, in ${phase}.`,
	narrateOutput: (text) => `Printed: ${text}`,
	narrateMore: (count) => `And ${count} more changes.`,
	narrateEnd: "The program has ended.",
};

const zh: MoreStrings = {
	...STRINGS["zh-CN"],
	keys: "播放器的按键",
	fromCardToCard: "在对象图中：逐个选择对象",
	keysNote: "焦点在播放器里、且不在编辑程序时有效。",
	toggleBreakpoint: "设置或取消光标所在行的断点",
	helpGroups: { run: "运行与播放", steps: "步进", jumps: "跳转", asking: "提问", views: "视图", editor: "在程序里" },
	leaveEditor: "之后 Tab 键离开程序",
	rowToRow: "在列表中：逐行移动",
	stoppedAt: (steps) => `已停止。运行没有结束，可以查看它最初的 ${steps} 步。`,
	failed: "程序因异常而结束。",
	notPythonAtAll: "什么也没有运行：这不是合法的 Python。",
	ofSelected: "选中对象的下一次变化 · 上一次",
	whySelected: "它为什么活着？",
	pin: "与此处比较",
	putBack: "把引用放回去",
	stderr: "错误输出",
	crashed: "引擎停止了工作，这是我们的错。你的程序没有丢，请再运行一次。",
	unsupported: (line) => `第 ${line} 行用到了这台机器还不支持的功能，运行到此为止：`,
	limit: {
		work: (line) => `运行到第 ${line} 行时被中止：步数已达到这台机器允许的上限。`,
		bytes: (line) => `运行到第 ${line} 行时被中止：内存超过了这台机器允许的上限。`,
		output: (line) => `运行到第 ${line} 行时被中止：输出超过了这台机器允许的上限。`,
	},
	failedAt: (line) => `程序因异常而结束，异常在第 ${line} 行抛出。`,
	notPython: (line) => `什么也没有运行：第 ${line} 行不是合法的 Python。`,
	bug: "机器自己的账对不上了。这是我们的错，不是你的程序的错。",
	collectionTitle: (at, generation) => `第 ${at} 次回收，第 ${generation} 代`,
	calledAt: (line) => `由第 ${line} 行的 gc.collect() 调用。`,
	thresholdAt: (line) => `在第 ${line} 行触发：计数超过了阈值。`,
	collectedResult: (collected, uncollectable) =>
		uncollectable === 0
			? `共发现 ${collected} 个不可达对象。`
			: `共发现 ${collected} 个不可达对象，其中 ${uncollectable} 个无法释放。`,
	phase: {
		update_refs: "把每个候选对象的引用计数抄进临时字段 gc_refs，真正的计数不动。",
		subtract_refs: "来自集合内部的引用，一次减去一。剩下的，只能是外面的谁留下的。",
		move_unreachable: "还有剩余的对象是可达的，它引用的一切也可达；其余的先放到一边，暂定为不可达。",
		handle_weakrefs: "先清除指向不可达对象的弱引用，这样回调就没有机会把它们带回来；弱引用自己可达的，再调用它的回调。",
		finalize_garbage: "执行终结器 __del__，每个对象只执行一次；此时它们的字段都还在。",
		handle_resurrected_objects: "终结器可能把对象存到了别处，所以重新数一遍：外面还引用着的，留下。",
		delete_garbage: "逐个清除其余对象内部的引用，计数这才归零，由引用计数释放它们。",
	},
	phases: "回收的各个阶段",
	previousPhase: "上一阶段",
	nextPhase: "下一阶段",
	leavePhases: "回收之后",
	foldedRows: (count) => `解释器自己的 ${count} 个，已折叠`,
	state: "状态",
	rowState: {
		candidate: "候选",
		reached: "已触及",
		reachable: "可达",
		unreachable: "不可达",
		finalized: "已终结",
		resurrected: "已复活",
		deleted: "已清除",
	},
	noCollection: "这一步没有发生回收。",
	toNextCollection: "跳到下一次回收",
	generationsTitle: "分代",
	generationWord: "代",
	generationCount: "计数",
	generationThreshold: "阈值",
	generationSize: "对象数",
	namesTitle: "栈帧与名字",
	objectsTitle: "对象",
	deathsTitle: "至今释放的对象",
	name: "名字",
	refersTo: "引用",
	count: "计数",
	fields: "引用",
	referredBy: "被谁引用",
	cause: "原因",
	line: "行",
	weakMark: "弱",
	narrateStart: (line) => `开始。接下来执行第 ${line} 行。`,
	narrateRan: (line) => `第 ${line} 行已执行。`,
	narrateCount: (name, from, to) => `${name}：从 ${from} 到 ${to}。`,
	narrateBorn: (name) => `创建了 ${name}。`,
	narrateFreedByCount: (name) => `${name} 的计数归零，已释放。`,
	narrateFreedByCollector: (name) => `${name} 被回收器释放。`,
	narrateCollection: (generation, collected) => `回收了第 ${generation} 代：${collected} 个不可达。`,
	narrateCollecting: (generation, phase) => `第 ${generation} 代的回收正在进行，处于 ${phase} 阶段。`,
	narrateOutput: (text) => `输出：${text}`,
	narrateMore: (count) => `另有 ${count} 处变化。`,
	narrateEnd: "程序已结束。",
};

export const MORE_STRINGS: Readonly<Record<Locale, MoreStrings>> = { en, "zh-CN": zh };
