/**
 * Arithmetic on exact ints and floats whose values are doubles, without their slots: what BINARY_OP_ADD_INT and the like
 * do, and more of it, since nothing of it can be seen by a program but the time.
 */
import {
	NB_ADD,
	NB_AND,
	NB_FLOOR_DIVIDE,
	NB_LSHIFT,
	NB_MULTIPLY,
	NB_OR,
	NB_POWER,
	NB_REMAINDER,
	NB_RSHIFT,
	NB_SUBTRACT,
	NB_TRUE_DIVIDE,
	NB_XOR,
} from "../compile/opcodes";
import { powerFloat } from "../text/floatPower";
import { F64 } from "./arena";
import { newFloat } from "./float";
import { newInt } from "./int";
import { INT_VALUE, NULL, type Ref } from "./layout";
import { work } from "./machine";
import { FLOAT } from "./typeids";

const MOST_EXACT = 9007199254740991;
const MOST_32 = 0x7fffffff;

/** The result, owned; 0 where the slots have to be asked. `a` and `b` are of the exact types int or float. */
export function numberOp(op: number, a: Ref, b: Ref, typeA: Ref, typeB: Ref): Ref {
	// An int's value and a float's stand at the same word; NaN: an int too large for it.
	const x = F64[(a + INT_VALUE) >> 1] as number;
	const y = F64[(b + INT_VALUE) >> 1] as number;
	if (typeA === FLOAT || typeB === FLOAT) {
		if (typeA !== typeB && Number.isNaN(typeA === FLOAT ? y : x)) return NULL;
		if (op === NB_ADD) return newFloat(x + y);
		if (op === NB_SUBTRACT) return newFloat(x - y);
		if (op === NB_MULTIPLY) return newFloat(x * y);
		if (y === 0) return NULL;
		if (op === NB_TRUE_DIVIDE) return newFloat(x / y);
		if (op !== NB_POWER || !(x > 0) || !Number.isFinite(x + y)) return NULL;
		const power = powerFloat(x, y);
		if (power === Infinity) return NULL;
		// As float_pow would take.
		work(8);
		return newFloat(power);
	}
	if (op === NB_ADD || op === NB_SUBTRACT || op === NB_MULTIPLY) {
		const r = op === NB_ADD ? x + y : op === NB_SUBTRACT ? x - y : x * y;
		// Not -0, which no int is.
		return r <= MOST_EXACT && r >= -MOST_EXACT ? newInt(r + 0) : NULL;
	}
	const i = x | 0;
	const j = y | 0;
	if (i !== x || j !== y) return wideOp(op, x, y);
	switch (op) {
		case NB_REMAINDER: {
			if (j <= 0) return NULL;
			const r = i % j;
			return newInt(r < 0 ? r + j : r | 0);
		}
		case NB_FLOOR_DIVIDE:
			return j > 0 ? newInt(Math.floor(i / j)) : NULL;
		case NB_TRUE_DIVIDE:
			return j !== 0 ? newFloat(i / j) : NULL;
		case NB_AND:
			return newInt(i & j);
		case NB_OR:
			return newInt(i | j);
		case NB_XOR:
			return newInt(i ^ j);
		case NB_LSHIFT:
			return j >= 0 && j <= 21 ? newInt(i * (1 << j)) : NULL;
		case NB_RSHIFT:
			return j >= 0 && j <= 31 ? newInt(i >> j) : NULL;
		default:
			return NULL;
	}
}

/** The same for two whole numbers that are not both of 32 bits: a double has each of these results exactly. */
function wideOp(op: number, x: number, y: number): Ref {
	if (Number.isNaN(x) || Number.isNaN(y)) return NULL;
	switch (op) {
		case NB_REMAINDER: {
			if (y <= 0) return NULL;
			const r = x % y;
			return newInt(r < 0 ? r + y : r + 0);
		}
		case NB_AND:
			// The lowest 32 bits are those that `|` takes, and the others of one of the two are 0.
			return (x >= 0 && x <= MOST_32) || (y >= 0 && y <= MOST_32) ? newInt(x & y) : NULL;
		case NB_RSHIFT:
			return y >= 0 && y <= 31 ? newInt(Math.floor(x / 2 ** y)) : NULL;
		default:
			return NULL;
	}
}
