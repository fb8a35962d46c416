/** What a failed check says, in each language. */
import type { Limits } from "../engine/api";
import type { Locale } from "./types";

export interface CheckWords {
	readonly absent: (text: string) => string;
	readonly present: (text: string) => string;
	/** The program stopped before its end, so its heap proves nothing. */
	readonly notReached: string;
	/** `error` is the traceback's last line. */
	readonly failed: (error: string, line: number | null) => string;
	readonly unsupported: (feature: string, line: number) => string;
	readonly limit: Readonly<Record<keyof Limits, (line: number) => string>>;
	readonly bug: string;
	readonly alive: (count: number, type: string) => string;
	readonly neverMade: (type: string) => string;
	readonly freedByCount: (count: number, atLeast: number, type: string) => string;
	readonly freedByCollector: (count: number, atLeast: number, type: string) => string;
	readonly tooFewAlive: (count: number, atLeast: number, type: string) => string;
	readonly peak: (bytes: number, atMost: number) => string;
	/** Null stands for no such line. */
	readonly differs: (line: number, expected: string | null, found: string | null) => string;
}

function code(text: string): string {
	return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}

const ENGLISH: CheckWords = {
	absent: (text) => `The program does not contain ${code(text)}.`,
	present: (text) => `The program contains ${code(text)}.`,
	notReached: "The program did not get to its last line.",
	failed: (error, line) => `It stopped${line === null ? "" : ` at line ${line}`} with ${code(error)}.`,
	unsupported: (feature, line) => `Line ${line} uses ${feature}, which this machine does not model yet.`,
	limit: {
		work: (line) => `It was still running when its steps were used up, at line ${line}.`,
		bytes: (line) => `It used more memory than an exercise may, at line ${line}.`,
		output: (line) => `It printed more than an exercise may, at line ${line}.`,
	},
	bug: "The machine itself failed. This is our fault, not your program's.",
	alive: (count, type) =>
		`${count} ${count === 1 ? "object" : "objects"} of type ${code(type)} still alive after the last line.`,
	neverMade: (type) => `No object of type ${code(type)} was ever made.`,
	freedByCount: (count, atLeast, type) =>
		`${count} of at least ${atLeast} objects of type ${code(type)} freed by their reference count.`,
	freedByCollector: (count, atLeast, type) =>
		`${count} of at least ${atLeast} objects of type ${code(type)} freed by the collector.`,
	tooFewAlive: (count, atLeast, type) =>
		`${count} of at least ${atLeast} objects of type ${code(type)} alive after the last line.`,
	peak: (bytes, atMost) => `The heap reached ${bytes} bytes; at most ${atMost} are allowed.`,
	differs: (line, expected, found) => {
		if (expected === null) return `Line ${line} of the output, ${code(found ?? "")}, is one too many.`;
		if (found === null) return `Line ${line} of the output is missing: expected ${code(expected)}.`;
		return `Line ${line} of the output is ${code(found)}; expected ${code(expected)}.`;
	},
};

const CHINESE: CheckWords = {
	absent: (text) => `程序里没有 ${code(text)}。`,
	present: (text) => `程序里有 ${code(text)}。`,
	notReached: "程序没有执行到最后一行。",
	failed: (error, line) => `程序${line === null ? "" : `在第 ${line} 行`}停下，报错 ${code(error)}。`,
	unsupported: (feature, line) => `第 ${line} 行用到了 ${feature}，这台机器目前还不支持。`,
	limit: {
		work: (line) => `步数用完时程序仍在运行，停在第 ${line} 行。`,
		bytes: (line) => `第 ${line} 行用掉的内存超出了练习的上限。`,
		output: (line) => `第 ${line} 行的输出超出了练习的上限。`,
	},
	bug: "机器自身出了错。这是本站的问题，与你的程序无关。",
	alive: (count, type) => `最后一行执行完后，还有 ${count} 个 ${code(type)} 对象活着。`,
	neverMade: (type) => `程序没有创建过 ${code(type)} 对象。`,
	freedByCount: (count, atLeast, type) =>
		`因引用计数归零而释放的 ${code(type)} 对象有 ${count} 个，至少应有 ${atLeast} 个。`,
	freedByCollector: (count, atLeast, type) =>
		`由回收器释放的 ${code(type)} 对象有 ${count} 个，至少应有 ${atLeast} 个。`,
	tooFewAlive: (count, atLeast, type) =>
		`最后一行执行完后，活着的 ${code(type)} 对象有 ${count} 个，至少应有 ${atLeast} 个。`,
	peak: (bytes, atMost) => `堆最多时用了 ${bytes} 字节，上限是 ${atMost} 字节。`,
	differs: (line, expected, found) => {
		if (expected === null) return `输出的第 ${line} 行 ${code(found ?? "")} 是多余的。`;
		if (found === null) return `输出缺少第 ${line} 行：应为 ${code(expected)}。`;
		return `输出的第 ${line} 行是 ${code(found)}，应为 ${code(expected)}。`;
	},
};

const WORDS: Readonly<Record<Locale, CheckWords>> = { en: ENGLISH, "zh-CN": CHINESE };

export function checkWords(locale: Locale): CheckWords {
	return WORDS[locale];
}
