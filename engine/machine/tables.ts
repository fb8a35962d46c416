/**
 * The tables through which the machine reaches its native code: slot functions of types, builtin functions, and native
 * frames. Native code that calls Python pushes a frame and answers PUSHED; a native frame's step is entered again with
 * the value. So `run` never calls itself, and everything in progress stands in the arena. This module imports no other
 * of the machine's but layout and limits: the others fill its tables while they are loaded.
 */
import { at } from "./arena";
import { type Ref, T_FLAGS, T_SLOTS, TF_DICT, TYPE } from "./layout";
import { EngineBug } from "./limits";

/** A reference, NULL with an exception set, or PUSHED. */
export type Status = number;
export type Unary = (o: Ref) => Status;
export type Binary = (a: Ref, b: Ref) => Status;
export type Ternary = (a: Ref, b: Ref, c: Ref) => Status;
/** Arguments are borrowed: `nargs` positional ones from address `args` on, then one per name in the tuple `kwnames` (or 0). */
export type Call = (callee: Ref, args: number, nargs: number, kwnames: Ref) => Status;

// Slots of a type, as words T_SLOTS + S_*: an index into one of the tables below, 0 for none.
export const S_REPR = 0;
export const S_STR = 1;
export const S_HASH = 2;
export const S_ITER = 3;
export const S_NEXT = 4;
export const S_NEGATIVE = 5;
export const S_POSITIVE = 6;
export const S_ABSOLUTE = 7;
export const S_INVERT = 8;
export const S_INT = 9;
export const S_FLOAT = 10;
export const S_INDEX = 11;
export const S_BOOL = 12;
export const S_LEN = 13;
/** `tp_finalize`: run before an object dies. */
export const S_FINALIZE = 14;
export const S_GETATTRO = 16;
export const S_GETITEM = 17;
export const S_CONTAINS = 18;
/** NB_ADD ... NB_XOR: S_NUMBER + the BINARY_OP argument, then the in-place ones. */
export const S_NUMBER = 19;
export const S_INPLACE = 32;
export const S_SETATTRO = 46;
export const S_SETITEM = 47;
export const S_RICHCOMPARE = 48;
export const S_DESCR_GET = 49;
export const S_DESCR_SET = 50;
export const S_CALL = 52;
export const S_NEW = 53;
export const S_INIT = 54;
/** sq_concat and sq_repeat, tried after the number slots. */
export const S_CONCAT = 55;
export const S_REPEAT = 56;
export const S_INPLACE_CONCAT = 57;
export const S_INPLACE_REPEAT = 58;
/** What a native type's `tp_dealloc` and `tp_clear` do before the references go. Never calls Python. */
export const S_DEALLOC = 61;

const unused = (): never => {
	throw new EngineBug("an empty slot was called");
};
export const unarySlots: Unary[] = [unused];
export const binarySlots: Binary[] = [unused];
export const ternarySlots: Ternary[] = [unused];
export const callSlots: Call[] = [unused];

/** Where what a chunk declares goes (chunks.ts): the places of each table that were kept for it. Null: tables grow. */
export type Places = Map<readonly unknown[], { next: number; readonly end: number }>;
let places: Places | null = null;

/** Runs a chunk's declarations, which must fill the places kept for it. */
export function filling(kept: Places, declarations: () => void): void {
	places = kept;
	try {
		declarations();
		for (const { next, end } of kept.values())
			if (next !== end) throw new EngineBug("a chunk declares less than what is kept for it");
	} finally {
		places = null;
	}
}

/** Whether a chunk is being installed: what stands in its manifest is known already. */
export const isFilling = (): boolean => places !== null;

/** Puts an entry at a table's end, or in its place where a chunk is being installed. Gives its index. */
export function put<T>(table: T[], value: T): number {
	if (places === null) return table.push(value) - 1;
	const place = places.get(table);
	if (place === undefined || place.next === place.end)
		throw new EngineBug("a chunk declares more than what is kept for it");
	table[place.next] = value;
	return place.next++;
}

