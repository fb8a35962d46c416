/**
 * A run in outline: every card the graph will ever need, with its greatest size, its life and its holders, gathered
 * over the run's states. The layout is made from it, so that nothing moves because something else came or went.
 */
import type { FrameView, HeapState, ObjectView, RefView, StateOptions } from "../../../engine/api";
import { frameRows, isNameless, serialsOf } from "../frame-rows";
import { type MemorySample, sampleOf } from "../memory/samples";
import { FIRST_VALUE, serialText } from "../names";
import { foldsOf, type Kin } from "./fold";
import { type Lens, noteValues, PLAIN, through, type ValueSerials } from "./lens";

/** Rows of fields drawn on a card; what is beyond is counted in a last row. */
export const MAX_ROWS = 8;
/** Objects looked at of one time: as many as a state lists. What the picture draws of them, fold.ts says. */
const MAX_CARDS = 400;
/** Cards over a whole run, which take over each other's places. */
const MAX_CARDS_IN_RUN = 2000;
/** Frames drawn: where there are more, the outermost and the innermost of them. */
const MAX_FRAMES = 9;
const OUTER_FRAMES = 3;

export interface CardOutline extends Life {
	/** Most rows it had at any time. */
	readonly rows: number;
	/** Width of its widest row or title, in characters. */
	readonly chars: number;
}

export interface FrameOutline {
	/** Its place on the picture: 0 is the outermost. */
	readonly depth: number;
	/** Most names bound in a frame at this depth, counting those unbound again. */
	readonly rows: number;
	readonly chars: number;
	/** Names by the function whose frame it is, in the order first bound, then the rows that are no names: each keeps its row. */
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
	/** It leads past something that has no card, which has the reference. */
	readonly past: boolean;
	/** The name, or the field as the engine writes it. */
	readonly label: string;
}

/** Objects that are drawn as one card until the reader opens it. */
export interface FoldOutline {
	/** Below zero, where no serial is. */
	readonly id: number;
	readonly type: string;
	/** Serials, in the order of birth. */
	readonly members: readonly number[];
	/** Most of them at one time. */
	readonly most: number;
	/** Fields that its members have, as `foldLabel` writes them. */
	readonly labels: readonly string[];
	/** Serial of the container that holds them; null where it is not one alone. */
	readonly holder: number | null;
}

export interface Outline {
	readonly steps: number;
	/** Steps between two states looked at, less one: how far off a life's ends may be. */
	readonly resolution: number;
	readonly cards: readonly CardOutline[];
	readonly frames: readonly FrameOutline[];
	readonly edges: readonly EdgeOutline[];
	readonly folds: readonly FoldOutline[];
	/** Objects seen that have no card because the picture is full. */
	readonly omitted: number;
	/** The memory at the states looked at, in order. */
	readonly memory: readonly MemorySample[];
	/** Objects inside weak containers, which have no cards: their lives. */
	readonly inside: readonly Life[];
	/** Small values that have cards. */
	readonly values: ValueSerials;
}

/** First and last step at which an object was seen alive. */
export interface Life {
	readonly serial: number;
	readonly from: number;
	readonly to: number;
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
	/** Rows that are no names, which stand below them; and what they lead to, by key. */
	readonly nameless: Map<string, NameOutline[]>;
	readonly held: Map<string, Held>;
}

