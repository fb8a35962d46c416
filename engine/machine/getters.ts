/** operator.itemgetter, attrgetter and methodcaller (Modules/_operator.c). */
import { at, H, moveWords } from "./arena";
import { getAttr, getMethod, method } from "./attributes";
import { through, vectorcall } from "./call";
import { newInstance } from "./classes";
import { declareMethod, declareType } from "./declarations";
import { dictEntryAt, dictSetStr, dictSize, newDict } from "./dict";
import { raise } from "./errors";
import { callWithDict } from "./expandedcalls";
import { reduced } from "./iteratorstate";
import {
	ENTRY_VALUE,
	F_OWNED,
	FIELDS,
	LAYOUT_FIELDS,
	NULL,
	PUSHED,
	type Ref,
	SIZE,
	TF_CLEARS,
	TF_GC,
	TF_VISITS_TYPE,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { declareValue } from "./moduletable";
import { beginFrame, N0, popNative, pushNative, setState, stateOf } from "./natives";
import { getItem, repr } from "./operators";
import { clearref, decref, incref } from "./refcount";
import { intern, isStr, newStr, textOf } from "./str";
import { type Call, calling, nativeKind, S_CALL, S_NEW, S_REPR, type Status, type Step, steps, unary } from "./tables";
import { newTuple, tupleFrom, tupleItem, tupleOf } from "./tuple";
import { ATTRGETTER, ITEMGETTER, METHODCALLER, OBJECT, PARTIAL, TYPE_ERROR } from "./typeids";

const FLAGS = TF_GC | TF_CLEARS | TF_VISITS_TYPE;

/** The one argument of a getter's call, or 0 with TypeError set. */
function subject(name: string, args: number, nargs: number, kwnames: Ref): Ref {
	if (kwnames !== NULL && at(kwnames + SIZE) > 0) raise(TYPE_ERROR, `${name}() takes no keyword arguments`);
	else if (nargs !== 1) raise(TYPE_ERROR, `${name} expected 1 argument, got ${nargs}`);
	else return at(args);
	return NULL;
}

// ---- itemgetter and attrgetter ----

/** The items, or the only one (of attrgetter: tuples of the parts of dotted names, and the names); 1: there is only one. */
const G_ITEMS = FIELDS;
const G_NAMES = FIELDS + 1;
const G_SINGLE = FIELDS + 2;

/** Words: the tuple of results, or 0 where there is one item; what a dotted name has led to (owned); getter, object, item, part. */
const GET = nativeKind("getter", (frame, first) => {
	const w = frame + N0;
	const items = at(at(w + 2) + G_ITEMS);
	const dotted = at(at(w + 2) + G_NAMES) !== NULL;
	let value: Status = first;
	for (;;) {
		if (value !== NULL) {
			clearref(w + 1);
			const parts = dotted ? at(tupleItem(items, at(w + 4)) + SIZE) : 1;
			if (at(w + 5) + 1 < parts) {
				H[w + 1] = value;
				H[w + 5] = at(w + 5) + 1;
			} else {
				if (at(w) === NULL) return value;
				H[at(w) + TUPLE_ITEMS + at(w + 4)] = value;
				H[w + 4] = at(w + 4) + 1;
				H[w + 5] = 0;
				if (at(w + 4) === at(items + SIZE)) {
					const result = at(w);
					H[w] = 0;
					return result;
				}
			}
		}
		const item = tupleItem(items, at(w + 4));
		const from = at(w + 1) === NULL ? at(w + 3) : at(w + 1);
		value = dotted ? getAttr(from, tupleItem(item, at(w + 5))) : getItem(from, item);
		if (value === PUSHED || value === NULL) return value;
	}
});
function get(getter: Ref, o: Ref): Status {
	if (at(getter + G_SINGLE) !== 0) return getItem(o, at(getter + G_ITEMS));
	const n = at(at(getter + G_ITEMS) + SIZE);
	const result = n === 1 ? NULL : newTuple(n);
	return beginFrame(GET, 6, 2, (w) => {
		H[w] = result;
		H[w + 2] = getter;
		H[w + 3] = o;
	});
}

/** Words: 0 the text so far (owned), 1 the items as a tuple. What their repr is comes. */
const GETTER_REPR = nativeKind("repr of a getter", (frame, value) => {
	const text = textOf(value);
	decref(value);
	const single = at(at(frame + N0 + 1) + SIZE) === 1;
	return newStr(`${textOf(at(frame + N0))}${single ? `${text.slice(0, -2)})` : text}`);
});
const SINGLE_REPR = nativeKind("repr of an itemgetter", (_frame, value) => {
	const text = newStr(`operator.itemgetter(${textOf(value)})`);
	decref(value);
	return text;
});
function getterRepr(name: string, items: Ref): Status {
	const text = newStr(name);
	return through(GETTER_REPR, 2, (frame) => {
		H[frame + N0] = text;
		H[frame + N0 + 1] = items;
		H[frame + F_OWNED] = 1;
		return repr(items);
	});
}

