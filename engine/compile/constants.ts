/** Constants while compiling: which are the same, which are true, and how CPython names and writes them. */
import type { ConstantValue, Expr, Span } from "../syntax/ast";
import type { CodeObject, Constant } from "./code";

export const NONE: Constant = { kind: "None" };

export function intConstant(value: number | bigint): Constant {
	return { kind: "int", value: BigInt(value) };
}

export type StrConstant = Extract<Constant, { kind: "str" }>;

export function strConstant(value: string): StrConstant {
	return { kind: "str", value };
}

export function tupleConstant(items: readonly Constant[]): Constant {
	return { kind: "tuple", items };
}

/** `frozenset(items)`: of equal items the first stays. */
export function frozensetConstant(items: readonly Constant[]): Constant {
	const unique = new Map<string, Constant>();
	for (const item of items) if (!unique.has(equalityKey(item))) unique.set(equalityKey(item), item);
	return { kind: "frozenset", items: [...unique.values()] };
}

/** Constant nodes that folding made and that the syntax tree has no value for: tuples, frozensets, slices, complex numbers. */
const folded = new WeakMap<Expr, Constant>();

/**
 * How many references the syntax tree's arena has to a constant's object: one for a literal, one for each folding that
 * gave it, the same object perhaps more than once. A constant is one object as often as its JavaScript object is.
 */
const references = new WeakMap<Constant, number>();

/** `_PyArena_AddPyObject` */
export function addToArena(c: Constant): Constant {
	setArenaReferences(c, arenaReferences(c) + 1);
	return c;
}

export function setArenaReferences(c: Constant, count: number): void {
	references.set(c, count);
}

export function arenaReferences(c: Constant): number {
	return references.get(c) ?? 0;
}

/** A Constant node in the place of `at`, whose value is `value` whatever its kind. */
export function constantNode(value: Constant, at: Span): Expr {
	const span = { lineno: at.lineno, colOffset: at.colOffset, endLineno: at.endLineno, endColOffset: at.endColOffset };
	if (
		value.kind === "tuple" ||
		value.kind === "frozenset" ||
		value.kind === "code" ||
		value.kind === "complex" ||
		value.kind === "slice"
	) {
		const node: Expr = { kind: "Constant", value: { kind: "Ellipsis" }, ...span };
		folded.set(node, value);
		return node;
	}
	return { kind: "Constant", value, ...span };
}

/** Constant nodes in the place of operations, which are no literals where CPython folds the instructions; their first operands. */
const operations = new WeakMap<Expr, Expr>();

export function markOperation(e: Expr, operand: Expr): Expr {
	operations.set(e, operand);
	return e;
}

export function isFoldedOperation(e: Expr): boolean {
	return operations.has(e);
}

/**
 * Of what CPython folds only in the instructions, the constants that it has loaded until then, the first of them at
 * least; null for a literal, which is loaded as it is.
 */
export function loadedBefore(e: Expr, value: Constant): readonly Constant[] | null {
	const operand = operations.get(e);
	if (operand !== undefined) {
		const first = constantOf(operand);
		return first === null ? [] : (loadedBefore(operand, first) ?? [first]);
	}
	return value.kind === "tuple" || value.kind === "frozenset" ? literalsIn(value) : null;
}

function literalsIn(c: Constant): readonly Constant[] {
	return c.kind === "tuple" || c.kind === "frozenset" ? c.items.flatMap(literalsIn) : [c];
}

function fromSyntax(value: ConstantValue): Constant {
	return value.kind === "complex" ? { kind: "complex", real: 0, imag: value.imag } : value;
}

/** The value of a constant expression, or null where the expression is none. */
export function constantOf(e: Expr): Constant | null {
	return e.kind === "Constant" ? (folded.get(e) ?? fromSyntax(e.value)) : null;
}

function sameItems(a: ArrayLike<unknown>, b: ArrayLike<unknown>): boolean {
	if (a.length !== b.length) return false;
	for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
	return true;
}

/** `code_richcompare`: a `finally` body compiled twice gives code objects that are equal. */
export function sameCode(a: CodeObject, b: CodeObject): boolean {
	return (
		a.name === b.name &&
		a.firstlineno === b.firstlineno &&
		a.flags === b.flags &&
		sameItems([a.argcount, a.posonlyargcount, a.kwonlyargcount], [b.argcount, b.posonlyargcount, b.kwonlyargcount]) &&
		sameItems(a.instructions, b.instructions) &&
		sameItems(a.positions, b.positions) &&
		sameItems(a.names, b.names) &&
		sameItems(a.localsplusnames, b.localsplusnames) &&
		JSON.stringify(a.exceptionTable) === JSON.stringify(b.exceptionTable) &&
		a.consts.length === b.consts.length &&
		a.consts.every((c, i) => {
			const d = b.consts[i];
			if (d === undefined) return false;
			return c.kind === "code" && d.kind === "code" ? sameCode(c.value, d.value) : constantKey(c) === constantKey(d);
		})
	);
}

function floatKey(value: number): string {
	return Object.is(value, -0) ? "-0" : String(value);
}

