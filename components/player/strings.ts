/** Everything that the player says, in each of its languages. */
import type { Limits, PhaseName } from "../../engine/api";
import type { Locale } from "../../exercises/types";
import type { Pace } from "./pace";
import type { Grain } from "./walk";

export interface PlayerStrings {
	readonly player: string;
	readonly run: string;
	readonly runAgain: string;
	readonly running: string;
	readonly stepsSoFar: (steps: number) => string;
	readonly stop: string;
	readonly reset: string;
	readonly source: string;
	readonly editorHelp: string;
	readonly first: string;
	readonly back: string;
	readonly forward: string;
	readonly last: string;
	readonly play: string;
	readonly pause: string;
	readonly previousDeath: string;
	readonly nextDeath: string;
	readonly previousCollection: string;
	readonly nextCollection: string;
	readonly death: string;
	readonly collection: string;
	readonly scrub: string;
	readonly help: string;
	readonly close: string;
	readonly keys: string;
	readonly keysNote: string;
	readonly fromCardToCard: string;
	readonly python: string;
	/** `inside`: in the midst of the step, so many of its instructions or events are done. */
	readonly position: (
		step: number,
		steps: number,
		objects: number,
		bytes: string,
		inside: { readonly kind: "instruction" | "event"; readonly at: number } | null,
	) => string;
	readonly grainWord: string;
	readonly grain: Readonly<Record<Grain, string>>;
	readonly otherGrain: string;
	readonly paceWord: string;
	readonly pace: Readonly<Record<Pace, string>>;
	readonly otherPace: string;
	readonly breakpoint: string;
	readonly breakpointAt: (line: number) => string;
	readonly previousBreakpoint: string;
	readonly nextBreakpoint: string;
	readonly noBreakpoints: string;
	readonly searching: (step: number) => string;
	readonly noneThatWay: string;
	readonly toggleBreakpoint: string;
	readonly more: string;
	readonly helpGroups: Readonly<Record<"run" | "steps" | "jumps" | "asking" | "views" | "editor", string>>;
	readonly leaveEditor: string;
	readonly rowToRow: string;
	/** After a stop: how many steps of the run are there to be looked at. */
	readonly stoppedAt: (steps: number) => string;
	readonly keeping: string;
	readonly failed: string;
	readonly notPythonAtAll: string;
	readonly lineAndColumn: (line: number, column: number) => string;
	readonly graph: string;
	readonly generations: string;
	readonly collector: string;
	readonly textbook: string;
	readonly bytecode: string;
	readonly memory: string;
	readonly table: string;
	readonly ofSelected: string;
	readonly whySelected: string;
	readonly pin: string;
	readonly putBack: string;
	readonly views: string;
	readonly atRest: string;
	readonly edited: string;
	readonly output: string;
	readonly noOutput: string;
	readonly stderr: string;
	readonly stopped: string;
	readonly crashed: string;
	/** The engine's file could not be fetched. */
	readonly absent: string;
	/** The name of the feature, which is the engine's and in English, follows. */
	readonly unsupported: (line: number) => string;
	readonly limit: Readonly<Record<keyof Limits, (line: number) => string>>;
	readonly failedAt: (line: number) => string;
	/** The program has a SyntaxError: none of it ran. */
	readonly notPython: (line: number) => string;
	readonly bug: string;
	readonly ran: string;
	readonly next: string;
	readonly freed: string;
	readonly moduleFrame: string;
	readonly frame: (name: string) => string;
	readonly strong: string;
	readonly weak: string;
	readonly unreachable: string;
	readonly young: string;
	readonly old: string;
	readonly ghost: string;
	readonly byCount: string;
	readonly byCollector: string;
	readonly atLine: (line: number) => string;
	readonly moreRows: (count: number) => string;
	readonly moreObjects: (count: number) => string;
	readonly moreFrames: (count: number) => string;
	readonly foldedObjects: (count: number) => string;
	readonly noObjects: string;
	readonly immortal: string;
	readonly notTracked: string;
	readonly generation: (generation: number) => string;
	readonly cardLabel: (name: string, count: string, where: string) => string;
	readonly ghostLabel: (name: string, cause: string) => string;
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
	readonly object: string;
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
	readonly generationObjects: (count: number) => string;
	readonly gen0Counts: string;
	readonly olderCounts: string;
	readonly namesTitle: string;
	readonly objectsTitle: string;
	readonly deathsTitle: string;
	readonly name: string;
	readonly refersTo: string;
	readonly count: string;
	readonly fields: string;
	readonly referredBy: string;
	readonly cause: string;
	readonly step: string;
	readonly line: string;
	readonly weakMark: string;
	readonly dead: string;
	readonly nobody: string;
	readonly inspect: (name: string, count: string, where: string) => string;
	readonly heldBy: string;
	readonly narrateStart: (line: number) => string;
	readonly narrateRan: (line: number) => string;
	readonly narrateCount: (name: string, from: number, to: number) => string;
	readonly narrateBorn: (name: string) => string;
	readonly narrateFreedByCount: (name: string) => string;
	readonly narrateFreedByCollector: (name: string) => string;
	readonly narrateCollection: (generation: number, collected: number) => string;
	readonly narrateOutput: (text: string) => string;
	readonly narrateMore: (count: number) => string;
	readonly narrateEnd: string;
}

