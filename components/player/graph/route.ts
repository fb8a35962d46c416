/**
 * The way of an edge from a field or a name to a card's edge. Curves stay in the gutters between columns; where an edge
 * has to pass a column, it takes a level that is free of that column's cards.
 */
import { arrivalKey, HEADER, type Layout, rowMiddle } from "./layout";
import type { EdgeOutline } from "./outline";

export interface Route {
	/** Path data. */
	readonly d: string;
	/** Where the edge leaves: a dot is drawn there. */
	readonly from: { readonly x: number; readonly y: number };
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
		return { d: between(layout, from.x, from.y, -1, target.x, arrival, target.column), from };
	}
	const source = layout.cards.get(edge.from.serial);
	if (source === undefined) return null;
	const y = source.y + rowMiddle(edge.from.row);
	if (source.column === target.column) {
		// Within a column the edge swings out on the right, further for a longer way.
		const from = { x: source.x + source.width, y };
		const end = target.x + target.width;
		const swing = Math.min(48, 30 + Math.abs(arrival - y) * 0.06);
		return { d: `M${from.x} ${y} C${from.x + swing} ${y} ${end + swing} ${arrival} ${end} ${arrival}`, from };
	}
	if (source.column < target.column) {
		const from = { x: source.x + source.width, y };
		return { d: between(layout, from.x, y, source.column, target.x, arrival, target.column), from };
	}
	const from = { x: source.x, y };
	return { d: between(layout, from.x, y, source.column, target.x + target.width, arrival, target.column), from };
}

/** A curve from one column's edge to another's, past the columns between them. */
function between(
	layout: Layout,
	x0: number,
	y0: number,
	column0: number,
	x1: number,
	y1: number,
	column1: number,
): string {
	const low = Math.min(column0, column1) + 1;
	const high = Math.max(column0, column1) - 1;
	if (low > high) return curve(x0, y0, x1, y1);
	const blocked: { readonly top: number; readonly bottom: number }[] = [];
	for (const card of layout.cards.values()) {
		if (card.column >= low && card.column <= high) {
			blocked.push({ top: card.y - CLEAR, bottom: card.y + card.height + CLEAR });
		}
	}
	const first = layout.columns[low];
	const last = layout.columns[high];
	if (first === undefined || last === undefined) return curve(x0, y0, x1, y1);
	const left = first.x - 8;
	const right = last.x + last.width + 8;
	const clear = (y: number) => blocked.every((card) => y < card.top || y > card.bottom);
	const cost = (y: number) => Math.abs(y - y0) + Math.abs(y - y1);
	// The straight-most free level: the ends' own, or just beside a card.
	let level = Number.MAX_VALUE;
	for (const y of [y0, y1, (y0 + y1) / 2, ...blocked.flatMap((card) => [card.top - 1, card.bottom + 1])]) {
		if (y > 4 && clear(y) && cost(y) < cost(level)) level = y;
	}
	const [enter, leave] = x0 < x1 ? [left, right] : [right, left];
	return `${curve(x0, y0, enter, level)} L${leave} ${level} ${curve(leave, level, x1, y1).replace(/^M\S+ \S+ /, "")}`;
}

/** An S that leaves and arrives level, and stays between its two ends' x. */
function curve(x0: number, y0: number, x1: number, y1: number): string {
	const middle = Math.round((x0 + x1) / 2);
	return `M${x0} ${y0} C${middle} ${y0} ${middle} ${y1} ${x1} ${y1}`;
}
