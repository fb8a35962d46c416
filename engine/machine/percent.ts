/** `template % arguments` (PyUnicode_Format), as a native frame: what an argument becomes may be Python code's to say. */
import { type Fault, isFault } from "../text/fault";
import { intToFloat } from "../text/floatRound";
import {
	ARGUMENTS_LEFT,
	CHARACTER_REQUIRED,
	NEEDS_MAPPING,
	NOT_ENOUGH_ARGUMENTS,
	type PercentField,
	type PercentPiece,
	padPercent,
	parsePercent,
	percentCharacter,
	percentFloat,
	percentInt,
	percentNeedsNumber,
	STAR_WANTS_INT,
	type StarUse,
	starSize,
	unsupportedConversion,
} from "../text/percentFormat";
import { asciiOf } from "../text/strRepr";
import { at, H } from "./arena";
import { bytesLike, exporterOf } from "./buffers";
import { isByteArray, newByteArray } from "./bytearray";
import { bytesOf, bytesOfText, isBytes, latin1Text, newBytes } from "./bytes";
import { through } from "./call";
import { clearError, errorIs, raise } from "./errors";
import { newText, raiseFault } from "./faults";
import { floatValue, isFloat } from "./float";
import { intBig, intBits, intNumber, intValue, isInt, maxStrDigits } from "./int";
import { chargeDecimal } from "./intmath";
import { NULL, PUSHED, type Ref, SIZE, TYPE } from "./layout";
import { EngineBug } from "./limits";
import { profile, work } from "./machine";
import { beginFrame, N0, setState, stateOf } from "./natives";
import { getItem, repr, str } from "./operators";
import { decref, incref, setref } from "./refcount";
import { callSpecial } from "./special";
import { appendTo, isStr, newGathered, newStr, strLength, textOf } from "./str";
import { nativeKind, S_FLOAT, S_GETITEM, S_INDEX, S_INT, type Status, slotOf, type Unary, unarySlots } from "./tables";
import { isTuple, tupleItem } from "./tuple";
import { OVERFLOW_ERROR, TYPE_ERROR } from "./typeids";
import { typeLookupText, typeName } from "./types";

// Words of the frame.
/** The text so far; what a key gave, the only argument then. Both owned. */
const W_TEXT = 0;
const W_KEYED = 1;
const W_TEMPLATE = 2;
const W_ARGUMENTS = 3;
const W_PIECE = 4;
/** The next argument, and how many there are; one that is no tuple counts -2, -1. */
const W_INDEX = 5;
const W_COUNT = 6;
const W_WIDTH = 7;
/** -1: none. */
const W_PRECISION = 8;
/** 1: the arguments are a mapping. */
const W_MAPPING = 9;
/** 0: the template is a str; else that of a bytes object (1) or bytearray (2), as Latin-1 text, which is owned then. */
const W_BYTES = 10;

const NEXT = 0;
const KEYED = 1;
const TEXT = 2;
const NUMBER = 3;

const knownPieces = new Map<string, readonly PercentPiece[]>();
const KNOWN_LENGTH = 256;
const KNOWN_TEMPLATES = 64;
let parsedTemplate = "";
let parsedPieces: readonly PercentPiece[] = [];
/** The pieces of a template; those of the latest are kept, and of some short ones, which never change. */
function piecesOf(template: string): readonly PercentPiece[] {
	if (template !== parsedTemplate) {
		const known = knownPieces.get(template);
		parsedPieces = known ?? parsePercent(template);
		if (known === undefined && template.length <= KNOWN_LENGTH) {
			if (knownPieces.size === KNOWN_TEMPLATES) knownPieces.clear();
			knownPieces.set(template, parsedPieces);
		}
	}
	// Kept even where only the object is another: the same object is seen at once to be equal.
	parsedTemplate = template;
	return parsedPieces;
}

/** The next argument (`getnextarg`): borrowed, or NULL with an error set. */
function nextArgument(w: number): Ref {
	const index = at(w + W_INDEX);
	if (index >= at(w + W_COUNT)) return raiseFault(NOT_ENOUGH_ARGUMENTS);
	H[w + W_INDEX] = index + 1;
	if (at(w + W_KEYED) !== NULL) return at(w + W_KEYED);
	return at(w + W_COUNT) < 0 ? at(w + W_ARGUMENTS) : tupleItem(at(w + W_ARGUMENTS), index);
}

