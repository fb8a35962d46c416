/** Arguments given by position and by name, brought to one place each (Python/getargs.c). */
import { at } from "./arena";
import { argumentsRefused, keywordsRefused } from "./callerrors";
import { dictSetStr, newDict } from "./dict";
import { NULL, type Ref, SIZE } from "./layout";
import { textOf } from "./str";
import { tupleItem } from "./tuple";

/** What a native takes: its name in messages, its parameters, how many must be there, how many may stand by position (-1: all). */
export interface Signature {
	readonly name: string;
	readonly params: readonly string[];
	readonly min: number;
	readonly max: number;
	/** Parameters from the first on that have no name for callers: their entry in `params` only counts. */
	readonly positionalOnly?: number;
}

export function count(n: number, noun: string): string {
	return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

/**
 * The arguments in the order of the parameters, borrowed, 0 where one is absent; null with TypeError set
 * (`_PyArg_UnpackKeywords`). `kwnames` may be 0; the values of its names follow the positional ones.
 */
export function resolveArguments(s: Signature, args: number, nargs: number, kwnames: Ref): Ref[] | null {
	const { params } = s;
	const kwcount = kwnames === NULL ? 0 : at(kwnames + SIZE);
	if (nargs + kwcount > params.length || (s.max >= 0 && nargs > s.max)) return argumentsRefused(s, [], nargs, kwnames);
	const given: Ref[] = [];
	for (let i = 0; i < nargs; i++) given.push(at(args + i));
	for (let i = nargs; i < params.length; i++) given.push(NULL);
	const hidden = s.positionalOnly ?? 0;
	let fits = true;
	for (let i = 0; i < kwcount; i++) {
		const place = params.indexOf(textOf(tupleItem(kwnames, i)), hidden);
		if (place >= 0 && given[place] === NULL) given[place] = at(args + nargs + i);
		else fits = false;
	}
	for (let i = 0; i < s.min; i++) if (given[i] === NULL) fits = false;
	return fits ? given : argumentsRefused(s, given, nargs, kwnames);
}

/** The arguments of a constructor none of whose parameters must be given: as `resolveArguments` does. */
export function optionalArguments(
	name: string,
	params: readonly string[],
	args: number,
	nargs: number,
	kwnames: Ref,
): Ref[] | null {
	return resolveArguments({ name, params, min: 0, max: params.length }, args, nargs, kwnames);
}

/** `_PyStack_AsDict`: the keywords of a call whose values stand at `values`, as a dict. Owned. */
export function keywordsDict(values: number, kwnames: Ref): Ref {
	const dict = newDict();
	for (let i = 0; i < at(kwnames + SIZE); i++) dictSetStr(dict, tupleItem(kwnames, i), at(values + i));
	return dict;
}

/** A keyword argument of a native that takes its keywords raw: borrowed, or 0. */
export function keywordArgument(args: number, nargs: number, kwnames: Ref, name: string): Ref {
	if (kwnames === NULL) return NULL;
	const n = at(kwnames + SIZE);
	for (let i = 0; i < n; i++) if (textOf(tupleItem(kwnames, i)) === name) return at(args + nargs + i);
	return NULL;
}

/** TypeError where more keywords or others than the allowed ones were given (`vgetargskeywords` without positional ones); true: all are known. */
export function checkKeywords(kwnames: Ref, what: string, allowed: readonly string[]): boolean {
	if (kwnames === NULL) return true;
	const n = at(kwnames + SIZE);
	let fits = n <= allowed.length;
	for (let i = 0; i < n && fits; i++) fits = allowed.includes(textOf(tupleItem(kwnames, i)));
	return fits || keywordsRefused(kwnames, what, allowed);
}
