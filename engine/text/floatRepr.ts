/** Floats as text: `repr(float)` and the conversions beneath `format` and `%` (`PyOS_double_to_string`). */
import { type Digits, fixedDigits, shortestDigits, significantDigits } from "./exactDecimal";
import { type Fault, MAX_TEXT, OUT_OF_MEMORY } from "./fault";

export type FloatCode = "e" | "E" | "f" | "F" | "g" | "G" | "r";

export interface FloatFlags {
	/** Keep the point, and trailing zeros with g (`Py_DTSF_ALT`). */
	readonly alternate: boolean;
	/** Write `.0` after a whole number (`Py_DTSF_ADD_DOT_0`). */
	readonly addDotZero: boolean;
	/** No sign where all digits are zero (`Py_DTSF_NO_NEG_0`). */
	readonly noNegativeZero: boolean;
}

/** `repr(value)` */
export function reprFloat(value: number): string {
	const size = Math.abs(value);
	if (size >= 1e-4 && size < 1e16) return Number.isInteger(value) ? `${value}.0` : `${value}`;
	if (value === 0) return Object.is(value, 0) ? "0.0" : "-0.0";
	if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value < 0 ? "-inf" : "inf";
	const { digits, point } = shortestDigits(size);
	return `${value < 0 ? "-" : ""}${exponential(digits, point, false)}`;
}

/** `d.ddde±dd` */
function exponential(digits: string, point: number, keepPoint: boolean): string {
	const exponent = point - 1;
	const fraction = digits.slice(1);
	const dot = fraction !== "" || keepPoint ? "." : "";
	const power = Math.abs(exponent).toString().padStart(2, "0");
	return `${digits.charAt(0)}${dot}${fraction}e${exponent < 0 ? "-" : "+"}${power}`;
}

/** Digits with the point in its place, zeros filled in. */
function positional(digits: string, point: number, flags: FloatFlags): string {
	const whole = point <= 0 ? "0" : digits.slice(0, point).padEnd(point, "0");
	const fraction = point < 0 ? "0".repeat(-point) + digits : digits.slice(Math.max(point, 0));
	if (fraction !== "") return `${whole}.${fraction}`;
	return flags.addDotZero ? `${whole}.0` : flags.alternate ? `${whole}.` : whole;
}

function stripZeros({ digits, point }: Digits): Digits {
	return { digits: digits.replace(/0+$/, ""), point };
}

/** The digits of a value >= 0 in a code's form, without a sign. */
function unsigned(value: number, code: "e" | "f" | "g" | "r", precision: number, flags: FloatFlags): string {
	switch (code) {
		case "f": {
			const { whole, fraction } = fixedDigits(value, precision);
			return fraction === "" && !flags.alternate ? whole : `${whole}.${fraction}`;
		}
		case "e": {
			const zeros = { digits: "0".repeat(precision + 1), point: 1 };
			const { digits, point } = value === 0 ? zeros : significantDigits(value, precision + 1);
			return exponential(digits, point, flags.alternate);
		}
		case "g": {
			const count = Math.max(precision, 1);
			const full = value === 0 ? { digits: "0".repeat(count), point: 1 } : significantDigits(value, count);
			const { digits, point } = flags.alternate ? full : value === 0 ? { digits: "0", point: 1 } : stripZeros(full);
			const inExponent = point <= -4 || point > count - (flags.addDotZero ? 1 : 0);
			return inExponent ? exponential(digits, point, flags.alternate) : positional(digits, point, flags);
		}
		case "r": {
			const { digits, point } = value === 0 ? { digits: "0", point: 1 } : shortestDigits(value);
			const inExponent = point <= -4 || point > 16;
			return inExponent ? exponential(digits, point, flags.alternate) : positional(digits, point, flags);
		}
	}
}

function lowerCode(code: FloatCode): "e" | "f" | "g" | "r" {
	switch (code) {
		case "e":
		case "E":
			return "e";
		case "f":
		case "F":
			return "f";
		case "g":
		case "G":
			return "g";
		case "r":
			return "r";
	}
}

/** `PyOS_double_to_string`. The sign is written only where negative; r ignores the precision. */
export function floatToText(value: number, code: FloatCode, precision: number, flags: FloatFlags): string | Fault {
	if (precision > MAX_TEXT) return OUT_OF_MEMORY;
	const lower = lowerCode(code);
	let text: string;
	if (Number.isFinite(value)) {
		text = unsigned(Math.abs(value), lower, precision, flags);
		const negative = value < 0 || Object.is(value, -0);
		if (negative && !(flags.noNegativeZero && /^[0.]*(e|$)/.test(text))) text = `-${text}`;
	} else {
		text = Number.isNaN(value) ? "nan" : value < 0 ? "-inf" : "inf";
	}
	return lower === code ? text : text.toUpperCase();
}
