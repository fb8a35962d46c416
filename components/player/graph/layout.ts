/**
 * Where everything on the graph stands, for a whole run at once. Frames are stacked on the left, cards stand in columns
 * by how far they are from a name, and each serial keeps its place from birth to ghost. Two cards that are ever on the
 * picture together do not overlap; cards whose lives (and ghosts) lie apart may take over each other's place.
 * Pure geometry: no DOM, no React.
 */
import { atOnce, type Work } from "../pieces";
import { foldedKey } from "./fold";
import type { CardOutline, EdgeOutline, Outline } from "./outline";

export interface Rect {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

export interface PlacedCard extends Rect {
	/** 0 is the column beside the frames. */
	readonly column: number;
}

export interface Layout {
	readonly width: number;
	readonly height: number;
	/** By serial. */
	readonly cards: ReadonlyMap<number, PlacedCard>;
	/** By depth. */
	readonly frames: readonly Rect[];
	/** Left edge of each column of cards, and its width: between them run the gutters, free of cards from top to bottom. */
	readonly columns: readonly { readonly x: number; readonly width: number }[];
	/** Steps for which a freed object's ghost stays; Infinity where nothing will need its place. */
	readonly ghostSteps: number;
	/** Distance from a card's top at which an edge arrives, by `arrivalKey`. */
	readonly arrivals: ReadonlyMap<string, number>;
}

export const PAD = 16;
export const HEADER = 32;
export const ROW = 24;
export const FOOT = 8;
const CHAR = 7.9;
const GUTTER = 56;
const GUTTER_MORE = 36;
/** Where so few columns would else not fit beside one another. */
const CLOSE_GUTTER = 34;
const CLOSE_COLUMNS = 4;
const GAP = 30;
const FRAME_GAP = 14;
/** Cards taller together than this are set in several columns. */
const COLUMN_HEIGHT = 560;
/** Room for what loops out on the right of the last column. */
const LOOP = 30;
const MAX_COLUMNS = 8;
/** Runs with more cards than this let ghosts go, so that places can be used again. */
const GHOSTS_KEPT = 48;
const GHOST_STEPS = 6;
/** Cards, or edges, that a piece of the work places. */
const PIECE = 100;

/** Height of a card with so many rows. */
export function cardHeight(rows: number): number {
	return rows === 0 ? HEADER + 14 : HEADER + rows * ROW + FOOT;
}

/** Middle of a card's or a frame's row, measured from its top. */
export function rowMiddle(row: number): number {
	return HEADER + row * ROW + ROW / 2;
}

function cardWidth(chars: number): number {
	return Math.round(Math.min(236, Math.max(136, 34 + chars * CHAR)));
}

function frameWidth(chars: number, most: number): number {
	return Math.round(Math.min(most, Math.max(96, 34 + chars * CHAR)));
}

/** Names an arrival: the side of the card that is reached, and where from. */
export function arrivalKey(edge: EdgeOutline): string {
	return foldedKey(edge);
}

function widthOf(widths: readonly number[], gutter: number): number {
	return widths.reduce((sum, width) => sum + width + gutter, -gutter);
}

/** Layers set in columns. */
interface Arrangement {
	/** Columns side by side at most. */
	readonly limit: number;
	/** From top to bottom: what stands side by side, column by column. */
	readonly bands: readonly (readonly (readonly number[])[])[];
	/** By column. */
	readonly widths: readonly number[];
	/** By serial. */
	readonly columnOf: ReadonlyMap<number, number>;
}

/** Lays a run out for a picture of the given width in pixels; wider runs grow beyond it rather than overlap. */
export function layoutRun(outline: Outline, available: number): Layout {
	return atOnce(layingOut(outline, available));
}

/** The same in pieces: a run may have thousands of cards. */
export function* layingOut(outline: Outline, available: number): Work<Layout> {
	const narrow = available < 560;
	const widestFrame = narrow ? Math.max(100, Math.min(144, Math.round(available * 0.34))) : 210;
	const frameColumn = Math.max(0, ...outline.frames.map((frame) => frameWidth(frame.chars, widestFrame)));
	const frames: Rect[] = [];
	let frameY = PAD + 4;
	for (const frame of outline.frames) {
		const height = HEADER + Math.max(1, frame.rows) * ROW + FOOT;
		frames.push({ x: PAD, y: frameY, width: frameColumn, height });
		frameY += height + FRAME_GAP;
	}

	let gutter = available < 360 ? 32 : narrow ? 44 : GUTTER;
	const ghostSteps = outline.cards.length <= GHOSTS_KEPT ? Number.POSITIVE_INFINITY : GHOST_STEPS;
	const placing = new Placing(outline, frames, ghostSteps);

	yield;
	const layers = layersOf(outline, Number.isFinite(ghostSteps));
	yield;
	const left = PAD + frameColumn;
	let arranged = placing.arrange(layers, MAX_COLUMNS);
	yield;
	const fits = (between: number) => {
		const first = frameColumn > 0 ? left + between : left;
		return first + widthOf(arranged.widths, between) + LOOP <= available;
	};
	while (arranged.limit > 1 && !fits(gutter)) {
		// A few columns would rather stand close than one below the other.
		if (arranged.widths.length <= CLOSE_COLUMNS && fits(CLOSE_GUTTER)) {
			gutter = CLOSE_GUTTER;
			break;
		}
		arranged = placing.arrange(layers, arranged.limit - 1);
		yield;
	}
	// One column gives its gutter up before the picture grows wider than its room.
	if (arranged.limit === 1 && !fits(gutter))
		gutter = Math.max(Math.min(gutter, CLOSE_GUTTER), available - left - widthOf(arranged.widths, 0) - LOOP);
	const start = left + (frameColumn > 0 ? gutter : 0);
	const { bands, widths, columnOf } = arranged;
	// Room to spare goes to the gutters, where the edges run.
	const spare = available - start - widthOf(widths, gutter) - LOOP;
	if (spare > 0) gutter += Math.min(GUTTER_MORE, Math.floor(spare / (widths.length + 1)));
	const columns: { x: number; width: number }[] = [];
	let x = left + (frameColumn > 0 ? gutter : 0);
	for (const width of widths) {
		columns.push({ x, width });
		x += width + gutter;
	}

	let top = PAD + 4;
	for (const band of bands) {
		for (const serials of band) {
			const column = columnOf.get(serials[0] ?? -1) ?? 0;
			const place = columns[column] ?? { x, width: 112 };
			yield* placing.column(serials, column, place, top);
		}
		top = placing.bottom + GAP;
	}

	const right = columns.length === 0 ? PAD + frameColumn : x - gutter;
	return {
		width: Math.max(right + (columns.length === 0 ? PAD : LOOP), 200),
		height: Math.max(placing.bottom, frameY - FRAME_GAP) + PAD,
		cards: placing.placed,
		frames,
		columns,
		ghostSteps,
		arrivals: yield* arrivalsOf(outline, placing.placed, frames),
	};
}

/**
 * Serials by layer: what a name refers to first, then what that refers to, and so on. In a short run by the longest way
 * that runs in no circle, which draws chains as chains; in a long one by the shortest, since the longest grows with
 * every object that ever was. Edges are taken in the order in which the run made them.
 */
function layersOf(outline: Outline, shortest: boolean): readonly (readonly number[])[] {
	const next = new Map<number, number[]>();
	const roots: number[] = [];
	for (const edge of outline.edges) {
		if (edge.weak) continue;
		if (edge.from.kind === "name") roots.push(edge.to);
		else append(next, edge.from.serial, edge.to);
	}
	const layerOf = shortest
		? shortestWays(roots, next)
		: longestWays([...roots, ...outline.cards.map((card) => card.serial)], next);
	const layers: number[][] = [];
	for (const card of outline.cards) {
		const layer = layerOf.get(card.serial) ?? 0;
		const known = layers[layer];
		if (known === undefined) layers[layer] = [card.serial];
		else known.push(card.serial);
	}
	return layers.filter((layer) => layer !== undefined);
}

function shortestWays(
	roots: readonly number[],
	next: ReadonlyMap<number, readonly number[]>,
): ReadonlyMap<number, number> {
	const layerOf = new Map<number, number>();
	const queue = [...roots];
	for (const root of roots) layerOf.set(root, 0);
	for (const serial of queue) {
		for (const to of next.get(serial) ?? []) {
			if (layerOf.has(to)) continue;
			layerOf.set(to, (layerOf.get(serial) ?? 0) + 1);
			queue.push(to);
		}
	}
	return layerOf;
}

function longestWays(
	roots: readonly number[],
	next: ReadonlyMap<number, readonly number[]>,
): ReadonlyMap<number, number> {
	// Depth first: an edge to a card still being visited closes a circle and is left out.
	const done = new Set<number>();
	const visiting = new Set<number>();
	const backwards: number[] = [];
	const kept = new Map<number, number[]>();
	for (const root of roots) {
		if (done.has(root)) continue;
		const stack: { readonly serial: number; at: number }[] = [{ serial: root, at: 0 }];
		visiting.add(root);
		for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
			const to = next.get(top.serial)?.[top.at++];
			if (to === undefined) {
				stack.pop();
				visiting.delete(top.serial);
				done.add(top.serial);
				backwards.push(top.serial);
			} else if (!visiting.has(to)) {
				append(kept, top.serial, to);
				if (!done.has(to)) {
					visiting.add(to);
					stack.push({ serial: to, at: 0 });
				}
			}
		}
	}
	const layerOf = new Map<number, number>();
	for (const serial of backwards.reverse()) {
		const layer = layerOf.get(serial) ?? 0;
		layerOf.set(serial, layer);
		for (const to of kept.get(serial) ?? []) layerOf.set(to, Math.max(layerOf.get(to) ?? 0, layer + 1));
	}
	return layerOf;
}

