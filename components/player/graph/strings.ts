/** What the graph alone says, in each language of the player. */
import type { Locale } from "../../../exercises/types";
import { type PlayerStrings, STRINGS } from "../strings";

export interface GraphStrings {
	readonly wouldDieByCount: string;
	readonly wouldDieByCollector: string;
}

const en: GraphStrings = {
	wouldDieByCount: "would die at once",
	wouldDieByCollector: "would wait for the collector",
};

const zh: GraphStrings = {
	wouldDieByCount: "会立即释放",
	wouldDieByCollector: "要等回收器来释放",
};

const GRAPH_STRINGS: Readonly<Record<Locale, GraphStrings>> = { en, "zh-CN": zh };

/** The graph's strings in the language of the player's. */
export function graphStrings(strings: PlayerStrings): GraphStrings {
	return strings === STRINGS["zh-CN"] ? GRAPH_STRINGS["zh-CN"] : GRAPH_STRINGS.en;
}