const en: PlayerStrings = {
	player: "Program player",
	run: "Run",
	runAgain: "Run again",
	running: "Running",
	stepsSoFar: (steps) => `${steps.toLocaleString("en")} steps so far`,
	stop: "Stop",
	reset: "Reset",
	source: "Program",
	editorHelp: "Tab indents. To leave with Tab, press Escape first.",
	first: "To the start",
	back: "Step back",
	forward: "Step",
	last: "To the end",
	play: "Play",
	pause: "Pause",
	previousDeath: "Previous death",
	nextDeath: "Next death",
	previousCollection: "Previous collection",
	nextCollection: "Next collection",
	death: "death",
	collection: "collection",
	scrub: "Step of the run",
	help: "Keys",
	close: "Close",
	keys: "Keys in the player",
	fromCardToCard: "In the graph: from object to object",
	keysNote: "They work while the focus is in the player and you are not typing in the program.",
	python: "Python",
	grainWord: "by",
	grain: { line: "line", instruction: "instruction", event: "event", phase: "phase", visit: "visit" },
	otherGrain: "Longer or shorter steps",
	paceWord: "pace",
	pace: { slow: "slow", normal: "normal", fast: "fast" },
	otherPace: "Play faster or slower",
	breakpoint: "breakpoint",
	breakpointAt: (line) => `Breakpoint at line ${line}`,
	previousBreakpoint: "Previous breakpoint",
	nextBreakpoint: "Next breakpoint",
	noBreakpoints: "Click a line number to set a breakpoint.",
	searching: (step) => `Looking for a breakpoint: at step ${step.toLocaleString("en")}`,
	noneThatWay: "No breakpoint is reached that way.",
	toggleBreakpoint: "Breakpoint at the caret's line, on or off",
	more: "More",
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
	stoppedAt: (steps) =>
		`Stopped. The run was not over: its first ${steps.toLocaleString("en")} steps are here to look at.`,
	keeping: "Stopped. Its beginning is being recorded again, to look at",
	failed: "An exception ended the program.",
	notPythonAtAll: "Nothing ran: this is not valid Python.",
	lineAndColumn: (line, column) => `Line ${line}, column ${column}`,
	position: (step, steps, objects, bytes, inside) =>
		`step ${step} of ${steps}${inside === null ? "" : ` · ${inside.kind} ${inside.at}`} · ${objects} ${objects === 1 ? "object" : "objects"} · ${bytes}`,
	graph: "Graph",
	generations: "Generations",
	collector: "Collector",
	textbook: "Textbook",
	bytecode: "Bytecode",
	memory: "Memory",
	table: "Table",
	ofSelected: "Next change of the selected object · previous",
	whySelected: "Why is it alive?",
	pin: "Compare with here",
	putBack: "Put references back",
	views: "Views of the heap",
	atRest: "Run the program, then step through it both ways: every reference counted, every object freed.",
	edited: "The program has changed since this run.",
	output: "Output",
	noOutput: "Nothing printed yet.",
	stderr: "error output",
	stopped: "Stopped. Nothing of that run was kept.",
	crashed: "The engine stopped working, and this is our fault. Your program is untouched: run it again.",
	absent: "The engine could not be loaded. Your program is untouched: run it again when the network is back.",
	unsupported: (line) => `Line ${line} uses something this machine does not model yet, so the run ended there:`,
	limit: {
		work: (line) => `The run was ended at line ${line}: it had taken as many steps as this machine allows.`,
		bytes: (line) => `The run was ended at line ${line}: it used more memory than this machine allows.`,
		output: (line) => `The run was ended at line ${line}: it printed more than this machine allows.`,
	},
	failedAt: (line) => `An exception ended the program. It was raised at line ${line}.`,
	notPython: (line) => `Nothing ran: line ${line} is not valid Python.`,
	bug: "The machine lost its own books, and this is our fault, not your program's.",
	ran: "just ran",
	next: "runs next",
	freed: "freed",
	moduleFrame: "module __main__",
	frame: (name) => `${name}()`,
	strong: "strong",
	weak: "weak",
	unreachable: "unreachable",
	young: "young",
	old: "old",
	ghost: "freed",
	byCount: "freed by its count",
	byCollector: "freed by the collector",
	atLine: (line) => `line ${line}`,
	moreRows: (count) => `and ${count} more`,
	moreObjects: (count) => (count === 1 ? "1 more object has no card." : `${count} more objects have no card.`),
	moreFrames: (count) =>
		count === 1 ? "1 call in the middle is folded away." : `${count} calls in the middle are folded away.`,
	foldedObjects: (count) =>
		count === 1
			? "1 object of the interpreter's own is folded away."
			: `${count} objects of the interpreter's own are folded away.`,
	noObjects: "No objects of the program's own yet. Small numbers and short texts are written where they are used.",
	immortal: "immortal",
	notTracked: "not tracked",
	generation: (generation) => `generation ${generation}`,
	cardLabel: (name, count, where) => `${name}, reference count ${count}, ${where}`,
	ghostLabel: (name, cause) => `${name}, ${cause}`,
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
			"Weak references to the unreachable are cleared first, so that no callback can bring one of them back.",
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
	object: "object",
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
	generationObjects: (count) => `${count} ${count === 1 ? "object" : "objects"}`,
	gen0Counts: "counts containers made, less those freed",
	olderCounts: "counts collections of the one before it",
	namesTitle: "Frames and names",
	objectsTitle: "Objects",
	deathsTitle: "Freed so far",
	name: "name",
	refersTo: "refers to",
	count: "count",
	fields: "refers to",
	referredBy: "referred to by",
	cause: "cause",
	step: "step",
	line: "line",
	weakMark: "weak",
	dead: "dead",
	nobody: "no name and no object of the program's own",
	inspect: (name, count, where) => `${name}: count ${count}, ${where}.`,
	heldBy: "Referred to by",
	narrateStart: (line) => `Start. Line ${line} runs next.`,
	narrateRan: (line) => `Line ${line} ran.`,
	narrateCount: (name, from, to) => `${name}: ${from} to ${to}.`,
	narrateBorn: (name) => `${name} was made.`,
	narrateFreedByCount: (name) => `${name} was freed by its count.`,
	narrateFreedByCollector: (name) => `${name} was freed by the collector.`,
	narrateCollection: (generation, collected) => `Generation ${generation} was collected: ${collected} unreachable.`,
	narrateOutput: (text) => `Printed: ${text}`,
	narrateMore: (count) => `And ${count} more changes.`,
	narrateEnd: "The program has ended.",
};

