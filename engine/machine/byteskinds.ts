/** The types that have the methods of bytes: an object's bytes as a text, a text as a new object, and what arguments may be. */
import { type Fault, isFault } from "../text/fault";
import { at } from "./arena";
import { bytesLike, exporterOf } from "./buffers";
import { bytesOf, bytesOfText, latin1Text } from "./bytes";
import { raise } from "./errors";
import { raiseFault } from "./faults";
import { isInt } from "./int";
import { type Ref, STR_LENGTH, TYPE } from "./layout";
import { listPush, newList } from "./list";
import { work } from "./machine";
import { indexOf } from "./operators";
import { incref } from "./refcount";
import { S_INDEX, type Status, slotOf } from "./tables";
import { BYTES, TYPE_ERROR, VALUE_ERROR } from "./typeids";
import { typeName } from "./types";

export const SPACES = " \t\n\r\x0b\f";

/** A type that has these methods: how an instance gives its bytes, and how a new object of the type is made. */
export interface BytesKind {
	readonly type: Ref;
	readonly contents: (self: Ref) => Uint8Array;
	readonly make: (bytes: Uint8Array) => Ref;
}

export function textOfSelf(kind: BytesKind, self: Ref): string {
	const bytes = kind.contents(self);
	work(bytes.length >> 2);
	return latin1Text(bytes);
}

export function made(kind: BytesKind, text: string): Ref {
	return kind.make(bytesOfText(text));
}

export function bytesResult(kind: BytesKind, self: Ref, text: string | Fault): Status {
	if (isFault(text)) return raiseFault(text);
	if (at(self + TYPE) === BYTES && text.length === at(self + STR_LENGTH) && text === latin1Text(bytesOf(self)))
		return incref(self);
	return made(kind, text);
}

/** The text of an argument that must be bytes; null with the TypeError set. */
export function bytesArgument(o: Ref): string | null {
	const bytes = bytesLike(o);
	return bytes === null ? null : latin1Text(bytes);
}

/** The same for what may also be one byte's number. */
export function bytesOrByte(o: Ref): string | null {
	const bytes = exporterOf(o)?.bytes(o);
	if (bytes === null) return null;
	if (bytes !== undefined) return latin1Text(bytes);
	if (!isInt(o) && slotOf(o, S_INDEX) === 0) {
		raise(TYPE_ERROR, `argument should be integer or bytes-like object, not '${typeName(at(o + TYPE))}'`);
		return null;
	}
	const n = indexOf(o);
	if (n >= 0 && n < 256) return String.fromCharCode(n);
	if (!Number.isNaN(n)) raise(VALUE_ERROR, "byte must be in range(0, 256)");
	return null;
}

/** The parts that a bytes object was divided into: itself where it was not. */
export function listOfBytes(kind: BytesKind, self: Ref, parts: readonly string[]): Ref {
	work(parts.length);
	const list = newList();
	for (const part of parts) listPush(list, bytesResult(kind, self, part));
	return list;
}
