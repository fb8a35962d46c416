/**
 * `template % arguments` (`PyUnicode_Format`): the template as pieces, so that the machine can fetch and convert the
 * arguments between them in CPython's order, and what each converted argument becomes.
 */
import { type Characters, charactersOf, charactersText, codePointLength, codePointSlice } from "./codePoints";
import { type Fault, fault, isFault, MAX_TEXT, OUT_OF_MEMORY } from "./fault";
import { type FloatCode, floatToText } from "./floatRepr";
import { DEFAULT_MAX_STR_DIGITS, intToPrefixed, intToText } from "./intText";

export interface PercentFlags {
	readonly leftJustify: boolean;
	readonly sign: boolean;
	readonly blank: boolean;
	readonly alternate: boolean;
	readonly zero: boolean;
}

/** `*`: taken from the next argument, before the value itself. Null: not given. */
export type PercentSize = number | "*" | null;

export interface PercentField {
	readonly kind: "field";
	/**
	 * The name in `%(name)s`, looked up first. What it gives is the next argument, once, and for good the only one: a
	 * field after it that has no key of its own finds not enough arguments.
	 */
	readonly key: string | null;
	readonly flags: PercentFlags;
	readonly width: PercentSize;
	readonly precision: PercentSize;
	/** `s`, `r`, `a`, `c`, a number's, or one that `unsupportedConversion` refuses. */
	readonly conversion: string;
	/** Where the conversion stands, in code points. */
	readonly position: number;
}

/** The template is broken from here on. The key is looked up and the stars are fetched first, as CPython does. */
export interface PercentBroken {
	readonly kind: "broken";
	readonly key: string | null;
	/** Even an unfinished key asks for a mapping. */
	readonly needsMapping: boolean;
	readonly stars: readonly StarUse[];
	readonly fault: Fault;
}

export type PercentPiece = { readonly kind: "literal"; readonly text: string } | PercentField | PercentBroken;

/** What a `*` argument stands for. */
export type StarUse = "width" | "precision";

export const NEEDS_MAPPING = fault("TypeError", "format requires a mapping");
export const NOT_ENOUGH_ARGUMENTS = fault("TypeError", "not enough arguments for format string");
export const ARGUMENTS_LEFT = fault("TypeError", "not all arguments converted during string formatting");
export const STAR_WANTS_INT = fault("TypeError", "* wants int");

/** `PY_SSIZE_T_MAX` and `INT_MAX` */
const MOST: Readonly<Record<StarUse, bigint>> = { width: 2n ** 63n - 1n, precision: 2n ** 31n - 1n };

/** Everything up to the first broken field, which is then the last piece. */
export function parsePercent(template: string): readonly PercentPiece[] {
	const pieces: PercentPiece[] = [];
	const characters = charactersOf(template);
	let position = 0;
	while (position < characters.length) {
		const start = position;
		while (position < characters.length && characters[position] !== "%") position++;
		if (position > start) pieces.push({ kind: "literal", text: charactersText(characters, start, position) });
		if (position === characters.length) break;
		if (characters[position + 1] === "%") {
			pieces.push({ kind: "literal", text: "%" });
			position += 2;
			continue;
		}
		const reader = new FieldReader(characters, position + 1);
		const field = reader.read();
		pieces.push(field);
		if (field.kind === "broken") break;
		position = reader.position;
	}
	return pieces;
}

/** `unicode_format_arg_parse` */
class FieldReader {
	private key: string | null = null;
	private needsMapping = false;
	private readonly stars: StarUse[] = [];
	private readonly characters: Characters;
	position: number;

	constructor(characters: Characters, position: number) {
		this.characters = characters;
		this.position = position;
	}

	private take(expected: string): boolean {
		const character = this.characters[this.position];
		if (character === undefined || !expected.includes(character)) return false;
		this.position++;
		return true;
	}

	private broken(message: string): PercentBroken {
		const { key, needsMapping, stars } = this;
		return { kind: "broken", key, needsMapping, stars, fault: fault("ValueError", message) };
	}

	read(): PercentField | PercentBroken {
		if (this.take("(")) {
			this.needsMapping = true;
			const key = this.readKey();
			if (key === null) return this.broken("incomplete format key");
			this.key = key;
		}
		const flags = { leftJustify: false, sign: false, blank: false, alternate: false, zero: false };
		for (;;) {
			if (this.take("-")) flags.leftJustify = true;
			else if (this.take("+")) flags.sign = true;
			else if (this.take(" ")) flags.blank = true;
			else if (this.take("#")) flags.alternate = true;
			else if (this.take("0")) flags.zero = true;
			else break;
		}
		const width = this.readSize("width");
		if (width === "too big") return this.broken("width too big");
		let precision: PercentSize = null;
		if (this.take(".")) {
			const read = this.readSize("precision");
			if (read === "too big") return this.broken("precision too big");
			precision = read ?? 0;
		}
		this.take("hlL");
		const conversion = this.characters[this.position];
		if (conversion === undefined) return this.broken("incomplete format");
		this.position++;
		return { kind: "field", key: this.key, flags, width, precision, conversion, position: this.position - 1 };
	}

	private readKey(): string | null {
		const start = this.position;
		for (let depth = 1; depth > 0; this.position++) {
			const character = this.characters[this.position];
			if (character === undefined) return null;
			if (character === "(") depth++;
			else if (character === ")") depth--;
		}
		return charactersText(this.characters, start, this.position - 1);
	}

