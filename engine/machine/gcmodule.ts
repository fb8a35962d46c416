/** The gc module: its functions and attributes (Modules/gcmodule.c). */
import { at, H } from "./arena";
import { optionalSsize } from "./cintegers";
import { dictSetOwned, newDict } from "./dict";
import { raise } from "./errors";
import { collect, DEBUG_COLLECTABLE, DEBUG_SAVEALL, DEBUG_STATS, DEBUG_UNCOLLECTABLE } from "./gc";
import { gcListMerge, gcListSize, isTracked } from "./gclist";
import { GENERATIONS, generationHead, PERMANENT_LIST } from "./generations";
import { newBool, newInt } from "./int";
import {
	FINALIZED,
	FLAGS,
	GC_NEXT,
	GEN_COLLECTED,
	GEN_COLLECTIONS,
	GEN_COUNT,
	GEN_THRESHOLD,
	GEN_UNCOLLECTABLE,
	HAS_GC,
	NULL,
	R_GC_CALLBACKS,
	R_GC_COLLECTING,
	R_GC_DEBUG,
	R_GC_ENABLED,
	R_GC_GARBAGE,
	type Ref,
	TUPLE_ITEMS,
} from "./layout";
import { listAppend, listPush, newList } from "./list";
import { work } from "./machine";
import { declareFunction, declareValue } from "./moduletable";
import { cIntOf, indexOf } from "./operators";
import { argumentTuple } from "./packed";
import { decref, incref } from "./refcount";
import { traverse } from "./traversal";
import { newTuple } from "./tuple";
import { NONE, OVERFLOW_ERROR, TYPE_ERROR, VALUE_ERROR } from "./typeids";

declareFunction(
	"gc",
	"collect",
	0,
	1,
	(_self, args) => {
		const given = at(args);
		const generation = given === NULL ? 2 : cIntOf(given);
		if (Number.isNaN(generation)) return NULL;
		if (generation < 0 || generation >= GENERATIONS) return raise(VALUE_ERROR, "invalid generation");
		if (at(R_GC_COLLECTING) !== 0) return newInt(0);
		return collect(generation, "called");
	},
	{ params: ["generation"] },
);
declareFunction("gc", "enable", 0, 0, () => {
	H[R_GC_ENABLED] = 1;
	return NONE;
});
declareFunction("gc", "disable", 0, 0, () => {
	H[R_GC_ENABLED] = 0;
	return NONE;
});
declareFunction("gc", "isenabled", 0, 0, () => newBool(at(R_GC_ENABLED) !== 0));
declareFunction("gc", "is_tracked", 1, 1, (_self, args) =>
	newBool((at(at(args) + FLAGS) & HAS_GC) !== 0 && at(at(args)) > 0 && isTracked(at(args))),
);
declareFunction("gc", "is_finalized", 1, 1, (_self, args) => newBool((at(at(args) + FLAGS) & FINALIZED) !== 0));
const three = (values: readonly number[]): Ref => {
	const t = newTuple(3);
	values.forEach((v, i) => {
		H[t + TUPLE_ITEMS + i] = newInt(v);
	});
	return t;
};
declareFunction("gc", "get_count", 0, 0, () => three([0, 1, 2].map((g) => at(generationHead(g) + GEN_COUNT))));
declareFunction("gc", "get_threshold", 0, 0, () => three([0, 1, 2].map((g) => at(generationHead(g) + GEN_THRESHOLD))));
declareFunction("gc", "set_threshold", 0, -1, (_self, args, nargs) => {
	if (nargs < 1 || nargs > GENERATIONS) return raise(TYPE_ERROR, "gc.set_threshold requires 1 to 3 arguments");
	const thresholds: number[] = [];
	for (let i = 0; i < nargs; i++) {
		const n = indexOf(at(args + i));
		if (Number.isNaN(n)) return NULL;
		if (n > INT_MAX) return raise(OVERFLOW_ERROR, "signed integer is greater than maximum");
		if (n < -INT_MAX - 1) return raise(OVERFLOW_ERROR, "signed integer is less than minimum");
		thresholds.push(n);
	}
	thresholds.forEach((n, g) => {
		H[generationHead(g) + GEN_THRESHOLD] = n;
	});
	return NONE;
});
const INT_MAX = 2 ** 31 - 1;
declareFunction("gc", "get_debug", 0, 0, () => newInt(at(R_GC_DEBUG)));
declareFunction("gc", "set_debug", 1, 1, (_self, args) => {
	const n = cIntOf(at(args));
	if (Number.isNaN(n)) return NULL;
	H[R_GC_DEBUG] = n;
	return NONE;
});
declareFunction(
	"gc",
	"get_objects",
	0,
	1,
	(_self, args) => {
		const given = at(args);
		const wanted = given === NULL ? -1 : optionalSsize(given, -1);
		if (Number.isNaN(wanted)) return NULL;
		const list = newList();
		if (wanted >= GENERATIONS) {
			decref(list);
			return raise(VALUE_ERROR, "generation parameter must be less than the number of available generations (3)");
		}
		if (wanted < -1) {
			decref(list);
			return raise(VALUE_ERROR, "generation parameter cannot be negative");
		}
		for (let g = 0; g < GENERATIONS; g++) {
			if (wanted >= 0 && wanted !== g) continue;
			const head = generationHead(g);
			for (let o = at(head + GC_NEXT); o !== head; o = at(o + GC_NEXT)) if (o !== list) listAppend(list, o);
		}
		return list;
	},
	{ params: ["generation"] },
);
declareFunction("gc", "get_referrers", 0, -1, (_self, args, nargs) => {
	const list = newList();
	const asked = argumentTuple(args, nargs);
	for (let g = 0; g < GENERATIONS; g++) {
		const head = generationHead(g);
		for (let o = at(head + GC_NEXT); o !== head; o = at(o + GC_NEXT)) {
			if (o === list || o === asked) continue;
			work(2);
			let refers = false;
			traverse(o, (child) => {
				for (let i = 0; i < nargs; i++) if (child === at(args + i)) refers = true;
			});
			if (refers) listAppend(list, o);
		}
	}
	decref(asked);
	return list;
});
declareFunction("gc", "get_referents", 0, -1, (_self, args, nargs) => {
	const list = newList();
	for (let i = 0; i < nargs; i++)
		if ((at(at(args + i) + FLAGS) & HAS_GC) !== 0) traverse(at(args + i), (child) => listAppend(list, child));
	return list;
});
/** What three dicts of three take off the work budget. */
const STATS_WORK = 40;

