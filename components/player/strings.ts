/** What the player says at rest and with a run in the graph, in each of its languages. The rest is in more-strings.ts. */
import type { Locale } from "../../exercises/types";
import { grouped } from "../grouped";
import type { Grain } from "./grain";
import type { Pace } from "./pace";

export interface PlayerStrings {
	readonly player: string;
	readonly run: string;
	readonly runAgain: string;
	readonly running: string;
	readonly stepsSoFar: (steps: number) => string;
	readonly stop: string;
	readonly reset: string;
	readonly source: string;
	readonly lineAndColumn: (line: number, column: number) => string;
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
	readonly more: string;
	readonly keeping: string;
	readonly graph: string;
	readonly generations: string;
	readonly collector: string;
	readonly textbook: string;
	readonly bytecode: string;
	readonly memory: string;
	readonly table: string;
	readonly views: string;
	readonly atRest: string;
	readonly edited: string;
	readonly output: string;
	readonly noOutput: string;
	readonly stopped: string;
	/** The engine's file could not be fetched. */
	readonly absent: string;
	readonly freed: string;
	readonly moduleFrame: string;
	/** What a frame keeps alive without a name for it. */
	readonly temporaries: string;
	readonly beingHandled: string;
	readonly frame: (name: string) => string;
	readonly strong: string;
	readonly weak: string;
	readonly unreachable: string;
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
	readonly object: string;
	readonly step: string;
	readonly dead: string;
}

const en: PlayerStrings = {
	player: "Program player",
	run: "Run",
	runAgain: "Run again",
	running: "Running",
	stepsSoFar: (steps) => `${grouped(steps)} steps so far`,
	stop: "Stop",
	reset: "Reset",
	source: "Program",
	lineAndColumn: (line, column) => `Line ${line}, column ${column}`,
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
	searching: (step) => `Looking for a breakpoint: at step ${grouped(step)}`,
	noneThatWay: "No breakpoint is reached that way.",
	more: "More",
	keeping: "Stopped. Its beginning is being recorded again, to look at",
	position: (step, steps, objects, bytes, inside) =>
		`step ${step} of ${steps}${inside === null ? "" : ` · ${inside.kind} ${inside.at}`} · ${objects} ${objects === 1 ? "object" : "objects"} · ${bytes}`,
	graph: "Graph",
	generations: "Generations",
	collector: "Collector",
	textbook: "Textbook",
	bytecode: "Bytecode",
	memory: "Memory",
	table: "Table",
	views: "Views of the heap",
	atRest: "Run the program, then step through it both ways: every reference counted, every object freed.",
	edited: "The program has changed since this run.",
	output: "Output",
	noOutput: "Nothing printed yet.",
	stopped: "Stopped. Nothing of that run was kept.",
	absent: "The engine could not be loaded. Your program is untouched: run it again when the network is back.",
	freed: "freed",
	moduleFrame: "module __main__",
	temporaries: "temporaries",
	beingHandled: "being handled",
	frame: (name) => `${name}()`,
	strong: "strong",
	weak: "weak",
	unreachable: "unreachable",
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
	object: "object",
	step: "step",
	dead: "dead",
};

const zh: PlayerStrings = {
	player: "程序播放器",
	run: "运行",
	runAgain: "重新运行",
	running: "正在运行",
	stepsSoFar: (steps) => `已运行 ${grouped(steps)} 步`,
	stop: "停止",
	reset: "还原",
	source: "程序",
	lineAndColumn: (line, column) => `第 ${line} 行，第 ${column} 列`,
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
	more: "更多",
	keeping: "已停止，正在重新记录开头的部分，以便查看",
	position: (step, steps, objects, bytes, inside) =>
		`第 ${step} 步，共 ${steps} 步${inside === null ? "" : ` · ${inside.kind === "event" ? "事件" : "指令"} ${inside.at}`} · ${objects} 个对象 · ${bytes}`,
	graph: "对象图",
	generations: "分代",
	collector: "回收器",
	textbook: "教科书",
	bytecode: "字节码",
	memory: "内存",
	table: "表格",
	views: "堆的视图",
	atRest: "运行程序，然后一步步前进或后退：每次引用计数的变化、每个对象的释放，都看得见。",
	edited: "这次运行之后，程序已经改过。",
	output: "输出",
	noOutput: "还没有输出。",
	stopped: "已停止，这次运行没有保留。",
	absent: "引擎没能载入。你的程序没有丢，等网络恢复后再运行一次。",
	freed: "已释放",
	moduleFrame: "模块 __main__",
	temporaries: "临时引用",
	beingHandled: "正在处理的异常",
	frame: (name) => `${name}()`,
	strong: "强引用",
	weak: "弱引用",
	unreachable: "不可达",
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
	object: "对象",
	step: "步",
	dead: "已失效",
};

export const STRINGS: Readonly<Record<Locale, PlayerStrings>> = { en, "zh-CN": zh };

/** Bytes as a reader wants them: `824 B`, `1.1 kB`, `3.4 MB`. */
export function formatBytes(bytes: number): string {
	if (bytes < 1000) return `${bytes} B`;
	if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
	return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
