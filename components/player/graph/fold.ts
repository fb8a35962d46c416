/**
 * Many like objects as one card. In a run with more objects at once than a picture can hold, those of one type that one
 * container, or one folded group, holds are folded: `100 × Node`. Which belong together is decided for the whole run, so
 * that folding moves nothing; the reader opens a fold to see its first members as cards of their own.
 */
import { atOnce, type Work } from "../pieces";
import type { CardOutline, EdgeOutline, FoldOutline, Outline } from "./outline";

/** Runs with at most so many cards at one time are drawn in full. */
const FOLD_FROM = 40;
/** Fewer than so many at one time are not worth folding. */
const FOLD_LEAST = 6;
/** Fields of its members that a folded card names. */
export const FOLD_FIELDS = 4;
/** Rows above those: the counts. Below them stands how many were freed. */
export const FOLD_HEAD = 1;
/** Cards that a picture can hold at one time and still be read. */
const MAX_CARDS = 160;
/** Cards, or edges, that a piece of the work goes through. */
const PIECE = 100;
/** Members that opening a fold draws, each time. */
export const OPENED_AT_ONCE = 40;

/** What the run tells of an object, to say where it belongs. */
export interface Kin {
	/** Empty until it was seen itself. */
	type: string;
	/** Samples in which it was seen, and in which a name was bound to it. */
	seen: number;
	named: number;
	/** Samples in which each holder was seen to hold it. */
	readonly holders: Map<number, number>;
	/** It was seen with more items than a state lists: what they are is not known. */
	deep: boolean;
}

/** Most of the lives that lie over one another at any time. */
export function peakOf(lives: Iterable<{ readonly from: number; readonly to: number }>): number {
	const turns: { readonly at: number; readonly by: number }[] = [];
	for (const { from, to } of lives) turns.push({ at: from, by: 1 }, { at: to + 1, by: -1 });
	turns.sort((a, b) => a.at - b.at || a.by - b.by);
	let now = 0;
	let peak = 0;
	for (const turn of turns) {
		now += turn.by;
		peak = Math.max(peak, now);
	}
	return peak;
}

/** The word that stands for a field on a folded card: items of all members share one. */
export function foldLabel(label: string): string {
	return label.startsWith("[") ? "[…]" : label;
}

/** The groups of a run, biggest first by number; their ids are below zero, where no serial is. */
export function foldsOf(
	cards: ReadonlyMap<number, CardOutline>,
	kin: ReadonlyMap<number, Kin>,
	samples: number,
	labelsOf: (serial: number) => Iterable<string>,
): readonly FoldOutline[] {
	if (peakOf(cards.values()) <= FOLD_FROM) return [];
	const groups = new Map<string, number[]>();
	const keys = keysOf(cards, kin, samples);
	for (const [serial, key] of keys) {
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [serial]);
		else group.push(serial);
	}
	joinSmall(groups, kin);
	const folds: FoldOutline[] = [];
	for (const [key, members] of groups) {
		const most = peakOf(members.flatMap((serial) => cards.get(serial) ?? []));
		if (most < FOLD_LEAST) continue;
		const type = kin.get(members[0] ?? 0)?.type ?? "";
		const labels = new Set<string>();
		for (const serial of members) for (const label of labelsOf(serial)) labels.add(foldLabel(label));
		const holder = /^[^@]*@(\d+)$/.exec(key)?.[1];
		const alone = members.every((serial) =>
			[...(kin.get(serial)?.holders.keys() ?? [])].every((h) => String(h) === holder),
		);
		folds.push({
			id: -1 - folds.length,
			type,
			members: members.sort((a, b) => a - b),
			most,
			labels: [...labels].slice(0, FOLD_FIELDS),
			holder: holder === undefined || !alone ? null : Number(holder),
		});
	}
	return folds;
}

/** A name was always bound to it, or for a good while of the run: a card of its own, not one of many. */
function isNamed({ named, seen }: Kin, samples: number): boolean {
	return named === seen || named >= Math.max(12, samples * 0.08);
}

