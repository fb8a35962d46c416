/** Nodes of syntax trees as objects: `ast.AST` with what its subclasses have from it (Python/Python-ast.c). */
import { reprText } from "../text/strRepr";
import { at, H } from "./arena";
import { astClass, astSingleton } from "./asttypes";
import { getAttr, setAttr } from "./attributes";
import { newInstance } from "./classes";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { dictCopy, dictDeleteStr, dictGetStr, newDict } from "./dict";
import { raise } from "./errors";
import { materializeDict, replaceDict } from "./instance";
import {
	FIELDS,
	LAYOUT_FIELDS,
	NULL,
	PUSHED,
	type Ref,
	SIZE,
	T_NAME,
	TF_BASETYPE,
	TF_GC,
	TF_VISITS_TYPE,
	TYPE,
} from "./layout";
import { Unsupported } from "./limits";
import { isList, listItem, listSize, newList } from "./list";
import { profile } from "./machine";
import { N0, popNative, pushNative } from "./natives";
import { addressText } from "./objects";
import { repr } from "./operators";
import { decref, incref } from "./refcount";
import { newStr, textOf } from "./str";
import { calling, nativeKind, S_INIT, S_NEW, S_REPR, type Status, unary } from "./tables";
import { isTuple, tupleItem, tupleOf } from "./tuple";
import { AST, DEPRECATION_WARNING, DICT, GENERIC_ALIAS, NONE, OBJECT, TYPE_ERROR, UNION_TYPE } from "./typeids";
import { fullTypeName, isInstanceOf, typeLookupText, typeName } from "./types";
import { warn } from "./warning";

/** Its `__dict__`, once something is stored. */
const NAMES = FIELDS;

/** The names in `_fields` of a node's class; null where it is no sequence of texts. */
function fieldNames(o: Ref): Ref[] {
	const fields = typeLookupText(at(o + TYPE), "_fields");
	if (fields === NULL) return [];
	if (isTuple(fields)) return Array.from({ length: at(fields + SIZE) }, (_item, i) => tupleItem(fields, i));
	if (isList(fields)) return Array.from({ length: listSize(fields) }, (_item, i) => listItem(fields, i));
	throw new Unsupported("_fields of a syntax tree's class that are neither a tuple nor a list");
}

const hasName = (names: Ref, name: Ref): boolean => {
	if (names === NULL || !isTuple(names)) return false;
	for (let i = 0; i < at(names + SIZE); i++) if (textOf(tupleItem(names, i)) === textOf(name)) return true;
	return false;
};

/** Words: the node, its arguments, how many, names of keywords; what is done so far; whether an argument is warned of. */
const INIT = nativeKind("AST.__init__", (frame, value) => {
	if (value !== NULL) decref(value);
	return initStep(frame);
});
const DONE = 4;
const WARNED = 5;

/** `ast_type_init`: positional arguments, keywords, then the fields that were not given, one after the other. */
function initStep(frame: number): Status {
	const w = frame + N0;
	const [self, args, nargs, kwnames] = [at(w), at(w + 1), at(w + 2), at(w + 3)] as const;
	const type = at(self + TYPE);
	const fields = fieldNames(self);
	const keywords = kwnames === NULL ? 0 : at(kwnames + SIZE);
	for (;;) {
		const i = at(w + DONE);
		if (i >= nargs + keywords + fields.length) return NONE;
		let status: Status = NONE;
		if (i < nargs) status = setAttr(self, fields[i] as Ref, at(args + i));
		else if (i < nargs + keywords) {
			const name = tupleItem(kwnames, i - nargs);
			const place = fields.findIndex((field) => textOf(field) === textOf(name));
			if (place >= 0 && place < nargs)
				return raise(TYPE_ERROR, `${typeName(type)} got multiple values for argument ${reprText(textOf(name))}`);
			if (place < 0 && at(w + WARNED) === 0 && !hasName(typeLookupText(type, "_attributes"), name)) {
				H[w + WARNED] = 1;
				const text = `${typeName(type)}.__init__ got an unexpected keyword argument ${reprText(textOf(name))}. Support for arbitrary keyword arguments is deprecated and will be removed in Python 3.15.`;
				status = warn(DEPRECATION_WARNING, text, 1);
				if (status === PUSHED || status === NULL) return status;
				continue;
			}
			H[w + WARNED] = 0;
			status = setAttr(self, name, at(args + i));
		} else {
			const place = i - nargs - keywords;
			const name = fields[place] as Ref;
			if (place >= nargs && !hasName(kwnames, name)) status = setMissing(self, name);
		}
		if (status === NULL) return NULL;
		H[w + DONE] = i + 1;
		if (status === PUSHED) return PUSHED;
	}
}

