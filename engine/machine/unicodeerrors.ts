/** What the errors of codecs are made of and say: their arguments, their members, their text (Objects/exceptions.c). */
import { codePointAt } from "../text/codePoints";
import { escapeCodePoint } from "../text/strRepr";
import { at } from "./arena";
import { checkKeywords } from "./arguments";
import { bytesLike } from "./buffers";
import { bytesOf, isBytes, newBytes } from "./bytes";
import { raise } from "./errors";
import { intBig, intNumber, isInt } from "./int";
import { EXC_ARGS, EXC_FIELDS, NULL, type Ref, STR_LENGTH, TYPE } from "./layout";
import { indexOf } from "./operators";
import { argumentTuple } from "./packed";
import { incref, setref } from "./refcount";
import { isStr, textOf } from "./str";
import type { Status } from "./tables";
import { NONE, OVERFLOW_ERROR, TYPE_ERROR, UNICODE_TRANSLATE_ERROR } from "./typeids";
import { givenName, isInstanceOf, typeName } from "./types";

/** Arguments of the kinds that CPython's parser names, a letter each: U a text, O bytes, n a number. They become the fields from `first` on. */
export function initUnicodeError(
	self: Ref,
	args: number,
	nargs: number,
	kwnames: Ref,
	first: number,
	kinds: string,
): Status {
	if (!checkKeywords(kwnames, typeName(at(self + TYPE)), [])) return NULL;
	setref(self + EXC_ARGS, argumentTuple(args, nargs));
	if (nargs !== kinds.length)
		return raise(TYPE_ERROR, `function takes exactly ${kinds.length} arguments (${nargs} given)`);
	for (let i = 0; i < nargs; i++) {
		const given = at(args + i);
		if (kinds[i] === "U" && !isStr(given))
			return raise(TYPE_ERROR, `argument ${i + 1} must be str, not ${givenName(given)}`);
		if (kinds[i] === "n" && Number.isNaN(indexOf(given))) return NULL;
		if (kinds[i] === "O" && bytesLike(given) === null) return NULL;
	}
	for (let i = 0; i < nargs; i++) {
		const given = at(args + i);
		const copied = kinds[i] === "O" && !isBytes(given) ? bytesLike(given) : null;
		setref(self + EXC_FIELDS + first + i, copied === null ? incref(given) : newBytes(copied.slice()));
	}
	return NONE;
}

/** Whether a value can be a member that is a Py_ssize_t (`PyMember_SetOne`); an exception is set where not. */
export function isPlace(value: Ref): boolean {
	if (value !== NULL && isInt(value)) {
		if (BigInt.asIntN(64, intBig(value)) === intBig(value)) return true;
		raise(OVERFLOW_ERROR, "Python int too large to convert to C ssize_t");
	} else raise(TYPE_ERROR, value === NULL ? "can't delete numeric/char attribute" : "an integer is required");
	return false;
}

/** What `str` gives of a UnicodeEncodeError or UnicodeDecodeError. */
export function unicodeErrorText(exception: Ref): string {
	const field = (i: number): Ref => at(exception + EXC_FIELDS + i);
	const translated = isInstanceOf(exception, UNICODE_TRANSLATE_ERROR);
	if (field(1) === NULL || (field(0) === NULL && !translated)) return "";
	const [start, end] = [intNumber(field(2)), intNumber(field(3))];
	const bytes = isBytes(field(1));
	const one = end - start === 1 && start >= 0 && start < at(field(1) + STR_LENGTH);
	let what: string;
	if (bytes) what = one ? `byte 0x${(bytesOf(field(1))[start] ?? 0).toString(16).padStart(2, "0")}` : "bytes";
	else what = one ? `character '${escapeCodePoint(codePointAt(textOf(field(1)), start))}'` : "characters";
	const place = one ? `position ${start}` : `position ${start}-${end - 1}`;
	if (translated) return `can't translate ${what} in ${place}: ${textOf(field(4))}`;
	return `'${textOf(field(0))}' codec can't ${bytes ? "decode" : "encode"} ${what} in ${place}: ${textOf(field(4))}`;
}
