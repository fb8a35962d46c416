/**
 * Arithmetic on constants as the compiler does it: the result, or null where CPython leaves the operation to run time
 * (it would raise, or the result would be large). After the `safe_*` functions of `Python/ast_opt.c`.
 */
import type { Operator, UnaryOperator } from "../syntax/ast";
import { powerFloat } from "../text/floatPower";
import { resolveSlice } from "../text/strSearch";
import type { Constant } from "./code";
import { isTrue } from "./constants";

const MAX_INT_SIZE = 128;
const MAX_COLLECTION_SIZE = 256;
const MAX_STR_SIZE = 4096;
const MAX_TOTAL_ITEMS = 1024;

function int(value: bigint): Constant {
	return { kind: "int", value };
}

function float(value: number): Constant {
	return { kind: "float", value };
}

/** The integer that an int or a bool is. */
function asInt(c: Constant): bigint | null {
	return c.kind === "int" ? c.value : c.kind === "bool" ? BigInt(c.value) : null;
}

function bits(value: bigint): number {
	return value === 0n ? 0 : (value < 0n ? -value : value).toString(2).length;
}

/** `float(int)`, or null where it overflows. */
function intToFloat(value: bigint): number | null {
	const result = Number(value);
	return Number.isFinite(result) ? result : null;
}

function asFloat(c: Constant): number | null {
	if (c.kind === "float") return c.value;
	const value = asInt(c);
	return value === null ? null : intToFloat(value);
}

interface Complex {
	readonly real: number;
	readonly imag: number;
}

function asComplex(c: Constant): Complex | null {
	if (c.kind === "complex") return c;
	const real = asFloat(c);
	return real === null ? null : { real, imag: 0 };
}

function complex(real: number, imag: number): Constant {
	return { kind: "complex", real, imag };
}

