/** `str.format` and `str.format_map` (Objects/stringlib/unicode_format.h) as native frames. */
import {
	type FormatField,
	type FormatPiece,
	missingPositional,
	POSITIONAL_IN_MAP,
	parseFormat,
} from "../text/strFormat";
import { asciiOf } from "../text/strRepr";
import { at, H, moveWords } from "./arena";
import { keywordArgument } from "./arguments";
import { getAttr } from "./attributes";
import { declareMethod } from "./declarations";
import { raiseWith } from "./errors";
import { newText, raiseFault } from "./faults";
import { format } from "./format";
import { newInt } from "./int";
import { NULL, PUSHED, type Ref } from "./layout";
import { EngineBug } from "./limits";
import { work } from "./machine";
import { beginFrame, N0, setState, stateOf } from "./natives";
import { getItem, repr, str } from "./operators";
import { clearref, decref, incref, setref } from "./refcount";
import { appendTo, isExactStr, newGathered, newStr, strLength, textOf } from "./str";
import { nativeKind, type Status } from "./tables";
import { KEY_ERROR, STR } from "./typeids";

// Words of the frame.
/** The text so far, the object a field is about, its spec. Owned. */
const W_TEXT = 0;
const W_OBJECT = 1;
const W_SPEC = 2;
const W_TEMPLATE = 3;
/** Where the arguments stand, how many are positional, the names of the others. */
const W_ARGS = 4;
const W_NARGS = 5;
const W_KWNAMES = 6;
/** format_map's mapping, or 0. */
const W_MAPPING = 7;
/** -1: the template itself; else the piece whose spec is being made. */
const W_OUTER = 8;
const W_PIECE = 9;
const W_STEP = 10;

const NEXT = 0;
const OBJECT_CAME = 1;
const CONVERTED = 2;
const SPEC_CAME = 3;
const FORMATTED = 4;

let parsedTemplate = "";
let parsedPieces: readonly FormatPiece[] = [];
function piecesOf(w: number): readonly FormatPiece[] {
	const template = textOf(at(w + W_TEMPLATE));
	if (template !== parsedTemplate) {
		parsedPieces = parseFormat(template);
	}
	// Kept even where only the object is another: the same object is seen at once to be equal.
	parsedTemplate = template;
	if (at(w + W_OUTER) < 0) return parsedPieces;
	const outer = parsedPieces[at(w + W_OUTER)];
	return outer?.kind === "field" && typeof outer.spec !== "string" ? outer.spec : [];
}

/** `get_field_object`'s first part: owned, NULL or PUSHED. */
function firstObject(w: number, field: FormatField): Status {
	const { first } = field;
	if (first.kind === "index") {
		if (at(w + W_MAPPING) !== NULL) return raiseFault(POSITIONAL_IN_MAP);
		if (first.index >= at(w + W_NARGS)) return raiseFault(missingPositional(first.index));
		return incref(at(at(w + W_ARGS) + first.index));
	}
	const key = newStr(first.name);
	let status: Status;
	if (at(w + W_MAPPING) !== NULL) status = getItem(at(w + W_MAPPING), key);
	else {
		const found = keywordArgument(at(w + W_ARGS), at(w + W_NARGS), at(w + W_KWNAMES), first.name);
		status = found === NULL ? raiseWith(KEY_ERROR, key) : incref(found);
	}
	decref(key);
	return status;
}

/** One `.name` or `[key]`. */
function follow(o: Ref, step: FormatField["path"][number]): Status {
	if (step.kind === "fault") return raiseFault(step);
	const key = step.kind === "index" ? newInt(step.index) : newStr(step.kind === "key" ? step.key : step.name);
	const status = step.kind === "attribute" ? getAttr(o, key) : getItem(o, key);
	decref(key);
	return status;
}

/** What a step of a piece takes off the work budget, and a character of a template, which is parsed. */
const PIECE_WORK = 6;
const CHARACTER_WORK = 1;