/** Fetches a `*`'s argument: its size, or null with an error set. */
function star(w: number, use: StarUse): number | null {
	const o = nextArgument(w);
	if (o === NULL) return null;
	const size = isInt(o) ? starSize(intBig(o), use) : STAR_WANTS_INT;
	if (isFault(size)) {
		raiseFault(size);
		return null;
	}
	return Math.max(-2147483647, Math.min(2147483647, size));
}

const PERCENT = nativeKind("str % arguments", percentStep, (frame) => {
	const field = piecesOf(textOf(at(frame + N0 + W_TEMPLATE)))[at(frame + N0 + W_PIECE)];
	if (
		stateOf(frame) !== NUMBER ||
		field?.kind !== "field" ||
		!errorIs(TYPE_ERROR) ||
		"eEfFgGc".includes(field.conversion)
	)
		return NULL;
	clearError();
	return raiseFault(percentNeedsNumber(field.conversion, typeName(at(lastArgument(frame + N0) + TYPE))));
});

/** The argument that was fetched last. */
function lastArgument(w: number): Ref {
	if (at(w + W_KEYED) !== NULL) return at(w + W_KEYED);
	return at(w + W_COUNT) < 0 ? at(w + W_ARGUMENTS) : tupleItem(at(w + W_ARGUMENTS), at(w + W_INDEX) - 1);
}

/** What a step of a conversion takes off the work budget. */
const PIECE_WORK = 3;

function percentStep(frame: number, first: Ref): Status {
	const w = frame + N0;
	const pieces = piecesOf(textOf(at(w + W_TEMPLATE)));
	let value: Status = first;
	for (;;) {
		const piece = pieces[at(w + W_PIECE)];
		if (piece === undefined) break;
		if (piece.kind === "literal") {
			appendTo(at(w + W_TEXT), piece.text);
			H[w + W_PIECE] = at(w + W_PIECE) + 1;
			continue;
		}
		work(PIECE_WORK);
		switch (stateOf(frame)) {
			case NEXT: {
				const needsMapping = piece.kind === "broken" ? piece.needsMapping : piece.key !== null;
				if (needsMapping && at(w + W_MAPPING) === 0) return raiseFault(NEEDS_MAPPING);
				if (piece.key === null) {
					value = NULL;
					setState(frame, KEYED);
					continue;
				}
				setState(frame, KEYED);
				const key = at(w + W_BYTES) === 0 ? newStr(piece.key) : newBytes(bytesOfText(piece.key));
				value = getItem(at(w + W_ARGUMENTS), key);
				decref(key);
				if (value === PUSHED || value === NULL) return value;
				continue;
			}
			case KEYED: {
				if (value !== NULL) {
					setref(w + W_KEYED, value);
					H[w + W_COUNT] = -1;
					H[w + W_INDEX] = -2;
				}
				if (piece.kind === "broken") {
					for (const use of piece.stars) if (star(w, use) === null) return NULL;
					return raiseFault(piece.fault);
				}
				value = fetch(frame, piece);
				if (value === PUSHED || value === NULL) return value;
				continue;
			}
			case TEXT: {
				if (piece.kind === "broken") throw new EngineBug("a broken field was converted");
				if (
					at(w + W_BYTES) === 0 &&
					at(w + W_PIECE) === pieces.length - 1 &&
					textOf(at(w + W_TEXT)) === "" &&
					textOf(value) !== "" &&
					!isAscii(w, piece) &&
					padded(w, piece, textOf(value)) === textOf(value)
				) {
					// The writer has nothing of its own yet and nothing follows: the str itself is the result.
					if (argumentsLeft(w)) {
						decref(value);
						return raiseFault(ARGUMENTS_LEFT);
					}
					return value;
				}
				const text = textOf(value);
				decref(value);
				if (!put(w, piece, isAscii(w, piece) ? asciiOf(text) : text)) return NULL;
				break;
			}
			default: {
				if (piece.kind === "broken") throw new EngineBug("a broken field was converted");
				const text = numberText(w, piece, value);
				decref(value);
				if (isFault(text)) return raiseFault(text);
				if (!put(w, piece, text)) return NULL;
			}
		}
		value = NULL;
		setState(frame, NEXT);
		H[w + W_PIECE] = at(w + W_PIECE) + 1;
	}
	if (at(w + W_BYTES) === 0) {
		if (argumentsLeft(w)) return raiseFault(ARGUMENTS_LEFT);
		return newText(textOf(at(w + W_TEXT)));
	}
	if (argumentsLeft(w)) return raise(TYPE_ERROR, "not all arguments converted during bytes formatting");
	const bytes = bytesOfText(textOf(at(w + W_TEXT)));
	return at(w + W_BYTES) === 1 ? newBytes(bytes) : newByteArray(bytes);
}

