/** A result of our compiler in the form of dump.py, to be compared with CPython's. */
import type { CodeObject, Constant } from "../code";
import type { CompileResult } from "../compile";
import { opcodeName } from "../disassemble";

/** A float, or a part of a complex number, so that equal bits are equal text. */
function floatBits(value: number): string {
	const view = new DataView(new ArrayBuffer(8));
	view.setFloat64(0, value);
	return view.getBigUint64(0).toString(16).padStart(16, "0");
}

/** Python's `float.hex()` read back. */
function fromHex(text: string): number {
	const match = /^(-?)0x([01])\.([0-9a-f]*)p([+-]\d+)$/.exec(text);
	if (match === null) return text.endsWith("inf") ? (text.startsWith("-") ? -Infinity : Infinity) : Number.NaN;
	const [, sign = "", whole = "0", fraction = "", exponent = "0"] = match;
	const digits = Number(BigInt(`0x${whole}${fraction.padEnd(13, "0")}`));
	// In two steps, since 2 ** -1074 alone would lose the subnormals.
	const half = Math.trunc((Number(exponent) - 52) / 2);
	const value = digits * 2 ** half * 2 ** (Number(exponent) - 52 - half);
	return sign === "-" ? -value : value;
}

type Plain = string | number | boolean | readonly Plain[];

/** dump.py's constants with their floats in bits. */
function normalized(c: Plain): Plain {
	if (!Array.isArray(c)) return c;
	const [kind, ...rest] = c;
	if (kind === "float" || kind === "complex") return [kind, ...rest.map((part) => floatBits(fromHex(String(part))))];
	if (kind === "tuple" && Array.isArray(rest[0])) return ["tuple", rest[0].map(normalized)];
	if (kind === "frozenset" && Array.isArray(rest[0])) {
		return ["frozenset", rest[0].map((item) => JSON.stringify(normalized(JSON.parse(String(item))))).sort()];
	}
	return c;
}

function constant(c: Constant): Plain {
	switch (c.kind) {
		case "None":
		case "Ellipsis":
			return c.kind;
		case "bool":
			return ["bool", c.value];
		case "int":
			return ["int", `${c.value < 0n ? "-" : ""}0x${(c.value < 0n ? -c.value : c.value).toString(16)}`];
		case "float":
			return ["float", floatBits(c.value)];
		case "complex":
			return ["complex", floatBits(c.real), floatBits(c.imag)];
		case "str": {
			const units = Array.from({ length: c.value.length }, (_, i) => c.value.charCodeAt(i));
			return ["str", units.map((unit) => unit.toString(16).padStart(4, "0")).join("")];
		}
		case "bytes":
			return ["bytes", Array.from(c.value, (byte) => byte.toString(16).padStart(2, "0")).join("")];
		case "tuple":
			return ["tuple", c.items.map(constant)];
		case "slice":
			return ["slice", c.items.map(constant)];
		case "frozenset":
			return ["frozenset", c.items.map((item) => JSON.stringify(constant(item))).sort()];
		case "code":
			return ["code", c.value.qualname];
	}
}

function flattenCode(code: CodeObject, out: object[]): void {
	const instructions = Array.from(code.instructions, (word, i) => [
		opcodeName(word & 0xff),
		word >> 8,
		Array.from(code.positions.slice(i * 4, i * 4 + 4)),
	]);
	out.push({
		qualname: code.qualname,
		name: code.name,
		firstlineno: code.firstlineno,
		flags: code.flags,
		counts: [code.argcount, code.posonlyargcount, code.kwonlyargcount],
		stacksize: code.stacksize,
		varnames: code.varnames,
		cellvars: code.cellvars,
		freevars: code.freevars,
		names: code.names,
		consts: code.consts.map(constant),
		exceptionTable: code.exceptionTable.map((e) => [e.start, e.end, e.target, e.depth, e.lasti]),
		instructions,
	});
	for (const c of code.consts) if (c.kind === "code") flattenCode(c.value, out);
}

/** dump.py's `compiled`, from our result. `parserWarnings` come before the compiler's own. */
export function flattened(
	result: CompileResult,
	parserWarnings: readonly { readonly message: string; readonly lineno: number }[],
): object {
	switch (result.kind) {
		case "ok": {
			const codes: object[] = [];
			flattenCode(result.code, codes);
			const all = [...parserWarnings, ...result.warnings];
			return { kind: "ok", codes, warnings: all.map((w) => [w.message, w.lineno]) };
		}
		case "error": {
			const { message, lineno, offset, endLineno, endOffset } = result.error;
			return { kind: "error", message, at: [lineno, offset, endLineno, endOffset] };
		}
		case "unsupported":
			return { kind: "unsupported", feature: result.feature, line: result.line };
	}
}

/** What dump.py wrote, with its floats in bits. */
export function readDump(json: string): object {
	return JSON.parse(json, (key, value) => (key === "consts" ? value.map(normalized) : value));
}
