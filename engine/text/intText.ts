/** Text as int and int as text (Objects/longobject.c): any base, underscores, and the limit on decimal digits. */
import { truncate } from "./codePoints";
import { type Fault, fault } from "./fault";
import { reprText } from "./strRepr";
import { decimalValue, isSpace } from "./unicode";

/** `sys.get_int_max_str_digits()` at start. */
export const DEFAULT_MAX_STR_DIGITS = 4300;

const ASCII = /^[\0-\x7f]*$/;

/** Digits of all scripts as ASCII ones, spaces as spaces, all else as `?` (`_PyUnicode_TransformDecimalAndSpaceToASCII`). */
export function toAsciiDigits(text: string): string {
	if (ASCII.test(text)) return text;
	let result = "";
	for (const character of text) {
		const point = character.codePointAt(0) ?? 0;
		const digit = decimalValue(point);
		if (point < 127) result += character;
		else if (isSpace(point)) result += " ";
		else result += digit >= 0 ? digit : "?";
	}
	return result;
}

/** What most programs read. */
const PLAIN = /^-?[0-9]{1,15}$/;

function digitOf(unit: number): number {
	if (unit >= 48 && unit < 58) return unit - 48;
	const letter = unit | 32;
	return letter >= 97 && letter < 123 ? letter - 87 : 37;
}

function isBlank(unit: number): boolean {
	return unit === 32 || (unit >= 9 && unit <= 13);
}

/** The value of digits in a base, in time that BigInt's own parser takes where it can. */
function digitsValue(digits: string, base: number): bigint {
	if (base === 10) return BigInt(digits);
	if (base === 16) return BigInt(`0x${digits}`);
	if (base === 8) return BigInt(`0o${digits}`);
	if (base === 2) return BigInt(`0b${digits}`);
	if (digits.length <= 10) return BigInt(Number.parseInt(digits, base));
	const low = digits.length >> 1;
	const high = digits.length - low;
	return digitsValue(digits.slice(0, high), base) * BigInt(base) ** BigInt(low) + digitsValue(digits.slice(high), base);
}

/** `int(text, base)` (`PyLong_FromUnicodeObject`). Base 0 goes by the prefix, `maxDigits` 0 sets no limit; `shown` is what an error quotes where it is not the text's own repr (for bytes). */
export function parseIntText(
	text: string,
	base: number,
	maxDigits = DEFAULT_MAX_STR_DIGITS,
	shown: string | null = null,
): bigint | Fault {
	if (base !== 0 && (base < 2 || base > 36)) return fault("ValueError", "int() base must be >= 2 and <= 36, or 0");
	if (base === 10 && PLAIN.test(text)) return BigInt(text);
	const ascii = toAsciiDigits(text);
	const invalid = (): Fault =>
		fault("ValueError", `invalid literal for int() with base ${base}: ${truncate(shown ?? reprText(text), 200)}`);
	let position = 0;
	const end = ascii.length;
	while (position < end && isBlank(ascii.charCodeAt(position))) position++;
	const sign = ascii.charAt(position);
	if (sign === "+" || sign === "-") position++;
	let radix = base;
	let onlyZero = false;
	const prefixBase = ascii.charAt(position) === "0" ? "bBoOxX".indexOf(ascii.charAt(position + 1) || " ") : -1;
	const prefixed = prefixBase < 0 ? 0 : ([2, 8, 16][prefixBase >> 1] ?? 0);
	if (base === 0) {
		if (ascii.charAt(position) !== "0") radix = 10;
		else if (prefixed !== 0) radix = prefixed;
		else {
			// An old octal literal: only zero is taken.
			onlyZero = true;
			radix = 10;
		}
	}
	if (prefixed === radix) {
		position += 2;
		if (ascii.charAt(position) === "_") position++;
	}
	if (ascii.charAt(position) === "_") return invalid();
	const start = position;
	let underscores = 0;
	let previous = 0;
	for (; position < end; position++) {
		const unit = ascii.charCodeAt(position);
		if (unit === 95) {
			if (previous === 95) return invalid();
			underscores++;
		} else if (digitOf(unit) >= radix) break;
		previous = unit;
	}
	if (previous === 95 || position === start) return invalid();
	let rest = position;
	while (rest < end && isBlank(ascii.charCodeAt(rest))) rest++;
	if (rest !== end) return invalid();
	const count = position - start - underscores;
	const binary = (radix & (radix - 1)) === 0;
	if (!binary && maxDigits > 0 && count > maxDigits) {
		return fault(
			"ValueError",
			`Exceeds the limit (${maxDigits} digits) for integer string conversion: value has ${count} digits; ` +
				"use sys.set_int_max_str_digits() to increase the limit",
		);
	}
	const digits = ascii.slice(start, position);
	const value = digitsValue(underscores > 0 ? digits.replaceAll("_", "") : digits, radix);
	if (onlyZero && value !== 0n) return invalid();
	return sign === "-" ? -value : value;
}

/** `str(value)` in base ten (`long_to_decimal_string`). `maxDigits` 0 sets no limit. */
export function intToText(value: bigint | number, maxDigits = DEFAULT_MAX_STR_DIGITS): string | Fault {
	// A number is an exact one: shorter than any limit.
	if (typeof value === "number") return String(value);
	// So that refusing costs no more than a look at the size: 3.32192... bits make a digit.
	const tooLong = (): Fault =>
		fault(
			"ValueError",
			`Exceeds the limit (${maxDigits} digits) for integer string conversion; ` +
				"use sys.set_int_max_str_digits() to increase the limit",
		);
	const limited = maxDigits > 0;
	const large = value > 0xffffffffffffffffn || value < -0xffffffffffffffffn;
	if (limited && large && value.toString(16).length * 4 > maxDigits * 3.3219280948873626 + 8) return tooLong();
	const text = value.toString();
	return limited && text.length - (value < 0n ? 1 : 0) > maxDigits ? tooLong() : text;
}

/** `bin`, `oct` or `hex` of a value, prefix and sign included (`_PyLong_Format`). */
export function intToPrefixed(value: bigint | number, base: 2 | 8 | 16): string {
	const prefix = base === 2 ? "0b" : base === 8 ? "0o" : "0x";
	return value < 0 ? `-${prefix}${(-value).toString(base)}` : `${prefix}${value.toString(base)}`;
}
