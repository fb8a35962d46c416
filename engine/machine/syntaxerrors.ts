/** SyntaxError as an object: its attributes (Objects/exceptions.c), and raising one that the compiler reports. */
import { internal } from "./alloc";
import { at, H } from "./arena";
import { through } from "./call";
import { declareAttribute } from "./declarations";
import { raise } from "./errors";
import { EXC_ARGS, EXC_FIELDS, NULL, type Ref, SIZE, TUPLE_ITEMS, TYPE } from "./layout";
import { N0 } from "./natives";
import { decref, incref, setref } from "./refcount";
import { tupleFromIterable } from "./sequencetuple";
import { setEnd, syntaxErrorStr } from "./syntaxerrorobjects";
import { calling, nativeKind, type Status, unary } from "./tables";
import { tupleFrom, tupleItem } from "./tuple";
import { NONE, SYNTAX_ERROR, TYPE_ERROR } from "./typeids";
import { typeName } from "./types";

/** The first five stand in words of their own; the place where it ends is a pair in the sixth. */
const FIELD_NAMES = ["msg", "filename", "lineno", "offset", "text"];
const END = EXC_FIELDS + FIELD_NAMES.length;

/** `SyntaxError(msg, (filename, lineno, offset, text, end_lineno, end_offset))` */
export const SYNTAX_INIT = calling((self, args, nargs, kwnames) => {
	if (kwnames !== NULL && at(kwnames + SIZE) > 0)
		return raise(TYPE_ERROR, `${typeName(at(self + TYPE))}() takes no keyword arguments`);
	setref(self + EXC_ARGS, internal(tupleFrom(args, nargs)));
	if (nargs >= 1) setref(self + EXC_FIELDS, incref(at(args)));
	if (nargs !== 2) return NONE;
	return through(DETAILS, 1, (frame) => {
		H[frame + N0] = self;
		return tupleFromIterable(at(args + 1));
	});
});
/** The second argument has come as a tuple. */
const DETAILS = nativeKind("SyntaxError", (frame, details) => {
	const status = setDetails(at(frame + N0), details);
	decref(details);
	return status;
});
function setDetails(self: Ref, details: Ref): Status {
	const n = at(details + SIZE);
	if (n < 4 || n > 6)
		return raise(
			TYPE_ERROR,
			n < 4 ? `function takes at least 4 arguments (${n} given)` : `function takes at most 6 arguments (${n} given)`,
		);
	for (let i = 0; i < 4; i++) setref(self + EXC_FIELDS + 1 + i, incref(tupleItem(details, i)));
	setref(self + END, n === 6 ? internal(tupleFrom(details + TUPLE_ITEMS + 4, 2)) : NULL);
	return n === 5 ? raise(TYPE_ERROR, "end_offset must be provided when end_lineno is provided") : NONE;
}

FIELD_NAMES.forEach((name, i) => {
	const word = EXC_FIELDS + i;
	declareAttribute(
		SYNTAX_ERROR,
		name,
		(o) => (at(o + word) === NULL ? NONE : incref(at(o + word))),
		(o, value) => {
			setref(o + word, value === NULL ? NULL : incref(value));
			return NONE;
		},
	);
});
for (const [i, name] of ["end_lineno", "end_offset"].entries()) {
	declareAttribute(
		SYNTAX_ERROR,
		name,
		(o) => (at(o + END) === NULL ? NONE : incref(tupleItem(at(o + END), i))),
		(o, value) => {
			setEnd(o, i, value);
			return NONE;
		},
	);
}
declareAttribute(
	SYNTAX_ERROR,
	"_metadata",
	(o) => {
		const end = at(o + END);
		return end === NULL || at(end + SIZE) < 3 ? NONE : incref(tupleItem(end, 2));
	},
	(o, value) => {
		setEnd(o, 2, value);
		return NONE;
	},
	"3.14",
);

declareAttribute(
	SYNTAX_ERROR,
	"print_file_and_line",
	() => NONE,
	() => NONE,
);

export const SYNTAX_STR = unary(syntaxErrorStr);
