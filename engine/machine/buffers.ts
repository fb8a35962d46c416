/** Bytes-like objects: who exports a block of bytes, and how (the buffer protocol, for one-dimensional blocks). */
import { at, H, touchWords } from "./arena";
import { raise } from "./errors";
import { recording } from "./events";
import { type Ref, T_SOLID, TYPE } from "./layout";
import { TYPE_ERROR } from "./typeids";
import { typeName } from "./types";

/** The arena byte by byte: the byte b of the word w is B[w * 4 + b]. */
export const B = new Uint8Array(H.buffer);

/** Bytes of the arena are about to be written, from one on and before another. */
export function touchBytes(from: number, to: number): void {
	if (recording) touchWords(from >> 2, (to + 3) >> 2);
}

/** Bytes of the arena, to be read and written until the program runs again. */
export function bytesBetween(from: number, to: number): Uint8Array {
	touchBytes(from, to);
	return B.subarray(from, to);
}

/** Puts bytes into the arena. */
export function putBytes(bytes: Uint8Array, to: number): void {
	touchBytes(to, to + bytes.length);
	B.set(bytes, to);
}

/** Moves bytes from `from` on, before `end`, to `to`: the two may overlap. */
export function moveBytes(to: number, from: number, end: number): void {
	touchBytes(to, to + end - from);
	B.copyWithin(to, from, end);
}

export interface Exporter {
	/** The bytes as they stand: of use until the program runs again. Null, with an exception set, where there are none. */
	readonly bytes: (o: Ref) => Uint8Array | null;
	readonly readonly: (o: Ref) => boolean;
	/** The struct code of an item. */
	readonly format: (o: Ref) => string;
	readonly itemSize: (o: Ref) => number;
	/** One export more (1) or fewer (-1). */
	readonly exported: (o: Ref, by: number) => void;
}

const exporters = new Map<Ref, Exporter>();

/** Declares that the instances of a native type are bytes-like. */
export function declareExporter(type: Ref, exporter: Exporter): void {
	exporters.set(type, exporter);
}

/** How an object gives its bytes, or undefined: it is not bytes-like (`PyObject_CheckBuffer`). */
export function exporterOf(o: Ref): Exporter | undefined {
	return exporters.get(at(at(o + TYPE) + T_SOLID));
}

/** The bytes of a bytes-like object; null, with the TypeError set, for any other (`PyObject_GetBuffer`). */
export function bytesLike(o: Ref): Uint8Array | null {
	const exporter = exporterOf(o);
	if (exporter !== undefined) return exporter.bytes(o);
	raise(TYPE_ERROR, `a bytes-like object is required, not '${typeName(at(o + TYPE))}'`);
	return null;
}