/** Of one type, what is too few to be a fold goes to the greatest group, where there is one. */
function joinSmall(groups: Map<string, number[]>, kin: ReadonlyMap<number, Kin>): void {
	const typeOf = (members: readonly number[]) => kin.get(members[0] ?? 0)?.type ?? "";
	const greatest = new Map<string, number[]>();
	for (const members of groups.values()) {
		const known = greatest.get(typeOf(members));
		if (known === undefined || members.length > known.length) greatest.set(typeOf(members), members);
	}
	for (const [key, members] of groups) {
		const into = greatest.get(typeOf(members));
		// Only what a folded group holds: a list that some single object keeps is one of its kind.
		if (!key.includes("(")) continue;
		if (into === undefined || into === members || members.length >= FOLD_LEAST || into.length < FOLD_LEAST) continue;
		into.push(...members);
		groups.delete(key);
	}
}

/** For each object that may be folded, the word of its group: its type and what holds it. */
function keysOf(
	cards: ReadonlyMap<number, CardOutline>,
	kin: ReadonlyMap<number, Kin>,
	samples: number,
): ReadonlyMap<number, string> {
	const keys = new Map<number, string>();
	const out = new Set<number>();
	/** By type, the first container of which a state lists not all items: what nobody is seen to hold may be in it. */
	const deep = new Map<string, number>();
	for (const own of kin.values()) {
		for (const holder of own.holders.keys()) {
			if (kin.get(holder)?.deep === true && holder < (deep.get(own.type) ?? Number.POSITIVE_INFINITY))
				deep.set(own.type, holder);
		}
	}
	const mainHolder = (own: Kin): number | null => {
		let best: number | null = null;
		let most = 0;
		for (const [holder, times] of own.holders) {
			if (!cards.has(holder)) continue;
			if (times > most || (times === most && best !== null && holder < best)) {
				best = holder;
				most = times;
			}
		}
		return best ?? deep.get(own.type) ?? null;
	};
	const keyOf = (first: number): void => {
		// Up the holders to the first whose key is known, or that has none; then down again.
		const way: number[] = [];
		const onWay = new Set<number>();
		for (let at: number | null = first; at !== null && !keys.has(at) && !out.has(at) && !onWay.has(at); ) {
			way.push(at);
			onWay.add(at);
			const own = kin.get(at);
			at = own === undefined || isNamed(own, samples) ? null : mainHolder(own);
		}
		for (const serial of way.reverse()) {
			const own = kin.get(serial);
			if (own === undefined || isNamed(own, samples)) {
				out.add(serial);
				continue;
			}
			const holder = mainHolder(own);
			if (holder === null) keys.set(serial, `${own.type}@`);
			else {
				const above = keys.get(holder);
				const like = kin.get(holder)?.type === own.type;
				keys.set(serial, above === undefined ? `${own.type}@${holder}` : like ? above : `${own.type}@(${above})`);
			}
		}
	};
	for (const serial of cards.keys()) if (!keys.has(serial) && !out.has(serial)) keyOf(serial);
	return keys;
}

/** What is laid out and drawn: the run with its folds folded, but for those members that the reader has opened. */
export interface Picture extends Outline {
	/** The fold that a serial is drawn in. */
	readonly foldOf: ReadonlyMap<number, number>;
	readonly foldById: ReadonlyMap<number, FoldOutline>;
	/** The fold that takes what the outline has no card for, by type. */
	readonly foldByType: ReadonlyMap<string, number>;
}

/** `opened`: by fold, how many of its members stand on their own. */
export function pictureOf(outline: Outline, opened: ReadonlyMap<number, number>): Picture {
	return atOnce(picturing(outline, opened));
}