function isAscii(w: number, field: PercentField): boolean {
	return field.conversion === "a" || (field.conversion === "r" && at(w + W_BYTES) !== 0);
}

function argumentsLeft(w: number): boolean {
	return at(w + W_INDEX) < at(w + W_COUNT) && at(w + W_MAPPING) === 0;
}

/** `%s` or `%r` with nothing that changes the text. */
function _isBare(field: PercentField): boolean {
	return field.width === null && field.precision === null && !field.flags.alternate && field.conversion !== "a";
}

/** Sizes and argument of a field, then its conversion's first half (`unicode_format_arg_format`): a str or a number, owned. */
function fetch(frame: number, field: PercentField): Status {
	const w = frame + N0;
	const { conversion } = field;
	H[w + W_WIDTH] = 0;
	H[w + W_PRECISION] = -1;
	if (field.width !== null) {
		const width = field.width === "*" ? star(w, "width") : Math.min(field.width, 2147483647);
		if (width === null) return NULL;
		H[w + W_WIDTH] = width;
	}
	if (field.precision !== null) {
		const precision = field.precision === "*" ? star(w, "precision") : field.precision;
		if (precision === null) return NULL;
		H[w + W_PRECISION] = precision;
	}
	work(Math.min(Math.abs(at(w + W_WIDTH)), MOST_CHARGED) >> 5);
	work(Math.min(Math.max(at(w + W_PRECISION), 0), MOST_CHARGED) >> 5);
	const o = nextArgument(w);
	if (o === NULL) return NULL;
	if (at(w + W_BYTES) !== 0 && "sbc".includes(conversion)) {
		setState(frame, TEXT);
		return conversion === "c" ? byteArgument(o) : bytesArgument(o);
	}
	switch (conversion) {
		case "s":
			setState(frame, TEXT);
			return str(o);
		case "r":
		case "a":
			setState(frame, TEXT);
			return repr(o);
	}
	setState(frame, NUMBER);
	if (conversion === "c") return characterArgument(o);
	if ("diu".includes(conversion) || "oxX".includes(conversion)) {
		if (isInt(o)) return incref(o);
		const index = slotOf(o, S_INDEX);
		const slot = "diu".includes(conversion) && slotOf(o, S_INT) !== 0 ? slotOf(o, S_INT) : index;
		if (slot === 0) return raiseFault(percentNeedsNumber(conversion, typeName(at(o + TYPE))));
		return (unarySlots[slot] as Unary)(o);
	}
	if ("eEfFgG".includes(conversion)) {
		if (isFloat(o) || isInt(o)) return incref(o);
		const slot = slotOf(o, S_FLOAT) !== 0 ? slotOf(o, S_FLOAT) : slotOf(o, S_INDEX);
		if (slot === 0) return raise(TYPE_ERROR, `must be real number, not ${typeName(at(o + TYPE))}`);
		return (unarySlots[slot] as Unary)(o);
	}
	return raiseFault(unsupportedConversion(field));
}
/** Sizes above this are refused before anything is padded. */
const MOST_CHARGED = 1 << 27;

/** `byte_converter`: one byte as a character. */
function byteArgument(o: Ref): Status {
	const bytes = isBytes(o) || isByteArray(o) ? bytesLike(o) : null;
	if (bytes?.length === 1) return newStr(latin1Text(bytes));
	if (bytes !== null || !isInt(o)) {
		const what =
			bytes === null ? typeName(at(o + TYPE)) : `a ${typeName(at(o + TYPE))} object of length ${bytes.length}`;
		return raise(
			TYPE_ERROR,
			`%c requires an integer in range(256) or a single byte${profile().name === "3.13" ? "" : `, not ${what}`}`,
		);
	}
	const n = intNumber(o);
	return n >= 0 && n < 256 ? newStr(String.fromCharCode(n)) : raise(OVERFLOW_ERROR, "%c arg not in range(256)");
}

