/** Strings of JSON read and written, with the errors of C (Modules/_json.c): what the stand-in for _json calls. */
import { quoteString, scanString } from "../text/jsonText";
import { at } from "./arena";
import { through } from "./call";
import { raise, raiseOwned } from "./errors";
import { newInt } from "./int";
import { NULL, type Ref, STR_KIND, TYPE } from "./layout";
import { work } from "./machine";
import { callOfModule } from "./modulecall";
import { declareFunction } from "./moduletable";
import { indexOf } from "./operators";
import { decref } from "./refcount";
import { isStr, newStr, strLength, textOf } from "./str";
import { nativeKind, type Status } from "./tables";
import { tupleOf } from "./tuple";
import { FALSE, NONE, TYPE_ERROR, VALUE_ERROR } from "./typeids";
import { typeName } from "./types";

const RAISED = nativeKind("JSONDecodeError", (_frame, exception) => raiseOwned(exception));

/** `raise_errmsg`: json.decoder's own error, which finds the line and the column. */
function decodeError(message: string, document: Ref, position: number): Status {
	const [text, place] = [newStr(message), newInt(position)];
	const status = through(RAISED, 0, () => callOfModule("json.decoder", "JSONDecodeError", text, document, place));
	decref(text);
	decref(place);
	return status;
}

function isText(o: Ref): boolean {
	if (isStr(o)) return true;
	raise(TYPE_ERROR, `first argument must be a string, not ${typeName(at(o + TYPE))}`);
	return false;
}

declareFunction(
	"_jsonstrings",
	"scanstring",
	2,
	3,
	(_self, args, nargs) => {
		const document = at(args);
		const start = indexOf(at(args + 1));
		if (Number.isNaN(start) || !isText(document)) return NULL;
		if (start < 0 || start > strLength(document)) return raise(VALUE_ERROR, "end is out of bounds");
		const strict = nargs < 3 || (at(args + 2) !== FALSE && at(args + 2) !== NONE);
		if (at(document + STR_KIND) === 4) work(strLength(document) * 4);
		const scanned = scanString(textOf(document), start, strict, strLength(document));
		if ("wrong" in scanned) return decodeError(scanned.wrong, document, scanned.at);
		work((scanned.end - start) >> 1);
		const [text, end] = [newStr(scanned.text), newInt(scanned.end)];
		const pair = tupleOf(text, end);
		decref(text);
		decref(end);
		return pair;
	},
	{
		doc:
			"scanstring(string, end, strict=True) -> (string, end)\n\nScan the string s for a JSON string. End is the index of " +
			"the\ncharacter in s after the quote that started the JSON string.\nUnescapes all valid JSON string escape " +
			"sequences and raises ValueError\non attempt to decode an invalid string. If strict is False then literal\ncontrol " +
			"characters are allowed in the string.\n\nReturns a tuple of the decoded string and the index of the character in s\n" +
			"after the end quote.",
	},
);

for (const ascii of [true, false]) {
	const name = ascii ? "encode_basestring_ascii" : "encode_basestring";
	declareFunction(
		"_jsonstrings",
		name,
		1,
		1,
		(_self, args) => {
			if (!isText(at(args))) return NULL;
			work(strLength(at(args)) >> 2);
			return newStr(quoteString(textOf(at(args)), ascii));
		},
		{
			doc: `${name}(string) -> string\n\nReturn ${ascii ? "an ASCII-only" : "a"} JSON representation of a Python string`,
		},
	);
}
