/**
 * `str.format` templates (Objects/stringlib/unicode_format.h) as pieces, so that the machine can look arguments up,
 * convert and format them between the pieces. Where CPython raises on the way, a fault stands in its place.
 */
import { type Characters, charactersOf, charactersText } from "./codePoints";
import { type Fault, fault, isFault } from "./fault";
import { readInteger } from "./formatSpec";

/** One step of `MarkupIterator_next`: text, then perhaps a field. */
export interface Markup {
	readonly literal: string;
	readonly field: RawField | null;
}

/** A replacement field unread: `_string.formatter_parser` gives just this. */
export interface RawField {
	readonly name: string;
	readonly spec: string;
	/** The code point after `!`, or null. */
	readonly conversion: string | null;
	/** The spec has fields of its own. */
	readonly nested: boolean;
}

/** The first part of a field's name, and an accessor for each further one. */
export type FieldFirst =
	| { readonly kind: "index"; readonly index: number }
	| { readonly kind: "name"; readonly name: string };
export type PathStep =
	| { readonly kind: "attribute"; readonly name: string }
	| { readonly kind: "index"; readonly index: number }
	| { readonly kind: "key"; readonly key: string }
	/** Raised when this step is reached; the last one. */
	| Fault;

export interface FormatField {
	readonly kind: "field";
	readonly first: FieldFirst;
	readonly path: readonly PathStep[];
	readonly conversion: "r" | "s" | "a" | null;
	/** The spec, or the pieces to be formatted into it. */
	readonly spec: string | readonly FormatPiece[];
}

export type FormatPiece = { readonly kind: "literal"; readonly text: string } | FormatField | Fault;

const value = (message: string): Fault => fault("ValueError", message);

/** `str.format_map` met a positional field. */
export const POSITIONAL_IN_MAP = value("Format string contains positional fields");

/** An index past the arguments. */
export function missingPositional(index: number): Fault {
	return fault("IndexError", `Replacement index ${index} out of range for positional args tuple`);
}

/** Reads markup piece by piece; a fault ends it. */
export function* readMarkup(template: string): Generator<Markup | Fault, void, undefined> {
	const characters = charactersOf(template);
	let position = 0;
	while (position < characters.length) {
		const start = position;
		while (position < characters.length && characters[position] !== "{" && characters[position] !== "}") position++;
		const brace = characters[position];
		const literal = charactersText(characters, start, position);
		if (brace === undefined) {
			yield { literal, field: null };
			return;
		}
		if (characters[position + 1] === brace) {
			position += 2;
			yield { literal: literal + brace, field: null };
			continue;
		}
		if (brace === "}") return yield value("Single '}' encountered in format string");
		if (position + 1 === characters.length) return yield value("Single '{' encountered in format string");
		const parsed = parseField(characters, position + 1);
		if (isFault(parsed)) return yield parsed;
		position = parsed.end;
		yield { literal, field: parsed.field };
	}
}

/** `parse_field`: from after the opening brace to after the closing one. */
function parseField(characters: Characters, start: number): { readonly field: RawField; readonly end: number } | Fault {
	const text = (from: number, to: number): string => charactersText(characters, from, to);
	let position = start;
	for (; position < characters.length; position++) {
		const character = characters[position];
		if (character === "{") return value("unexpected '{' in field name");
		if (character === "}" || character === ":" || character === "!") break;
		if (character === "[") {
			while (position + 1 < characters.length && characters[position + 1] !== "]") position++;
		}
	}
	const closer = characters[position];
	if (closer === undefined) return value("expected '}' before end of string");
	const name = text(start, position++);
	if (closer === "}") return { field: { name, spec: "", conversion: null, nested: false }, end: position };
	let conversion: string | null = null;
	if (closer === "!") {
		conversion = characters[position++] ?? null;
		if (conversion === null) return value("end of string while looking for conversion specifier");
		const next = characters[position];
		if (next === "}") return { field: { name, spec: "", conversion, nested: false }, end: position + 1 };
		if (next !== undefined) {
			if (next !== ":") return value("expected ':' after conversion specifier");
			position++;
		}
	}
	const specStart = position;
	let nested = false;
	for (let depth = 0; position < characters.length; position++) {
		const character = characters[position];
		if (character === "{") {
			nested = true;
			depth++;
		} else if (character === "}") {
			if (depth === 0)
				return { field: { name, spec: text(specStart, position), conversion, nested }, end: position + 1 };
			depth--;
		}
	}
	return value("unmatched '{' in format spec");
}