function makesGetter(name: string, make: (type: Ref, args: number, nargs: number) => Ref): Call {
	return (type, args, nargs, kwnames) => {
		if (kwnames !== NULL && at(kwnames + SIZE) > 0) return raise(TYPE_ERROR, `${name}() takes no keyword arguments`);
		if (nargs === 0) return raise(TYPE_ERROR, `${name} expected 1 argument, got 0`);
		return make(type, args, nargs);
	};
}

declareType({
	type: ITEMGETTER,
	name: "itemgetter",
	module: "operator",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 64,
	words: 8,
	refs: 1,
	flags: FLAGS,
	slots: {
		[S_NEW]: calling(
			makesGetter("itemgetter", (type, args, nargs) => {
				const o = newInstance(type);
				H[o + G_ITEMS] = nargs === 1 ? incref(at(args)) : tupleFrom(args, nargs);
				H[o + G_SINGLE] = nargs === 1 ? 1 : 0;
				return o;
			}),
		),
		[S_CALL]: calling((getter, args, nargs, kwnames) => {
			const o = subject("itemgetter", args, nargs, kwnames);
			return o === NULL ? NULL : get(getter, o);
		}),
		[S_REPR]: unary((getter) =>
			at(getter + G_SINGLE) !== 0
				? through(SINGLE_REPR, 0, () => repr(at(getter + G_ITEMS)))
				: getterRepr("operator.itemgetter", at(getter + G_ITEMS)),
		),
	},
});
declareType({
	type: ATTRGETTER,
	name: "attrgetter",
	module: "operator",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 56,
	words: 6,
	refs: 2,
	flags: FLAGS,
	slots: {
		[S_NEW]: calling(
			makesGetter("attrgetter", (type, args, nargs) => {
				for (let i = 0; i < nargs; i++)
					if (!isStr(at(args + i))) return raise(TYPE_ERROR, "attribute name must be a string");
				const o = newInstance(type);
				const items = newTuple(nargs);
				for (let i = 0; i < nargs; i++) {
					const parts = textOf(at(args + i))
						.split(".")
						.map(intern);
					H[items + TUPLE_ITEMS + i] = tupleOf(...parts);
					parts.forEach(decref);
				}
				H[o + G_ITEMS] = items;
				H[o + G_NAMES] = tupleFrom(args, nargs);
				return o;
			}),
		),
		[S_CALL]: calling((getter, args, nargs, kwnames) => {
			const o = subject("attrgetter", args, nargs, kwnames);
			return o === NULL ? NULL : get(getter, o);
		}),
		[S_REPR]: unary((getter) => getterRepr("operator.attrgetter", at(getter + G_NAMES))),
	},
});

// ---- methodcaller ----

const M_NAME = FIELDS;
const M_ARGS = FIELDS + 1;
const M_KEYWORDS = FIELDS + 2;
/** Names of the keyword arguments, or 0. */
const M_NAMES = FIELDS + 3;

/** Words: 0 the method (owned), 1 the caller, 2 1 where the object goes first; then room for object, arguments and keyword values. State 0: the method comes. */
const CALL_METHOD = nativeKind("methodcaller", (frame, value) => {
	const w = frame + N0;
	if (stateOf(frame) === 1) return value;
	setState(frame, 1);
	H[w] = value;
	H[frame + F_OWNED] = 1;
	const caller = at(w + 1);
	const unbound = at(w + 2);
	const n = at(at(caller + M_ARGS) + SIZE);
	return vectorcall(value, w + 4 - unbound, n + unbound, at(caller + M_NAMES));
});