/** The same in pieces. */
export function* picturing(outline: Outline, opened: ReadonlyMap<number, number>): Work<Picture> {
	const foldOf = new Map<number, number>();
	const foldById = new Map<number, FoldOutline>();
	const foldByType = new Map<string, number>();
	const lives = new Map(outline.cards.map((card) => [card.serial, card]));
	const folded: CardOutline[] = [];
	for (const fold of outline.folds) {
		const members = fold.members.slice(opened.get(fold.id) ?? 0);
		if (members.length === 0) continue;
		foldById.set(fold.id, fold);
		if (!foldByType.has(fold.type)) foldByType.set(fold.type, fold.id);
		let from = Number.POSITIVE_INFINITY;
		let to = 0;
		let dies = false;
		for (const serial of members) {
			foldOf.set(serial, fold.id);
			const life = lives.get(serial);
			from = Math.min(from, life?.from ?? from);
			to = Math.max(to, life?.to ?? to);
			dies ||= life !== undefined && life.to < outline.steps;
		}
		folded.push({
			serial: fold.id,
			rows: FOLD_HEAD + fold.labels.length + (dies ? 1 : 0),
			chars: Math.max(14, fold.type.length + 7),
			from,
			to,
		});
	}
	yield;
	const cards = yield* roomFor([...outline.cards.filter(({ serial }) => !foldOf.has(serial)), ...folded]);
	const kept = new Set(cards.map(({ serial }) => serial));
	const places = { foldOf, foldById };
	const edges = new Map<string, EdgeOutline>();
	for (const [at, edge] of outline.edges.entries()) {
		if (at % PIECE === 0) yield;
		const drawn = foldedEdge(edge, places);
		if (drawn === null || !kept.has(drawn.to)) continue;
		if (drawn.from.kind === "card" && !kept.has(drawn.from.serial)) continue;
		const key = foldedKey(drawn);
		if (!edges.has(key)) edges.set(key, drawn);
	}
	return { ...outline, cards, edges: [...edges.values()], foldOf, foldById, foldByType };
}

/** An edge between what is drawn for its ends; null where both are in one fold. */
export function foldedEdge(
	edge: EdgeOutline,
	{ foldOf, foldById }: Pick<Picture, "foldOf" | "foldById">,
): EdgeOutline | null {
	const to = foldOf.get(edge.to) ?? edge.to;
	if (edge.from.kind === "name") return to === edge.to ? edge : { ...edge, to };
	const fold = foldById.get(foldOf.get(edge.from.serial) ?? 0);
	if (fold === undefined) return to === edge.to ? edge : { ...edge, to };
	if (fold.id === to) return null;
	const at = fold.labels.indexOf(foldLabel(edge.label));
	const row = FOLD_HEAD + (at < 0 ? Math.max(0, fold.labels.length - 1) : at);
	return { ...edge, from: { kind: "card", serial: fold.id, row }, to };
}

/** Unlike for any other edge that is drawn beside it: from one holder, one edge leads to a fold. */
export function foldedKey({ from, to, weak }: EdgeOutline): string {
	const start = from.kind === "name" ? `${from.depth}:${from.row}` : `${from.serial}.${from.row}`;
	if (to >= 0) return `${start}>${to}`;
	return from.kind === "name" ? `${from.depth}:>${to}` : `${from.serial}.${weak ? "weak" : ""}>${to}`;
}

/** The cards for which a picture has room, those born first. */
function* roomFor(cards: readonly CardOutline[]): Work<readonly CardOutline[]> {
	const order = [...cards].sort((a, b) => a.from - b.from || a.serial - b.serial);
	/** When the lives end that lie over the card looked at: what has ended before it ends before all that come after. */
	let ends: number[] = [];
	const kept: CardOutline[] = [];
	for (const [at, card] of order.entries()) {
		if (at % PIECE === 0) yield;
		ends = ends.filter((end) => end >= card.from);
		if (ends.length >= MAX_CARDS) continue;
		kept.push(card);
		ends.push(card.to);
	}
	return kept.sort((a, b) => a.serial - b.serial);
}
