/** How exceptions are copied and pickled: `__reduce__`, `__getstate__` and `__setstate__` (Objects/exceptions.c). */
import { at, H } from "./arena";
import { nameArgument, setAttr } from "./attributes";
import { declareMethod } from "./declarations";
import { dictCopy, dictEntryAt, dictSetOwned, isDict, newDict } from "./dict";
import { raise } from "./errors";
import { ENTRY_KEY, ENTRY_VALUE, EXC_ARGS, EXC_DICT, EXC_FIELDS, NULL, PUSHED, type Ref, SIZE, TYPE } from "./layout";
import { N0, pushNative } from "./natives";
import { decref, incref, setref } from "./refcount";
import { nativeKind, type Status } from "./tables";
import { tupleItem, tupleOf } from "./tuple";
import { ATTRIBUTE_ERROR, BASE_EXCEPTION, IMPORT_ERROR, NONE, OS_ERROR, TYPE_ERROR } from "./typeids";

/** `(type, args)`, and the state where there is one. */
function reduced(self: Ref, args: Ref, state: Ref): Ref {
	return state === NULL || state === NONE ? tupleOf(at(self + TYPE), args) : tupleOf(at(self + TYPE), args, state);
}

declareMethod(BASE_EXCEPTION, "__reduce__", 0, 0, (self) => reduced(self, at(self + EXC_ARGS), at(self + EXC_DICT)));

/** Words: the name and the value being set (owned), the exception, the state, its next entry. */
const SET_STATE = nativeKind("BaseException.__setstate__", (frame, value) => {
	if (value !== NULL) decref(value);
	for (;;) {
		const entry = dictEntryAt(at(frame + N0 + 3), at(frame + N0 + 4));
		if (entry === -1) return NONE;
		H[frame + N0 + 4] = at(frame + N0 + 4) + 1;
		if (entry === 0) continue;
		setref(frame + N0, incref(at(entry + ENTRY_KEY)));
		setref(frame + N0 + 1, incref(at(entry + ENTRY_VALUE)));
		const name = nameArgument(at(frame + N0));
		if (name === NULL) return NULL;
		const status = setAttr(at(frame + N0 + 2), name, at(frame + N0 + 1));
		if (status === PUSHED || status === NULL) return status;
		decref(status);
	}
});
declareMethod(BASE_EXCEPTION, "__setstate__", 1, 1, (self, args): Status => {
	const state = at(args);
	if (state === NONE) return NONE;
	if (!isDict(state)) return raise(TYPE_ERROR, "state is not a dictionary");
	const frame = pushNative(SET_STATE, 5, 2);
	H[frame + N0 + 2] = self;
	H[frame + N0 + 3] = state;
	return PUSHED;
});

/** The instance's dict with some fields beside it, those that are set; None: there is neither. Owned. */
function stateWith(self: Ref, fields: readonly (readonly [name: string, value: Ref])[]): Ref {
	const dict = at(self + EXC_DICT);
	const set = fields.filter(([, value]) => value !== NULL);
	if (set.length === 0) return dict === NULL ? NONE : incref(dict);
	const state = dict === NULL ? newDict() : dictCopy(dict);
	for (const [name, value] of set) dictSetOwned(state, name, incref(value));
	return state;
}
function reducedWith(self: Ref, state: Ref): Ref {
	const result = reduced(self, at(self + EXC_ARGS), state);
	decref(state);
	return result;
}

/** `AttributeError_getstate`: the object is left out, since few of those can be pickled. */
const attributeErrorState = (self: Ref): Ref =>
	stateWith(self, [
		["name", at(self + EXC_FIELDS)],
		["args", at(self + EXC_ARGS)],
	]);
declareMethod(ATTRIBUTE_ERROR, "__getstate__", 0, 0, attributeErrorState);
declareMethod(ATTRIBUTE_ERROR, "__reduce__", 0, 0, (self) => reducedWith(self, attributeErrorState(self)));

/** `ImportError_getstate` */
const importErrorState = (self: Ref): Ref =>
	stateWith(
		self,
		["name", "path", "name_from"].map((name, i) => [name, at(self + EXC_FIELDS + i)]),
	);
declareMethod(IMPORT_ERROR, "__reduce__", 0, 0, (self) => reducedWith(self, importErrorState(self)));

const FILENAME = EXC_FIELDS + 2;
const FILENAME2 = EXC_FIELDS + 3;
/** `OSError_reduce`: the names of files, which `args` has not, stand among the arguments again. */
declareMethod(OS_ERROR, "__reduce__", 0, 0, (self) => {
	const given = at(self + EXC_ARGS);
	const filename = at(self + FILENAME);
	if (at(given + SIZE) !== 2 || filename === NULL) return reduced(self, given, at(self + EXC_DICT));
	const filename2 = at(self + FILENAME2);
	const args = tupleOf(
		tupleItem(given, 0),
		tupleItem(given, 1),
		filename,
		...(filename2 === NULL ? [] : [NONE, filename2]),
	);
	const result = reduced(self, args, at(self + EXC_DICT));
	decref(args);
	return result;
});
