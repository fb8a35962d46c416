/** The format-spec mini language: `int`, `float`, `complex` and `str.__format__` (Python/formatter_unicode.c). */
import { type Characters, charactersOf, charactersText, codePointLength, codePointSlice } from "./codePoints";
import { type Fault, fault, isFault, MAX_TEXT, OUT_OF_MEMORY } from "./fault";
import { type FloatCode, floatToText } from "./floatRepr";
import { intToFloat } from "./floatRound";
import { DEFAULT_MAX_STR_DIGITS, intToText, toAsciiDigits } from "./intText";
import { decimalValue } from "./unicode";

type Align = "<" | ">" | "=" | "^";

/** `InternalFormatSpec` */
export interface FormatSpec {
	readonly fill: string;
	readonly align: Align;
	readonly alternate: boolean;
	readonly noNegativeZero: boolean;
	readonly sign: "" | " " | "+" | "-";
	/** -1 where none is given; the same for the precision. */
	readonly width: number;
	readonly grouping: "" | "," | "_";
	readonly precision: number;
	/** What stands between the digits behind the point, three by three: 3.14 alone has it. */
	readonly fractionGrouping: "" | "," | "_";
	/** One code point, or "" for a float without one. */
	readonly type: string;
}

/** Whose specs are read: those of 3.14 may group the digits of a fraction. */
export type SpecRelease = "3.13" | "3.14";

const MAX_SSIZE = 2n ** 63n - 1n;
const MAX_INT = 2 ** 31 - 1;

function isAlign(character: string | undefined): character is Align {
	return character === "<" || character === ">" || character === "=" || character === "^";
}

/** A type code in a message: itself where it is printable ASCII, else `\x` and its number. */
function codeName(type: string): string {
	const point = type.codePointAt(0) ?? 0;
	return point > 32 && point < 128 ? `'${type}'` : `'\\x${point.toString(16)}'`;
}

function unknownCode(type: string, typeName: string): Fault {
	return fault("ValueError", `Unknown format code ${codeName(type)} for object of type '${typeName}'`);
}

const BOTH_GROUPINGS = fault("ValueError", "Cannot specify both ',' and '_'.");

/** What short specs say, which never changes: a program has a few of them, and formats much with each. */
const knownSizes = new Map<string, number>();
const knownSpecs: Readonly<Record<SpecRelease, Readonly<Record<"" | "d" | "s", Map<string, FormatSpec>>>>> = {
	"3.13": { "": new Map(), d: new Map(), s: new Map() },
	"3.14": { "": new Map(), d: new Map(), s: new Map() },
};
const KNOWN_LENGTH = 32;
const KNOWN_SPECS = 256;
function remember<T>(known: Map<string, T>, text: string, value: T): T {
	if (text.length > KNOWN_LENGTH) return value;
	if (known.size === KNOWN_SPECS) known.clear();
	known.set(text, value);
	return value;
}

/** The most characters that a spec's width and precision can ask for: what the machine charges before it formats. */
export function specSize(specText: string): number {
	const known = knownSizes.get(specText);
	if (known !== undefined) return known;
	let size = 0;
	for (const digits of toAsciiDigits(specText).match(/[0-9]+/g) ?? []) size += Number(digits);
	return remember(knownSizes, specText, size);
}

/** Whether digits make more than `PY_SSIZE_T_MAX`, for which a double is too coarse. */
function isTooLarge(characters: Characters, start: number, end: number): boolean {
	const digits = toAsciiDigits(charactersText(characters, start, end)).replace(/^0+/, "");
	return digits.length > 19 || BigInt(digits) > MAX_SSIZE;
}

/** Reads digits of any script: the number and where it ends; -1 where there is none. */
export function readInteger(characters: Characters, start: number): readonly [number, number] | Fault {
	let value = 0;
	let position = start;
	for (; position < characters.length; position++) {
		const digit = decimalValue(characters[position]?.codePointAt(0) ?? 0);
		if (digit < 0) break;
		value = value * 10 + digit;
	}
	if (value >= 1e18 && isTooLarge(characters, start, position)) {
		return fault("ValueError", "Too many decimal digits in format string");
	}
	return [position === start ? -1 : value, position];
}

/** `parse_internal_render_format_spec`. `typeName` is what messages call the object; a default type has one default alignment. */
function parseFormatSpec(
	text: string,
	typeName: string,
	defaultType: "" | "d" | "s",
	release: SpecRelease,
): FormatSpec | Fault {
	const known = knownSpecs[release][defaultType].get(text);
	if (known !== undefined) return known;
	const spec = readFormatSpec(text, typeName, defaultType, release);
	return isFault(spec) ? spec : remember(knownSpecs[release][defaultType], text, spec);
}