/** `AutoNumber`: whether fields are numbered by the template or by their order, and the next number. */
interface Numbering {
	mode: "undecided" | "automatic" | "manual";
	next: number;
}

/** A whole template, nested specs included, numbered; after a fault nothing follows. */
export function parseFormat(template: string): readonly FormatPiece[] {
	return parsePieces(template, { mode: "undecided", next: 0 }, 2);
}

function parsePieces(template: string, numbering: Numbering, depth: number): readonly FormatPiece[] {
	if (depth === 0) return [value("Max string recursion exceeded")];
	const pieces: FormatPiece[] = [];
	for (const markup of readMarkup(template)) {
		if (isFault(markup)) {
			pieces.push(markup);
			break;
		}
		if (markup.literal !== "") pieces.push({ kind: "literal", text: markup.literal });
		if (markup.field === null) continue;
		const piece = resolveField(markup.field, numbering, depth);
		pieces.push(piece);
		if (piece.kind === "fault") break;
	}
	return pieces;
}

function resolveField(raw: RawField, numbering: Numbering, depth: number): FormatField | Fault {
	const split = splitFieldName(raw.name);
	if (isFault(split)) return split;
	const first = numberField(split.first, numbering);
	if (isFault(first)) return first;
	const path = [...split.path];
	let conversion: "r" | "s" | "a" | null = null;
	if (raw.conversion === "r" || raw.conversion === "s" || raw.conversion === "a") conversion = raw.conversion;
	else if (raw.conversion !== null) {
		const point = raw.conversion.codePointAt(0) ?? 0;
		const shown = point > 32 && point < 127 ? raw.conversion : `\\x${point.toString(16)}`;
		path.push(value(`Unknown conversion specifier ${shown}`));
	}
	return {
		kind: "field",
		first,
		path,
		conversion,
		spec: raw.nested ? parsePieces(raw.spec, numbering, depth - 1) : raw.spec,
	};
}

function numberField(first: FieldFirst, numbering: Numbering): FieldFirst | Fault {
	const automatic = first.kind === "name" && first.name === "";
	if (first.kind === "name" && !automatic) return first;
	if (numbering.mode === "undecided") numbering.mode = automatic ? "automatic" : "manual";
	if (automatic && numbering.mode === "manual") {
		return value("cannot switch from manual field specification to automatic field numbering");
	}
	if (!automatic && numbering.mode === "automatic") {
		return value("cannot switch from automatic field numbering to manual field specification");
	}
	return automatic ? { kind: "index", index: numbering.next++ } : first;
}

/** All digits: their value. Null where it is anything else. */
function wholeInteger(characters: Characters): number | null | Fault {
	if (characters.length === 0) return null;
	const read = readInteger(characters, 0);
	if (isFault(read)) return read;
	return read[1] === characters.length ? read[0] : null;
}

const EMPTY_ATTRIBUTE = value("Empty attribute in format string");

function itemStep(inner: string, closed: boolean): PathStep {
	if (!closed) return value("Missing ']' in format string");
	const index = wholeInteger(charactersOf(inner));
	if (index === null) return inner.length === 0 ? EMPTY_ATTRIBUTE : { kind: "key", key: inner };
	return isFault(index) ? index : { kind: "index", index };
}

/** `field_name_split` and `FieldNameIterator`: `a.b[0]` taken apart (`_string.formatter_field_name_split`). */
export function splitFieldName(
	name: string,
): { readonly first: FieldFirst; readonly path: readonly PathStep[] } | Fault {
	const characters = charactersOf(name);
	let position = 0;
	while (position < characters.length && characters[position] !== "." && characters[position] !== "[") position++;
	const head = charactersText(characters, 0, position);
	const index = wholeInteger(charactersOf(head));
	if (isFault(index)) return index;
	const first: FieldFirst = index === null ? { kind: "name", name: head } : { kind: "index", index };
	const path: PathStep[] = [];
	while (position < characters.length) {
		const opener = characters[position++];
		const start = position;
		let step: PathStep = value("Only '.' or '[' may follow ']' in format field specifier");
		if (opener === ".") {
			while (position < characters.length && characters[position] !== "." && characters[position] !== "[") position++;
			const attribute = charactersText(characters, start, position);
			step = attribute === "" ? EMPTY_ATTRIBUTE : { kind: "attribute", name: attribute };
		} else if (opener === "[") {
			while (position < characters.length && characters[position] !== "]") position++;
			step = itemStep(charactersText(characters, start, position), position < characters.length);
			position++;
		}
		path.push(step);
		if (step.kind === "fault") break;
	}
	return { first, path };
}
