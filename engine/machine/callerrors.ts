/**
 * What a call says whose arguments do not fit the function (Python/ceval.c). Each message is put together as CPython
 * does it, with the lists and strs that it makes on the way: they take objects from the free lists and move the counts.
 */
import type { CodeObject } from "../compile/code";
import { calculateSuggestions } from "../text/suggestions";
import { at } from "./arena";
import { count, type Signature } from "./arguments";
import { dictGetText } from "./dict";
import { raise } from "./errors";
import { codeOf } from "./frames";
import {
	FUNC_CODE,
	FUNC_DEFAULTS,
	FUNC_QUALNAME,
	LAYOUT_SET,
	NULL,
	type Ref,
	SIZE,
	T_DICT,
	T_LAYOUT,
	T_QUALNAME,
	TYPE,
} from "./layout";
import { Unsupported } from "./limits";
import { isList, listItem, listPush, newList } from "./list";
import { profile } from "./machine";
import { decref } from "./refcount";
import { setItems } from "./settable";
import { isStr, newStr, textOf } from "./str";
import type { NativeDef, Status } from "./tables";
import { isTuple, tupleItem } from "./tuple";
import { TYPE_ERROR } from "./typeids";
import { typeName } from "./types";

const plural = (n: number): string => (n === 1 ? "" : "s");

/**
 * The nearest of some names to one that was not found, or null (`_Py_CalculateSuggestions`). CPython puts the names into
 * a list for it, which moves the counts: ours is made too, and dropped.
 */
export function suggest(name: string, candidates: readonly string[]): string | null {
	if (candidates.length > 0) decref(newList(candidates.length));
	return calculateSuggestions(candidates, name);
}

/** 'a', 'b', and 'c' */
function nameList(quoted: readonly string[]): string {
	if (quoted.length <= 1) return quoted.join("");
	if (quoted.length === 2) return `${quoted[0]} and ${quoted[1]}`;
	return `${quoted.slice(0, -1).join(", ")}, and ${quoted.at(-1)}`;
}

/** `missing_arguments` and `format_missing`, for the parameters from one on whose places are empty: TypeError set. */
export function missingArguments(func: Ref, locals: number, from: number, to: number): false {
	const code = codeOf(at(func + FUNC_CODE));
	const kind = from < code.argcount ? "positional" : "keyword-only";
	const missing = code.localsplusnames.slice(from, to).filter((_name, i) => at(locals + from + i) === NULL);
	const quoted = missing.map((name) => `'${name}'`);
	const names = newList(missing.length);
	for (const name of quoted) listPush(names, newStr(name));
	const text = nameList(quoted);
	const joined = missing.length > 1 ? newStr(text) : NULL;
	const qualname = textOf(at(func + FUNC_QUALNAME));
	raise(
		TYPE_ERROR,
		`${qualname}() missing ${missing.length} required ${kind} argument${plural(missing.length)}: ${text}`,
	);
	if (joined !== NULL) decref(joined);
	decref(names);
	return false;
}

/** `too_many_positional`: TypeError set. `locals` are those bound so far. */
export function tooManyPositional(func: Ref, code: CodeObject, given: number, locals: number): void {
	const defaults = at(func + FUNC_DEFAULTS);
	const defcount = defaults === NULL ? 0 : at(defaults + SIZE);
	let keywordOnly = 0;
	for (let i = code.argcount; i < code.argcount + code.kwonlyargcount; i++) if (at(locals + i) !== NULL) keywordOnly++;
	const takes = defcount > 0 ? `from ${code.argcount - defcount} to ${code.argcount}` : `${code.argcount}`;
	const many = defcount > 0 || code.argcount !== 1;
	const keywords =
		keywordOnly > 0
			? ` positional argument${plural(given)} (and ${keywordOnly} keyword-only argument${plural(keywordOnly)})`
			: "";
	const takesStr = newStr(takes);
	const keywordsStr = newStr(keywords);
	raise(
		TYPE_ERROR,
		`${textOf(at(func + FUNC_QUALNAME))}() takes ${takes} positional argument${many ? "s" : ""} but ${given}${keywords} ${given === 1 && keywordOnly === 0 ? "was" : "were"} given`,
	);
	decref(takesStr);
	decref(keywordsStr);
}