function readFormatSpec(
	text: string,
	typeName: string,
	defaultType: "" | "d" | "s",
	release: SpecRelease,
): FormatSpec | Fault {
	const defaultAlign = defaultType === "s" ? "<" : ">";
	const characters = charactersOf(text);
	const end = characters.length;
	let position = 0;
	const take = (character: string): boolean => {
		if (characters[position] !== character) return false;
		position++;
		return true;
	};
	let fill = " ";
	let fillGiven = false;
	let align: Align = defaultAlign;
	let alignGiven = false;
	const first = characters[0];
	const second = characters[1];
	if (first !== undefined && isAlign(second)) {
		[fill, align, fillGiven, alignGiven, position] = [first, second, true, true, 2];
	} else if (isAlign(first)) {
		[align, alignGiven, position] = [first, true, 1];
	}
	const sign = take("+") ? "+" : take("-") ? "-" : take(" ") ? " " : "";
	const noNegativeZero = take("z");
	const alternate = take("#");
	if (!fillGiven && take("0")) {
		fill = "0";
		if (!alignGiven && defaultAlign === ">") align = "=";
	}
	const width = readInteger(characters, position);
	if (isFault(width)) return width;
	position = width[1];
	const takeGrouping = (): "" | "," | "_" | Fault => {
		const comma = take(",");
		if (!take("_")) return comma ? "," : "";
		return comma || characters[position] === "," ? BOTH_GROUPINGS : "_";
	};
	const grouping = takeGrouping();
	if (isFault(grouping)) return grouping;
	let precision = -1;
	let fractionGrouping: "" | "," | "_" = "";
	if (take(".")) {
		const read = readInteger(characters, position);
		if (isFault(read)) return read;
		[precision, position] = read;
		if (release !== "3.13") {
			const given = takeGrouping();
			if (isFault(given)) return given;
			fractionGrouping = given;
		}
		if (precision === -1 && fractionGrouping === "") return fault("ValueError", "Format specifier missing precision");
	}
	if (end - position > 1) {
		return fault("ValueError", `Invalid format specifier '${text}' for object of type '${typeName}'`);
	}
	// A float's default type is NUL in C, so that a NUL given is the same as none.
	const given = characters[position];
	const type = given === undefined || (given === "\0" && defaultType === "") ? defaultType : given;
	const refuse = (what: string): Fault => fault("ValueError", `Cannot specify '${what}' with ${codeName(type)}.`);
	if (
		grouping !== "" &&
		!(type === "" || type === "\0" || "deEfFgG%".includes(type) || (grouping === "_" && "boxX".includes(type)))
	)
		return refuse(grouping);
	if (fractionGrouping !== "" && type === "n") return refuse(fractionGrouping);
	return {
		fill,
		align,
		alternate,
		noNegativeZero,
		sign,
		width: width[0],
		grouping,
		precision,
		fractionGrouping,
		type,
	};
}

/** `_PyUnicode_InsertThousandsGrouping`: digits in groups, zeros put before them until they fill `minWidth`. */
function groupDigits(digits: string, separator: string, size: number, minWidth: number): string {
	if (separator === "" && digits.length >= minWidth) return digits;
	const places = separator === "" ? minWidth : minWidth - Math.floor((minWidth - 1) / (size + 1));
	const padded = digits.padStart(places, "0");
	if (separator === "") return padded;
	let text = "";
	let end = padded.length;
	for (; end > size; end -= size) text = separator + padded.slice(end - size, end) + text;
	return padded.slice(0, end) + text;
}

/** A number in its parts, as `calc_number_widths` takes them. */
interface NumberParts {
	readonly negative: boolean;
	readonly prefix: string;
	/** Digits to be grouped; none for a character, inf and nan. */
	readonly digits: string;
	/** What follows them as it is: point, fraction, exponent, per cent. */
	readonly rest: string;
	readonly groupSize: 3 | 4;
}

/** Short rows of blanks, which most of what is filled is filled with. */
const BLANKS: readonly string[] = Array.from({ length: 32 }, (_, n) => " ".repeat(n));

/** A spec's fill character, `count` times. */
function filling({ fill }: FormatSpec, count: number): string {
	return fill === " " && count < BLANKS.length ? (BLANKS[count] as string) : fill.repeat(count);
}

