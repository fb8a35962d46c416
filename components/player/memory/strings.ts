/** What the memory view says, in each language. */
import type { Locale } from "../../../exercises/types";

export interface MemoryStrings {
	readonly title: string;
	readonly objects: string;
	readonly bytes: string;
	readonly step: string;
	readonly generation: (generation: number) => string;
	readonly generationWord: string;
	readonly plotHelp: string;
	readonly most: (objects: number, atObjects: number, bytes: string, atBytes: number) => string;
	readonly collections: (count: number, marked: number) => string;
	readonly sampled: (count: number) => string;
	/** What the recording itself takes in this browser. */
	readonly recording: (total: string, keyframes: string, log: string) => string;
	readonly asTable: string;
	readonly collectionsTable: string;
	readonly reason: Readonly<Record<"called" | "threshold", string>>;
	readonly line: string;
	readonly why: string;
	readonly collected: string;
	readonly toStep: (step: number) => string;
	readonly pin: string;
	readonly unpin: string;
	readonly toPinned: (step: number) => string;
	readonly pinned: string;
	readonly between: (from: number, to: number) => string;
	readonly sameStep: string;
	readonly summary: (born: string, died: string, changed: string) => string;
	readonly growth: string;
	readonly type: string;
	readonly before: string;
	readonly after: string;
	readonly change: string;
	readonly born: string;
	readonly died: string;
	readonly noneGrown: string;
	readonly bornTitle: (count: number) => string;
	readonly diedTitle: (count: number) => string;
	readonly changedTitle: (count: number) => string;
	readonly object: string;
	readonly count: string;
	readonly cause: string;
	readonly bornBetween: string;
	readonly toBirth: (name: string) => string;
	readonly birth: string;
	readonly toDeath: (name: string, step: number) => string;
	readonly firstChange: string;
	readonly toFirstChange: (name: string) => string;
	readonly more: (count: number) => string;
	readonly unseen: (before: number, after: number) => string;
	readonly failed: string;
	readonly inMidst: string;
}

const en: MemoryStrings = {
	title: "Memory over the run",
	objects: "objects",
	bytes: "bytes",
	step: "step",
	generation: (generation) => `gen ${generation}`,
	generationWord: "generation",
	plotHelp: "Click on the plot to go to a step.",
	most: (objects, atObjects, bytes, atBytes) =>
		`At most ${objects} ${objects === 1 ? "object" : "objects"}, at step ${atObjects}, and ${bytes}, at step ${atBytes}.`,
	collections: (count, marked) => {
		const words = count === 1 ? "1 collection ran." : `${count === 0 ? "No" : count} collections ran.`;
		return marked < count ? `${words} ${marked} of them are marked.` : words;
	},
	sampled: (count) => `The bytes are those of ${count} steps.`,
	recording: (total, keyframes, log) =>
		`In this browser the recording of the run takes ${total}: ${keyframes} for copies of the machine to go back to, ${log} for notes of the whole run.`,
	asTable: "The plot as a table",
	collectionsTable: "The collections",
	reason: { called: "called by the program", threshold: "a count had passed its threshold" },
	line: "line",
	why: "began because",
	collected: "found unreachable",
	toStep: (step) => `step ${step}`,
	pin: "Compare with here",
	unpin: "Compare with the start",
	toPinned: (step) => `Go to step ${step}`,
	pinned: "pinned",
	between: (from, to) => `From step ${from} to step ${to}`,
	sameStep: "This is the step compared with. Go to another, and see what lies between.",
	summary: (born, died, changed) => `Born and still alive: ${born}. Died: ${died}. Counts changed: ${changed}.`,
	growth: "By type",
	type: "type",
	before: "before",
	after: "after",
	change: "growth",
	born: "born",
	died: "died",
	noneGrown: "No objects of the program’s own at either step.",
	bornTitle: (count) => `Born and still alive: ${count}`,
	diedTitle: (count) => `Died: ${count}`,
	changedTitle: (count) => `Counts changed: ${count}`,
	object: "object",
	count: "count",
	cause: "cause",
	bornBetween: "born in between",
	toBirth: (name) => `To the birth of ${name}`,
	birth: "to its birth",
	toDeath: (name, step) => `To the death of ${name}, step ${step}`,
	firstChange: "to the first change",
	toFirstChange: (name) => `To the first change of ${name}`,
	more: (count) => `and ${count} more`,
	unseen: (before, after) =>
		`The heap is too large to be listed whole: ${before} objects of the earlier step and ${after} of the later one were not looked at.`,
	failed: "This could not be answered.",
	inMidst: "In the midst of a step: compared is the moment before its line ran.",
};

const zh: MemoryStrings = {
	title: "整个运行的内存",
	objects: "对象",
	bytes: "字节",
	step: "步",
	generation: (generation) => `第 ${generation} 代`,
	generationWord: "代",
	plotHelp: "点击曲线图可以跳到那一步。",
	most: (objects, atObjects, bytes, atBytes) =>
		`对象最多时 ${objects} 个，在第 ${atObjects} 步；字节最多时 ${bytes}，在第 ${atBytes} 步。`,
	collections: (count, marked) =>
		`${count === 0 ? "没有发生回收。" : `共回收 ${count} 次。`}${marked < count ? `标出了其中 ${marked} 次。` : ""}`,
	sampled: (count) => `字节数取自 ${count} 个步。`,
	recording: (total, keyframes, log) =>
		`这次运行的录制在浏览器里占用 ${total}：${keyframes} 是用来跳转的机器副本，${log} 是整个运行的记录。`,
	asTable: "曲线图的表格",
	collectionsTable: "各次回收",
	reason: { called: "程序调用", threshold: "计数超过阈值" },
	line: "行",
	why: "起因",
	collected: "发现不可达",
	toStep: (step) => `第 ${step} 步`,
	pin: "与此处比较",
	unpin: "改为与开头比较",
	toPinned: (step) => `到第 ${step} 步`,
	pinned: "已标记",
	between: (from, to) => `从第 ${from} 步到第 ${to} 步`,
	sameStep: "这就是用来比较的那一步。换到别的步，就能看到两者之间发生了什么。",
	summary: (born, died, changed) => `出生且仍活着：${born}。已释放：${died}。计数有变：${changed}。`,
	growth: "按类型",
	type: "类型",
	before: "之前",
	after: "之后",
	change: "增长",
	born: "出生",
	died: "释放",
	noneGrown: "这两步都没有程序自己的对象。",
	bornTitle: (count) => `出生且仍活着：${count}`,
	diedTitle: (count) => `已释放：${count}`,
	changedTitle: (count) => `计数有变：${count}`,
	object: "对象",
	count: "计数",
	cause: "原因",
	bornBetween: "在此期间出生",
	toBirth: (name) => `到 ${name} 出生的那一步`,
	birth: "到出生处",
	toDeath: (name, step) => `到 ${name} 释放的第 ${step} 步`,
	firstChange: "到第一次变化",
	toFirstChange: (name) => `到 ${name} 的第一次变化`,
	more: (count) => `另有 ${count} 项`,
	unseen: (before, after) => `堆太大，没有全部列出：前一步有 ${before} 个对象、后一步有 ${after} 个对象没有查看。`,
	failed: "这个问题没能得到回答。",
	inMidst: "正在一步的中间：比较的是这一行执行之前的状态。",
};

export const MEMORY: Readonly<Record<Locale, MemoryStrings>> = { en, "zh-CN": zh };