/**
 * A keyword that no parameter takes: TypeError set. `kwnames` are all keywords of the call
 * (`positional_only_passed_as_keyword`, and `initialize_locals` after it).
 */
export function unexpectedKeyword(func: Ref, code: CodeObject, keyword: string, kwnames: Ref): void {
	const qualname = textOf(at(func + FUNC_QUALNAME));
	const positionalOnly = code.localsplusnames.slice(0, code.posonlyargcount);
	if (positionalOnly.length > 0) {
		const given = new Set<string>();
		for (let i = 0; i < at(kwnames + SIZE); i++) given.add(textOf(tupleItem(kwnames, i)));
		const passed = positionalOnly.filter((name) => given.has(name));
		const list = newList();
		for (const name of passed) listPush(list, newStr(name));
		if (passed.length > 0) {
			const text = passed.join(", ");
			const joined = newStr(text);
			raise(TYPE_ERROR, `${qualname}() got some positional-only arguments passed as keyword arguments: '${text}'`);
			decref(joined);
		}
		decref(list);
		if (passed.length > 0) return;
	}
	const total = code.argcount + code.kwonlyargcount;
	const near = suggest(keyword, code.localsplusnames.slice(code.posonlyargcount, total));
	const hint = near === null ? "" : `. Did you mean '${near}'?`;
	raise(TYPE_ERROR, `${qualname}() got an unexpected keyword argument '${keyword}'${hint}`);
}

/** A native function as messages name it (`_PyObject_FunctionStr`). */
function functionText(def: NativeDef, self: Ref): string {
	if (def.kind === "function") return def.owner === "builtins" ? def.name : `${def.owner}.${def.name}`;
	return def.kind === "classmethod" ? `${textOf(at(self + T_QUALNAME))}.${def.name}` : def.qualname;
}

/** Arguments that a native without named parameters does not take: keywords, or too many or too few (`cfunction_check_kwargs` and the like). */
export function nativeRefused(def: NativeDef, self: Ref, given: number, keywords: boolean): typeof NULL {
	const shown = functionText(def, self);
	if (keywords) return raise(TYPE_ERROR, `${shown}() takes no keyword arguments`);
	if (def.style === "NOARGS") return raise(TYPE_ERROR, `${shown}() takes no arguments (${given} given)`);
	if (def.style === "O") return raise(TYPE_ERROR, `${shown}() takes exactly one argument (${given} given)`);
	const few = given < def.min;
	const bound = def.min === def.max ? "" : few ? "at least " : "at most ";
	return raise(TYPE_ERROR, `${def.name} expected ${bound}${count(few ? def.min : def.max, "argument")}, got ${given}`);
}

/** A method of a type is called with nothing, or with an object of another type (`method_check_args`). */
export function descriptorRefused(def: NativeDef, owner: Ref, args: number, nargs: number): typeof NULL {
	if (nargs === 0) return raise(TYPE_ERROR, `unbound method ${def.qualname}() needs an argument`);
	return raise(
		TYPE_ERROR,
		`descriptor '${def.name}' for '${typeName(owner)}' objects doesn't apply to a '${typeName(at(at(args) + TYPE))}' object`,
	);
}

/** A slot wrapper that takes `least` to `most` arguments was given others: `wrapperdescr_raw_call`, `check_num_args`, `PyArg_UnpackTuple`. */
export function wrapperMisused(name: string, keywords: boolean, least: number, most: number, given: number): Status {
	if (keywords) return raise(TYPE_ERROR, `wrapper ${name}() takes no keyword arguments`);
	const named = profile().name !== "3.13";
	if (named && /^__r?pow__$/.test(name)) return raise(TYPE_ERROR, `expected 1 or 2 arguments, got ${given}`);
	const bound = least === most ? "" : given < least ? "at least " : "at most ";
	const n = given < least ? least : most;
	// What may take more than one argument unpacks them, in 3.13 in the name of no function.
	const unpacker = most > 1 ? `${named ? name : ""} ` : "";
	return raise(TYPE_ERROR, `${unpacker}expected ${bound}${n} argument${plural(n)}, got ${given}`);
}