declareFunction("gc", "get_stats", 0, 0, () => {
	work(STATS_WORK);
	const list = newList();
	for (let g = 0; g < GENERATIONS; g++) {
		const d = newDict();
		const head = generationHead(g);
		dictSetOwned(d, "collections", newInt(at(head + GEN_COLLECTIONS)));
		dictSetOwned(d, "collected", newInt(at(head + GEN_COLLECTED)));
		dictSetOwned(d, "uncollectable", newInt(at(head + GEN_UNCOLLECTABLE)));
		listPush(list, d);
	}
	return list;
});
declareFunction("gc", "freeze", 0, 0, () => {
	for (let g = 0; g < GENERATIONS; g++) {
		gcListMerge(generationHead(g), PERMANENT_LIST);
		H[generationHead(g) + GEN_COUNT] = 0;
	}
	return NONE;
});
declareFunction("gc", "unfreeze", 0, 0, () => {
	gcListMerge(PERMANENT_LIST, generationHead(GENERATIONS - 1));
	return NONE;
});
declareFunction("gc", "get_freeze_count", 0, 0, () => newInt(gcListSize(PERMANENT_LIST)));
declareValue("gc", "garbage", () => incref(at(R_GC_GARBAGE)));
declareValue("gc", "callbacks", () => incref(at(R_GC_CALLBACKS)));
for (const [name, value] of [
	["DEBUG_STATS", DEBUG_STATS],
	["DEBUG_COLLECTABLE", DEBUG_COLLECTABLE],
	["DEBUG_UNCOLLECTABLE", DEBUG_UNCOLLECTABLE],
	["DEBUG_SAVEALL", DEBUG_SAVEALL],
	["DEBUG_LEAK", DEBUG_COLLECTABLE | DEBUG_UNCOLLECTABLE | DEBUG_SAVEALL],
] as const) {
	declareValue("gc", name, () => newInt(value));
}
