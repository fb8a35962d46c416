/**
 * The way of an edge from a field or a name to a card's edge. Curves stay in the gutters between columns; where an edge
 * has to pass a column, it takes a level that is free of that column's cards.
 */
import { arrivalKey, HEADER, type Layout, rowMiddle } from "./layout";
import type { EdgeOutline } from "./outline";

export interface Point {
	readonly x: number;
	readonly y: number;
}

export interface Route {
	/** Path data. */
	readonly d: string;
	/** Where the edge leaves: a dot is drawn there. */
	readonly from: Point;
	/** Where a word about the edge can stand. */
	readonly word: Point;
}

const CLEAR = 9;

/** The way of an edge, or null where an end of it has no place on the picture. */
export function routeEdge(layout: Layout, edge: EdgeOutline): Route | null {
	const target = layout.cards.get(edge.to);
	if (target === undefined) return null;
	const arrival = target.y + (layout.arrivals.get(arrivalKey(edge)) ?? HEADER / 2);

	if (edge.from.kind === "name") {
		const frame = layout.frames[edge.from.depth];
		if (frame === undefined) return null;
		const from = { x: frame.x + frame.width, y: frame.y + rowMiddle(edge.from.row) };
		return between(layout, from, -1, { x: target.x, y: arrival }, target.column);
	}
	const source = layout.cards.get(edge.from.serial);
	if (source === undefined) return null;
	const y = source.y + rowMiddle(edge.from.row);
	const right = { x: source.x + source.width, y };
	const end = { x: target.x + target.width, y: arrival };
	if (source.column < target.column)
		return between(layout, right, source.column, { x: target.x, y: arrival }, target.column);
	if (source.column > target.column) return between(layout, { x: source.x, y }, source.column, end, target.column);
	// Within a column the edge swings out on the right, further for a longer way.
	const swing = Math.min(36, 26 + Math.abs(arrival - y) * 0.05);
	const out = { x: right.x + swing, y };
	const back = { x: end.x + swing, y: arrival };
	return { d: `M${right.x} ${y} ${cubic(out, back, end)}`, from: right, word: on(right, out, back, end) };
}

/** The way from one column's edge to another's, past the columns between them. */
function between(layout: Layout, from: Point, column0: number, to: Point, column1: number): Route {
	const low = Math.min(column0, column1) + 1;
	const high = Math.max(column0, column1) - 1;
	const first = layout.columns[low];
	const last = layout.columns[high];
	if (low > high || first === undefined || last === undefined) {
		const [c0, c1] = bends(from, to);
		return { d: `M${from.x} ${from.y} ${cubic(c0, c1, to)}`, from, word: on(from, c0, c1, to) };
	}
	const blocked = blockedBetween(layout, low, high);
	const clear = (y: number) => blocked.every((span) => y <= span.top || y >= span.bottom);
	const cost = (y: number) => Math.abs(y - from.y) + Math.abs(y - to.y);
	// The straight-most free level: the ends' own, or just beside a card.
	const levels = [from.y, to.y, (from.y + to.y) / 2].filter(clear);
	for (const { top, bottom } of blocked) levels.push(top, bottom);
	const level = levels.reduce((best, y) => (y > 4 && cost(y) < cost(best) ? y : best), Number.MAX_VALUE);
	const left = first.x - 8;
	const right = last.x + last.width + 8;
	const [x0, x1] = from.x < to.x ? [left, right] : [right, left];
	const enter = { x: x0, y: level };
	const leave = { x: x1, y: level };
	const [a0, a1] = bends(from, enter);
	const [b0, b1] = bends(leave, to);
	const d = `M${from.x} ${from.y} ${cubic(a0, a1, enter)} L${x1} ${level} ${cubic(b0, b1, to)}`;
	return { d, from, word: on(leave, b0, b1, to) };
}

/** Handles of an S that leaves and arrives level, and stays between its two ends' x. */
function bends(from: Point, to: Point): readonly [Point, Point] {
	const middle = Math.round((from.x + to.x) / 2);
	return [
		{ x: middle, y: from.y },
		{ x: middle, y: to.y },
	];
}

function cubic(c0: Point, c1: Point, to: Point): string {
	return `C${c0.x} ${c0.y} ${c1.x} ${c1.y} ${to.x} ${to.y}`;
}

/** A point on a cubic, a good way towards its end. */
function on(p0: Point, p1: Point, p2: Point, p3: Point): Point {
	const t = 0.7;
	const u = 1 - t;
	const at = (a: number, b: number, c: number, d: number) =>
		u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
	return { x: at(p0.x, p1.x, p2.x, p3.x), y: at(p0.y, p1.y, p2.y, p3.y) };
}

interface Span {
	readonly top: number;
	readonly bottom: number;
}

const known = new WeakMap<Layout, Map<string, readonly Span[]>>();

/** What the cards of some columns block, from top to bottom, with no two spans touching. */
function blockedBetween(layout: Layout, low: number, high: number): readonly Span[] {
	let spans = known.get(layout);
	if (spans === undefined) {
		spans = new Map();
		known.set(layout, spans);
	}
	const key = `${low} ${high}`;
	let merged = spans.get(key);
	if (merged === undefined) {
		merged = merge(
			[...layout.cards.values()]
				.filter((card) => card.column >= low && card.column <= high)
				.map((card) => ({ top: card.y - CLEAR, bottom: card.y + card.height + CLEAR })),
		);
		spans.set(key, merged);
	}
	return merged;
}

function merge(spans: readonly Span[]): readonly Span[] {
	const merged: Span[] = [];
	for (const span of [...spans].sort((a, b) => a.top - b.top)) {
		const last = merged.at(-1);
		if (last !== undefined && span.top <= last.bottom) {
			merged[merged.length - 1] = { top: last.top, bottom: Math.max(last.bottom, span.bottom) };
		} else merged.push(span);
	}
	return merged;
}
