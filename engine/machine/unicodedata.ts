/** unicodedata: what is known of characters (Modules/unicodedata.c). Names are known of common characters alone. */
import { lookupName, nameOf } from "../syntax/unicodeNames";
import { bidirectionalOf, categoryOf, combiningOf, eastAsianWidthOf } from "../text/characterDatabase";
import { DECIMAL, DIGIT, decimalValue, NUMERIC, propertiesOf } from "../text/unicode";
import { at } from "./arena";
import { raise } from "./errors";
import { newFloat } from "./float";
import { newBool, newInt } from "./int";
import { NULL, type Ref, TYPE } from "./layout";
import { Unsupported } from "./limits";
import { work } from "./machine";
import { declareFunction, declareValue } from "./moduletable";
import { incref } from "./refcount";
import { intern, isStr, newStr, strLength, textOf } from "./str";
import type { Status } from "./tables";
import { TYPE_ERROR, VALUE_ERROR } from "./typeids";
import { givenName, typeName } from "./types";

/** The code point of an argument that is one character; -1 with TypeError set. */
function character(o: Ref, name: string, place: string): number {
	if (isStr(o) && strLength(o) === 1) return textOf(o).codePointAt(0) ?? 0;
	raise(TYPE_ERROR, `${name}() argument${place} must be a unicode character, not ${givenName(o)}`);
	return -1;
}

function declareOf(name: string, value: (point: number) => Status): void {
	declareFunction("unicodedata", name, 1, 1, (_self, args) => {
		const point = character(at(args), name, "");
		return point < 0 ? NULL : value(point);
	});
}
declareOf("category", (point) => intern(categoryOf(point)));
declareOf("bidirectional", (point) => intern(bidirectionalOf(point)));
declareOf("combining", (point) => newInt(combiningOf(point)));
declareOf("east_asian_width", (point) => intern(eastAsianWidthOf(point)));
declareOf("decomposition", (point) => {
	if (point < 128) return intern("");
	throw new Unsupported("unicodedata.decomposition()");
});

/** Functions of a character and what they answer where it has no such value. */
function declareWithDefault(name: string, missing: string, value: (point: number) => Status): void {
	declareFunction("unicodedata", name, 1, 2, (_self, args, nargs) => {
		const point = character(at(args), name, " 1");
		if (point < 0) return NULL;
		const found = value(point);
		if (found !== NULL) return found;
		return nargs > 1 ? incref(at(args + 1)) : raise(VALUE_ERROR, missing);
	});
}
declareWithDefault("decimal", "not a decimal", (point) =>
	(propertiesOf(point) & DECIMAL) === 0 ? NULL : newInt(decimalValue(point)),
);
declareWithDefault("digit", "not a digit", (point) => {
	if ((propertiesOf(point) & DIGIT) === 0) return NULL;
	if ((propertiesOf(point) & DECIMAL) === 0) throw new Unsupported("unicodedata.digit() of such a character");
	return newInt(decimalValue(point));
});
declareWithDefault("numeric", "not a numeric character", (point) => {
	if ((propertiesOf(point) & NUMERIC) === 0) return NULL;
	if ((propertiesOf(point) & DECIMAL) === 0) throw new Unsupported("unicodedata.numeric() of such a character");
	return newFloat(decimalValue(point));
});
declareWithDefault("name", "no such name", (point) => {
	const category = categoryOf(point);
	if (category === "Cn" || category === "Cc" || category === "Co" || category === "Cs") return NULL;
	const name = nameOf(point);
	if (name === undefined) throw new Unsupported("unicodedata.name() of such a character");
	return newStr(name);
});

declareFunction("unicodedata", "lookup", 1, 1, (_self, args) => {
	if (!isStr(at(args)))
		return raise(TYPE_ERROR, `a bytes-like object is required, not '${typeName(at(at(args) + TYPE))}'`);
	const point = lookupName(textOf(at(args)));
	if (point === undefined) throw new Unsupported("unicodedata.lookup() of such a name");
	return newStr(String.fromCodePoint(point));
});

const FORMS = ["NFC", "NFD", "NFKC", "NFKD"] as const;

/** A text in a normal form, or null with an exception set. */
function normalized(name: string, args: number): string | null {
	for (const i of [0, 1]) {
		if (isStr(at(args + i))) continue;
		raise(TYPE_ERROR, `${name}() argument ${i + 1} must be str, not ${givenName(at(args + i))}`);
		return null;
	}
	const form = FORMS.find((known) => known === textOf(at(args)));
	if (form === undefined) {
		raise(VALUE_ERROR, "invalid normalization form");
		return null;
	}
	work(strLength(at(args + 1)));
	return textOf(at(args + 1)).normalize(form);
}
declareFunction("unicodedata", "normalize", 2, 2, (_self, args) => {
	const text = normalized("normalize", args);
	if (text === null) return NULL;
	return text === textOf(at(args + 1)) ? incref(at(args + 1)) : newStr(text);
});
declareFunction("unicodedata", "is_normalized", 2, 2, (_self, args) => {
	const text = normalized("is_normalized", args);
	return text === null ? NULL : newBool(text === textOf(at(args + 1)));
});
declareValue("unicodedata", "unidata_version", () => newStr("15.1.0"));