/** `format_obj`: what a bytes-like object holds, or what `__bytes__` gives, as Latin-1 text. */
function bytesArgument(o: Ref): Status {
	const bytes = exporterOf(o)?.bytes(o);
	if (bytes === null) return NULL;
	if (bytes !== undefined) return newText(latin1Text(bytes));
	const method = typeLookupText(at(o + TYPE), "__bytes__");
	if (method !== NULL) return through(BYTES_RESULT, 0, () => callSpecial(method, o));
	return raise(
		TYPE_ERROR,
		`%b requires a bytes-like object, or an object that implements __bytes__, not '${typeName(at(o + TYPE))}'`,
	);
}
const BYTES_RESULT = nativeKind("__bytes__", (_frame, value) => {
	const text = isBytes(value)
		? newText(latin1Text(bytesOf(value)))
		: raise(TYPE_ERROR, `__bytes__ returned non-bytes (type ${typeName(at(value + TYPE))})`);
	decref(value);
	return text;
});

function characterArgument(o: Ref): Status {
	if (isStr(o) && strLength(o) === 1) return incref(o);
	if (isInt(o)) return incref(o);
	const slot = isStr(o) ? 0 : slotOf(o, S_INDEX);
	if (slot !== 0) return (unarySlots[slot] as Unary)(o);
	if (profile().name === "3.13") return raiseFault(CHARACTER_REQUIRED);
	const what = isStr(o) ? `a string of length ${strLength(o)}` : typeName(at(o + TYPE));
	return raise(TYPE_ERROR, `%c requires an int or a unicode character, not ${what}`);
}

/** A number before it is padded. */
function numberText(w: number, field: PercentField, value: Ref): string | Fault {
	const precision = at(w + W_PRECISION) < 0 ? null : at(w + W_PRECISION);
	switch (field.conversion) {
		case "c":
			return percentCharacter(isStr(value) ? textOf(value) : intBig(value));
		case "e":
		case "E":
		case "f":
		case "F":
		case "g":
		case "G": {
			const number = isFloat(value) ? floatValue(value) : intToFloat(intBig(value));
			return isFault(number) ? number : percentFloat(number, field.conversion, field.flags, precision);
		}
		default:
			chargeDecimal(intBits(value), maxStrDigits());
			return percentInt(intValue(value), field.conversion, field.flags, precision, maxStrDigits());
	}
}

function padded(w: number, field: PercentField, text: string): string | Fault {
	const precision = at(w + W_PRECISION) < 0 ? null : at(w + W_PRECISION);
	return padPercent(text, field.conversion, field.flags, at(w + W_WIDTH), precision);
}

/** Pads a converted argument and adds it. False: an error is set. */
function put(w: number, field: PercentField, text: string): boolean {
	const shown = padded(w, field, text);
	if (isFault(shown)) {
		raiseFault(shown);
		return false;
	}
	appendTo(at(w + W_TEXT), shown);
	return true;
}

export function percentFormat(template: Ref, args: Ref): Status {
	return beginFrame(PERCENT, 11, 2, (w) => begin(w, template, args, !isStr(args)));
}

/** The same for the template of a bytes object, or of a bytearray (`_PyBytes_FormatEx`). */
export function percentBytes(template: Uint8Array, args: Ref, mutable: boolean): Status {
	return beginFrame(PERCENT, 11, 3, (w) => {
		begin(w, newStr(latin1Text(template)), args, !isStr(args) && !isBytes(args) && !isByteArray(args));
		H[w + W_BYTES] = mutable ? 2 : 1;
	});
}

function begin(w: number, template: Ref, args: Ref, mayMap: boolean): void {
	H[w + W_TEXT] = newGathered();
	H[w + W_TEMPLATE] = template;
	H[w + W_ARGUMENTS] = args;
	const tuple = isTuple(args);
	H[w + W_INDEX] = tuple ? 0 : -2;
	H[w + W_COUNT] = tuple ? at(args + SIZE) : -1;
	H[w + W_MAPPING] = !tuple && mayMap && slotOf(args, S_GETITEM) !== 0 ? 1 : 0;
}
