/** Which names of a class are abstract: `_abc_init`, and what wrappers say of the functions that they wrap. */

import { VERSION } from "./abcdata";
import { at, H } from "./arena";
import { getAttr, setAttr } from "./attributes";
import { declareAttribute } from "./declarations";
import { dictDeleteStr, dictEntryAt, dictGetText } from "./dict";
import { clearError, errorIs, raise } from "./errors";
import { intNumber, isInt } from "./int";
import {
	ENTRY_KEY,
	ENTRY_VALUE,
	FIELDS,
	NULL,
	PUSHED,
	R_ABC_COUNTER,
	type Ref,
	SIZE,
	T_BASES,
	T_DICT,
	T_FLAGS,
	TF_HEAP,
	TF_MAPPING,
	TF_SEQUENCE,
} from "./layout";
import { Unsupported } from "./limits";
import { listAppend, listItem, newList } from "./list";
import { declareFunction } from "./moduletable";
import { N0, pushNative, setState, stateOf } from "./natives";
import { truth } from "./operators";
import { decref, incref } from "./refcount";
import { setAdd } from "./setoperations";
import { isAnySet, newSetOf, setItems } from "./settable";
import { nameRef } from "./special";
import { typeModified } from "./specialize";
import { intern } from "./str";
import { subclasses } from "./subclasses";
import { nativeKind, type Status } from "./tables";
import { tupleItem, tupleOf } from "./tuple";
import {
	ABC_DATA,
	ATTRIBUTE_ERROR,
	CLASSMETHOD,
	FALSE,
	FROZENSET,
	NONE,
	NOT_IMPLEMENTED,
	PROPERTY,
	STATICMETHOD,
	TRUE,
	TYPE_ERROR,
	TYPE_TYPE,
} from "./typeids";
import { isType, newFields } from "./types";

/** Words: the class, the pairs of name and value to look at, the abstract names (owned); which pair is next. */
const INIT = nativeKind(
	"_abc_init",
	(frame, value) => initStep(frame, value),
	(frame) => {
		if (!errorIs(ATTRIBUTE_ERROR) || stateOf(frame) === FINISHING) return NULL;
		clearError();
		return initStep(frame, FALSE);
	},
);
const LOOKING = 0;
const TESTING = 1;
/** The names of the bases, which must be fetched from the class first. */
const FETCHING = 2;
const FINISHING = 3;

/** `compute_abstract_methods`, one name after the other. */
function initStep(frame: number, given: Status): Status {
	const cls = at(frame + N0);
	const abstract = at(frame + N0 + 2);
	let value = given;
	for (;;) {
		const pairs = at(frame + N0 + 1);
		const i = at(frame + N0 + 3);
		switch (stateOf(frame)) {
			case LOOKING: {
				if (i >= at(pairs + SIZE)) return finishInit(frame);
				const pair = listItem(pairs, i);
				const what = tupleItem(pair, 1);
				setState(frame, what === NOT_IMPLEMENTED ? FETCHING : TESTING);
				value = what === NOT_IMPLEMENTED ? getAttr(cls, tupleItem(pair, 0)) : abstractFlag(what);
				break;
			}
			case FETCHING: {
				setState(frame, TESTING);
				const fetched = value;
				if (fetched === FALSE) break;
				value = abstractFlag(fetched);
				decref(fetched);
				break;
			}
			case TESTING: {
				const status = truth(value);
				if (status === PUSHED) throw new Unsupported("an __isabstractmethod__ whose __bool__ is Python code");
				decref(value);
				if (status === NULL) return NULL;
				if (status === TRUE && setAdd(abstract, tupleItem(listItem(pairs, i), 0)) === NULL) return NULL;
				H[frame + N0 + 3] = i + 1;
				setState(frame, LOOKING);
				value = NULL;
				continue;
			}
			default:
				return value;
		}
		if (value === PUSHED) return PUSHED;
		if (value === NULL) {
			if (!errorIs(ATTRIBUTE_ERROR)) return NULL;
			clearError();
			value = FALSE;
		}
	}
}

/** `_PyObject_IsAbstract`: `__isabstractmethod__`; a missing one counts as false. */
function abstractFlag(o: Ref): Status {
	return getAttr(o, nameRef("__isabstractmethod__"));
}

