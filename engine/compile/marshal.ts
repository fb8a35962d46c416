/**
 * Code objects as bytes (Python/marshal.c): how the library, compiled when the engine is built, comes to the machine.
 * Texts stand once, in a table at the head; numbers are LEB128. Instructions and positions are unpacked on first use,
 * for most functions of a module are never called.
 */
import type { CodeObject, Constant, ExceptionEntry } from "./code";

/** Changed with the format: bytes of another version are not read. */
const MAGIC = 0x48570002;

const KINDS = [
	"None",
	"Ellipsis",
	"bool",
	"int",
	"float",
	"complex",
	"str",
	"bytes",
	"tuple",
	"frozenset",
	"code",
	"slice",
] as const;

// ---- Writing ----

class Writer {
	private bytes = new Uint8Array(1 << 16);
	length = 0;

	byte(value: number): void {
		if (this.length === this.bytes.length) {
			const larger = new Uint8Array(this.bytes.length * 2);
			larger.set(this.bytes);
			this.bytes = larger;
		}
		this.bytes[this.length++] = value;
	}

	/** A number from 0 to 2 ** 32 - 1. */
	unsigned(value: number): void {
		let rest = value >>> 0;
		while (rest >= 0x80) {
			this.byte((rest & 0x7f) | 0x80);
			rest >>>= 7;
		}
		this.byte(rest);
	}

	/** A number that may be negative: the sign goes into the lowest bit. */
	signed(value: number): void {
		this.unsigned(value < 0 ? ~value * 2 + 1 : value * 2);
	}

	double(value: number): void {
		for (const byte of new Uint8Array(new Float64Array([value]).buffer)) this.byte(byte);
	}

	/** UTF-16 code units, since a text may hold lone surrogates. */
	text(value: string): void {
		this.unsigned(value.length);
		for (let i = 0; i < value.length; i++) this.unsigned(value.charCodeAt(i));
	}

	block(other: Writer): void {
		this.unsigned(other.length);
		for (const byte of other.written()) this.byte(byte);
	}

	written(): Uint8Array {
		return this.bytes.subarray(0, this.length);
	}
}

/** The bytes of a code object and of those in its constants. */
export function writeCode(code: CodeObject): Uint8Array {
	const texts = new Map<string, number>();
	const body = new Writer();
	const text = (value: string): void => {
		const known = texts.get(value) ?? texts.size;
		texts.set(value, known);
		body.unsigned(known);
	};
	const list = <T>(items: readonly T[], write: (item: T) => void): void => {
		body.unsigned(items.length);
		items.forEach(write);
	};
	const constant = (c: Constant): void => {
		body.byte(KINDS.indexOf(c.kind));
		switch (c.kind) {
			case "bool":
				body.byte(c.value ? 1 : 0);
				break;
			case "int":
				text(c.value.toString(36));
				break;
			case "float":
				body.double(c.value);
				break;
			case "complex":
				body.double(c.real);
				body.double(c.imag);
				break;
			case "str":
				text(c.value);
				break;
			case "bytes":
				list([...c.value], (byte) => body.byte(byte));
				break;
			case "tuple":
			case "frozenset":
				list(c.items, constant);
				break;
			case "slice":
				c.items.forEach(constant);
				break;
			case "code":
				object(c.value);
		}
	};
	const object = (o: CodeObject): void => {
		for (const value of [o.name, o.qualname, o.filename]) text(value);
		for (const value of [o.firstlineno, o.flags, o.argcount, o.posonlyargcount, o.kwonlyargcount, o.stacksize])
			body.unsigned(value);
		for (const names of [o.localsplusnames, o.varnames, o.cellvars, o.freevars, o.names]) list(names, text);
		list(o.localspluskinds, (kind) => body.unsigned(kind));
		list(o.consts, constant);
		body.unsigned(o.instructions.length);
		const packed = new Writer();
		for (const word of o.instructions) {
			packed.byte(word & 255);
			packed.unsigned(word >>> 8);
		}
		body.block(packed);
		body.block(packedPositions(o.positions, o.firstlineno));
		list(o.exceptionTable, (e) => {
			for (const value of [e.start, e.end, e.target, e.depth * 2 + (e.lasti ? 1 : 0)]) body.unsigned(value);
		});
		body.byte(o.docstring === null ? 0 : 1);
		if (o.docstring !== null) text(o.docstring);
	};
	object(code);
	const whole = new Writer();
	whole.unsigned(MAGIC);
	whole.unsigned(texts.size);
	for (const value of texts.keys()) whole.text(value);
	whole.block(body);
	return whole.written().slice();
}

/** Runs of instructions at one place: how many, the line from the one before, how many lines on it ends, columns. */
function packedPositions(positions: Int32Array, firstlineno: number): Writer {
	const out = new Writer();
	let line = firstlineno;
	const same = (i: number, j: number): boolean => [0, 1, 2, 3].every((k) => positions[i + k] === positions[j + k]);
	for (let i = 0; i < positions.length; ) {
		let next = i + 4;
		while (next < positions.length && same(i, next)) next += 4;
		const [start = -1, end = -1, column = -1, endColumn = -1] = positions.subarray(i, i + 4);
		out.unsigned((next - i) >> 2);
		out.signed(start - line);
		out.signed(end - start);
		out.unsigned(column + 1);
		out.unsigned(endColumn + 1);
		line = start;
		i = next;
	}
	return out;
}

// ---- Reading ----