/** `calc_number_widths` and `fill_number` */
function layOut(parts: NumberParts, spec: FormatSpec): string | Fault {
	if (spec.width > MAX_TEXT) return OUT_OF_MEMORY;
	const sign = parts.negative ? "-" : spec.sign === "-" ? "" : spec.sign;
	const others = sign.length + parts.prefix.length + codePointLength(parts.rest);
	const minWidth = spec.fill === "0" && spec.align === "=" ? spec.width - others : 0;
	const digits =
		parts.digits === "" ? "" : groupDigits(parts.digits, spec.grouping, parts.groupSize, Math.max(minWidth, 0));
	const padding = spec.width - others - digits.length;
	const head = sign + parts.prefix;
	if (padding <= 0) return head + digits + parts.rest;
	const fill = filling(spec, padding);
	switch (spec.align) {
		case "<":
			return head + digits + parts.rest + fill;
		case ">":
			return fill + head + digits + parts.rest;
		case "=":
			return head + fill + digits + parts.rest;
		case "^": {
			const left = padding >> 1;
			return filling(spec, left) + head + digits + parts.rest + filling(spec, padding - left);
		}
	}
}

/** `str.__format__` (`_PyUnicode_FormatAdvancedWriter`). */
export function formatText(
	value: string,
	specText: string,
	typeName = "str",
	release: SpecRelease = "3.13",
): string | Fault {
	if (specText === "") return value;
	const spec = parseFormatSpec(specText, typeName, "s", release);
	if (isFault(spec)) return spec;
	if (spec.type !== "s") return unknownCode(spec.type, typeName);
	const refuse = (what: string): Fault => fault("ValueError", `${what} in string format specifier`);
	if (spec.sign === " ") return refuse("Space not allowed");
	if (spec.sign !== "") return refuse("Sign not allowed");
	if (spec.noNegativeZero) return refuse("Negative zero coercion (z) not allowed");
	if (spec.alternate) return refuse("Alternate form (#) not allowed");
	if (spec.align === "=") return refuse("'=' alignment not allowed");
	if (spec.width > MAX_TEXT) return OUT_OF_MEMORY;
	let shown = value;
	let length = codePointLength(value);
	if (spec.precision >= 0 && spec.precision < length) {
		length = spec.precision;
		shown = codePointSlice(value, 0, length);
	}
	const padding = Math.max(spec.width - length, 0);
	const left = spec.align === ">" ? padding : spec.align === "^" ? padding >> 1 : 0;
	return filling(spec, left) + shown + filling(spec, padding - left);
}

/** `int.__format__` (`_PyLong_FormatAdvancedWriter`); a bool is its int here, "" being the machine's own `str`. */
export function formatInt(
	value: bigint | number,
	specText: string,
	typeName = "int",
	maxDigits = DEFAULT_MAX_STR_DIGITS,
	release: SpecRelease = "3.13",
): string | Fault {
	if (specText === "") return intToText(value, maxDigits);
	const spec = parseFormatSpec(specText, typeName, "d", release);
	if (isFault(spec)) return spec;
	if (spec.type !== "" && "eEfFgG%".includes(spec.type)) {
		const float = typeof value === "number" ? value : intToFloat(value);
		return isFault(float) ? float : formatFloatSpec(float, spec);
	}
	if (!"bcdoxXn".includes(spec.type)) return unknownCode(spec.type, typeName);
	const refuse = (what: string): Fault => fault("ValueError", `${what} integer format specifier`);
	if (spec.precision !== -1) return refuse("Precision not allowed in");
	if (spec.noNegativeZero) return refuse("Negative zero coercion (z) not allowed in");
	if (spec.type === "c") return formatCharacter(BigInt(value), spec, refuse);
	const magnitude = value < 0 ? -value : value;
	const base = spec.type === "b" ? 2 : spec.type === "o" ? 8 : spec.type === "x" || spec.type === "X" ? 16 : 10;
	const digits = base === 10 ? intToText(magnitude, maxDigits) : magnitude.toString(base);
	if (isFault(digits)) return digits;
	const upper = spec.type === "X";
	const prefix = spec.alternate && base !== 10 ? `0${spec.type}` : "";
	return layOut(
		{
			negative: value < 0,
			prefix,
			digits: upper ? digits.toUpperCase() : digits,
			rest: "",
			groupSize: base === 10 ? 3 : 4,
		},
		spec,
	);
}

function formatCharacter(value: bigint, spec: FormatSpec, refuse: (what: string) => Fault): string | Fault {
	if (spec.sign !== "") return fault("ValueError", `${refuse("Sign not allowed with").message} 'c'`);
	if (spec.alternate) return fault("ValueError", `${refuse("Alternate form (#) not allowed with").message} 'c'`);
	if (value > MAX_SSIZE || value < -MAX_SSIZE - 1n) {
		return fault("OverflowError", "Python int too large to convert to C long");
	}
	if (value < 0n || value > 0x10ffffn) return fault("OverflowError", "%c arg not in range(0x110000)");
	const rest = String.fromCodePoint(Number(value));
	return layOut({ negative: false, prefix: "", digits: "", rest, groupSize: 3 }, spec);
}