const indices = new Map<unknown, number>();
function register<F>(table: F[], f: F): number {
	const known = indices.get(f);
	if (known !== undefined) return known;
	const index = put(table, f);
	indices.set(f, index);
	return index;
}
export const unary = (f: Unary): number => register(unarySlots, f);
export const binary = (f: Binary): number => register(binarySlots, f);
/** An S_GETITEM that takes keys, and no positions: `mp_subscript` without `sq_item`. */
export const byKey = (f: Binary): number => {
	const slot = binary(f);
	keyed.add(slot);
	return slot;
};
const keyed = new Set<number>();
export const ternary = (f: Ternary): number => register(ternarySlots, f);
export const calling = (f: Call): number => register(callSlots, f);

/** The slot's index in the type of an object; 0: it has none. */
export function slotOf(o: Ref, slot: number): number {
	return at(at(o + TYPE) + T_SLOTS + slot);
}

/** Whether its type has `sq_item`: an item can be asked for by its position. */
export function hasPositions(o: Ref): boolean {
	const slot = slotOf(o, S_GETITEM);
	return slot !== 0 && !keyed.has(slot);
}

/** `PySequence_Check` */
export function isSequence(o: Ref): boolean {
	return hasPositions(o) && (at(at(o + TYPE) + T_FLAGS) & TF_DICT) === 0;
}

/** Whether `iter` makes something of it. */
export function isIterable(o: Ref): boolean {
	return slotOf(o, S_ITER) !== 0 || isSequence(o);
}

// ---- Native frames ----

/**
 * Entered with value 0 first, later with what a frame that it pushed returned (owned by the step). Answers a reference
 * (owned: the frame is left and the value goes to the frame below), NULL (error), PUSHED or AGAIN.
 */
export type Step = (frame: number, value: Ref) => Status;
export interface NativeKind {
	readonly name: string;
	readonly step: Step;
	/** Entered instead when an exception comes out of what it called; NULL lets it pass. */
	readonly onError: Step | null;
}
export const kinds: NativeKind[] = [{ name: "python", step: unused, onError: null }];
export const steps: Step[] = [unused];

/** A value that a native frame returns to say: leave the frame, deliver nothing. */
export const NOTHING = -3;
/** What a step answers to make `run` rest with the frame in place. */
export const REST = -6;

export function nativeKind(name: string, step: Step, onError: Step | null = null): number {
	put(kinds, { name, step, onError });
	return put(steps, step);
}

export function errorStep(kind: number): Step | null {
	return (kinds[kind] as NativeKind).onError;
}

export function nativeName(kind: number): string {
	return (kinds[kind] as NativeKind).name;
}

// ---- Builtin functions and methods ----

export type Native = (args: number, nargs: number, kwnames: Ref) => Status;
/** Methods get self apart. */
export type NativeMethod = (self: Ref, args: number, nargs: number, kwnames: Ref) => Status;

/** How a builtin takes its arguments, for the checks and messages that CPython makes before the call. */
export interface NativeDef {
	readonly name: string;
	/** Qualified with the type's name for methods. */
	readonly qualname: string;
	readonly call: NativeMethod;
	readonly min: number;
	/** -1: any number. */
	readonly max: number;
	/** Keyword names by position, null: takes no keywords; the call gets them resolved to positions, 0 where absent. */
	readonly params: readonly string[] | null;
	/** Takes kwnames as they are. */
	readonly raw: boolean;
	readonly doc: string | null;
	/** The module's or type's name for messages. */
	readonly owner: string;
	/** `METH_O` or `METH_NOARGS`, which word their errors differently. */
	readonly style: "O" | "NOARGS" | "VARARGS";
	readonly kind: "function" | "method" | "classmethod" | "staticmethod";
}
export const definitions: NativeDef[] = [];

export function define(def: NativeDef): number {
	return put(definitions, def);
}

/** Natives that know how many items an iterator still gives; by type. */
export const remainders = new Map<Ref, (it: Ref) => number>();
export function declareRemaining(type: Ref, remainingOf: (it: Ref) => number): void {
	remainders.set(type, remainingOf);
}