function finishInit(frame: number): Status {
	const cls = at(frame + N0);
	setState(frame, FINISHING);
	if (setAttr(cls, nameRef("__abstractmethods__"), at(frame + N0 + 2)) === NULL) return NULL;
	const data = newFields(ABC_DATA, 4);
	H[data + VERSION] = at(R_ABC_COUNTER);
	const name = intern("_abc_impl");
	const status = setAttr(cls, name, data);
	decref(name);
	decref(data);
	if (status === NULL) return NULL;
	const flags = intern("__abc_tpflags__");
	const given = dictGetText(at(cls + T_DICT), "__abc_tpflags__");
	if (given !== NULL && isInt(given)) {
		const bits = intNumber(given);
		if ((bits & CPYTHON_BOTH) === CPYTHON_BOTH) {
			decref(flags);
			return raise(TYPE_ERROR, "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING");
		}
		setCollectionFlag(
			cls,
			((bits & CPYTHON_SEQUENCE) !== 0 ? TF_SEQUENCE : 0) | ((bits & CPYTHON_MAPPING) !== 0 ? TF_MAPPING : 0),
		);
		dictDeleteStr(at(cls + T_DICT), flags);
		typeModified(cls);
	}
	decref(flags);
	return NONE;
}
const CPYTHON_SEQUENCE = 1 << 5;
const CPYTHON_MAPPING = 1 << 6;
const CPYTHON_BOTH = CPYTHON_SEQUENCE | CPYTHON_MAPPING;

declareFunction("_abc", "_abc_init", 1, 1, (_self, args) => {
	const cls = at(args);
	if (!isType(cls)) throw new Unsupported("_abc._abc_init of what is no class");
	const frame = pushNative(INIT, 4, 3);
	H[frame + N0] = incref(cls);
	const pairs = newList();
	const add = (name: Ref, value: Ref): void => {
		const pair = tupleOf(name, value);
		listAppend(pairs, pair);
		decref(pair);
	};
	for (let i = 0; ; i++) {
		const entry = dictEntryAt(at(cls + T_DICT), i);
		if (entry === -1) break;
		if (entry !== 0) add(at(entry + ENTRY_KEY), at(entry + ENTRY_VALUE));
	}
	const bases = at(cls + T_BASES);
	for (let i = 0; i < at(bases + SIZE); i++) {
		const base = tupleItem(bases, i);
		// What `type` has by this name is the attribute of all classes.
		const names = base === TYPE_TYPE ? NULL : dictGetText(at(base + T_DICT), "__abstractmethods__");
		if (names === NULL) continue;
		if (!isAnySet(names)) throw new Unsupported("a base whose __abstractmethods__ is no set");
		for (const name of setItems(names)) add(name, NOT_IMPLEMENTED);
	}
	H[frame + N0 + 1] = pairs;
	H[frame + N0 + 2] = newSetOf(FROZENSET);
	return PUSHED;
});

/** `set_collection_flag_recursive`: a class and those derived from it match sequence or mapping patterns; static types stay as they are. */
export function setCollectionFlag(cls: Ref, flag: number): void {
	if (flag === 0 || (at(cls + T_FLAGS) & TF_HEAP) === 0) return;
	H[cls + T_FLAGS] = (at(cls + T_FLAGS) & ~(TF_SEQUENCE | TF_MAPPING)) | flag;
	for (const sub of subclasses(cls)) setCollectionFlag(sub, flag);
}

// ---- Wrappers ----

/** `__isabstractmethod__` of a wrapper: that of any function it wraps. */
function anyAbstract(o: Ref, words: number): Status {
	for (let i = 0; i < words; i++) {
		const wrapped = at(o + FIELDS + i);
		if (wrapped === NULL || wrapped === NONE) continue;
		const flag = abstractFlag(wrapped);
		if (flag === PUSHED) throw new Unsupported("an __isabstractmethod__ that Python code computes");
		if (flag === NULL) {
			if (!errorIs(ATTRIBUTE_ERROR)) return NULL;
			clearError();
			continue;
		}
		const status = truth(flag);
		decref(flag);
		if (status === PUSHED) throw new Unsupported("an __isabstractmethod__ whose __bool__ is Python code");
		if (status !== FALSE) return status;
	}
	return FALSE;
}
for (const [type, words] of [
	[PROPERTY, 3],
	[CLASSMETHOD, 1],
	[STATICMETHOD, 1],
] as const)
	declareAttribute(type, "__isabstractmethod__", (o) => anyAbstract(o, words));
