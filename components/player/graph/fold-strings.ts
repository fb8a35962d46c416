/** What is said where not every object has a card of its own: of folds, neighbourhoods and censuses. */
import type { Locale } from "../../../exercises/types";
import { grouped } from "../../grouped";
import { type PlayerStrings, STRINGS } from "../strings";

export interface FoldStrings {
	readonly counts: string;
	readonly freedSoFar: string;
	readonly foldLabel: (count: string, type: string, freed: number) => string;
	readonly foldWords: (count: string, type: string) => string;
	readonly heldByContainer: (holder: string, items: number | null) => string;
	readonly countWords: (count: string, objects: number) => string;
	readonly look: (title: string) => string;
	readonly andMore: (count: number) => string;
	readonly drawMembers: (count: number) => string;
	readonly closeFold: string;
	readonly inFold: string;
	readonly focus: (title: string) => string;
	readonly census: (objects: number) => string;
	readonly type: string;
	readonly objects: string;
	readonly bytes: string;
	readonly counting: string;
	readonly containers: string;
	readonly items: string;
	readonly number: (value: number) => string;
	readonly value: string;
	readonly valueCount: (count: number) => string;
	readonly immortalValue: string;
	readonly interned: string;
	readonly heldElsewhere: (references: number) => string;
}

const en: FoldStrings = {
	counts: "count",
	freedSoFar: "freed",
	foldLabel: (count, type, freed) =>
		`${count} folded objects of type ${type}${freed === 0 ? "" : `, ${freed} freed so far`}`,
	foldWords: (count, type) => `${count} × ${type}`,
	heldByContainer: (holder, items) =>
		items === null ? `Held by ${holder}.` : `Held by ${holder}, which has ${grouped(items)} items.`,
	countWords: (count, objects) => `${objects} with a count of ${count}`,
	look: (title) => `Select ${title}`,
	andMore: (count) => `and ${count} more`,
	drawMembers: (count) => `Draw ${count} of them as cards`,
	closeFold: "Close",
	inFold: "Folded objects",
	focus: (title) => `${title} and its neighbours`,
	census: (objects) => `${grouped(objects)} objects, by type`,
	type: "type",
	objects: "objects",
	bytes: "bytes",
	counting: "Counting.",
	containers: "The largest containers",
	items: "items",
	number: grouped,
	value: "The value",
	valueCount: (count) => (count === 1 ? "1 reference." : `${count} references.`),
	immortalValue: "Immortal: its references are not counted, and it is never freed.",
	interned: "Interned: equal strings that are interned are this one object.",
	heldElsewhere: (references) =>
		references === 1
			? "and 1 that is not drawn: compiled code’s constants, a namespace’s key or the value stack"
			: `and ${references} that are not drawn: compiled code’s constants, a namespace’s keys or the value stack`,
};

const zh: FoldStrings = {
	counts: "计数",
	freedSoFar: "已释放",
	foldLabel: (count, type, freed) =>
		`折叠在一起的 ${count} 个 ${type} 对象${freed === 0 ? "" : `，已释放 ${freed} 个`}`,
	foldWords: (count, type) => `${count} × ${type}`,
	heldByContainer: (holder, items) =>
		items === null ? `由 ${holder} 引用。` : `由 ${holder} 引用，它共有 ${grouped(items)} 项。`,
	countWords: (count, objects) => `计数为 ${count} 的有 ${objects} 个`,
	look: (title) => `选择 ${title}`,
	andMore: (count) => `另有 ${count} 个`,
	drawMembers: (count) => `把其中 ${count} 个画成卡片`,
	closeFold: "关闭",
	inFold: "折叠的对象",
	focus: (title) => `${title} 与它的邻居`,
	census: (objects) => `${grouped(objects)} 个对象，按类型`,
	type: "类型",
	objects: "对象数",
	bytes: "字节数",
	counting: "正在统计。",
	containers: "最大的容器",
	items: "项数",
	number: grouped,
	value: "值",
	valueCount: (count) => `引用共 ${count} 个。`,
	immortalValue: "永生对象：不计引用，也永不释放。",
	interned: "已驻留 (interned)：内容相等的驻留字符串就是这一个对象。",
	heldElsewhere: (references) => `另有 ${references} 个没有画出：来自编译后代码的常量、命名空间的键或值栈`,
};

const FOLD_STRINGS: Readonly<Record<Locale, FoldStrings>> = { en, "zh-CN": zh };

/** In the language of the player's. */
export function foldStrings(strings: PlayerStrings): FoldStrings {
	return strings === STRINGS["zh-CN"] ? FOLD_STRINGS["zh-CN"] : FOLD_STRINGS.en;
}
