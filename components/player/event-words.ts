/** One event of a step in words: what happened, and what it was that did it. */
import type { Cause, EventView } from "../../engine/api";
import type { Locale } from "../../exercises/types";

interface EventStrings {
	readonly instruction: (name: string, arg: string) => string;
	readonly born: (who: string, refcnt: number, cause: string) => string;
	readonly count: (who: string, from: number, to: number, cause: string) => string;
	readonly folded: (serial: number) => string;
	readonly died: (who: string, by: "count" | "collector") => string;
	readonly output: string;
	readonly collection: (generation: number, called: boolean) => string;
	readonly phase: (name: string) => string;
	readonly visit: (who: string, from: string | null, gcRefs: number | null) => string;
	readonly collected: (collected: number) => string;
	readonly others: string;
	readonly causes: {
		readonly instruction: (name: string, callee: string | null) => string;
		readonly native: (name: string) => string;
		readonly frame: (name: string, local: string | null) => string;
		readonly death: (who: string, field: string | null) => string;
		readonly collector: (phase: string) => string;
		readonly finalizer: string;
	};
}

const EN: EventStrings = {
	instruction: (name, arg) => `${name}${arg === "" ? "" : ` ${arg}`} begins.`,
	born: (who, refcnt, cause) => `${who} is made, count ${refcnt}: ${cause}.`,
	count: (who, from, to, cause) => `The count of ${who} goes ${from} → ${to}: ${cause}.`,
	folded: (serial) => `#${serial} is the interpreter's own, and shown no more.`,
	died: (who, by) => `${who} is freed, ${by === "count" ? "its count being 0" : "by the collector"}.`,
	output: "Text is written.",
	collection: (generation, called) =>
		`A collection of generation ${generation} begins, ${called ? "called for" : "its threshold passed"}.`,
	phase: (name) => `${name} begins.`,
	visit: (who, from, gcRefs) =>
		`The collector looks at ${who}${from === null ? "" : `, to which ${from} refers`}${gcRefs === null ? "" : `: gc_refs ${gcRefs}`}.`,
	collected: (collected) => `The collection ends: ${collected} collected.`,
	others: "one of the interpreter's own",
	causes: {
		instruction: (name, callee) => (callee === null ? name : `${name} calling ${callee}`),
		native: (name) => name,
		frame: (name, local) => `${name} returns${local === null ? "" : ` and lets go of ${local}`}`,
		death: (who, field) => `${who} dies${field === null ? "" : ` and lets go of ${field}`}`,
		collector: (phase) => phase,
		finalizer: "its finalizer",
	},
};

const ZH: EventStrings = {
	instruction: (name, arg) => `${name}${arg === "" ? "" : ` ${arg}`} 开始执行。`,
	born: (who, refcnt, cause) => `创建 ${who}，计数 ${refcnt}：${cause}。`,
	count: (who, from, to, cause) => `${who} 的计数 ${from} → ${to}：${cause}。`,
	folded: (serial) => `#${serial} 是解释器自己的对象，不再显示。`,
	died: (who, by) => `${who} ${by === "count" ? "计数为 0，被释放" : "被回收器释放"}。`,
	output: "写出文本。",
	collection: (generation, called) =>
		`第 ${generation} 代的一次回收开始，${called ? "由程序调用" : "因计数超过阈值"}。`,
	phase: (name) => `${name} 开始。`,
	visit: (who, from, gcRefs) =>
		`回收器查看 ${who}${from === null ? "" : `（${from} 引用它）`}${gcRefs === null ? "" : `：gc_refs ${gcRefs}`}。`,
	collected: (collected) => `回收结束：收回 ${collected} 个。`,
	others: "解释器自己的对象",
	causes: {
		instruction: (name, callee) => (callee === null ? name : `${name} 调用 ${callee}`),
		native: (name) => name,
		frame: (name, local) => `${name} 返回${local === null ? "" : `，放开 ${local}`}`,
		death: (who, field) => `${who} 消亡${field === null ? "" : `，放开 ${field}`}`,
		collector: (phase) => phase,
		finalizer: "它的终结器",
	},
};

const STRINGS: Readonly<Record<Locale, EventStrings>> = { en: EN, "zh-CN": ZH };

/** A sentence about an event. */
export function eventWords(event: EventView, locale: Locale): string {
	const words = STRINGS[locale];
	switch (event.kind) {
		case "instruction":
			return words.instruction(event.name, event.callee ?? event.arg);
		case "born":
			return words.born(`${event.type} #${event.serial}`, event.refcnt, causeWords(event.cause, words));
		case "count":
			return words.count(`${event.type} #${event.serial}`, event.from, event.to, causeWords(event.cause, words));
		case "folded":
			return words.folded(event.serial);
		case "died":
			return words.died(`${event.text} #${event.serial}`, event.by);
		case "output":
			return words.output;
		case "collection":
			return words.collection(event.generation, event.reason === "called");
		case "phase":
			return words.phase(event.phase);
		case "visit":
			return words.visit(
				`${event.type} #${event.serial}`,
				event.from === null ? null : event.fromType === null ? words.others : `${event.fromType} #${event.from}`,
				event.gcRefs,
			);
		case "collected":
			return words.collected(event.collected);
	}
}

function causeWords(cause: Cause, { causes, others }: EventStrings): string {
	switch (cause.kind) {
		case "instruction":
			return causes.instruction(cause.instruction.name, cause.callee);
		case "native":
			return causes.native(cause.name);
		case "frame":
			return causes.frame(cause.function, cause.local);
		case "death":
			return causes.death(cause.owner === null ? others : `${cause.type} #${cause.owner}`, cause.field);
		case "collector":
			return causes.collector(cause.phase);
		case "finalizer":
			return causes.finalizer;
	}
}
