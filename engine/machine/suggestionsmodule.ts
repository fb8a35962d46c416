/** `_suggestions` (Modules/_suggestions.c): what the library's `traceback` asks for the nearest name. */
import { calculateSuggestions } from "../text/suggestions";
import { at } from "./arena";
import { raise } from "./errors";
import { type Ref, SIZE, TYPE } from "./layout";
import { listItem } from "./list";
import { work } from "./machine";
import { declareFunction } from "./moduletable";
import { incref } from "./refcount";
import { isStr, textOf } from "./str";
import { LIST, NONE, TYPE_ERROR } from "./typeids";
import { givenName } from "./types";

/** What comparing two names takes off the work budget, in about the steps of the distance's table. */
const COMPARE_WORK = 20;

declareFunction("_suggestions", "_generate_suggestions", 2, 2, (_self, args) => {
	const candidates = at(args);
	const wrong = at(args + 1);
	if (!isStr(wrong))
		return raise(TYPE_ERROR, `_generate_suggestions() argument 2 must be str, not ${givenName(wrong)}`);
	if (at(candidates + TYPE) !== LIST) return raise(TYPE_ERROR, "candidates must be a list");
	const n = at(candidates + SIZE);
	work(n * COMPARE_WORK);
	const names = new Map<string, Ref>();
	const texts: string[] = [];
	for (let i = 0; i < n; i++) {
		const item = listItem(candidates, i);
		if (!isStr(item)) return raise(TYPE_ERROR, "all elements in 'candidates' must be strings");
		const text = textOf(item);
		if (!names.has(text)) names.set(text, item);
		texts.push(text);
	}
	const nearest = calculateSuggestions(texts, textOf(wrong));
	return incref((nearest === null ? undefined : names.get(nearest)) ?? NONE);
});
