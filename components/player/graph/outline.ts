/**
 * A run in outline: every card the graph will ever need, with its greatest size, its life and its holders, gathered
 * over the run's states. The layout is made from it, so that nothing moves because something else came or went.
 */
import type { FrameView, HeapState, RefView, StateOptions } from "../../../engine/api";

/** Rows of fields drawn on a card; what is beyond is counted in a last row. */
export const MAX_ROWS = 8;
/** Cards that a picture can hold at one time and still be read. */
export const MAX_CARDS = 160;
/** Cards over a whole run, which take over each other's places. */
const MAX_CARDS_IN_RUN = 2000;
/** Frames drawn: where there are more, the outermost and the innermost of them. */
const MAX_FRAMES = 9;
const OUTER_FRAMES = 3;

export interface CardOutline {
	readonly serial: number;
	/** Most rows it had at any time. */
	readonly rows: number;
	/** Width of its widest row or title, in characters. */
	readonly chars: number;
	/** First and last step at which it was seen alive. */
	readonly from: number;
	readonly to: number;
}

export interface FrameOutline {
	/** Its place on the picture: 0 is the outermost. */
	readonly depth: number;
	/** Most names bound in a frame at this depth, counting those unbound again. */
	readonly rows: number;
	readonly chars: number;
	/** Names by the function whose frame it is, in the order first bound: each keeps its row. */
	readonly names: Readonly<Record<string, readonly NameOutline[]>>;
}

export interface NameOutline {
	readonly name: string;
	/** The first step at which it was seen bound. */
	readonly from: number;
}

export interface EdgeOutline {
	/** A frame's depth and name's row, or a card. */
	readonly from:
		| { readonly kind: "name"; readonly depth: number; readonly row: number }
		| { readonly kind: "card"; readonly serial: number; readonly row: number };
	readonly to: number;
	readonly weak: boolean;
}

export interface Outline {
	readonly steps: number;
	/** Steps between two states looked at, less one: how far off a life's ends may be. */
	readonly resolution: number;
	readonly cards: readonly CardOutline[];
	readonly frames: readonly FrameOutline[];
	readonly edges: readonly EdgeOutline[];
	/** Objects seen that have no card because the picture is full. */
	readonly omitted: number;
}

/** Width of the module frame's title, in any language. */
const MODULE_TITLE = 15;

interface GrowingCard {
	readonly serial: number;
	rows: number;
	chars: number;
	readonly from: number;
	to: number;
}

interface GrowingFrame {
	rows: number;
	chars: number;
	readonly names: Map<string, NameOutline[]>;
}

/** Width of a text in halves of a CJK character: an ideograph takes two places. */
export function textWidth(text: string): number {
	let width = 0;
	for (const character of text) width += character > "\u2e7f" ? 2 : 1;
	return width;
}

/** A card's title, and whether it is a weak reference whose object is gone: that is said in its row. */
export function titleText(text: string): { readonly title: string; readonly dead: boolean } {
	const title = text.replace(/, dead$/, "");
	return { title, dead: title !== text };
}

/**
 * What a reference shows at its place: a small value's text, or nothing where an edge leaves. `class Node` bound to the
 * name `Node` is a `class`: its name stands there already.
 */
export function refText(ref: RefView, label: string): string {
	if (ref.kind === "object") return "";
	return ref.text.endsWith(` ${label}`) ? ref.text.slice(0, -label.length - 1) : ref.text;
}

const SMALL_VALUES: ReadonlySet<string> = new Set(["str", "int", "float", "bool", "NoneType", "bytes", "complex"]);

/** It is the interpreter's own (a class, a module, a function), and not a value to be read. */
export function isFurniture(ref: RefView): boolean {
	return ref.kind === "value" && !SMALL_VALUES.has(ref.type);
}

/** Runs of up to so many steps are looked at step by step. */
const EVERY_STEP = 800;
/** Longer ones at so many steps, and fewer where there is so much to see that this many objects would be passed. */
const SAMPLES = 160;
const OBJECTS_SEEN = 240_000;
/** A state lists so many objects beside those asked for, unless more are wanted. */
const OBJECTS_LISTED = 300;

/** The steps to look at: all of them, or an even sample that keeps both ends. Depends on the run alone, not on time. */
export function sampledSteps(steps: number, mostAlive: number): readonly number[] {
	const affordable = Math.max(12, Math.floor(OBJECTS_SEEN / Math.max(1, mostAlive)));
	const count = Math.min(steps < EVERY_STEP ? steps + 1 : SAMPLES, affordable);
	if (count > steps) return Array.from({ length: steps + 1 }, (_, step) => step);
	return Array.from({ length: count }, (_, at) => Math.round((at * steps) / (count - 1)));
}