interface Held {
	readonly frame: string;
	readonly row: string;
	readonly to: number;
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

/** Steps at either end of a long run that are looked at one by one: what surrounds its loops stands there. */
const ENDS = 24;

/** The steps to look at: all of them, or an even sample and both ends. Depends on the run alone, not on time. */
export function sampledSteps(steps: number, mostAlive: number): readonly number[] {
	const affordable = Math.max(12, Math.floor(OBJECTS_SEEN / Math.max(1, mostAlive)));
	const count = Math.min(steps < EVERY_STEP ? steps + 1 : SAMPLES, affordable);
	if (count > steps) return Array.from({ length: steps + 1 }, (_, step) => step);
	const even = Array.from({ length: count }, (_, at) => Math.round((at * steps) / (count - 1)));
	if (affordable < SAMPLES) return even;
	const ends = Array.from({ length: ENDS }, (_, at) => at);
	return [...new Set([...even, ...ends, ...ends.map((at) => steps - at)])].sort((a, b) => a - b);
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
	lens: Lens = PLAIN,
): Outline {
	const samples = sampledSteps(steps, Math.min(mostAlive, OBJECTS_LISTED));
	const cards = new Map<number, GrowingCard>();
	const frames: GrowingFrame[] = [];
	const edges = new Map<string, EdgeOutline>();
	const leftOut = new Set<number>();
	const kin = new Map<number, Kin>();
	const labels = new Map<number, Set<string>>();
	const memory: MemorySample[] = [];
	const within = new Map<number, Life>();
	const values = new Map<string, number>();
	for (const step of samples) {
		const whole = stateAt(step, {
			serials: [...cards.keys(), ...within.keys()].filter((serial) => serial < FIRST_VALUE),
			values: lens.values,
		});
		memory.push(sampleOf(whole));
		noteValues(whole, values);
		const { state, inside } = through(whole, lens, values);
		for (const serial of inside) within.set(serial, { serial, from: within.get(serial)?.from ?? step, to: step });
		let drawn = state.objects.filter((object) => cards.has(object.serial)).length;
		for (const object of state.objects) {
			const { rows, chars } = sizeOf(object);
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
			const own = kinOf(kin, object.serial, object.type);
			own.seen += 1;
			own.deep ||= object.slotsOmitted > 0;
			const fields = labels.get(object.serial) ?? new Set();
			labels.set(object.serial, fields);
			for (const [row, { label, strength, ref }] of object.slots.entries()) {
				if (fields.size < MAX_ROWS) fields.add(label);
				for (const to of serialsOf(ref)) {
					if (strength === "strong") count(kinOf(kin, to, "").holders, object.serial);
					if (row >= MAX_ROWS) continue;
					const key = `${object.serial}.${row}>${to}`;
					if (edges.has(key)) continue;
					const from = { kind: "card", serial: object.serial, row } as const;
					edges.set(key, { from, to, weak: strength === "weak", past: ref.kind === "value", label });
				}
			}
		}
		for (const serial of namedIn(state)) kinOf(kin, serial, "").named += 1;
		for (const [depth, frame] of drawnFrames(state.frames).entries()) {
			let growing = frames[depth];
			if (growing === undefined) {
				growing = {
					rows: 0,
					chars: depth === 0 ? MODULE_TITLE : 0,
					names: new Map(),
					nameless: new Map(),
					held: new Map(),
				};
				frames[depth] = growing;
			}
			const names = rowsOf(growing.names, frame.name);
			const nameless = rowsOf(growing.nameless, frame.name);
			growing.chars = Math.max(growing.chars, textWidth(frame.name) + 2);
			for (const name of frameRows(frame)) {
				const rows = isNameless(name.name) ? nameless : names;
				let row = rows.findIndex((known) => known.name === name.name);
				if (row < 0) row = rows.push({ name: name.name, from: step }) - 1;
				growing.chars = Math.max(
					growing.chars,
					textWidth(name.name) + 2 + Math.min(textWidth(refText(name.ref, name.name)), VALUE_CHARS),
				);
				for (const to of serialsOf(name.ref)) {
					if (rows === nameless) {
						growing.held.set(`${frame.name} ${name.name}>${to}`, { frame: frame.name, row: name.name, to });
						continue;
					}
					const key = `${depth}:${row}>${to}`;
					if (edges.has(key)) continue;
					const from = { kind: "name", depth, row } as const;
					edges.set(key, { from, to, weak: false, past: name.ref.kind === "value", label: name.name });
				}
			}
			growing.rows = Math.max(growing.rows, names.length + nameless.length);
		}
	}
	for (const [depth, { names, nameless, held }] of frames.entries()) {
		for (const [name, rows] of nameless) names.get(name)?.push(...rows);
		for (const { frame, row: name, to } of held.values()) {
			const row = names.get(frame)?.findIndex((known) => known.name === name) ?? -1;
			const key = `${depth}:${row}>${to}`;
			if (edges.has(key)) continue;
			edges.set(key, { from: { kind: "name", depth, row }, to, weak: false, past: true, label: name });
		}
	}
	return {
		steps,
		resolution: samples.reduce((most, step, at) => Math.max(most, step - (samples[at - 1] ?? step) - 1), 0),
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
		folds: foldsOf(cards, kin, samples.length, (serial) => labels.get(serial) ?? []),
		omitted: leftOut.size,
		memory,
		inside: [...within.values()],
		values,
	};
}

function rowsOf(byFrame: Map<string, NameOutline[]>, frame: string): NameOutline[] {
	const rows = byFrame.get(frame) ?? [];
	byFrame.set(frame, rows);
	return rows;
}

/** Rows and width of the card that shows an object. */
export function sizeOf(object: ObjectView): { readonly rows: number; readonly chars: number } {
	// A title's letters are narrower than the code's.
	const { title, dead } = titleText(object.text);
	let chars = Math.ceil(textWidth(`${title} ${serialText(object.serial)}`) * 0.92);
	for (const { label, ref } of object.slots.slice(0, MAX_ROWS)) {
		chars = Math.max(chars, textWidth(label) + 2 + Math.min(textWidth(refText(ref, label)), VALUE_CHARS));
	}
	const more = (dead ? 1 : 0) + (rowsOmitted(object) > 0 ? 1 : 0);
	return { rows: Math.min(object.slots.length, MAX_ROWS) + more, chars };
}

/** What is known of an object's kin so far; its type as soon as it is seen itself. */
function kinOf(kin: Map<number, Kin>, serial: number, type: string): Kin {
	let own = kin.get(serial);
	if (own === undefined) {
		own = { type, seen: 0, named: 0, holders: new Map(), deep: false };
		kin.set(serial, own);
	} else if (own.type === "") own.type = type;
	return own;
}

/** Serials of what a state's names are bound to. */
function namedIn(state: HeapState): ReadonlySet<number> {
	const named = new Set<number>();
	for (const { names } of state.frames) for (const { ref } of names) if (ref.kind === "object") named.add(ref.serial);
	return named;
}

function count(times: Map<number, number>, key: number): void {
	times.set(key, (times.get(key) ?? 0) + 1);
}

/** Fields that an object has beyond those drawn on its card. */
export function rowsOmitted(object: { readonly slots: readonly unknown[]; readonly slotsOmitted: number }): number {
	return Math.max(0, object.slots.length - MAX_ROWS) + object.slotsOmitted;
}
