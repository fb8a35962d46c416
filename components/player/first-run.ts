/**
 * The first picture of a run that was made with the page: runs are deterministic, so it is what the reader's own engine
 * will come to, and a click on Run need not wait for that.
 */
import type { ProfileName } from "../../engine/profiles";
import type { Ahead } from "./protocol";

/** The Python of such runs: the one that players begin with. */
export const FIRST_PROFILE: ProfileName = "3.13";

/** Stands for what JSON has no word for, and for an object that has a key `#` itself. */
interface Boxed {
	readonly "#": "int32" | "uint32" | "map" | "object";
	readonly of: readonly unknown[];
}

function boxed(value: unknown): unknown {
	const box = (kind: Boxed["#"], of: Iterable<unknown>): Boxed => ({ "#": kind, of: Array.from(of, boxed) });
	if (value instanceof Int32Array) return box("int32", value);
	if (value instanceof Uint32Array) return box("uint32", value);
	if (value instanceof Map) return box("map", value);
	if (Array.isArray(value)) return value.map(boxed);
	if (typeof value !== "object" || value === null) return value;
	const entries = Object.entries(value).map(([key, each]) => [key, boxed(each)] as const);
	return Object.hasOwn(value, "#") ? { "#": "object", of: entries } : Object.fromEntries(entries);
}

function unboxed({ "#": kind, of }: Boxed): unknown {
	switch (kind) {
		case "int32":
			return Int32Array.from(of as number[]);
		case "uint32":
			return Uint32Array.from(of as number[]);
		case "map":
			return new Map(of as [unknown, unknown][]);
		case "object":
			return Object.fromEntries(of as [string, unknown][]);
	}
}

/** Every object with that key has been boxed. */
const isBoxed = (value: object): value is Boxed => Object.hasOwn(value, "#");

/** As text, which a page holds without looking at it until it is asked for. */
export function writeFirstRun(run: Ahead): string {
	return JSON.stringify(boxed(run));
}

export function readFirstRun(text: string): Ahead {
	return JSON.parse(text, (_, value: unknown) =>
		typeof value === "object" && value !== null && isBoxed(value) ? unboxed(value) : value,
	);
}