const zh: PlayerStrings = {
	player: "程序播放器",
	run: "运行",
	runAgain: "重新运行",
	running: "正在运行",
	stepsSoFar: (steps) => `已运行 ${steps.toLocaleString("zh-CN")} 步`,
	stop: "停止",
	reset: "还原",
	source: "程序",
	editorHelp: "Tab 键缩进；要用 Tab 键离开，请先按 Escape。",
	first: "回到开头",
	back: "退一步",
	forward: "进一步",
	last: "到结尾",
	play: "播放",
	pause: "暂停",
	previousDeath: "上一次释放",
	nextDeath: "下一次释放",
	previousCollection: "上一次回收",
	nextCollection: "下一次回收",
	death: "释放",
	collection: "回收",
	scrub: "运行到第几步",
	help: "按键",
	close: "关闭",
	keys: "播放器的按键",
	fromCardToCard: "在对象图中：逐个选择对象",
	keysNote: "焦点在播放器里、且不在编辑程序时有效。",
	python: "Python",
	grainWord: "步长",
	grain: { line: "一行", instruction: "一条指令", event: "一个事件", phase: "一个阶段", visit: "一次访问" },
	otherGrain: "改变步长",
	paceWord: "速度",
	pace: { slow: "慢", normal: "中", fast: "快" },
	otherPace: "播放得更快或更慢",
	breakpoint: "断点",
	breakpointAt: (line) => `第 ${line} 行的断点`,
	previousBreakpoint: "上一个断点",
	nextBreakpoint: "下一个断点",
	noBreakpoints: "点击行号即可设置断点。",
	searching: (step) => `正在寻找断点：已到第 ${step} 步`,
	noneThatWay: "这个方向上没有断点会被执行到。",
	toggleBreakpoint: "设置或取消光标所在行的断点",
	more: "更多",
	helpGroups: { run: "运行与播放", steps: "步进", jumps: "跳转", asking: "提问", views: "视图", editor: "在程序里" },
	leaveEditor: "之后 Tab 键离开程序",
	rowToRow: "在列表中：逐行移动",
	stoppedAt: (steps) => `已停止。运行没有结束，可以查看它最初的 ${steps} 步。`,
	keeping: "已停止，正在重新记录开头的部分，以便查看",
	failed: "程序因异常而结束。",
	notPythonAtAll: "什么也没有运行：这不是合法的 Python。",
	lineAndColumn: (line, column) => `第 ${line} 行，第 ${column} 列`,
	position: (step, steps, objects, bytes, inside) =>
		`第 ${step} 步，共 ${steps} 步${inside === null ? "" : ` · ${inside.kind === "event" ? "事件" : "指令"} ${inside.at}`} · ${objects} 个对象 · ${bytes}`,
	graph: "对象图",
	generations: "分代",
	collector: "回收器",
	textbook: "教科书",
	bytecode: "字节码",
	memory: "内存",
	table: "表格",
	ofSelected: "选中对象的下一次变化 · 上一次",
	whySelected: "它为什么活着？",
	pin: "与此处比较",
	putBack: "把引用放回去",
	views: "堆的视图",
	atRest: "运行程序，然后一步步前进或后退：每次引用计数的变化、每个对象的释放，都看得见。",
	edited: "这次运行之后，程序已经改过。",
	output: "输出",
	noOutput: "还没有输出。",
	stderr: "错误输出",
	stopped: "已停止，这次运行没有保留。",
	crashed: "引擎停止了工作，这是我们的错。你的程序没有丢，请再运行一次。",
	absent: "引擎没能载入。你的程序没有丢，等网络恢复后再运行一次。",
	unsupported: (line) => `第 ${line} 行用到了这台机器还不支持的功能，运行到此为止：`,
	limit: {
		work: (line) => `运行到第 ${line} 行时被中止：步数已达到这台机器允许的上限。`,
		bytes: (line) => `运行到第 ${line} 行时被中止：内存超过了这台机器允许的上限。`,
		output: (line) => `运行到第 ${line} 行时被中止：输出超过了这台机器允许的上限。`,
	},
	failedAt: (line) => `程序因异常而结束，异常在第 ${line} 行抛出。`,
	notPython: (line) => `什么也没有运行：第 ${line} 行不是合法的 Python。`,
	bug: "机器自己的账对不上了。这是我们的错，不是你的程序的错。",
	ran: "刚刚执行",
	next: "接下来执行",
	freed: "已释放",
	moduleFrame: "模块 __main__",
	frame: (name) => `${name}()`,
	strong: "强引用",
	weak: "弱引用",
	unreachable: "不可达",
	young: "年轻代",
	old: "老年代",
	ghost: "已释放",
	byCount: "计数归零而释放",
	byCollector: "由回收器释放",
	atLine: (line) => `第 ${line} 行`,
	moreRows: (count) => `另有 ${count} 项`,
	moreObjects: (count) => `另有 ${count} 个对象没有画成卡片。`,
	moreFrames: (count) => `中间的 ${count} 层调用已折叠。`,
	foldedObjects: (count) => `解释器自己的 ${count} 个对象已折叠。`,
	noObjects: "程序还没有自己的对象。小整数和短文本直接写在用到它们的地方。",
	immortal: "不朽",
	notTracked: "未跟踪",
	generation: (generation) => `第 ${generation} 代`,
	cardLabel: (name, count, where) => `${name}，引用计数 ${count}，${where}`,
	ghostLabel: (name, cause) => `${name}，${cause}`,
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
		handle_weakrefs: "先清除指向不可达对象的弱引用，这样回调就没有机会把它们带回来。",
		finalize_garbage: "执行终结器 __del__，每个对象只执行一次；此时它们的字段都还在。",
		handle_resurrected_objects: "终结器可能把对象存到了别处，所以重新数一遍：外面还引用着的，留下。",
		delete_garbage: "逐个清除其余对象内部的引用，计数这才归零，由引用计数释放它们。",
	},
	phases: "回收的各个阶段",
	previousPhase: "上一阶段",
	nextPhase: "下一阶段",
	leavePhases: "回收之后",
	foldedRows: (count) => `解释器自己的 ${count} 个，已折叠`,
	object: "对象",
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
	generationObjects: (count) => `${count} 个对象`,
	gen0Counts: "新建的容器数减去释放的容器数",
	olderCounts: "前一代被回收的次数",
	namesTitle: "栈帧与名字",
	objectsTitle: "对象",
	deathsTitle: "至今释放的对象",
	name: "名字",
	refersTo: "引用",
	count: "计数",
	fields: "引用",
	referredBy: "被谁引用",
	cause: "原因",
	step: "步",
	line: "行",
	weakMark: "弱",
	dead: "已失效",
	nobody: "程序里没有名字或对象引用它",
	inspect: (name, count, where) => `${name}：计数 ${count}，${where}。`,
	heldBy: "引用它的有",
	narrateStart: (line) => `开始。接下来执行第 ${line} 行。`,
	narrateRan: (line) => `第 ${line} 行已执行。`,
	narrateCount: (name, from, to) => `${name}：从 ${from} 到 ${to}。`,
	narrateBorn: (name) => `创建了 ${name}。`,
	narrateFreedByCount: (name) => `${name} 的计数归零，已释放。`,
	narrateFreedByCollector: (name) => `${name} 被回收器释放。`,
	narrateCollection: (generation, collected) => `回收了第 ${generation} 代：${collected} 个不可达。`,
	narrateOutput: (text) => `输出：${text}`,
	narrateMore: (count) => `另有 ${count} 处变化。`,
	narrateEnd: "程序已结束。",
};

export const STRINGS: Readonly<Record<Locale, PlayerStrings>> = { en, "zh-CN": zh };

/** Bytes as a reader wants them: `824 B`, `1.1 kB`, `3.4 MB`. */
export function formatBytes(bytes: number): string {
	if (bytes < 1000) return `${bytes} B`;
	if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
	return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