	private readSize(of: StarUse): PercentSize | "too big" {
		if (this.take("*")) {
			this.stars.push(of);
			return "*";
		}
		const start = this.position;
		let value = 0n;
		while (this.take("0123456789")) {
			value = value * 10n + BigInt(this.characters[this.position - 1] ?? 0);
			if (value > MOST[of]) return "too big";
		}
		return this.position === start ? null : Number(value);
	}
}

/** What a `*` argument sets: a width's sign is kept for `padPercent`, a negative precision is none at all. */
export function starSize(value: bigint, of: StarUse): number | Fault {
	const most = MOST[of];
	if (value > most || value < -most - 1n) {
		return fault("OverflowError", `Python int too large to convert to C ${of === "width" ? "ssize_t" : "int"}`);
	}
	return of === "precision" && value < 0n ? 0 : Number(value);
}

/** `%q`: raised after the argument was fetched. */
export function unsupportedConversion(field: PercentField): Fault {
	const point = field.conversion.codePointAt(0) ?? 0;
	const shown = point > 30 && point < 128 ? field.conversion : "?";
	const at = `(0x${point.toString(16)}) at index ${field.position}`;
	return fault("ValueError", `unsupported format character '${shown}' ${at}`);
}

/** A number conversion given what is no number (`mainformatlong`). */
export function percentNeedsNumber(conversion: string, typeName: string): Fault {
	const wanted = "oxX".includes(conversion) ? "an integer" : "a real number";
	return fault("TypeError", `%${conversion} format: ${wanted} is required, not ${typeName}`);
}

/** `%i`, `%d`, `%u`, `%o`, `%x`, `%X` before padding (`_PyUnicode_FormatLong`). */
export function percentInt(
	value: bigint | number,
	conversion: string,
	flags: PercentFlags,
	precision: number | null,
	maxDigits = DEFAULT_MAX_STR_DIGITS,
): string | Fault {
	if (precision !== null && precision > 2 ** 31 - 4) return fault("OverflowError", "precision too large");
	if (precision !== null && precision > MAX_TEXT) return OUT_OF_MEMORY;
	const magnitude = value < 0 ? -value : value;
	const lower = conversion.toLowerCase();
	const based = lower === "o" || lower === "x";
	const text = based ? intToPrefixed(magnitude, lower === "o" ? 8 : 16) : intToText(magnitude, maxDigits);
	if (isFault(text)) return text;
	const prefix = based && flags.alternate ? text.slice(0, 2) : "";
	const digits = (based ? text.slice(2) : text).padStart(precision ?? 0, "0");
	const result = (value < 0 ? "-" : "") + prefix + digits;
	return conversion === "X" ? result.toUpperCase() : result;
}

/** `%e`, `%E`, `%f`, `%F`, `%g`, `%G` before padding (`formatfloat`). */
export function percentFloat(
	value: number,
	conversion: Exclude<FloatCode, "r">,
	flags: PercentFlags,
	precision: number | null,
): string | Fault {
	const { alternate } = flags;
	return floatToText(value, conversion, precision ?? 6, { alternate, addDotZero: false, noNegativeZero: false });
}

/** `%c` of an int, or of a str (`formatchar`). */
export function percentCharacter(value: bigint | string): string | Fault {
	if (typeof value === "string") return codePointLength(value) === 1 ? value : CHARACTER_REQUIRED;
	if (value < 0n || value > 0x10ffffn) return fault("OverflowError", "%c arg not in range(0x110000)");
	return String.fromCodePoint(Number(value));
}

/** `%c` of anything else. */
export const CHARACTER_REQUIRED = fault("TypeError", "%c requires int or char");

/**
 * `unicode_format_arg_output`: a converted argument cut, signed and padded. `width` and `precision` are the field's with
 * stars resolved; a negative width pads on the right.
 */
export function padPercent(
	text: string,
	conversion: string,
	flags: PercentFlags,
	width: number | null,
	precision: number | null,
): string | Fault {
	const size = Math.abs(width ?? 0);
	if (size > MAX_TEXT) return OUT_OF_MEMORY;
	const numeric = "idxXoueEfFgG".includes(conversion);
	const left = flags.leftJustify || (width ?? 0) < 0;
	if (!numeric) {
		const cut = precision !== null && "sra".includes(conversion) ? codePointSlice(text, 0, precision) : text;
		const space = " ".repeat(Math.max(size - codePointLength(cut), 0));
		return left ? cut + space : space + cut;
	}
	let sign = "";
	let body = text;
	if (text.startsWith("-") || text.startsWith("+")) {
		sign = text.charAt(0);
		body = text.slice(1);
	} else if (flags.sign) sign = "+";
	else if (flags.blank) sign = " ";
	let prefix = "";
	if (flags.alternate && "xXo".includes(conversion)) {
		prefix = body.slice(0, 2);
		body = body.slice(2);
	}
	const padding = Math.max(size - sign.length - prefix.length - body.length, 0);
	if (left) return sign + prefix + body + " ".repeat(padding);
	if (flags.zero) return sign + prefix + "0".repeat(padding) + body;
	return " ".repeat(padding) + sign + prefix + body;
}
