/** What the bytecode view says, in each of its languages. */
import type { Locale } from "../../../exercises/types";
import { grouped } from "../../grouped";

export interface BytecodeStrings {
	readonly instructions: string;
	readonly valueStack: string;
	readonly events: string;
	/** A step, the line that ran in it and how many instructions it took. */
	readonly step: (step: number, line: number | null, instructions: number) => string;
	readonly nothingRan: string;
	readonly loading: string;
	readonly inFunction: (name: string, line: number) => string;
	readonly inLibrary: (name: string) => string;
	readonly module: string;
	readonly runsNext: string;
	readonly done: string;
	readonly last: string;
	readonly earlier: (count: number) => string;
	readonly later: (count: number) => string;
	readonly empty: string;
	readonly top: string;
	readonly pushed: string;
	readonly native: string;
	readonly more: (count: number) => string;
	readonly atRest: string;
	readonly enter: string;
	readonly foldedEvents: (count: number) => string;
	readonly noEvents: string;
	readonly count: (refcnt: string) => string;
}

const EN: BytecodeStrings = {
	instructions: "Instructions",
	valueStack: "Value stack",
	events: "Events",
	step: (step, line, count) =>
		`Step ${step}${line === null ? "" : `, line ${line}`}: ${grouped(count)} ${count === 1 ? "instruction" : "instructions"}`,
	nothingRan: "Nothing has run yet. Take a step, and its instructions are listed here.",
	loading: "Fetching the step",
	inFunction: (name, line) => `${name}, line ${line}`,
	inLibrary: (name) => `${name}, in the library`,
	module: "module",
	runsNext: "runs next",
	done: "done",
	last: "came last",
	earlier: (count) => `${grouped(count)} earlier`,
	later: (count) => `${grouped(count)} later`,
	empty: "empty",
	top: "top",
	pushed: "new",
	native: "the machine's own",
	more: (count) => `and ${count} more`,
	atRest: "The step is done. Inside it, every frame's value stack is shown as each instruction finds it.",
	enter: "Go to its first instruction",
	foldedEvents: (count) =>
		`${grouped(count)} count ${count === 1 ? "change" : "changes"} of the interpreter's own objects, folded`,
	noEvents: "Nothing that concerns the program's own objects happened.",
	count: (refcnt) => `count ${refcnt}`,
};

const ZH: BytecodeStrings = {
	instructions: "指令",
	valueStack: "值栈",
	events: "事件",
	step: (step, line, count) => `第 ${step} 步${line === null ? "" : `，第 ${line} 行`}：${count} 条指令`,
	nothingRan: "还没有执行任何代码。走一步，这里就会列出它的指令。",
	loading: "正在读取这一步",
	inFunction: (name, line) => `${name}，第 ${line} 行`,
	inLibrary: (name) => `${name}，标准库代码`,
	module: "模块",
	runsNext: "接下来执行",
	done: "已执行",
	last: "刚刚发生",
	earlier: (count) => `前面还有 ${count} 条`,
	later: (count) => `后面还有 ${count} 条`,
	empty: "空",
	top: "栈顶",
	pushed: "新",
	native: "机器自己的",
	more: (count) => `另有 ${count} 项`,
	atRest: "这一步已经执行完。进入这一步，就能看到每条指令执行之前各个栈帧的值栈。",
	enter: "跳到第一条指令",
	foldedEvents: (count) => `解释器自己的对象有 ${count} 次计数变化，已折叠`,
	noEvents: "没有发生与程序自己的对象有关的事件。",
	count: (refcnt) => `计数 ${refcnt}`,
};

export const BYTECODE_STRINGS: Readonly<Record<Locale, BytecodeStrings>> = { en: EN, "zh-CN": ZH };