/** The frames that are drawn, from the outside in: a deep recursion is folded in its middle. */
export function drawnFrames(frames: readonly FrameView[]): readonly FrameView[] {
	if (frames.length <= MAX_FRAMES) return frames;
	return [...frames.slice(0, OUTER_FRAMES), ...frames.slice(OUTER_FRAMES - MAX_FRAMES)];
}

/** The longest text of a value that is written out on a card. */
export const VALUE_CHARS = 14;

/** Gathers the outline of a run from its states, asked for in order; `mostAlive` is the most objects alive at once. */
export function outlineOf(
	steps: number,
	stateAt: (step: number, options?: StateOptions) => HeapState,
	mostAlive = 1,
): Outline {
	const samples = sampledSteps(steps, Math.min(mostAlive, OBJECTS_LISTED));
	const cards = new Map<number, GrowingCard>();
	const frames: GrowingFrame[] = [];
	const edges = new Map<string, EdgeOutline>();
	const leftOut = new Set<number>();
	for (const step of samples) {
		const state = stateAt(step, { serials: cards.keys() });
		let drawn = state.objects.filter((object) => cards.has(object.serial)).length;
		for (const object of state.objects) {
			const rows = Math.min(object.slots.length, MAX_ROWS) + (rowsOmitted(object) > 0 ? 1 : 0);
			// A title's letters are narrower than the code's.
			let chars = Math.ceil(textWidth(`${titleText(object.text).title} #${object.serial}`) * 0.92);
			for (const slot of object.slots.slice(0, MAX_ROWS)) {
				chars = Math.max(
					chars,
					textWidth(slot.label) + 2 + Math.min(textWidth(refText(slot.ref, slot.label)), VALUE_CHARS),
				);
			}
			const card = cards.get(object.serial);
			if (card !== undefined) {
				card.rows = Math.max(card.rows, rows);
				card.chars = Math.max(card.chars, chars);
				card.to = step;
			} else if (drawn < MAX_CARDS && cards.size < MAX_CARDS_IN_RUN) {
				drawn += 1;
				cards.set(object.serial, { serial: object.serial, rows, chars, from: step, to: step });
			} else {
				leftOut.add(object.serial);
			}
			for (const [row, slot] of object.slots.slice(0, MAX_ROWS).entries()) {
				if (slot.ref.kind !== "object") continue;
				const key = `${object.serial}.${row}>${slot.ref.serial}`;
				if (!edges.has(key)) {
					const from = { kind: "card", serial: object.serial, row } as const;
					edges.set(key, { from, to: slot.ref.serial, weak: slot.strength === "weak" });
				}
			}
		}
		for (const [depth, frame] of drawnFrames(state.frames).entries()) {
			let growing = frames[depth];
			if (growing === undefined) {
				growing = { rows: 0, chars: depth === 0 ? MODULE_TITLE : 0, names: new Map() };
				frames[depth] = growing;
			}
			let names = growing.names.get(frame.name);
			if (names === undefined) {
				names = [];
				growing.names.set(frame.name, names);
			}
			growing.chars = Math.max(growing.chars, textWidth(frame.name) + 2);
			for (const name of frame.names) {
				let row = names.findIndex((known) => known.name === name.name);
				if (row < 0) row = names.push({ name: name.name, from: step }) - 1;
				growing.chars = Math.max(
					growing.chars,
					textWidth(name.name) + 2 + Math.min(textWidth(refText(name.ref, name.name)), VALUE_CHARS),
				);
				if (name.ref.kind !== "object") continue;
				const key = `${depth}:${row}>${name.ref.serial}`;
				if (!edges.has(key)) edges.set(key, { from: { kind: "name", depth, row }, to: name.ref.serial, weak: false });
			}
			growing.rows = Math.max(growing.rows, names.length);
		}
	}
	return {
		steps,
		resolution: samples.length > steps ? 0 : Math.ceil(steps / (samples.length - 1)),
		cards: [...cards.values()],
		frames: frames.map((frame, depth) => ({
			depth,
			rows: frame.rows,
			chars: frame.chars,
			names: Object.fromEntries(frame.names),
		})),
		edges: [...edges.values()].filter(
			(edge) => cards.has(edge.to) && (edge.from.kind === "name" || cards.has(edge.from.serial)),
		),
		omitted: leftOut.size,
	};
}

/** Fields that an object has beyond those drawn on its card. */
export function rowsOmitted(object: { readonly slots: readonly unknown[]; readonly slotsOmitted: number }): number {
	return Math.max(0, object.slots.length - MAX_ROWS) + object.slotsOmitted;
}
