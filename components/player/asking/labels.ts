/** What the engine calls a reference, in the reader's language: code as code, the words around it as words. */
import type { Locale } from "../../../exercises/types";
import { code, type Part, say } from "./parts";

type Wording = (...found: readonly string[]) => readonly Part[];

/** By the form of the engine's label (engine/machine/labels.ts): how each language says it. */
const FORMS: readonly (readonly [form: RegExp, en: Wording, zh: Wording])[] = [
	[/^global (.+)$/, (x = "") => say`the global name ${code(x)}`, (x = "") => say`全局名字 ${code(x)}`],
	[
		/^local (.+) of the generator$/,
		(x = "") => say`the generator’s local ${code(x)}`,
		(x = "") => say`生成器的局部变量 ${code(x)}`,
	],
	[
		/^local (.+?) of (.+)$/,
		(x = "", f = "") => say`the local ${code(x)} of ${code(f)}`,
		(x = "", f = "") => say`${code(f)} 的局部变量 ${code(x)}`,
	],
	[
		/^the value stack of (\S+?)( ?[.[].*)?$/,
		(f = "", rest = "") => say`the value stack of ${code(f)}${tail(rest)}`,
		(f = "", rest = "") => say`${code(f)} 的值栈${tail(rest)}`,
	],
	[/^closure variable (.+)$/, (x = "") => say`the closure variable ${code(x)}`, (x = "") => say`闭包变量 ${code(x)}`],
	[/^default of (.+)$/, (x = "") => say`the default of ${code(x)}`, (x = "") => say`参数 ${code(x)} 的默认值`],
	[/^key (.+)$/, (x = "") => say`the key ${code(x)}`, (x = "") => say`键 ${code(x)}`],
	[/^the names of (.+)$/, (f = "") => say`the names of ${code(f)}`, (f = "") => say`${code(f)} 的名字`],
	[/^the code of (.+)$/, (f = "") => say`the code of ${code(f)}`, (f = "") => say`${code(f)} 的代码`],
	[/^the frame of (.+)$/, (f = "") => say`the frame of ${code(f)}`, (f = "") => say`${code(f)} 的栈帧`],
	[/^what (.+) goes through$/, (f = "") => say`what ${code(f)} goes through`, (f = "") => say`${code(f)} 遍历的对象`],
	[/^(.+), which runs$/, (f = "") => say`${code(f)}, which runs`, (f = "") => say`正在运行的 ${code(f)}`],
	[
		/^the interpreter's own (.+)$/,
		(x = "") => say`the interpreter’s own ${code(x)}`,
		(x = "") => say`解释器自己的 ${code(x)}`,
	],
	[
		/^(\w+) in (.+)$/,
		(x = "", f = "") => say`${code(x)} in ${code(f)}`,
		(x = "", f = "") => say`${code(f)} 里的 ${code(x)}`,
	],
];

/** The labels that are words alone; English says them as the engine does. */
const CHINESE: Readonly<Record<string, string>> = {
	"an item": "一个元素",
	"a key": "一个键",
	"a value": "一个值",
	"a key in order": "按顺序记下的一个键",
	"a reference": "一个引用",
	"a callback": "回调",
	"a result kept": "留存的结果",
	"a detail of the exception": "异常的一项内容",
	"a value that nothing kept": "没有谁留住的一个值",
	"a reference that the collector cleared": "被回收器清除的引用",
	"a frame that has ended": "已经结束的栈帧",
	"an object that is dying": "正在释放的对象",
	"the exception it handles": "正在处理的异常",
	"the exception that was handled": "已处理的异常",
	"the exception being raised": "正在抛出的异常",
	"the exception being handled": "正在处理的异常",
	"what stdout has not written yet": "标准输出尚未写出的内容",
	"the interpreter": "解释器",
	"a root": "根",
	"what it works on": "它所处理的对象",
};

function tail(rest: string): readonly Part[] {
	const text = rest.trim();
	return text === "" ? [] : say` ${code(text)}`;
}

/** `.name`, `[0]`, `['k']`: what the program would write after the holder. */
export function isPath(label: string): boolean {
	return /^[.[]/.test(label);
}

export function labelParts(label: string, locale: Locale): readonly Part[] {
	if (isPath(label)) return [code(label)];
	for (const [form, en, zh] of FORMS) {
		const found = form.exec(label);
		if (found !== null) return (locale === "en" ? en : zh)(...found.slice(1).map((text) => text ?? ""));
	}
	return [locale === "en" ? label : (CHINESE[label] ?? label)];
}
