/** `types.SimpleNamespace` (Objects/namespaceobject.c). */
import { allocGc } from "./alloc";
import { at, H } from "./arena";
import { callWith, through } from "./call";
import { newInstance } from "./classes";
import { compare } from "./comparison";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { dictEntryAt, dictSetStr, newDict } from "./dict";
import { dictUpdate } from "./dictupdate";
import { raise } from "./errors";
import { track } from "./gclist";
import {
	ENTRY_KEY,
	ENTRY_VALUE,
	F_KIND,
	F_OWNED,
	F_PREV,
	FIELDS,
	LAYOUT_FIELDS,
	NULL,
	PUSHED,
	R_FRAME,
	type Ref,
	SIZE,
	TF_BASETYPE,
	TF_GC,
	TYPE,
} from "./layout";
import { N0, pushNative, setState, stateOf } from "./natives";
import { repr } from "./operators";
import { decref, incref, setref } from "./refcount";
import { isStr, newStr, textOf } from "./str";
import { calling, nativeKind, S_INIT, S_NEW, S_REPR, S_RICHCOMPARE, type Status, ternary, unary } from "./tables";
import { shownTypeName } from "./tracebackframes";
import { tupleItem, tupleOf } from "./tuple";
import { DICT, EMPTY_TUPLE, NONE, NOT_IMPLEMENTED, OBJECT, SIMPLE_NAMESPACE, TYPE_ERROR } from "./typeids";
import { isInstanceOf, typeName } from "./types";

/** Its `__dict__`, always there. */
const NAMES = FIELDS;

/** Words: the text so far and the value that is being shown (owned), the object, the next entry. */
const REPR = nativeKind("repr of a namespace", (frame, value) => {
	const o = at(frame + N0 + 2);
	const dict = at(o + NAMES);
	if (value !== NULL) {
		appendText(frame, textOf(value));
		decref(value);
		H[frame + N0 + 3] = at(frame + N0 + 3) + 1;
	}
	for (; ; H[frame + N0 + 3] = at(frame + N0 + 3) + 1) {
		const entry = dictEntryAt(dict, at(frame + N0 + 3));
		if (entry === -1) break;
		if (entry === 0) continue;
		const key = at(entry + ENTRY_KEY);
		if (!isStr(key) || textOf(key) === "") continue;
		const first = textOf(at(frame + N0)).endsWith("(");
		appendText(frame, `${first ? "" : ", "}${textOf(key)}=`);
		setref(frame + N0 + 1, incref(at(entry + ENTRY_VALUE)));
		const status = repr(at(frame + N0 + 1));
		if (status === PUSHED || status === NULL) return status;
		appendText(frame, textOf(status));
		decref(status);
	}
	appendText(frame, ")");
	return incref(at(frame + N0));
});

function appendText(frame: number, text: string): void {
	const longer = newStr(textOf(at(frame + N0)) + text);
	setref(frame + N0, longer);
}

/** A namespace whose `repr` is being made already, further down. */
function reprRunning(o: Ref): boolean {
	for (let f = at(R_FRAME); f !== 0; f = at(f + F_PREV))
		if (at(f + F_KIND) === REPR && at(f + N0 + 2) === o) return true;
	return false;
}

function namespaceRepr(o: Ref): Status {
	const name = at(o + TYPE) === SIMPLE_NAMESPACE ? "namespace" : typeName(at(o + TYPE));
	if (reprRunning(o)) return newStr(`${name}(...)`);
	const frame = pushNative(REPR, 4, 2);
	H[frame + N0] = newStr(`${name}(`);
	H[frame + N0 + 2] = o;
	return PUSHED;
}