declareType({
	type: METHODCALLER,
	name: "methodcaller",
	module: "operator",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 80,
	words: 8,
	refs: 4,
	flags: FLAGS,
	slots: {
		[S_NEW]: calling((type, args, nargs, kwnames) => {
			if (nargs === 0) return raise(TYPE_ERROR, "methodcaller needs at least one argument, the method name");
			const name = at(args);
			if (!isStr(name)) return raise(TYPE_ERROR, "method name must be a string");
			const o = newInstance(type);
			H[o + M_NAME] = intern(textOf(name));
			H[o + M_ARGS] = tupleFrom(args + 1, nargs - 1);
			if (kwnames !== NULL && at(kwnames + SIZE) > 0) {
				const keywords = newDict();
				for (let i = 0; i < at(kwnames + SIZE); i++) dictSetStr(keywords, tupleItem(kwnames, i), at(args + nargs + i));
				H[o + M_KEYWORDS] = keywords;
				H[o + M_NAMES] = incref(kwnames);
			}
			return o;
		}),
		[S_CALL]: calling((caller, args, nargs, kwnames) => {
			const o = subject("methodcaller", args, nargs, kwnames);
			if (o === NULL) return NULL;
			const own = at(caller + M_ARGS);
			const n = at(own + SIZE);
			const keywords = at(caller + M_KEYWORDS);
			const frame = pushNative(CALL_METHOD, 4 + n + (keywords === NULL ? 0 : dictSize(keywords)), 0);
			const w = frame + N0;
			H[w + 1] = caller;
			H[w + 3] = o;
			moveWords(w + 4, own + TUPLE_ITEMS, own + TUPLE_ITEMS + n);
			let k = w + 4 + n;
			for (let i = 0; keywords !== NULL; i++) {
				const entry = dictEntryAt(keywords, i);
				if (entry === -1) break;
				if (entry !== 0) H[k++] = at(entry + ENTRY_VALUE);
			}
			const found = getMethod(o, at(caller + M_NAME), false);
			H[w + 2] = method.unbound ? 1 : 0;
			if (found === PUSHED) return PUSHED;
			if (found === NULL) {
				popNative(frame);
				return NULL;
			}
			const status = (steps[CALL_METHOD] as Step)(frame, found);
			if (status !== PUSHED) popNative(frame);
			return status;
		}),
		[S_REPR]: unary((caller) => {
			// The name, the arguments and the keywords, each as its repr.
			return beginFrame(CALLER_REPR, 4, 1, (w) => {
				H[w + 1] = caller;
			});
		}),
	},
});

/** Words: 0 the text so far (owned), 1 the caller, 2 what is shown next: the name, arguments, then keywords. */
const CALLER_REPR = nativeKind("repr of a methodcaller", (frame, first) => {
	const w = frame + N0;
	const caller = at(w + 1);
	const args = at(caller + M_ARGS);
	const n = at(args + SIZE);
	const keywords = at(caller + M_KEYWORDS);
	let value: Status = first;
	for (;;) {
		const i = at(w + 2);
		if (value !== NULL) {
			const before = at(w) === NULL ? "operator.methodcaller(" : `${textOf(at(w))}, `;
			const name = i > n ? `${textOf(tupleItem(at(caller + M_NAMES), i - n - 1))}=` : "";
			const text = `${before}${name}${textOf(value)}`;
			decref(value);
			clearref(w);
			H[w] = newStr(text);
			H[w + 2] = i + 1;
		}
		const next = at(w + 2);
		if (next > n && (keywords === NULL || next - n > dictSize(keywords))) return newStr(`${textOf(at(w))})`);
		if (next === 0) value = repr(at(caller + M_NAME));
		else if (next <= n) value = repr(tupleItem(args, next - 1));
		else value = repr(at(dictEntryAt(keywords, next - n - 1) + ENTRY_VALUE));
		if (value === PUSHED || value === NULL) return value;
	}
});

declareValue("_operator", "itemgetter", () => ITEMGETTER);
declareValue("_operator", "attrgetter", () => ATTRGETTER);
declareValue("_operator", "methodcaller", () => METHODCALLER);

// ---- Copies ----

declareMethod(ITEMGETTER, "__reduce__", 0, 0, (o) => {
	const items = at(o + G_ITEMS);
	return at(o + G_SINGLE) !== 0 ? reduced(at(o + TYPE), [incref(items)]) : tupleOf(at(o + TYPE), items);
});
declareMethod(ATTRGETTER, "__reduce__", 0, 0, (o) => tupleOf(at(o + TYPE), at(o + G_NAMES)));
/** With keywords, a partial stands for the type (`methodcaller_reduce`). */
declareMethod(METHODCALLER, "__reduce__", 0, 0, (o): Status => {
	const own = at(o + M_ARGS);
	if (at(o + M_KEYWORDS) === NULL) {
		const given = [incref(at(o + M_NAME))];
		for (let i = 0; i < at(own + SIZE); i++) given.push(incref(tupleItem(own, i)));
		return reduced(at(o + TYPE), given);
	}
	return through(REDUCED, 2, (frame) => {
		H[frame + N0] = tupleOf(at(o + TYPE), at(o + M_NAME));
		H[frame + F_OWNED] = 1;
		H[frame + N0 + 1] = own;
		return callWithDict(PARTIAL, at(frame + N0), at(o + M_KEYWORDS));
	});
});
/** Words: the arguments of the partial (owned), those of the methodcaller. The partial comes. */
const REDUCED = nativeKind("methodcaller.__reduce__", (frame, maker) => {
	const made = tupleOf(maker, at(frame + N0 + 1));
	decref(maker);
	return made;
});