/** The layers, with those beyond the limit joined to the last within it. */
function joined(layers: readonly (readonly number[])[], limit: number): readonly (readonly number[])[] {
	if (layers.length <= limit) return layers;
	return [
		...layers.slice(0, limit - 1),
		layers
			.slice(limit - 1)
			.flat()
			.sort((a, b) => a - b),
	];
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}

/** Adds to the list that a map keeps under a key. */
function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
	const list = lists.get(key);
	if (list === undefined) lists.set(key, [value]);
	else list.push(value);
}

interface Stand {
	readonly card: CardOutline;
	readonly y: number;
	readonly bottom: number;
}

/** The cards that stand in a column already, of a run that may have thousands one after the other. */
class Standing {
	/** Of two lives so far apart the later may have the earlier one's place. */
	readonly #reach: number;
	/** From top to bottom. */
	#stands: Stand[] = [];

	constructor(ghostSteps: number, resolution: number) {
		// It dies in the step after the last that saw it alive, and its ghost stays from then on.
		this.#reach = 1 + ghostSteps + 2 * resolution;
	}

	add(card: CardOutline, y: number, bottom: number): void {
		const after = this.#stands.findIndex((other) => other.y > y);
		this.#stands.splice(after < 0 ? this.#stands.length : after, 0, { card, y, bottom });
	}