/** `float.__format__` (`_PyFloat_FormatAdvancedWriter`); "" is `str`, which the caller may have overridden. */
export function formatFloat(
	value: number,
	specText: string,
	typeName = "float",
	release: SpecRelease = "3.13",
): string | Fault {
	const spec = parseFormatSpec(specText, typeName, "", release);
	if (isFault(spec)) return spec;
	if (spec.type !== "" && !"eEfFgGn%".includes(spec.type)) return unknownCode(spec.type, typeName);
	return formatFloatSpec(value, spec);
}

function floatCode(type: string): FloatCode {
	switch (type) {
		case "e":
		case "E":
		case "f":
		case "F":
		case "G":
			return type;
		case "%":
			return "f";
		default:
			return "g";
	}
}

/** The digits of a fraction, grouped from the point on. */
function groupFraction(rest: string, separator: string): string {
	return separator === ""
		? rest
		: rest.replace(/^\.\d+/, (digits) => digits.replace(/\d{3}(?=\d)/g, (group) => group + separator));
}

/** A float's text (`PyOS_double_to_string`) in its parts. */
function floatParts(text: string, spec: FormatSpec, suffix = ""): NumberParts {
	const unsigned = text.startsWith("-") ? text.slice(1) : text;
	let end = 0;
	while (unsigned.charCodeAt(end) >= 48 && unsigned.charCodeAt(end) < 58) end++;
	const rest = groupFraction(unsigned.slice(end), spec.fractionGrouping) + suffix;
	return { negative: text !== unsigned, prefix: "", digits: unsigned.slice(0, end), rest, groupSize: 3 };
}

const PRECISION_TOO_BIG = fault("ValueError", "precision too big");

/** `format_float_internal` */
function formatFloatSpec(value: number, spec: FormatSpec): string | Fault {
	if (spec.precision > MAX_INT) return PRECISION_TOO_BIG;
	const bare = spec.type === "";
	const code = bare && spec.precision < 0 ? "r" : floatCode(spec.type);
	const text = floatToText(spec.type === "%" ? value * 100 : value, code, spec.precision < 0 ? 6 : spec.precision, {
		alternate: spec.alternate,
		addDotZero: bare,
		noNegativeZero: spec.noNegativeZero,
	});
	return isFault(text) ? text : layOut(floatParts(text, spec, spec.type === "%" ? "%" : ""), spec);
}

/** `complex.__format__` (`format_complex_internal`); "" is `str`, which the caller may have overridden. */
export function formatComplex(
	real: number,
	imag: number,
	specText: string,
	typeName: string,
	release: SpecRelease,
): string | Fault {
	const spec = parseFormatSpec(specText, typeName, "", release);
	if (isFault(spec)) return spec;
	if (spec.type !== "" && !"eEfFgGn".includes(spec.type)) return unknownCode(spec.type, typeName);
	if (spec.precision > MAX_INT) return PRECISION_TOO_BIG;
	const refuse = (what: string): Fault => fault("ValueError", `${what} allowed in complex format specifier`);
	if (spec.fill === "0") return refuse("Zero padding is not");
	if (spec.align === "=") return refuse("'=' alignment flag is not");
	// Without a type it is like `str`: no real part where that is 0, else both parts in brackets.
	const bare = spec.type === "";
	const imagAlone = bare && Object.is(real, 0);
	const code = bare && spec.precision < 0 ? "r" : floatCode(spec.type);
	const flags = { alternate: spec.alternate, addDotZero: false, noNegativeZero: spec.noNegativeZero };
	/** Without any padding: that is for both together. */
	const part = (value: number, sign: FormatSpec["sign"]): string | Fault => {
		const text = floatToText(value, code, spec.precision < 0 ? 6 : spec.precision, flags);
		return isFault(text) ? text : layOut(floatParts(text, spec), { ...spec, align: "<", width: -1, sign });
	};
	const first = imagAlone ? "" : part(real, spec.sign);
	if (isFault(first)) return first;
	const second = part(imag, imagAlone ? spec.sign : "+");
	if (isFault(second)) return second;
	const shown = `${first}${second}j`;
	const whole = bare && !imagAlone ? `(${shown})` : shown;
	return layOut({ negative: false, prefix: "", digits: "", rest: whole, groupSize: 3 }, { ...spec, sign: "" });
}
