/** What the graph alone says, in each language of the player; of folds and censuses, see fold-strings.ts. */
import type { Locale } from "../../../exercises/types";
import { type PlayerStrings, STRINGS } from "../strings";

export interface GraphStrings {
	readonly wouldDieByCount: string;
	readonly wouldDieByCollector: string;
	/** Of an object whose count is 0 while what it held is let go: a finalizer may run meanwhile, or the run end there. */
	readonly beingFreed: string;
	readonly referenceOver: string;
	readonly foldAgain: string;
	readonly valuesAsCards: string;
	readonly valuesHint: string;
	readonly insides: string;
	readonly insidesHint: string;
	readonly isInside: string;
	readonly drawInsides: string;
	/** Over those objects in a table. */
	readonly withinContainers: string;
	readonly notDrawn: (objects: number) => string;
	readonly zoomIn: string;
	readonly zoomOut: string;
	readonly zoomFit: string;
	readonly zoomReset: (percent: number) => string;
	readonly zoomHint: string;
	readonly saveSvg: string;
	readonly savePng: string;
	readonly saveFailed: string;
}

const en: GraphStrings = {
	wouldDieByCount: "would die at once",
	wouldDieByCollector: "would wait for the collector",
	beingFreed: "being freed",
	referenceOver: "gone with this step",
	foldAgain: "Fold again",
	valuesAsCards: "Values",
	valuesHint: "Draw numbers, strings, constant tuples and None as objects of their own",
	insides: "Insides",
	insidesHint: "Draw what weak containers are made of",
	isInside: "The selected object is inside a weak container.",
	drawInsides: "Draw the insides",
	withinContainers: "Inside weak containers",
	notDrawn: (objects) =>
		objects === 1
			? "1 object inside a weak container is not drawn."
			: `${objects} objects inside weak containers are not drawn.`,
	zoomIn: "Larger",
	zoomOut: "Smaller",
	zoomFit: "Show the whole picture",
	zoomReset: (percent) => `${percent} percent: back to full size`,
	zoomHint: "Ctrl and wheel, or two fingers, zoom.",
	saveSvg: "Save as SVG",
	savePng: "Save as PNG",
	saveFailed: "The picture could not be saved.",
};

const zh: GraphStrings = {
	wouldDieByCount: "会立即释放",
	wouldDieByCollector: "要等回收器来释放",
	beingFreed: "正在释放",
	referenceOver: "这一步消失的引用",
	foldAgain: "重新折叠",
	valuesAsCards: "值",
	valuesHint: "把数字、字符串、常量元组和 None 也画成单独的对象",
	insides: "内部",
	insidesHint: "画出弱引用容器的内部构造",
	isInside: "选中的对象在弱引用容器的内部。",
	drawInsides: "画出内部",
	withinContainers: "弱引用容器的内部",
	notDrawn: (objects) => `弱引用容器内部的 ${objects} 个对象没有画出。`,
	zoomIn: "放大",
	zoomOut: "缩小",
	zoomFit: "显示整张图",
	zoomReset: (percent) => `${percent}%：恢复原大小`,
	zoomHint: "按住 Ctrl 滚动滚轮，或用两指捏合，可以缩放。",
	saveSvg: "存为 SVG",
	savePng: "存为 PNG",
	saveFailed: "这张图没能保存。",
};

export const GRAPH_STRINGS: Readonly<Record<Locale, GraphStrings>> = { en, "zh-CN": zh };

/** The graph's strings in the language of the player's. */
export function graphStrings(strings: PlayerStrings): GraphStrings {
	return strings === STRINGS["zh-CN"] ? GRAPH_STRINGS["zh-CN"] : GRAPH_STRINGS.en;
}
