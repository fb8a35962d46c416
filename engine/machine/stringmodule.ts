/** _string: format strings taken apart, for string.Formatter (Objects/stringlib/unicode_format.h). */
import { isFault } from "../text/fault";
import { readMarkup, splitFieldName } from "../text/strFormat";
import { at } from "./arena";
import { raise } from "./errors";
import { raiseFault } from "./faults";
import { newBool, newInt } from "./int";
import { getIter } from "./iterators";
import { NULL, type Ref, TYPE } from "./layout";
import { listPush, newList } from "./list";
import { work } from "./machine";
import { declareFunction } from "./moduletable";
import { decref } from "./refcount";
import { isStr, newStr, textOf } from "./str";
import { tupleOf } from "./tuple";
import { NONE, TYPE_ERROR } from "./typeids";
import { typeName } from "./types";

/** A tuple of new references. */
function packed(...items: readonly Ref[]): Ref {
	const tuple = tupleOf(...items);
	for (const item of items) decref(item);
	return tuple;
}

function textArgument(o: Ref): string | null {
	if (isStr(o)) return textOf(o);
	raise(TYPE_ERROR, `expected str, got ${typeName(at(o + TYPE))}`);
	return null;
}

/** An iterator over a list that is given up. */
function iteratorOver(list: Ref): Ref {
	const it = getIter(list);
	decref(list);
	return it;
}

declareFunction("_string", "formatter_parser", 1, 1, (_self, args) => {
	const text = textArgument(at(args));
	if (text === null) return NULL;
	work(text.length >> 3);
	const list = newList();
	for (const piece of readMarkup(text)) {
		if (isFault(piece)) {
			decref(list);
			return raiseFault(piece);
		}
		const { literal, field } = piece;
		listPush(
			list,
			field === null
				? packed(newStr(literal), NONE, NONE, NONE)
				: packed(
						newStr(literal),
						newStr(field.name),
						newStr(field.spec),
						field.conversion === null ? NONE : newStr(field.conversion),
					),
		);
	}
	return iteratorOver(list);
});

declareFunction("_string", "formatter_field_name_split", 1, 1, (_self, args) => {
	const text = textArgument(at(args));
	if (text === null) return NULL;
	const split = splitFieldName(text);
	if (isFault(split)) return raiseFault(split);
	const rest = newList();
	for (const step of split.path) {
		if (isFault(step)) {
			decref(rest);
			return raiseFault(step);
		}
		const what = step.kind === "index" ? newInt(step.index) : newStr(step.kind === "attribute" ? step.name : step.key);
		listPush(rest, packed(newBool(step.kind === "attribute"), what));
	}
	const { first } = split;
	return packed(first.kind === "index" ? newInt(first.index) : newStr(first.name), iteratorOver(rest));
});