/** `SimpleNamespace(mapping_or_iterable=(), /, **kwargs)` */
function init(self: Ref, args: number, nargs: number, kwnames: Ref): Status {
	if (nargs > 1) {
		const name = typeName(at(self + TYPE))
			.split(".")
			.at(-1);
		return raise(TYPE_ERROR, `${name} expected at most 1 argument, got ${nargs}`);
	}
	if (nargs === 0) return setKeywords(self, args, kwnames);
	return through(INIT, 4, (frame) => {
		H[frame + F_OWNED] = 1;
		const given = at(args);
		const isPlain = at(given + TYPE) === DICT;
		H[frame + N0] = isPlain ? incref(given) : newDict();
		H[frame + N0 + 1] = self;
		H[frame + N0 + 2] = args + 1;
		H[frame + N0 + 3] = kwnames;
		return isPlain ? NONE : dictUpdate(at(frame + N0), given);
	});
}
/** Words: what the argument gave, as a dict (owned), the namespace, the values of keywords, their names. */
const INIT = nativeKind("SimpleNamespace", (frame, value) => {
	const dict = at(frame + N0);
	const self = at(frame + N0 + 1);
	decref(value);
	if (stateOf(frame) === 0) {
		for (let i = 0; ; i++) {
			const entry = dictEntryAt(dict, i);
			if (entry === -1) break;
			if (entry !== 0 && !isStr(at(entry + ENTRY_KEY))) return raise(TYPE_ERROR, "keywords must be strings");
		}
		setState(frame, 1);
		const status = dictUpdate(at(self + NAMES), dict);
		if (status === PUSHED || status === NULL) return status;
		decref(status);
	}
	return setKeywords(self, at(frame + N0 + 2), at(frame + N0 + 3));
});

function setKeywords(self: Ref, values: number, kwnames: Ref): Status {
	const n = kwnames === NULL ? 0 : at(kwnames + SIZE);
	for (let i = 0; i < n; i++) dictSetStr(at(self + NAMES), tupleItem(kwnames, i), at(values + i));
	return NONE;
}

/** A namespace with an empty dict; owned. */
export function newNamespace(type: Ref): Ref {
	const o = type === SIMPLE_NAMESPACE ? allocGc(type, 40, FIELDS + 1) : newInstance(type);
	H[o + NAMES] = newDict();
	if (type === SIMPLE_NAMESPACE) track(o);
	return o;
}

/** Its `__dict__`, borrowed. */
export function namespaceDict(o: Ref): Ref {
	return at(o + NAMES);
}

declareType({
	type: SIMPLE_NAMESPACE,
	name: "SimpleNamespace",
	module: "types",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 40,
	words: FIELDS + 1,
	refs: 1,
	flags: TF_GC | TF_BASETYPE,
	dictAt: NAMES,
	slots: {
		[S_NEW]: calling((type) => newNamespace(type)),
		[S_INIT]: calling(init),
		[S_REPR]: unary(namespaceRepr),
		[S_RICHCOMPARE]: ternary((a, b, op) =>
			isInstanceOf(a, SIMPLE_NAMESPACE) && isInstanceOf(b, SIMPLE_NAMESPACE)
				? compare(at(a + NAMES), at(b + NAMES), op)
				: NOT_IMPLEMENTED,
		),
	},
});

/** `namespace_replace`. Words: the copy (owned), the namespace, the values of keywords, their names. */
const REPLACE = nativeKind("SimpleNamespace.__replace__", (frame, value) => {
	const self = at(frame + N0 + 1);
	if (stateOf(frame) === 0) {
		H[frame + N0] = value;
		if (!isInstanceOf(value, SIMPLE_NAMESPACE)) {
			const [own, other] = [self, value].map((o) => shownTypeName(at(o + TYPE)));
			return raise(TYPE_ERROR, `expect types.SimpleNamespace type, but ${own}() returned '${other}' object`);
		}
		setState(frame, 1);
		const status = dictUpdate(at(value + NAMES), at(self + NAMES));
		if (status === PUSHED || status === NULL) return status;
		decref(status);
	} else decref(value);
	setKeywords(at(frame + N0), at(frame + N0 + 2), at(frame + N0 + 3));
	return incref(at(frame + N0));
});
declareMethod(
	SIMPLE_NAMESPACE,
	"__replace__",
	0,
	-1,
	(self, args, nargs, kwnames) => {
		if (nargs > 0) return raise(TYPE_ERROR, "__replace__() takes no positional arguments");
		return through(REPLACE, 4, (frame) => {
			H[frame + F_OWNED] = 1;
			H[frame + N0 + 1] = self;
			H[frame + N0 + 2] = args;
			H[frame + N0 + 3] = kwnames;
			return callWith(at(self + TYPE));
		});
	},
	{ raw: true },
);
declareMethod(SIMPLE_NAMESPACE, "__reduce__", 0, 0, (o) => tupleOf(at(o + TYPE), EMPTY_TUPLE, at(o + NAMES)));
declareAttribute(SIMPLE_NAMESPACE, "__dict__", (o) => incref(at(o + NAMES)));