/** Equal for constants that share one slot of `co_consts` (`_PyCode_ConstantKey`); of code objects see `sameCode`. */
export function constantKey(c: Constant): string {
	switch (c.kind) {
		case "None":
		case "Ellipsis":
			return c.kind;
		case "bool":
			return `bool:${c.value}`;
		case "int":
			return `int:${c.value}`;
		case "float":
			return `float:${floatKey(c.value)}`;
		case "complex":
			return `complex:${floatKey(c.real)},${floatKey(c.imag)}`;
		case "str":
			return `str:${c.value}`;
		case "bytes":
			return `bytes:${c.value.join()}`;
		case "tuple":
			return `tuple:${JSON.stringify(c.items.map(constantKey))}`;
		case "slice":
			return `slice:${JSON.stringify(c.items.map(constantKey))}`;
		case "frozenset":
			return `frozenset:${JSON.stringify(c.items.map(constantKey).sort())}`;
		case "code":
			return `code:${c.value.qualname}:${c.value.firstlineno}`;
	}
}

/** `bool(constant)` */
export function isTrue(c: Constant): boolean {
	switch (c.kind) {
		case "None":
			return false;
		case "bool":
			return c.value;
		case "int":
			return c.value !== 0n;
		case "float":
			return c.value !== 0;
		case "complex":
			return c.real !== 0 || c.imag !== 0;
		case "str":
		case "bytes":
			return c.value.length > 0;
		case "tuple":
		case "frozenset":
			return c.items.length > 0;
		default:
			return true;
	}
}

/** `type(constant).__name__` */
export function constantTypeName(c: Constant): string {
	return c.kind === "None" ? "NoneType" : c.kind === "Ellipsis" ? "ellipsis" : c.kind;
}

/** `==` between constants as dict keys see it: 1, 1.0 and True are one. */
export function equalityKey(c: Constant): string {
	if (c.kind === "bool") return c.value ? "number:1" : "number:0";
	if (c.kind === "int") return `number:${c.value}`;
	if (c.kind === "float")
		return `number:${Object.is(c.value, -0) ? 0 : Number.isInteger(c.value) ? BigInt(c.value) : c.value}`;
	if (c.kind === "complex" && c.imag === 0) return equalityKey({ kind: "float", value: c.real });
	return constantKey(c);
}

function quoted(text: string, quote: string): string {
	let out = quote;
	for (const ch of text) {
		const point = ch.codePointAt(0) ?? 0;
		if (ch === quote || ch === "\\") out += `\\${ch}`;
		else if (ch === "\n") out += "\\n";
		else if (ch === "\r") out += "\\r";
		else if (ch === "\t") out += "\\t";
		else if (point < 32 || point === 127) out += `\\x${point.toString(16).padStart(2, "0")}`;
		else out += ch;
	}
	return out + quote;
}

/** `repr(text)`, for messages. */
export function reprText(text: string): string {
	return quoted(text, text.includes("'") && !text.includes('"') ? '"' : "'");
}

function reprFloat(value: number): string {
	if (Number.isNaN(value)) return "nan";
	if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
	if (Object.is(value, -0)) return "-0.0";
	const magnitude = Math.abs(value);
	if (magnitude !== 0 && (magnitude < 1e-4 || magnitude >= 1e16)) {
		const [digits = "", exponent = "0"] = value.toExponential().split("e");
		const size = Math.abs(Number(exponent)).toString().padStart(2, "0");
		return `${digits}e${exponent.startsWith("-") ? "-" : "+"}${size}`;
	}
	const text = String(value);
	return text.includes(".") ? text : `${text}.0`;
}

/** `repr(constant)`, for messages and listings. */
export function reprConstant(c: Constant): string {
	switch (c.kind) {
		case "bool":
			return c.value ? "True" : "False";
		case "int":
			return String(c.value);
		case "float":
			return reprFloat(c.value);
		case "complex": {
			const imag = reprFloat(c.imag).replace(/\.0$/, "");
			if (c.real === 0 && !Object.is(c.real, -0)) return `${imag}j`;
			return `(${reprFloat(c.real).replace(/\.0$/, "")}${/^[-]/.test(imag) ? "" : "+"}${imag}j)`;
		}
		case "str":
			return reprText(c.value);
		case "bytes": {
			const raw = Array.from(c.value, (b) => String.fromCharCode(b)).join("");
			const quote = raw.includes("'") && !raw.includes('"') ? '"' : "'";
			return `b${quoted(raw, quote).replace(/[\u0080-\u00ff]/g, (ch) => `\\x${ch.charCodeAt(0).toString(16)}`)}`;
		}
		case "tuple":
			return `(${c.items.map(reprConstant).join(", ")}${c.items.length === 1 ? "," : ""})`;
		case "slice":
			return `slice(${c.items.map(reprConstant).join(", ")})`;
		case "frozenset":
			return c.items.length === 0 ? "frozenset()" : `frozenset({${c.items.map(reprConstant).join(", ")}})`;
		case "code":
			return `<code object ${c.value.name}, file ${JSON.stringify(c.value.filename)}, line ${c.value.firstlineno}>`;
		default:
			return c.kind;
	}
}
