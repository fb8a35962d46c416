/** What a text function answers instead of a result where CPython would raise: the machine makes the exception. */

export type FaultType =
	| "IndexError"
	| "KeyError"
	| "LookupError"
	| "MemoryError"
	| "OverflowError"
	| "TypeError"
	| "UnicodeDecodeError"
	| "UnicodeEncodeError"
	| "ValueError";

export interface Fault {
	readonly kind: "fault";
	readonly type: FaultType;
	/** What `str(exception)` gives. */
	readonly message: string;
	/** The arguments of a UnicodeEncodeError or UnicodeDecodeError beside the object itself; null for all others. */
	readonly unicode: UnicodeFault | null;
}

/** `start` and `end` count code points of the text, or bytes. */
export interface UnicodeFault {
	readonly encoding: string;
	readonly start: number;
	readonly end: number;
	readonly reason: string;
}

export function fault(type: FaultType, message: string, unicode: UnicodeFault | null = null): Fault {
	return { kind: "fault", type, message, unicode };
}

export function isFault(value: unknown): value is Fault {
	return typeof value === "object" && value !== null && "kind" in value && value.kind === "fault";
}

/**
 * The most characters that padding, repeating and replacing make: more is a MemoryError. Twice as many units still fit
 * any JavaScript string. The machine charges its meter beforehand and stops sooner.
 */
export const MAX_TEXT = 1 << 26;

/** What CPython raises when it cannot allocate. */
export const OUT_OF_MEMORY: Fault = fault("MemoryError", "");