const FORMAT: number = nativeKind("str.format", (frame, firstValue) => {
	const w = frame + N0;
	let value: Status = firstValue;
	for (;;) {
		work(PIECE_WORK);
		const piece = piecesOf(w)[at(w + W_PIECE)];
		if (piece === undefined) return newText(textOf(at(w + W_TEXT)));
		if (piece.kind === "fault") return raiseFault(piece);
		if (piece.kind === "literal") {
			appendTo(at(w + W_TEXT), piece.text);
			H[w + W_PIECE] = at(w + W_PIECE) + 1;
			continue;
		}
		switch (stateOf(frame)) {
			case NEXT:
				setState(frame, OBJECT_CAME);
				H[w + W_STEP] = 0;
				value = firstObject(w, piece);
				break;
			case OBJECT_CAME: {
				setref(w + W_OBJECT, value);
				const step = piece.path[at(w + W_STEP)];
				if (step !== undefined) {
					H[w + W_STEP] = at(w + W_STEP) + 1;
					value = follow(value, step);
					break;
				}
				setState(frame, CONVERTED);
				if (piece.conversion === null) {
					value = incref(value);
					continue;
				}
				value = piece.conversion === "s" ? str(value) : repr(value);
				break;
			}
			case CONVERTED:
				if (piece.conversion === "a") {
					const text = textOf(value);
					decref(value);
					value = newText(asciiOf(text));
				}
				setref(w + W_OBJECT, value);
				setState(frame, SPEC_CAME);
				if (typeof piece.spec === "string") {
					value = newStr(piece.spec);
					continue;
				}
				if (at(w + W_OUTER) >= 0) {
					// Specs nest once; the parser has put its refusal where the next would be.
					const refusal = piece.spec[0];
					if (refusal?.kind !== "fault") throw new EngineBug("a spec within a spec within a spec");
					return raiseFault(refusal);
				}
				value = beginFrame(FORMAT, 11, 3, (inner) => {
					moveWords(inner, w, w + 11);
					H[inner + W_TEXT] = newGathered();
					H[inner + W_OBJECT] = 0;
					H[inner + W_SPEC] = 0;
					H[inner + W_OUTER] = at(w + W_PIECE);
					H[inner + W_PIECE] = 0;
				});
				break;
			case SPEC_CAME:
				setref(w + W_SPEC, value);
				setState(frame, FORMATTED);
				value = format(at(w + W_OBJECT), value);
				break;
			default:
				if (at(w + W_PIECE) === piecesOf(w).length - 1 && textOf(at(w + W_TEXT)) === "" && isExactStr(value)) {
					// The writer has nothing of its own yet and nothing follows: the str itself is the result.
					return value;
				}
				appendTo(at(w + W_TEXT), textOf(value));
				decref(value);
				clearref(w + W_OBJECT);
				clearref(w + W_SPEC);
				H[w + W_PIECE] = at(w + W_PIECE) + 1;
				setState(frame, NEXT);
				continue;
		}
		if (value === PUSHED || value === NULL) return value;
	}
});

function formatTemplate(template: Ref, args: number, nargs: number, kwnames: Ref, mapping: Ref): Status {
	work(strLength(template) * CHARACTER_WORK);
	return beginFrame(FORMAT, 11, 3, (w) => {
		H[w + W_TEXT] = newGathered();
		H[w + W_TEMPLATE] = template;
		H[w + W_ARGS] = args;
		H[w + W_NARGS] = nargs;
		H[w + W_KWNAMES] = kwnames;
		H[w + W_MAPPING] = mapping;
		H[w + W_OUTER] = -1;
	});
}

declareMethod(STR, "format", 0, -1, (self, args, nargs, kwnames) => formatTemplate(self, args, nargs, kwnames, NULL), {
	raw: true,
});
declareMethod(STR, "format_map", 1, 1, (self, args) => formatTemplate(self, args, 0, NULL, at(args)));
