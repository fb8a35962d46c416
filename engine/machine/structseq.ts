/** Struct sequences: tuples of a fixed length whose items have names (Objects/structseq.c). */
import { allocGc } from "./alloc";
import { at, H } from "./arena";
import { through } from "./call";
import { declareAttribute, declareType } from "./declarations";
import { raise } from "./errors";
import { track } from "./gclist";
import { newInt } from "./int";
import { LAYOUT_TUPLE, PUSHED, type Ref, SIZE, T_BASICSIZE, TF_GC, TF_NO_NEW, TF_TUPLE, TUPLE_ITEMS } from "./layout";
import { Unsupported } from "./limits";
import { N0 } from "./natives";
import { repr } from "./operators";
import { decref, incref } from "./refcount";
import { tupleFromIterable } from "./sequencetuple";
import { newStr, textOf } from "./str";
import { calling, nativeKind, S_NEW, S_REPR, type Status, unary } from "./tables";
import { tupleItem } from "./tuple";
import { TUPLE, TYPE_ERROR } from "./typeids";
import { typeName } from "./types";

/** Words: the type. The items come as a tuple. */
const NEW = nativeKind("struct sequence", (frame, items) => {
	const type = at(frame + N0);
	const { shown: needed, all } = lengths.get(type) ?? { shown: 0, all: 0 };
	const given = at(items + SIZE);
	let status: Status;
	if (given >= needed && given <= all) {
		status = newStructSequence(
			type,
			Array.from({ length: needed }, (_item, i) => incref(tupleItem(items, i))),
		);
		track(status);
	} else {
		const bound = all === needed ? "a " : given < needed ? "an at least " : "an at most ";
		const limit = given < needed ? needed : all;
		status = raise(TYPE_ERROR, `${typeName(type)}() takes ${bound}${limit}-sequence (${given}-sequence given)`);
	}
	decref(items);
	return status;
});
/** How many items a sequence of a type shows, and how many may be given to make one. */
const lengths = new Map<Ref, { readonly shown: number; readonly all: number }>();

/** `repr` of items that are plain values, as all of the interpreter's own are. */
function shown(item: Ref): string {
	const status = repr(item);
	if (status === PUSHED) throw new Unsupported("the repr of a struct sequence whose items have one in Python");
	const text = status === 0 ? "" : textOf(status);
	if (status !== 0) decref(status);
	return text;
}

/**
 * Declares a type of struct sequences, `module.name`; `made`: whether a program may call it. `hidden`: fields that are
 * not among its items, and what they are.
 */
export function declareStructSequence(
	type: Ref,
	name: string,
	fields: readonly string[],
	made: boolean,
	hidden: Readonly<Record<string, () => Ref>> = {},
): void {
	const hiddenFields = Object.entries(hidden);
	lengths.set(type, { shown: fields.length, all: fields.length + hiddenFields.length });
	const [module = "", own = ""] = name.split(".");
	declareType({
		type,
		name: own,
		module,
		base: TUPLE,
		layout: LAYOUT_TUPLE,
		bytes: 40,
		itemBytes: 8,
		words: TUPLE_ITEMS,
		flags: TF_GC | TF_TUPLE | (made ? 0 : TF_NO_NEW),
		slots: {
			[S_REPR]: unary((o) =>
				newStr(`${name}(${fields.map((field, i) => `${field}=${shown(tupleItem(o, i))}`).join(", ")})`),
			),
			[S_NEW]: calling((cls, args, nargs): Status => {
				if (nargs < 1) return raise(TYPE_ERROR, `${typeName(cls)} expected at least 1 argument, got 0`);
				return through(NEW, 1, (frame) => {
					H[frame + N0] = cls;
					return tupleFromIterable(at(args));
				});
			}),
		},
	});
	fields.forEach((field, i) => {
		declareAttribute(type, field, (o) => incref(tupleItem(o, i)));
	});
	for (const [field, value] of hiddenFields) declareAttribute(type, field, value);
	for (const [constant, n] of [
		["n_fields", fields.length + hiddenFields.length],
		["n_sequence_fields", fields.length],
		["n_unnamed_fields", 0],
	] as const)
		declareAttribute(type, constant, () => newInt(n));
}

/** A struct sequence of the items, which it takes over; not tracked, as `PyStructSequence_New` makes them. */
export function newStructSequence(type: Ref, items: readonly Ref[]): Ref {
	const o = allocGc(type, at(type + T_BASICSIZE) + 8 * items.length, TUPLE_ITEMS + items.length);
	H[o + SIZE] = items.length;
	for (const [i, item] of items.entries()) H[o + TUPLE_ITEMS + i] = item;
	return o;
}
