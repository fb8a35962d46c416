/**
 * The neighbourhood of an object that has no card of its own on the picture: what was ever seen to hold it and what it
 * was ever seen to hold. Taken from the whole run, so that in it, too, nothing moves from step to step.
 */
import type { ObjectView } from "../../../engine/api";
import type { Picture } from "./fold";
import { type CardOutline, type Outline, sizeOf } from "./outline";

const HOLDERS = 5;
const HELD = 8;

/** A picture of the object and its neighbours; `now`: the object as it is, in case the outline never saw it. */
export function focusPicture(outline: Outline, serial: number, now: ObjectView | undefined): Picture {
	const holders = new Set<number>();
	const held = new Set<number>();
	for (const { from, to } of outline.edges) {
		if (from.kind !== "card") continue;
		if (to === serial && from.serial !== serial && holders.size < HOLDERS) holders.add(from.serial);
		if (from.serial === serial && to !== serial && held.size < HELD) held.add(to);
	}
	const fold = outline.folds.find(({ members }) => members.includes(serial));
	if (holders.size === 0 && fold !== undefined && fold.holder !== null) holders.add(fold.holder);
	const wanted = new Set([...holders, serial, ...held]);
	const known = new Map(outline.cards.map((card) => [card.serial, card]));
	const cards: CardOutline[] = [...wanted].flatMap((each) => {
		const card = known.get(each);
		// One place for each, whatever their lives: a few cards need share nothing.
		if (card !== undefined) return [{ ...card, from: 0, to: outline.steps }];
		return each === serial && now !== undefined ? [{ serial, ...sizeOf(now), from: 0, to: outline.steps }] : [];
	});
	return {
		...outline,
		resolution: 0,
		cards,
		frames: [],
		folds: [],
		edges: outline.edges.filter(
			({ from, to }) =>
				from.kind === "card" && wanted.has(from.serial) && wanted.has(to) && (from.serial === serial || to === serial),
		),
		foldOf: new Map(),
		foldById: new Map(),
		foldByType: new Map(),
	};
}