function floorDiv(a: bigint, b: bigint): bigint {
	const quotient = a / b;
	return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

/** `long_true_divide`: the float nearest to the quotient. */
function trueDivide(a: bigint, b: bigint): Constant | null {
	if (b === 0n) return null;
	const small = 1n << 53n;
	if (a < small && -a < small && b < small && -b < small) return float(Number(a) / Number(b));
	const negative = a < 0n !== b < 0n;
	const top = a < 0n ? -a : a;
	const bottom = b < 0n ? -b : b;
	// 66 significant bits of quotient and a sticky bit round correctly when made a float.
	const shift = Math.max(66 - (bits(top) - bits(bottom)), -1100);
	const [n, d] = shift >= 0 ? [top << BigInt(shift), bottom] : [top, bottom << BigInt(-shift)];
	const quotient = n / d;
	const sticky = n % d === 0n ? quotient : quotient | 1n;
	if (shift > 1000) return null;
	const result = Number(sticky) * 2 ** -shift;
	return Number.isFinite(result) ? float(negative ? -result : result) : null;
}

/** `float_rem` and `float_floor_div` */
function floatDivMod(a: number, b: number): readonly [number, number] | null {
	if (b === 0) return null;
	let mod = a % b;
	let div = (a - mod) / b;
	if (mod !== 0) {
		if (b < 0 !== mod < 0) {
			mod += b;
			div -= 1;
		}
	} else mod = b < 0 ? -0 : 0;
	let floor: number;
	if (div !== 0) {
		floor = Math.floor(div);
		if (div - floor > 0.5) floor += 1;
	} else floor = a / b < 0 || Object.is(a / b, -0) ? -0 : 0;
	return [floor, mod];
}

function sizeOf(c: Constant): number | null {
	if (c.kind === "str") return [...c.value].length;
	if (c.kind === "bytes") return c.value.length;
	return c.kind === "tuple" ? c.items.length : null;
}

/** `check_complexity`: what is left of `limit` once every nested item is counted; negative where too many. */
function complexityLeft(c: Constant, limit: number): number {
	let left = limit;
	if (c.kind === "tuple" || c.kind === "frozenset") {
		left -= c.items.length;
		for (const item of c.items) {
			if (left < 0) break;
			left = complexityLeft(item, left);
		}
	}
	return left;
}

/** `safe_multiply` of a sequence. */
function repeat(sequence: Constant, count: bigint): Constant | null {
	const size = sizeOf(sequence);
	if (size === null) return null;
	const limit = sequence.kind === "tuple" ? MAX_COLLECTION_SIZE : MAX_STR_SIZE;
	if (size > 0 && (count < 0n || count > BigInt(Math.floor(limit / size)))) return null;
	if (count === 1n) return sequence;
	const n = size === 0 ? 0 : Number(count);
	switch (sequence.kind) {
		case "str":
			return { kind: "str", value: sequence.value.repeat(n) };
		case "bytes": {
			const value = new Uint8Array(size * n);
			for (let i = 0; i < n; i++) value.set(sequence.value, i * size);
			return { kind: "bytes", value };
		}
		case "tuple":
			if (n > 0 && complexityLeft(sequence, Math.floor(MAX_TOTAL_ITEMS / n)) < 0) return null;
			return { kind: "tuple", items: Array.from({ length: n }, () => sequence.items).flat() };
		default:
			return null;
	}
}

/** What adds nothing to a sequence of its own kind gives the other itself. */
function concat(a: Constant, b: Constant): Constant | null {
	if (a.kind === b.kind && sizeOf(a) === 0) return b;
	if (a.kind === b.kind && sizeOf(b) === 0) return a;
	if (a.kind === "str" && b.kind === "str") return { kind: "str", value: a.value + b.value };
	if (a.kind === "tuple" && b.kind === "tuple") return { kind: "tuple", items: [...a.items, ...b.items] };
	if (a.kind === "bytes" && b.kind === "bytes") {
		const value = new Uint8Array(a.value.length + b.value.length);
		value.set(a.value);
		value.set(b.value, a.value.length);
		return { kind: "bytes", value };
	}
	return null;
}

function intPower(a: bigint, b: bigint): Constant | null {
	if (b < 0n) {
		const [x, y] = [intToFloat(a), intToFloat(b)];
		return x === null || y === null || x === 0 ? null : float(powerFloat(x, y));
	}
	if (a !== 0n && b > 0n && (b > BigInt(MAX_INT_SIZE) || bits(a) > Math.floor(MAX_INT_SIZE / Number(b)))) return null;
	return int(a ** b);
}

function intBinary(a: bigint, op: Operator, b: bigint): Constant | null {
	switch (op) {
		case "Add":
			return int(a + b);
		case "Sub":
			return int(a - b);
		case "Mult":
			return a !== 0n && b !== 0n && bits(a) + bits(b) > MAX_INT_SIZE ? null : int(a * b);
		case "Div":
			return trueDivide(a, b);
		case "FloorDiv":
			return b === 0n ? null : int(floorDiv(a, b));
		case "Mod":
			return b === 0n ? null : int(a - floorDiv(a, b) * b);
		case "Pow":
			return intPower(a, b);
		case "LShift":
			if (b < 0n || (a !== 0n && (b > BigInt(MAX_INT_SIZE) || bits(a) > MAX_INT_SIZE - Number(b)))) return null;
			return int(a === 0n ? 0n : a << b);
		case "RShift":
			return b < 0n ? null : int(b > 100_000n ? (a < 0n ? -1n : 0n) : a >> b);
		case "BitOr":
			return int(a | b);
		case "BitXor":
			return int(a ^ b);
		case "BitAnd":
			return int(a & b);
		case "MatMult":
			return null;
	}
}

function floatBinary(a: number, op: Operator, b: number): Constant | null {
	switch (op) {
		case "Add":
			return float(a + b);
		case "Sub":
			return float(a - b);
		case "Mult":
			return float(a * b);
		case "Div":
			return b === 0 ? null : float(a / b);
		case "FloorDiv":
		case "Mod": {
			const both = floatDivMod(a, b);
			return both === null ? null : float(both[op === "Mod" ? 1 : 0]);
		}
		case "Pow": {
			// A negative base to a fraction is complex, zero to a negative power and overflow raise.
			if (a === 1 || b === 0) return float(1);
			if ((a < 0 && !Number.isInteger(b) && Number.isFinite(b)) || (a === 0 && b < 0)) return null;
			const result = Math.abs(a) === 1 && !Number.isFinite(b) && !Number.isNaN(b) ? 1 : powerFloat(a, b);
			return Number.isFinite(a) && Number.isFinite(b) && !Number.isFinite(result) ? null : float(result);
		}
		default:
			return null;
	}
}

function complexBinary(a: Complex, op: Operator, b: Complex): Constant | null {
	switch (op) {
		case "Add":
			return complex(a.real + b.real, a.imag + b.imag);
		case "Sub":
			return complex(a.real - b.real, a.imag - b.imag);
		case "Mult":
			return complex(a.real * b.real - a.imag * b.imag, a.real * b.imag + a.imag * b.real);
		case "Div": {
			if (b.real === 0 && b.imag === 0) return null;
			// `_Py_c_quot`
			if (Math.abs(b.real) >= Math.abs(b.imag)) {
				const ratio = b.imag / b.real;
				const denominator = b.real + b.imag * ratio;
				return complex((a.real + a.imag * ratio) / denominator, (a.imag - a.real * ratio) / denominator);
			}
			const ratio = b.real / b.imag;
			const denominator = b.real * ratio + b.imag;
			return complex((a.real * ratio + a.imag) / denominator, (a.imag * ratio - a.real) / denominator);
		}
		default:
			return null;
	}
}

/** `fold_binop`'s arithmetic. */
export function foldBinary(left: Constant, op: Operator, right: Constant): Constant | null {
	const [a, b] = [asInt(left), asInt(right)];
	if (a !== null && b !== null) {
		const result = intBinary(a, op, b);
		const bitwise = op === "BitAnd" || op === "BitOr" || op === "BitXor";
		if (bitwise && left.kind === "bool" && right.kind === "bool" && result?.kind === "int") {
			return { kind: "bool", value: result.value !== 0n };
		}
		return result;
	}
	if (op === "Mult") {
		if (a !== null && sizeOf(right) !== null) return repeat(right, a);
		if (b !== null && sizeOf(left) !== null) return repeat(left, b);
	}
	if (op === "Add") {
		const joined = concat(left, right);
		if (joined !== null) return joined;
	}
	if (left.kind === "complex" || right.kind === "complex") {
		const [x, y] = [asComplex(left), asComplex(right)];
		return x === null || y === null ? null : complexBinary(x, op, y);
	}
	if (left.kind === "float" || right.kind === "float") {
		const [x, y] = [asFloat(left), asFloat(right)];
		return x === null || y === null ? null : floatBinary(x, op, y);
	}
	return null;
}

/** `fold_unaryop`'s arithmetic. */
export function foldUnary(op: UnaryOperator, operand: Constant): Constant | null {
	if (op === "Not") return { kind: "bool", value: !isTrue(operand) };
	if (op === "UAdd" && operand.kind !== "bool" && asComplex(operand) !== null) return operand;
	const value = asInt(operand);
	if (value !== null) return int(op === "USub" ? -value : op === "Invert" ? ~value : value);
	if (op === "Invert") return null;
	if (operand.kind === "float") return float(-operand.value);
	if (operand.kind === "complex") return complex(-operand.real, -operand.imag);
	return null;
}

/** `fold_subscr`'s lookup. */
export function foldSubscript(value: Constant, index: Constant): Constant | null {
	if (index.kind === "slice") return foldSliced(value, index.items);
	const position = asInt(index);
	if (position === null) return null;
	const pick = <T>(items: ArrayLike<T>): T | undefined =>
		items[Number(position < 0n ? position + BigInt(items.length) : position)];
	if (value.kind === "str") {
		const ch = pick([...value.value]);
		return ch === undefined ? null : { kind: "str", value: ch };
	}
	if (value.kind === "bytes") {
		const byte = pick(value.value);
		return byte === undefined ? null : int(BigInt(byte));
	}
	return value.kind === "tuple" ? (pick(value.items) ?? null) : null;
}

/** `value[start:stop:step]`; null where this raises. */
function foldSliced(value: Constant, bounds: readonly Constant[]): Constant | null {
	const [start, stop, step] = bounds.map((c) => (c.kind === "None" ? undefined : asInt(c)));
	if (start === null || stop === null || step === null || step === 0n) return null;
	const number = (n: bigint | undefined): number | null => (n === undefined ? null : Number(n));
	const picked = <T>(items: ArrayLike<T>): T[] => {
		const slice = resolveSlice(items.length, number(start), number(stop), number(step) ?? 1);
		return Array.from({ length: slice.count }, (_item, i) => items[slice.start + i * slice.step] as T);
	};
	if (value.kind === "str") return { kind: "str", value: picked([...value.value]).join("") };
	if (value.kind === "bytes") return { kind: "bytes", value: Uint8Array.from(picked(value.value)) };
	return value.kind === "tuple" ? { kind: "tuple", items: picked(value.items) } : null;
}