	/** No card that is born before this step is to come: what was gone by then is in nobody's way. */
	leave(step: number): void {
		if (this.#stands.some(({ card }) => card.to + this.#reach < step))
			this.#stands = this.#stands.filter(({ card }) => card.to + this.#reach >= step);
	}

	/**
	 * The free top nearest to the one wished for, between two bounds, of those that leave no room to spare on one side; the
	 * highest where there is none in the bounds. Free is what no card takes that is ever there together with this one.
	 */
	placeFor(card: CardOutline, height: number, wish: number, top: number, lowest: number): number {
		let best: number | null = null;
		let highest: number | null = null;
		const offer = (y: number) => {
			if (y <= lowest && (best === null || Math.abs(y - wish) < Math.abs(best - wish))) best = y;
		};
		/** A stretch of free tops. */
		const free = (from: number, to: number) => {
			if (from > to) return;
			highest ??= from;
			offer(from);
			if (from < wish && wish < to) offer(wish);
			if (Number.isFinite(to)) offer(to);
		};
		let from = top;
		for (const other of this.#stands) {
			if (card.to + this.#reach < other.card.from || other.card.to + this.#reach < card.from) continue;
			free(from, other.y - GAP - height);
			from = Math.max(from, other.bottom + GAP);
		}
		free(from, Number.POSITIVE_INFINITY);
		return best ?? highest ?? from;
	}
}

/** Cards being placed, column by column. */
class Placing {
	readonly placed = new Map<number, PlacedCard>();
	bottom = PAD;
	readonly #cards: ReadonlyMap<number, CardOutline>;
	readonly #into = new Map<number, EdgeOutline[]>();
	/** By layer: they are arranged several times, until they fit. */
	readonly #peaks = new Map<readonly number[], number>();

	constructor(
		private readonly outline: Outline,
		private readonly frames: readonly Rect[],
		private readonly ghostSteps: number,
	) {
		this.#cards = new Map(outline.cards.map((card) => [card.serial, card]));
		for (const edge of outline.edges) append(this.#into, edge.to, edge);
	}

	card(serial: number): CardOutline {
		return this.#cards.get(serial) ?? { serial, rows: 0, chars: 0, from: 0, to: 0 };
	}

	/** Places are used again by others once a ghost is gone. */
	get #shared(): boolean {
		return Number.isFinite(this.ghostSteps);
	}

	/**
	 * A long run that is folded, and one with its values, stands close, in the order of birth: what is there at a step has
	 * neither a gap above it nor what is still to come.
	 */
	get #close(): boolean {
		return this.outline.folds.length > 0 || this.outline.values.size > 0;
	}

	/** Makes layers into columns, several where a layer is tall; columns beyond the limit start a new band below. */
	arrange(given: readonly (readonly number[])[], limit: number): Arrangement {
		const layers = this.#shared || this.#close ? joined(given, limit) : given;
		const splits = layers.map((layer) => {
			const wanted = Math.ceil(this.#peakHeight(layer) / COLUMN_HEIGHT);
			return Math.max(1, Math.min(limit, layer.length, wanted));
		});
		// Where places are shared there is one band: the widest splits give way until all stand side by side.
		while (this.#shared && sum(splits) > Math.max(limit, layers.length)) {
			const most = splits.indexOf(Math.max(...splits));
			splits[most] = Math.max(1, (splits[most] ?? 1) - 1);
		}
		const columnOf = new Map<number, number>();
		const bands: (readonly number[])[][] = [];
		const widths: number[] = [];
		let used = 0;
		for (const [order, layer] of layers.entries()) {
			const split = splits[order] ?? 1;
			const band = Math.floor(used / limit);
			// A layer is never torn between two bands.
			if (Math.floor((used + split - 1) / limit) !== band) used = (band + 1) * limit;
			for (let at = 0; at < split; at++) {
				const column = used % limit;
				const into = Math.floor(used / limit);
				const perColumn = Math.ceil(layer.length / split);
				const serials = this.#shared
					? layer.filter((_, index) => index % split === at)
					: layer.slice(at * perColumn, (at + 1) * perColumn);
				if (serials.length === 0) continue;
				for (const serial of serials) {
					columnOf.set(serial, column);
					widths[column] = Math.max(widths[column] ?? 0, cardWidth(this.card(serial).chars));
				}
				const columns = bands[into];
				if (columns === undefined) bands[into] = [serials];
				else columns.push(serials);
				used += 1;
			}
		}
		return { limit: Math.min(limit, Math.max(1, widths.length)), bands, widths, columnOf };
	}

	/** Greatest height of the layer's cards that are on the picture at one time. */
	#peakHeight(serials: readonly number[]): number {
		const known = this.#peaks.get(serials);
		if (known !== undefined) return known;
		const turns: { readonly at: number; readonly height: number }[] = [];
		for (const serial of serials) {
			const card = this.card(serial);
			const height = cardHeight(card.rows) + GAP;
			turns.push({ at: card.from, height }, { at: card.to + this.ghostSteps + 2, height: -height });
		}
		turns.sort((a, b) => a.at - b.at || a.height - b.height);
		let now = 0;
		let peak = 0;
		for (const turn of turns) {
			now += turn.height;
			peak = Math.max(peak, now);
		}
		this.#peaks.set(serials, peak);
		return peak;
	}

	/** Places a column's cards as near as possible to what refers to them; none overlaps another of its time. */
	*column(
		serials: readonly number[],
		column: number,
		place: { readonly x: number; readonly width: number },
		top: number,
	): Work<void> {
		const { x, width } = place;
		// Shared places are given out in the order of birth too, as high up as they are free.
		const wanted = serials.map((serial) => ({
			serial,
			y: this.#close ? top : Math.max(top, this.#wish(serial) ?? top),
			from: this.card(serial).from,
		}));
		if (this.#close) wanted.sort((a, b) => a.from - b.from || a.serial - b.serial);
		else if (!this.#shared) wanted.sort((a, b) => a.y - b.y || a.serial - b.serial);
		const tallest = this.#shared ? Math.max(COLUMN_HEIGHT, this.#peakHeight(serials) * 1.1) : Number.POSITIVE_INFINITY;
		const standing = new Standing(this.ghostSteps, this.outline.resolution);
		const births = wanted.map(({ from }) => from);
		for (let at = births.length - 2; at >= 0; at--) births[at] = Math.min(births[at] ?? 0, births[at + 1] ?? 0);
		for (const [at, { serial, y: wish }] of wanted.entries()) {
			if (at % PIECE === 0) yield;
			const card = this.card(serial);
			const height = cardHeight(card.rows);
			standing.leave(births[at] ?? 0);
			const y = standing.placeFor(card, height, wish, top, top + tallest - height);
			standing.add(card, y, y + height);
			this.placed.set(serial, { x, y, width, height, column });
			this.bottom = Math.max(this.bottom, y + height);
		}
	}

	/** The top at which a card's middle of header is level with what refers to it, on average; null for no holder placed. */
	#wish(serial: number): number | null {
		let sum = 0;
		let holders = 0;
		for (const edge of this.#into.get(serial) ?? []) {
			const holder = edge.from.kind === "name" ? this.frames[edge.from.depth] : this.placed.get(edge.from.serial);
			if (holder === undefined) continue;
			sum += holder.y + rowMiddle(edge.from.row);
			holders += 1;
		}
		return holders === 0 ? null : Math.round(sum / holders - HEADER / 2);
	}
}

/** Spreads the edges that arrive at one card along its side, in the order of their sources from top to bottom. */
function* arrivalsOf(
	outline: Outline,
	cards: ReadonlyMap<number, PlacedCard>,
	frames: readonly Rect[],
): Work<ReadonlyMap<string, number>> {
	const byTarget = new Map<string, { readonly key: string; readonly y: number }[]>();
	for (const [at, edge] of outline.edges.entries()) {
		if (at % PIECE === 0) yield;
		const target = cards.get(edge.to);
		const source = edge.from.kind === "name" ? frames[edge.from.depth] : cards.get(edge.from.serial);
		if (target === undefined || source === undefined) continue;
		const side = source.x < target.x ? "left" : "right";
		const y = source.y + rowMiddle(edge.from.row);
		append(byTarget, `${edge.to}${side}`, { key: arrivalKey(edge), y });
	}
	yield;
	const arrivals = new Map<string, number>();
	for (const [at, list] of byTarget) {
		const height = cards.get(Number.parseInt(at, 10))?.height ?? HEADER;
		list.sort((a, b) => a.y - b.y);
		const spacing = list.length < 2 ? 0 : Math.min(12, (height - 22) / (list.length - 1));
		const start = at.endsWith("left") ? Math.max(11, HEADER / 2 - (spacing * (list.length - 1)) / 2) : 18;
		for (const [order, { key }] of list.entries()) arrivals.set(key, Math.min(start + order * spacing, height - 8));
	}
	return arrivals;
}
