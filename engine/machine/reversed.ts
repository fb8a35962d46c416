/** `reversed` of what has items by position (Objects/enumobject.c). */
import { at, H } from "./arena";
import { checkKeywords } from "./arguments";
import { through } from "./call";
import { newInstance } from "./classes";
import { declareType } from "./declarations";
import { clearError, errorIs, raise } from "./errors";
import { intNumber, newInt } from "./int";
import { EXHAUSTED, ITSELF, stopIteration } from "./iterators";
import { FIELDS, LAYOUT_FIELDS, NULL, PUSHED, type Ref, TF_BASETYPE, TF_GC, TYPE } from "./layout";
import { N0, popNative, pushNative } from "./natives";
import { length } from "./operators";
import { clearref, decref, incref } from "./refcount";
import { callBound } from "./special";
import {
	type Binary,
	binarySlots,
	calling,
	declareRemaining,
	isSequence,
	nativeKind,
	S_GETITEM,
	S_INIT,
	S_ITER,
	S_NEW,
	S_NEXT,
	slotOf,
	unary,
} from "./tables";
import { INDEX_ERROR, NONE, OBJECT, REVERSED, STOP_ITERATION, TYPE_ERROR } from "./typeids";
import { sameSlot, typeLookupText, typeName } from "./types";

const SEQ = FIELDS;
const SEQ_INDEX = FIELDS + 1;

const REVERSED_NEXT = nativeKind(
	"__getitem__ of reversed",
	(frame, value) => {
		const it = at(frame + N0);
		H[it + SEQ_INDEX] = at(it + SEQ_INDEX) - 1;
		return value;
	},
	(frame) => (reversedEnded(at(frame + N0)) ? stopIteration() : NULL),
);
function reversedEnded(it: Ref): boolean {
	if (!errorIs(INDEX_ERROR) && !errorIs(STOP_ITERATION)) return false;
	clearError();
	H[it + SEQ_INDEX] = -1;
	clearref(it + SEQ);
	return true;
}

/** Words: 0 class, 1 sequence. Its length comes. */
const REVERSED_NEW = nativeKind("reversed()", (frame, value) => {
	const o = newInstance(at(frame + N0));
	H[o + SEQ] = incref(at(frame + N0 + 1));
	H[o + SEQ_INDEX] = intNumber(value) - 1;
	decref(value);
	return o;
});

declareRemaining(REVERSED, (it) => (at(it + SEQ) === NULL ? 0 : at(it + SEQ_INDEX) + 1));
declareType({
	type: REVERSED,
	name: "reversed",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 48,
	words: 8,
	refs: 1,
	flags: TF_GC | TF_BASETYPE,
	slots: {
		[S_ITER]: ITSELF,
		[S_NEXT]: unary((it) => {
			const seq = at(it + SEQ);
			const i = at(it + SEQ_INDEX);
			if (seq === NULL) return EXHAUSTED;
			if (i < 0) {
				clearref(it + SEQ);
				return EXHAUSTED;
			}
			const frame = pushNative(REVERSED_NEXT, 1, 0);
			H[frame + N0] = it;
			const index = newInt(i);
			const status = (binarySlots[slotOf(seq, S_GETITEM)] as Binary)(seq, index);
			decref(index);
			if (status === PUSHED) return PUSHED;
			popNative(frame);
			if (status === NULL) return reversedEnded(it) ? EXHAUSTED : NULL;
			H[it + SEQ_INDEX] = i - 1;
			return status;
		}),
		[S_NEW]: calling((type, args, nargs, kwnames) => {
			if (sameSlot(type, REVERSED, S_INIT) && !checkKeywords(kwnames, "reversed", [])) return NULL;
			if (nargs !== 1) return raise(TYPE_ERROR, `reversed expected 1 argument, got ${nargs}`);
			const seq = at(args);
			const method = typeLookupText(at(seq + TYPE), "__reversed__");
			const notReversible = () => raise(TYPE_ERROR, `'${typeName(at(seq + TYPE))}' object is not reversible`);
			if (method === NONE) return notReversible();
			if (method !== NULL) return callBound(method, seq);
			if (!isSequence(seq)) return notReversible();
			return through(REVERSED_NEW, 2, (frame) => {
				H[frame + N0] = type;
				H[frame + N0 + 1] = seq;
				return length(seq);
			});
		}),
	},
});
