/** The engine's answers as sentences. Everything that they say is the answer's own. */

import type { ChainLink, Reference, WhyAlive, WhyFreed } from "../../../engine/questions";
import type { Locale } from "../../../exercises/types";
import { labelParts } from "./labels";
import type { Named, Part } from "./parts";
import { ASKING } from "./strings";

type Sentence = readonly Part[];

/** A chain, a link a sentence. `rooted`: a root begins it; else the object that was told of last does. */
export function chainWords(chain: readonly ChainLink[], rooted: boolean, locale: Locale): readonly Sentence[] {
	const said = ASKING[locale];
	return chain.map(({ label, to }, at) => {
		const parts = labelParts(label, locale);
		return rooted && at === 0 ? said.link(parts, to) : said.linkOfHolder(parts, to);
	});
}

export interface AliveWords {
	readonly head: Sentence;
	readonly chain: readonly Sentence[];
	/** Of garbage: the way from its cycle to it. */
	readonly onward: readonly Sentence[];
}

export function aliveWords(why: WhyAlive, it: Named, locale: Locale): AliveWords {
	const said = ASKING[locale];
	switch (why.kind) {
		case "reachable":
			return { head: said.reachable(it), chain: chainWords(why.chain, true, locale), onward: [] };
		case "cycle":
			return {
				head: said.cycle(it, why.start),
				chain: chainWords(why.cycle, false, locale),
				onward: chainWords(why.chain, false, locale),
			};
		case "dying":
			return { head: [said.dying], chain: [], onward: [] };
		case "unknown":
			return { head: [said.unknown(why.refcnt)], chain: [], onward: [] };
		case "absent":
			return { head: [said.absent], chain: [], onward: [] };
	}
}

/** What freed an object, a sentence a cause, the first cause first. */
export function freedWords(why: Extract<WhyFreed, { kind: "freed" }>, it: Named, locale: Locale): readonly Sentence[] {
	const said = ASKING[locale];
	const { owners, collection } = why;
	const first = owners[0]?.owner ?? it;
	const words: Sentence[] = [];
	if (collection !== null) {
		const told = why.by === "collector" ? said.foundByCollector : said.heldByGarbage;
		words.push(told(collection.generation, collection.reason === "called", why.step));
	} else {
		words.push(
			said.ended({
				of: first,
				instruction: why.instruction,
				function: why.function,
				line: why.instructionLine,
				reference: labelParts(why.ended, locale),
				step: why.step,
			}),
		);
	}
	for (const [at, { owner, label }] of owners.entries()) {
		words.push(said.ownerDied(owner, labelParts(label, locale), owners[at + 1]?.owner ?? it));
	}
	return words;
}

/** A reference as an item of the list of those that make up a count. */
export function referenceWords({ from, label }: Reference, locale: Locale): Sentence {
	return ASKING[locale].held(from, labelParts(label, locale));
}