class Reader {
	position = 0;

	constructor(readonly bytes: Uint8Array) {}

	byte(): number {
		return this.bytes[this.position++] as number;
	}

	unsigned(): number {
		let value = 0;
		let shift = 0;
		for (;;) {
			const byte = this.byte();
			value |= (byte & 0x7f) << shift;
			if (byte < 0x80) return value >>> 0;
			shift += 7;
		}
	}

	signed(): number {
		const value = this.unsigned();
		return (value & 1) === 1 ? ~(value >>> 1) : value >>> 1;
	}

	double(): number {
		const value = new DataView(this.bytes.buffer, this.bytes.byteOffset + this.position, 8).getFloat64(0, true);
		this.position += 8;
		return value;
	}

	text(): string {
		const units = new Uint16Array(this.unsigned());
		for (let i = 0; i < units.length; i++) units[i] = this.unsigned();
		let text = "";
		for (let i = 0; i < units.length; i += 4096) text += String.fromCharCode(...units.subarray(i, i + 4096));
		return text;
	}

	block(): Uint8Array {
		const length = this.unsigned();
		this.position += length;
		return this.bytes.subarray(this.position - length, this.position);
	}

	list<T>(read: () => T): T[] {
		return Array.from({ length: this.unsigned() }, read);
	}
}

/** A code object whose instructions and positions are unpacked when they are first looked at. */
class PackedCode implements CodeObject {
	private instructionWords: Int32Array | null = null;
	private positionWords: Int32Array | null = null;

	constructor(
		readonly name: string,
		readonly qualname: string,
		readonly filename: string,
		readonly firstlineno: number,
		readonly flags: number,
		readonly argcount: number,
		readonly posonlyargcount: number,
		readonly kwonlyargcount: number,
		readonly stacksize: number,
		readonly localsplusnames: readonly string[],
		readonly varnames: readonly string[],
		readonly cellvars: readonly string[],
		readonly freevars: readonly string[],
		readonly names: readonly string[],
		readonly localspluskinds: readonly number[],
		readonly consts: readonly Constant[],
		private readonly length: number,
		private readonly packedInstructions: Uint8Array,
		private readonly packedPositions: Uint8Array,
		readonly exceptionTable: readonly ExceptionEntry[],
		readonly docstring: string | null,
	) {}

	get instructions(): Int32Array {
		if (this.instructionWords !== null) return this.instructionWords;
		const from = new Reader(this.packedInstructions);
		const words = new Int32Array(this.length);
		for (let i = 0; i < words.length; i++) words[i] = from.byte() | (from.unsigned() << 8);
		this.instructionWords = words;
		return words;
	}

	get positions(): Int32Array {
		if (this.positionWords !== null) return this.positionWords;
		const from = new Reader(this.packedPositions);
		const words = new Int32Array(this.length * 4);
		let line = this.firstlineno;
		for (let i = 0; i < words.length; ) {
			const end = i + from.unsigned() * 4;
			line += from.signed();
			const place = [line, line + from.signed(), from.unsigned() - 1, from.unsigned() - 1];
			for (; i < end; i += 4) words.set(place, i);
		}
		this.positionWords = words;
		return words;
	}
}

/** The code object that `writeCode` made bytes of. */
export function readCode(bytes: Uint8Array): CodeObject {
	const head = new Reader(bytes);
	if (head.unsigned() !== MAGIC) throw new RangeError("not a code object of this version of the engine");
	const texts = head.list(() => head.text());
	const from = new Reader(head.block());
	const text = (): string => texts[from.unsigned()] as string;
	const constant = (): Constant => {
		const kind = KINDS[from.byte()];
		switch (kind) {
			case "bool":
				return { kind, value: from.byte() === 1 };
			case "int":
				return { kind, value: bigFrom(text()) };
			case "float":
				return { kind, value: from.double() };
			case "complex":
				return { kind, real: from.double(), imag: from.double() };
			case "str":
				return { kind, value: text() };
			case "bytes":
				return { kind, value: Uint8Array.from(from.list(() => from.byte())) };
			case "tuple":
			case "frozenset":
				return { kind, items: from.list(constant) };
			case "slice":
				return { kind, items: [constant(), constant(), constant()] };
			case "code":
				return { kind, value: object() };
			case "None":
			case "Ellipsis":
				return { kind };
			default:
				throw new RangeError("a constant of no known kind");
		}
	};
	const names = (): string[] => from.list(text);
	const object = (): CodeObject =>
		new PackedCode(
			text(),
			text(),
			text(),
			from.unsigned(),
			from.unsigned(),
			from.unsigned(),
			from.unsigned(),
			from.unsigned(),
			from.unsigned(),
			names(),
			names(),
			names(),
			names(),
			names(),
			from.list(() => from.unsigned()),
			from.list(constant),
			from.unsigned(),
			from.block(),
			from.block(),
			from.list(() => {
				const [start, end, target, last] = [from.unsigned(), from.unsigned(), from.unsigned(), from.unsigned()];
				return { start, end, target, depth: last >> 1, lasti: (last & 1) === 1 };
			}),
			from.byte() === 1 ? text() : null,
		);
	return object();
}

/** `BigInt` of a number written in base 36. */
function bigFrom(text: string): bigint {
	const negative = text.startsWith("-");
	let value = 0n;
	for (const digit of negative ? text.slice(1) : text) value = value * 36n + BigInt(Number.parseInt(digit, 36));
	return negative ? -value : value;
}