/** A field that was not given: an empty list, Load, the None of its class; else a warning. */
function setMissing(self: Ref, name: Ref): Status {
	const type = at(self + TYPE);
	const types = typeLookupText(type, "_field_types");
	if (types === NULL || !isInstanceOf(types, DICT)) return NONE;
	const expected = dictGetStr(types, name);
	const quoted = reprText(textOf(name));
	if (expected === NULL) {
		const text = `Field ${quoted} is missing from ${typeName(type)}._field_types. This will become an error in Python 3.15.`;
		return warn(DEPRECATION_WARNING, text, 1);
	}
	if (at(expected + TYPE) === UNION_TYPE) return NONE;
	if (at(expected + TYPE) === GENERIC_ALIAS) {
		const list = newList();
		const status = setAttr(self, name, list);
		decref(list);
		return status;
	}
	if (expected === astClass("expr_context")) return setAttr(self, name, astSingleton("Load"));
	const text = `${typeName(type)}.__init__ missing 1 required positional argument: ${quoted}. This will become an error in Python 3.15.`;
	return warn(DEPRECATION_WARNING, text, 1);
}

function init(self: Ref, args: number, nargs: number, kwnames: Ref): Status {
	const most = fieldNames(self).length;
	if (nargs > most) {
		const plural = most === 1 ? "" : "s";
		return raise(
			TYPE_ERROR,
			`${typeName(at(self + TYPE))} constructor takes at most ${most} positional argument${plural}`,
		);
	}
	const frame = pushNative(INIT, 6, 0);
	for (const [i, word] of [self, args, nargs, kwnames].entries()) H[frame + N0 + i] = word;
	const status = initStep(frame);
	if (status !== PUSHED) popNative(frame);
	return status;
}

declareType({
	type: AST,
	name: "AST",
	module: "ast",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 40,
	words: FIELDS + 1,
	refs: 1,
	flags: TF_GC | TF_BASETYPE | TF_VISITS_TYPE,
	dictAt: NAMES,
	slots: {
		[S_NEW]: calling((type) => newInstance(type)),
		[S_INIT]: calling(init),
		[S_REPR]: unary(nodeRepr),
	},
});
declareAttribute(
	AST,
	"__dict__",
	(o) => incref(materializeDict(o)),
	(o, value) => (replaceDict(o, value) ? NONE : NULL),
);

/** `ast_type_reduce`: the fields there are, up to the first that is not, are arguments; the rest is the state. */
declareMethod(AST, "__reduce__", 0, 0, (self) => {
	const rest = at(self + NAMES) === NULL ? newDict() : dictCopy(at(self + NAMES));
	const given: Ref[] = [];
	for (const name of fieldNames(self)) {
		const value = dictGetStr(rest, name);
		if (value === NULL) break;
		given.push(incref(value));
		dictDeleteStr(rest, name);
	}
	const args = tupleOf(...given);
	for (const value of given) decref(value);
	const result = tupleOf(at(self + TYPE), args, rest);
	decref(args);
	decref(rest);
	return result;
});

/** How deep 3.14's `repr` of a node goes. */
const REPR_DEPTH = 3;

/** The text of a value's own `repr`, or null with an exception set. */
function plainText(value: Ref): string | null {
	const status = repr(value);
	if (status === PUSHED) throw new Unsupported("the repr of a syntax tree that holds objects whose repr is in Python");
	if (status === NULL) return null;
	const text = textOf(status);
	decref(status);
	return text;
}

/** `ast_repr_max_depth`; `above`: the nodes in which it stands. Null with an exception set. */
function shown(o: Ref, depth: number, above: readonly Ref[]): string | null {
	const name = textOf(at(at(o + TYPE) + T_NAME));
	if (depth <= 0 || above.includes(o)) return `${name}(...)`;
	const parts: string[] = [];
	for (const field of fieldNames(o)) {
		const value = getAttr(o, field);
		if (value === PUSHED) throw new Unsupported("the repr of a syntax tree whose fields are computed in Python");
		if (value === NULL) return null;
		const text = shownValue(value, depth, [...above, o]);
		decref(value);
		if (text === null) return null;
		parts.push(`${textOf(field)}=${text}`);
	}
	return `${name}(${parts.join(", ")})`;
}

/** Of a list or tuple the first and the last item alone are shown (`ast_repr_list`). */
function shownValue(value: Ref, depth: number, above: readonly Ref[]): string | null {
	const list = isList(value);
	if (list || isTuple(value)) {
		const n = at(value + SIZE);
		const ends = n === 0 ? [] : n === 1 ? [0] : [0, n - 1];
		const texts: string[] = [];
		for (const i of ends) {
			const item = list ? listItem(value, i) : tupleItem(value, i);
			const text = isInstanceOf(item, AST) ? shown(item, depth - 1, above) : plainText(item);
			if (text === null) return null;
			texts.push(text);
		}
		const text = texts.join(n > 2 ? ", ..., " : ", ");
		return list ? `[${text}]` : `(${text})`;
	}
	return isInstanceOf(value, AST) ? shown(value, depth - 1, above) : plainText(value);
}

function nodeRepr(o: Ref): Status {
	if (profile().name === "3.13") return newStr(`<${fullTypeName(at(o + TYPE))} object at ${addressText(o)}>`);
	const text = shown(o, REPR_DEPTH, []);
	return text === null ? NULL : newStr(text);
}
