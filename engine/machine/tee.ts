/** itertools.tee: copies of an iterator that share what it gave, in blocks of LINKCELLS (Modules/itertoolsmodule.c). */
import { at, H } from "./arena";
import { through } from "./call";
import { newInstance } from "./classes";
import { declareMethod, declareType } from "./declarations";
import { drawingKind } from "./drawing";
import { raise } from "./errors";
import { EXHAUSTED, getIter, ITSELF, iterNext } from "./iterators";
import {
	FIELDS,
	LAYOUT_FIELDS,
	NULL,
	PUSHED,
	type Ref,
	TF_CLEARS,
	TF_GC,
	TF_VISITS_TYPE,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { declareFunction, declareValue } from "./moduletable";
import { beginFrame, N0, setState, stateOf } from "./natives";
import { ssizeOf } from "./operators";
import { decref, incref, setref } from "./refcount";
import { calling, nativeKind, S_ITER, S_NEW, S_NEXT, type Status, unary } from "./tables";
import { newTuple } from "./tuple";
import { EMPTY_TUPLE, OBJECT, RUNTIME_ERROR, TEE, TEE_DATA, TYPE_ERROR, VALUE_ERROR } from "./typeids";

/** How many items a block has: it fills eight cache lines in CPython. */
const LINKCELLS = 57;

/** Of a block: the iterator, the items, the next block; then how many items were read, and 1 while one is. */
const D_ITERATOR = FIELDS;
const D_ITEMS = FIELDS + 1;
const D_NEXT = D_ITEMS + LINKCELLS;
const D_READ = D_NEXT + 1;
const D_RUNNING = D_NEXT + 2;
const D_REFS = LINKCELLS + 2;
/** Of a tee: its block; then its place in it and its weak references. */
const E_DATA = FIELDS;
const E_INDEX = FIELDS + 1;
const E_WEAKLIST = FIELDS + 2;
const E_WORDS = FIELDS + 3;

/** A block over an iterator (counted). */
function newBlock(it: Ref): Ref {
	const block = newInstance(TEE_DATA);
	H[block + D_ITERATOR] = incref(it);
	return block;
}

/** A tee at a block (owned by it from now on). */
function newTee(block: Ref, index: number): Ref {
	const tee = newInstance(TEE);
	H[tee + E_DATA] = block;
	H[tee + E_INDEX] = index;
	return tee;
}

/** Words: 0 the block (owned), 1 the tee, 2 the place. State 1: an item comes. */
const TEE_NEXT = drawingKind(
	"tee",
	(frame, first) => {
		const w = frame + N0;
		const block = at(w);
		const i = at(w + 2);
		let value: Status = first;
		if (stateOf(frame) === 0) {
			setState(frame, 1);
			H[block + D_RUNNING] = 1;
			value = iterNext(at(block + D_ITERATOR));
			if (value === PUSHED) return PUSHED;
		}
		H[block + D_RUNNING] = 0;
		if (value === NULL || value === EXHAUSTED) return value;
		H[block + D_READ] = at(block + D_READ) + 1;
		H[block + D_ITEMS + i] = value;
		H[at(w + 1) + E_INDEX] = at(at(w + 1) + E_INDEX) + 1;
		return incref(value);
	},
	1,
	(frame) => {
		H[at(frame + N0) + D_RUNNING] = 0;
	},
);

/** `tee_copy` */
function copyTee(tee: Ref): Ref {
	return newTee(incref(at(tee + E_DATA)), at(tee + E_INDEX));
}

/** The iterator as a tee: itself copied if it is one (`tee_fromiterable`). Takes over `it`. */
function teeFrom(it: Ref): Ref {
	const tee = at(it + TYPE) === TEE ? copyTee(it) : newTee(newBlock(it), 0);
	decref(it);
	return tee;
}

declareType({
	type: TEE_DATA,
	name: "_tee_dataobject",
	module: "itertools",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 512,
	words: FIELDS + D_REFS + 2,
	refs: D_REFS,
	flags: TF_GC | TF_CLEARS | TF_VISITS_TYPE,
	slots: {},
});
declareType({
	type: TEE,
	name: "_tee",
	module: "itertools",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 64,
	words: E_WORDS,
	refs: 1,
	weakAt: E_WEAKLIST,
	flags: TF_GC | TF_CLEARS | TF_VISITS_TYPE,
	slots: {
		[S_ITER]: ITSELF,
		[S_NEXT]: unary((tee) => {
			let block = at(tee + E_DATA);
			if (at(tee + E_INDEX) >= LINKCELLS) {
				// teedataobject_jumplink: the next block is made by whoever comes to it first.
				if (at(block + D_NEXT) === NULL) H[block + D_NEXT] = newBlock(at(block + D_ITERATOR));
				const next = incref(at(block + D_NEXT));
				H[tee + E_INDEX] = 0;
				setref(tee + E_DATA, next);
				block = next;
			}
			const i = at(tee + E_INDEX);
			if (i < at(block + D_READ)) {
				H[tee + E_INDEX] = i + 1;
				return incref(at(block + D_ITEMS + i));
			}
			if (at(block + D_RUNNING) !== 0) return raise(RUNTIME_ERROR, "cannot re-enter the tee iterator");
			return beginFrame(TEE_NEXT, 3, 1, (w) => {
				H[w] = incref(block);
				H[w + 1] = tee;
				H[w + 2] = i;
			});
		}),
		[S_NEW]: calling((_type, args, nargs) => {
			if (nargs !== 1) return raise(TYPE_ERROR, `_tee expected 1 argument, got ${nargs}`);
			return through(FROM_ITERATOR, 0, () => getIter(at(args)));
		}),
	},
});
const FROM_ITERATOR = nativeKind("_tee()", (_frame, it) => teeFrom(it));
declareMethod(TEE, "__copy__", 0, 0, copyTee);

/** Word: how many tees are asked for. The iterator comes. */
const TEES = nativeKind("tee()", (frame, it) => {
	const n = at(frame + N0);
	const result = newTuple(n);
	const tee = teeFrom(it);
	H[result + TUPLE_ITEMS] = tee;
	for (let i = 1; i < n; i++) H[result + TUPLE_ITEMS + i] = copyTee(tee);
	return result;
});

declareFunction("itertools", "tee", 1, 2, (_self, args, nargs) => {
	const n = nargs > 1 ? ssizeOf(at(args + 1)) : 2;
	if (Number.isNaN(n)) return NULL;
	if (n < 0) return raise(VALUE_ERROR, "n must be >= 0");
	if (n === 0) return EMPTY_TUPLE;
	return through(TEES, 1, (frame) => {
		H[frame + N0] = n;
		return getIter(at(args));
	});
});
declareValue("itertools", "_tee", () => TEE);
declareValue("itertools", "_tee_dataobject", () => TEE_DATA);
