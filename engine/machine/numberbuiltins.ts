/** The builtin functions on numbers and single characters: abs, divmod, pow, round, bin, chr and their like (Python/bltinmodule.c). */
import { NB_POWER } from "../compile/opcodes";
import { intToPrefixed } from "../text/intText";
import { at, H } from "./arena";
import { byteArrayBytes, isByteArray } from "./bytearray";
import { bytesOf, isBytes } from "./bytes";
import { holding, through } from "./call";
import { divmod } from "./divmod";
import { raise } from "./errors";
import { newText } from "./faults";
import { intBig, intNumber, isExactInt, isInt, newInt } from "./int";
import { bitLength } from "./intmath";
import { intDivmod, intPowerModulo } from "./ints";
import { NULL, type Ref, TYPE } from "./layout";
import { work } from "./machine";
import { declareFunction } from "./moduletable";
import { FRAME_WORK, N0 } from "./natives";
import { binaryOp, index, unaryOp } from "./operators";
import { decref } from "./refcount";
import { callBound } from "./special";
import { isStr, newStr, sharedCharacter, strLength, textOf } from "./str";
import { nativeKind, S_ABSOLUTE, type Status } from "./tables";
import { ternaryPower } from "./ternarypower";
import { NONE, TYPE_ERROR, VALUE_ERROR } from "./typeids";
import { typeLookupText, typeName } from "./types";
import { isProxy, unwrap } from "./weaklist";

declareFunction("builtins", "abs", 1, 1, (_self, args) => unaryOp(at(args), S_ABSOLUTE, "abs()"));

// ---- divmod ----

declareFunction("builtins", "divmod", 2, 2, (_self, args) => {
	const a = at(args);
	const b = at(args + 1);
	return isExactInt(a) && isExactInt(b) ? intDivmod(a, b) : divmod(a, b);
});

// ---- pow, round ----

declareFunction(
	"builtins",
	"pow",
	2,
	3,
	(_self, args, nargs) => {
		const base = at(args);
		const exponent = at(args + 1);
		const modulus = nargs > 2 && at(args + 2) !== NULL ? at(args + 2) : NONE;
		if (modulus === NONE) return binaryOp(base, exponent, NB_POWER, false);
		if (isExactInt(base) && isExactInt(exponent) && isExactInt(modulus)) return intPowerModulo(base, exponent, modulus);
		if (!isProxy(base) && !isProxy(exponent) && !isProxy(modulus)) return ternaryPower(base, exponent, modulus);
		// proxy_pow
		const targets = [base, exponent, modulus].map(unwrap);
		const [b = NULL, e = NULL, m = NULL] = targets;
		return b === NULL || e === NULL || m === NULL ? NULL : holding(targets, () => ternaryPower(b, e, m));
	},
	{ params: ["base", "exp", "mod"] },
);
declareFunction(
	"builtins",
	"round",
	1,
	2,
	(_self, args, nargs) => {
		const o = at(args);
		const method = typeLookupText(at(o + TYPE), "__round__");
		if (method === NULL) return raise(TYPE_ERROR, `type ${typeName(at(o + TYPE))} doesn't define __round__ method`);
		const places = nargs > 1 ? at(args + 1) : NULL;
		return places === NULL || places === NONE ? callBound(method, o) : callBound(method, o, places);
	},
	{ params: ["number", "ndigits"] },
);

// ---- hex, oct, bin, chr, ord ----

/** Word: the base. What `__index__` gave. */
const PREFIXED = nativeKind("hex, oct or bin", (frame, value) => {
	const big = intBig(value);
	decref(value);
	work(bitLength(big) >> 8);
	return newText(intToPrefixed(big, at(frame + N0) as 2 | 8 | 16));
});
for (const [name, base] of [
	["bin", 2],
	["oct", 8],
	["hex", 16],
] as const) {
	declareFunction("builtins", name, 1, 1, (_self, args) => {
		const o = at(args);
		if (isInt(o)) return newText(intToPrefixed(intBig(o), base));
		return through(PREFIXED, 1, (frame) => {
			H[frame + N0] = base;
			return index(o);
		});
	});
}
const CHR = nativeKind("chr", (_frame, value) => {
	const n = intNumber(value);
	decref(value);
	if (!(n >= 0 && n <= 0x10ffff)) return raise(VALUE_ERROR, "chr() arg not in range(0x110000)");
	return newStr(String.fromCodePoint(n));
});
declareFunction("builtins", "chr", 1, 1, (_self, args) => {
	const o = at(args);
	const shared = isExactInt(o) && intNumber(o) >= 0 ? sharedCharacter(intNumber(o)) : NULL;
	if (shared === NULL) return through(CHR, 0, () => index(o));
	// As its frame would take.
	work(FRAME_WORK);
	return shared;
});
declareFunction("builtins", "ord", 1, 1, (_self, args) => {
	const o = at(args);
	return isStr(o) && strLength(o) === 1 ? newInt(textOf(o).codePointAt(0) ?? 0) : ordOfOther(o);
});
/** `ord` of what is no str of one character. */
function ordOfOther(o: Ref): Status {
	const bytes = isBytes(o) ? bytesOf(o) : isByteArray(o) ? byteArrayBytes(o) : null;
	if (bytes === null && !isStr(o))
		return raise(TYPE_ERROR, `ord() expected string of length 1, but ${typeName(at(o + TYPE))} found`);
	const length = bytes === null ? strLength(o) : bytes.length;
	if (bytes !== null && length === 1) return newInt(bytes[0] ?? 0);
	return raise(TYPE_ERROR, `ord() expected a character, but string of length ${length} found`);
}
