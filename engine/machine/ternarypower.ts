/** `pow` with a modulus: what it asks, and in which order (`ternary_op` of Objects/abstract.c, `slot_nb_power`). */
import { NB_POWER } from "../compile/opcodes";
import { at, H } from "./arena";
import { guardedBinary } from "./conversions";
import { raise } from "./errors";
import { isFloat } from "./float";
import { isInt } from "./int";
import { intPowerModulo } from "./ints";
import { NULL, PUSHED, type Ref, T_SLOTS, TYPE } from "./layout";
import { profile } from "./machine";
import { N0, popNative, pushNative } from "./natives";
import { SLOT_BINARY } from "./pythonslots";
import { decref } from "./refcount";
import { callSpecial } from "./special";
import { nativeKind, S_NUMBER, type Status, type Step, steps } from "./tables";
import { ATTRIBUTE_ERROR, COMPLEX, FLOAT, INT, NONE, NOT_IMPLEMENTED, TYPE_ERROR, VALUE_ERROR } from "./typeids";
import { isSubtype, typeLookupText, typeName } from "./types";

/** A native slot, or a special method of the first operand. */
interface Attempt {
	readonly slot: number;
	readonly name: "__pow__" | "__rpow__";
	readonly self: Ref;
	readonly other: Ref;
}

const slotOfType = (type: Ref): number => at(type + T_SLOTS + S_NUMBER + NB_POWER);

/** What a Python class's slot tries. Three arguments reach `__rpow__` in 3.14 alone. */
function pythonAttempts(list: Attempt[], base: Ref, exponent: Ref): void {
	const left = at(base + TYPE);
	const right = at(exponent + TYPE);
	const plain: Attempt = { slot: 0, name: "__pow__", self: base, other: exponent };
	const reflected: Attempt = { slot: 0, name: "__rpow__", self: exponent, other: base };
	const own = slotOfType(left) === SLOT_BINARY;
	if (profile().name === "3.13") {
		if (own) list.push(plain);
		return;
	}
	const other = left !== right && slotOfType(right) === SLOT_BINARY;
	const first =
		own && other && isSubtype(right, left) && typeLookupText(left, "__rpow__") !== typeLookupText(right, "__rpow__");
	if (first) list.push(reflected);
	if (own) list.push(plain);
	if (other && !first) list.push(reflected);
}

/** `ternary_op` */
function attempts(base: Ref, exponent: Ref, modulus: Ref): Attempt[] {
	const list: Attempt[] = [];
	const add = (slot: number): void => {
		if (slot === SLOT_BINARY) pythonAttempts(list, base, exponent);
		else list.push({ slot, name: "__pow__", self: base, other: exponent });
	};
	const left = at(base + TYPE);
	const right = at(exponent + TYPE);
	const slotV = slotOfType(left);
	let slotW = right === left || slotOfType(right) === slotV ? 0 : slotOfType(right);
	if (slotV !== 0 && slotW !== 0 && isSubtype(right, left)) {
		add(slotW);
		slotW = 0;
	}
	if (slotV !== 0) add(slotV);
	if (slotW !== 0) add(slotW);
	const slotZ = slotOfType(at(modulus + TYPE));
	if (slotZ !== 0 && slotZ !== slotV && slotZ !== slotW) add(slotZ);
	return list;
}

/** `long_pow`, `float_pow` and `complex_pow` of three arguments. */
function nativePower(slot: number, base: Ref, exponent: Ref, modulus: Ref): Status {
	if (slot === slotOfType(INT)) return intPowerModulo(base, exponent, modulus);
	const isNumber = (o: Ref): boolean => isInt(o) || isFloat(o);
	if (slot === slotOfType(FLOAT))
		return raise(TYPE_ERROR, "pow() 3rd argument not allowed unless all arguments are integers");
	const isComplex = (o: Ref): boolean => isNumber(o) || isSubtype(at(o + TYPE), COMPLEX);
	if (slot === slotOfType(COMPLEX) && isComplex(base) && isComplex(exponent))
		return raise(VALUE_ERROR, "complex modulo");
	return NOT_IMPLEMENTED;
}

/** `__pow__` and `__rpow__` of a native type (`wrap_ternaryfunc`, `wrap_ternaryfunc_r`). */
export function powerMethod(
	slot: number,
	o: Ref,
	args: number,
	nargs: number,
	kwnames: Ref,
	reflected: boolean,
): Status {
	if (kwnames !== NULL)
		return raise(TYPE_ERROR, `wrapper ${reflected ? "__rpow__" : "__pow__"}() takes no keyword arguments`);
	if (nargs < 1 || nargs > 2) {
		const words = nargs < 1 ? "at least 1 argument" : "at most 2 arguments";
		return raise(
			TYPE_ERROR,
			`${profile().name === "3.13" ? ` expected ${words}` : "expected 1 or 2 arguments"}, got ${nargs}`,
		);
	}
	const base = reflected ? at(args) : o;
	const exponent = reflected ? o : at(args);
	const modulus = nargs === 2 ? at(args + 1) : NONE;
	return modulus === NONE ? guardedBinary(slot, base, exponent) : nativePower(slot, base, exponent, modulus);
}

/** Words: base, exponent, modulus, attempts begun. */
const POWER = nativeKind("pow()", (frame, value) => {
	if (value !== NULL) {
		if (value !== NOT_IMPLEMENTED) return value;
		decref(value);
	}
	const [base, exponent, modulus] = [at(frame + N0), at(frame + N0 + 1), at(frame + N0 + 2)];
	const list = attempts(base, exponent, modulus);
	for (let i = at(frame + N0 + 3); i < list.length; i++) {
		H[frame + N0 + 3] = i + 1;
		const { slot, name, self, other } = list[i] as Attempt;
		let status: Status;
		if (slot !== 0) status = nativePower(slot, base, exponent, modulus);
		else {
			const method = typeLookupText(at(self + TYPE), name);
			if (method !== NULL) status = callSpecial(method, self, other, modulus);
			else if (profile().name === "3.13") return raise(ATTRIBUTE_ERROR, name);
			else continue;
		}
		if (status !== NOT_IMPLEMENTED) return status;
	}
	const shown = (o: Ref): string => `'${typeName(at(o + TYPE))}'`;
	return raise(
		TYPE_ERROR,
		`unsupported operand type(s) for ** or pow(): ${shown(base)}, ${shown(exponent)}, ${shown(modulus)}`,
	);
});

/** `PyNumber_Power` with a modulus. */
export function ternaryPower(base: Ref, exponent: Ref, modulus: Ref): Status {
	const frame = pushNative(POWER, 4, 0);
	H[frame + N0] = base;
	H[frame + N0 + 1] = exponent;
	H[frame + N0 + 2] = modulus;
	const status = (steps[POWER] as Step)(frame, NULL);
	if (status !== PUSHED) popNative(frame);
	return status;
}