/** What is wrong with arguments that do not fit a native, in CPython's order (`_PyArg_UnpackKeywords`): `given` are those that found their places. */
export function argumentsRefused(s: Signature, given: readonly Ref[], nargs: number, kwnames: Ref): null {
	const { name, params } = s;
	const kwcount = kwnames === NULL ? 0 : at(kwnames + SIZE);
	const max = s.max < 0 ? params.length : s.max;
	const refuse = (problem: string): null => {
		raise(TYPE_ERROR, problem);
		return null;
	};
	if (nargs + kwcount > params.length) {
		const noun = kwcount > 0 && nargs === 0 ? "keyword argument" : "argument";
		return refuse(`${name}() takes at most ${count(params.length, noun)} (${nargs + kwcount} given)`);
	}
	if (nargs > max) {
		if (max === 0) return refuse(`${name}() takes no positional arguments`);
		const bound = s.min < max ? "at most" : "exactly";
		return refuse(`${name}() takes ${bound} ${count(max, "positional argument")} (${nargs} given)`);
	}
	// Those in front that callers cannot name are counted before any other is looked for.
	const named = params.findIndex((param) => param !== "");
	const hidden = s.positionalOnly ?? (named < 0 ? params.length : named);
	const least = Math.min(hidden, s.min);
	if (nargs < least) {
		const bound = least < max ? "at least" : "exactly";
		return refuse(`${name}() takes ${bound} ${count(least, "positional argument")} (${nargs} given)`);
	}
	for (let i = least; i < s.min; i++)
		if (given[i] === NULL) return refuse(`${name}() missing required argument '${params[i]}' (pos ${i + 1})`);
	const taken = new Set<number>(Array.from({ length: nargs }, (_, i) => i));
	for (let i = 0; i < kwcount; i++) {
		const text = textOf(tupleItem(kwnames, i));
		const place = params.indexOf(text, hidden);
		if (place >= 0 && !taken.has(place)) taken.add(place);
		else if (place >= 0) return refuse(`argument for ${name}() given by name ('${text}') and position (${place + 1})`);
		else {
			const near = suggest(text, params.slice(hidden));
			const hint = near === null ? "" : `. Did you mean '${near}'?`;
			return refuse(`${name}() got an unexpected keyword argument '${text}'${hint}`);
		}
	}
	return null;
}

/** More keywords than a native takes, or one that it does not know: see `checkKeywords`. */
export function keywordsRefused(kwnames: Ref, what: string, allowed: readonly string[]): false {
	const n = at(kwnames + SIZE);
	const unknown = Array.from({ length: n }, (_, i) => textOf(tupleItem(kwnames, i))).find(
		(name) => !allowed.includes(name),
	);
	if (allowed.length === 0) raise(TYPE_ERROR, `${what}() takes no keyword arguments`);
	else if (n > allowed.length || unknown === undefined)
		raise(TYPE_ERROR, `${what}() takes at most ${count(allowed.length, "keyword argument")} (${n} given)`);
	else {
		const near = suggest(unknown, allowed);
		raise(
			TYPE_ERROR,
			`${what}() got an unexpected keyword argument '${unknown}'${near === null ? "" : `. Did you mean '${near}'?`}`,
		);
	}
	return false;
}

/** What `enumerate_vectorcall` says of too many arguments, of none, or of a keyword. */
export function enumerateRefused(given: number, keyword: string): null {
	raise(
		TYPE_ERROR,
		given > 2
			? `enumerate() takes at most 2 arguments (${given} given)`
			: given === 0
				? "enumerate() missing required argument 'iterable'"
				: `'${keyword}' is an invalid keyword argument for enumerate()`,
	);
	return null;
}

/** A class with abstract methods is not made into instances: names them, sorted. */
export function abstractRefused(type: Ref): typeof NULL {
	const methods = dictGetText(at(type + T_DICT), "__abstractmethods__");
	const names = isTuple(methods)
		? Array.from({ length: at(methods + SIZE) }, (_, i) => tupleItem(methods, i))
		: at(at(methods + TYPE) + T_LAYOUT) === LAYOUT_SET
			? setItems(methods)
			: isList(methods)
				? Array.from({ length: at(methods + SIZE) }, (_, i) => listItem(methods, i))
				: null;
	if (names === null || !names.every(isStr)) throw new Unsupported("__abstractmethods__ that are not a set of names");
	const sorted = names.map(textOf).sort();
	return raise(
		TYPE_ERROR,
		`Can't instantiate abstract class ${typeName(type)} without an implementation for abstract method${sorted.length > 1 ? "s" : ""} '${sorted.join("', '")}'`,
	);
}
