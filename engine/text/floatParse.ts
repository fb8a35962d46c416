/** Text as float: `float(str)`, `float.fromhex`, and `float.hex` back (Objects/floatobject.c). */
import { divideHalfEven } from "./exactDecimal";
import { type Fault, fault } from "./fault";
import { reprFloat } from "./floatRepr";
import { toAsciiDigits } from "./intText";
import { stripText } from "./strSearch";

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const WORD = /^([+-]?)(inf(?:inity)?|nan)$/i;

function wordValue(sign: string, word: string): number {
	const size = word.toLowerCase() === "nan" ? Number.NaN : Number.POSITIVE_INFINITY;
	return sign === "-" ? -size : size;
}

/** `float(text)` (`float_from_string_inner`): spaces around, underscores between digits, digits of any script; null: no float. */
export function parseFloatText(text: string): number | null {
	const ascii = toAsciiDigits(text).trim();
	const plain = ascii.includes("_") ? ascii.replace(/(?<=\d)_(?=\d)/g, "") : ascii;
	if (DECIMAL.test(plain)) return Number(plain);
	const word = WORD.exec(plain);
	return word === null ? null : wordValue(word[1] ?? "", word[2] ?? "");
}

const HEXADECIMAL = /^([+-]?)(?:0x)?([0-9a-f]*)(?:\.([0-9a-f]*))?(?:p([+-]?\d+))?$/i;

/** `float.fromhex(text)`: rounded half-even. */
export function floatFromHex(text: string): number | Fault {
	const trimmed = stripText(text, " \t\n\v\f\r", "both");
	const word = WORD.exec(trimmed);
	if (word !== null) return wordValue(word[1] ?? "", word[2] ?? "");
	const parts = HEXADECIMAL.exec(trimmed);
	const [, sign = "", whole = "", fraction = "", power = "0"] = parts ?? [];
	if (parts === null || whole + fraction === "") {
		return fault("ValueError", "invalid hexadecimal floating-point string");
	}
	const size = hexValue(whole + fraction, Number(power) - 4 * fraction.length);
	if (size === Number.POSITIVE_INFINITY) {
		return fault("OverflowError", "hexadecimal value too large to represent as a float");
	}
	return sign === "-" ? -size : size;
}

/** Hexadecimal digits times a power of two, to the nearest double; infinity where too large. */
function hexValue(digits: string, power: number): number {
	const mantissa = BigInt(`0x${digits}`);
	if (mantissa === 0n) return 0;
	const top = mantissa.toString(2).length + power;
	if (top > 1024) return Number.POSITIVE_INFINITY;
	if (top < -1075) return 0;
	// The last place a double of this size has.
	const unit = Math.max(top - 53, -1074);
	const shift = power - unit;
	const scaled = shift >= 0 ? mantissa << BigInt(shift) : divideHalfEven(mantissa, 1n << BigInt(-shift));
	// In two steps, so that neither factor overflows or loses bits.
	return unit < -1000 ? Number(scaled) * 2 ** (unit + 1000) * 2 ** -1000 : scaleUp(Number(scaled), unit);
}

function scaleUp(value: number, power: number): number {
	return power > 900 ? value * 2 ** 900 * 2 ** (power - 900) : value * 2 ** power;
}

const view = new DataView(new ArrayBuffer(8));

/** `value.hex()` */
export function floatToHex(value: number): string {
	if (!Number.isFinite(value)) return reprFloat(value);
	view.setFloat64(0, value);
	const bits = view.getBigUint64(0);
	const sign = bits >> 63n ? "-" : "";
	const biased = Number((bits >> 52n) & 0x7ffn);
	const fraction = bits & 0xfffffffffffffn;
	if (biased === 0 && fraction === 0n) return `${sign}0x0.0p+0`;
	const exponent = Math.max(biased, 1) - 1023;
	const digits = fraction.toString(16).padStart(13, "0");
	return `${sign}0x${biased === 0 ? 0 : 1}.${digits}p${exponent < 0 ? "-" : "+"}${Math.abs(exponent)}`;
}
