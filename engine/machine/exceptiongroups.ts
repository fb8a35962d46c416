/** BaseExceptionGroup and ExceptionGroup (Objects/exceptions.c): how they are made, what they hold and show. */
import { allocGc } from "./alloc";
import { at, H } from "./arena";
import { callWith } from "./call";
import { newInstance } from "./classes";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { raise } from "./errors";
import { EXCEPTION_INIT } from "./exceptioncreation";
import { listFromIterable } from "./fromiterable";
import { track } from "./gclist";
import { beginMethod } from "./groupsplit";
import {
	EXC_ARGS,
	EXC_DICT,
	EXC_FIELDS,
	EXC_WORDS,
	LAYOUT_EXCEPTION,
	LIST_ITEMS,
	NULL,
	PUSHED,
	type Ref,
	SIZE,
	T_FLAGS,
	T_WORDS,
	TF_BASETYPE,
	TF_EXCEPTION,
	TF_GC,
	TF_HEAP,
	TF_PREHEADER,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { isList, listFrom } from "./list";
import { N0, popNative, pushNative, setState, stateOf } from "./natives";
import { repr } from "./operators";
import { decref, incref } from "./refcount";
import { isStr, newStr, textOf } from "./str";
import { calling, nativeKind, S_GETITEM, S_INIT, S_NEW, S_REPR, S_STR, type Status, slotOf, unary } from "./tables";
import { isTuple, tupleFrom, tupleItem, tupleOf } from "./tuple";
import {
	BASE_EXCEPTION,
	BASE_EXCEPTION_GROUP,
	DICT,
	EXCEPTION,
	EXCEPTION_GROUP,
	NONE,
	TYPE_ERROR,
	VALUE_ERROR,
} from "./typeids";
import { givenName, isInstanceOf, isSubtype, isType, typeName } from "./types";

/** Its fields: the message and the tuple of its exceptions. */
const MESSAGE = EXC_FIELDS;
export const MEMBERS = EXC_FIELDS + 1;

export function isExceptionGroup(o: Ref): boolean {
	return isInstanceOf(o, BASE_EXCEPTION_GROUP);
}

/** The tuple of a group's exceptions, borrowed. */
export function groupExceptions(group: Ref): Ref {
	return at(group + MEMBERS);
}

// ---- Making ----

/** Words: the arguments as a tuple (owned), the class. */
const MAKE = nativeKind("BaseExceptionGroup.__new__", (frame, value) => {
	const members = tupleFrom(at(value + LIST_ITEMS), at(value + SIZE));
	decref(value);
	return makeGroup(at(frame + N0 + 1), at(frame + N0), members);
});

/** A group of a class (or of ExceptionGroup in its place) over a tuple of members, which it takes over; `args`: its arguments. */
function makeGroup(type: Ref, args: Ref, members: Ref): Status {
	const refuse = (error: Ref, message: string): typeof NULL => {
		decref(members);
		return raise(error, message);
	};
	const n = at(members + SIZE);
	if (n === 0) return refuse(VALUE_ERROR, "second argument (exceptions) must be a non-empty sequence");
	let bare = false;
	for (let i = 0; i < n; i++) {
		if (!isInstanceOf(tupleItem(members, i), BASE_EXCEPTION))
			return refuse(VALUE_ERROR, `Item ${i} of second argument (exceptions) is not an exception`);
		if (!isInstanceOf(tupleItem(members, i), EXCEPTION)) bare = true;
	}
	let cls = type;
	if (bare) {
		if (cls === EXCEPTION_GROUP) return refuse(TYPE_ERROR, "Cannot nest BaseExceptions in an ExceptionGroup");
		if (cls !== BASE_EXCEPTION_GROUP && isSubtype(cls, EXCEPTION))
			return refuse(TYPE_ERROR, `Cannot nest BaseExceptions in '${typeName(cls)}'`);
	} else if (cls === BASE_EXCEPTION_GROUP) cls = EXCEPTION_GROUP;
	let o: Ref;
	if ((at(cls + T_FLAGS) & TF_HEAP) !== 0) o = newInstance(cls);
	else {
		o = allocGc(cls, GROUP_BYTES, at(cls + T_WORDS));
		track(o);
	}
	H[o + EXC_ARGS] = incref(args);
	H[o + MESSAGE] = incref(tupleItem(args, 0));
	H[o + MEMBERS] = members;
	return o;
}

/** `_PyExc_CreateExceptionGroup`: an ExceptionGroup or BaseExceptionGroup with no message. The members are borrowed. */
export function newGroup(members: Ref): Status {
	const message = newStr("");
	const args = tupleOf(message, members);
	decref(message);
	const tuple = isTuple(members) ? incref(members) : tupleFrom(at(members + LIST_ITEMS), at(members + SIZE));
	const group = makeGroup(BASE_EXCEPTION_GROUP, args, tuple);
	decref(args);
	return group;
}

/** `PySequence_Check` */
function isSequence(o: Ref): boolean {
	return slotOf(o, S_GETITEM) !== 0 && !isInstanceOf(o, DICT) && !isType(o);
}

const GROUP_NEW = calling((type, args, nargs) => {
	if (nargs !== 2) return raise(TYPE_ERROR, `BaseExceptionGroup.__new__() takes exactly 2 arguments (${nargs} given)`);
	const [message, members] = [at(args), at(args + 1)];
	if (!isStr(message))
		return raise(TYPE_ERROR, `BaseExceptionGroup.__new__() argument 1 must be str, not ${givenName(message)}`);
	if (!isSequence(members)) return raise(TYPE_ERROR, "second argument (exceptions) must be a sequence");
	const frame = pushNative(MAKE, 2, 1);
	H[frame + N0] = tupleFrom(args, 2);
	H[frame + N0 + 1] = type;
	let status: Status;
	if (isList(members) || isTuple(members)) {
		status = makeGroup(
			type,
			at(frame + N0),
			isTuple(members) ? incref(members) : tupleFrom(at(members + LIST_ITEMS), at(members + SIZE)),
		);
	} else {
		const list = listFromIterable(members);
		if (list === PUSHED) return PUSHED;
		status = NULL;
		if (list !== NULL) {
			const tuple = tupleFrom(at(list + LIST_ITEMS), at(list + SIZE));
			decref(list);
			status = makeGroup(type, at(frame + N0), tuple);
		}
	}
	popNative(frame);
	return status;
});

const plural = (n: number): string => `${n} sub-exception${n === 1 ? "" : "s"}`;
const SHOW = nativeKind("BaseExceptionGroup.__repr__", (frame, value) => {
	const text = textOf(value);
	decref(value);
	if (stateOf(frame) === 1) {
		const message = textOf(at(frame + N0));
		return newStr(`${typeName(at(at(frame + N0 + 2) + TYPE))}(${message}, ${text})`);
	}
	setState(frame, 1);
	H[frame + N0] = newStr(text);
	return repr(at(frame + N0 + 1));
});
const GROUP_BYTES = 112;

declareType({
	type: BASE_EXCEPTION_GROUP,
	name: "BaseExceptionGroup",
	base: BASE_EXCEPTION,
	layout: LAYOUT_EXCEPTION,
	bytes: GROUP_BYTES,
	words: EXC_WORDS,
	dictAt: EXC_DICT,
	flags: TF_GC | TF_BASETYPE | TF_EXCEPTION,
	doc: "A combination of multiple unrelated exceptions.",
	slots: {
		[S_NEW]: GROUP_NEW,
		[S_INIT]: EXCEPTION_INIT,
		[S_STR]: unary((o) => newStr(`${textOf(at(o + MESSAGE))} (${plural(at(at(o + MEMBERS) + SIZE))})`)),
		// The members are shown as they are, in a list or a tuple as they were given.
		[S_REPR]: unary((o) => {
			const frame = pushNative(SHOW, 3, 2);
			const args = at(o + EXC_ARGS);
			const given = at(args + SIZE) > 1 ? tupleItem(args, 1) : at(o + MEMBERS);
			const members = at(o + MEMBERS);
			H[frame + N0 + 1] = isList(given)
				? listFrom(members + TUPLE_ITEMS, at(members + SIZE))
				: incref(isTuple(given) ? members : given);
			H[frame + N0 + 2] = o;
			const status = repr(at(o + MESSAGE));
			if (status === PUSHED) return PUSHED;
			if (status === NULL) {
				popNative(frame);
				return NULL;
			}
			setState(frame, 1);
			H[frame + N0] = status;
			const shown = repr(at(frame + N0 + 1));
			if (shown === PUSHED) return PUSHED;
			const text = shown === NULL ? NULL : newStr(`${typeName(at(o + TYPE))}(${textOf(status)}, ${textOf(shown)})`);
			if (shown !== NULL) decref(shown);
			popNative(frame);
			return text;
		}),
	},
});
declareType({
	type: EXCEPTION_GROUP,
	name: "ExceptionGroup",
	base: BASE_EXCEPTION_GROUP,
	also: EXCEPTION,
	layout: LAYOUT_EXCEPTION,
	// Made as classes are (`create_exception_group_class`): a list of weak references stands before its instances.
	bytes: GROUP_BYTES,
	words: EXC_WORDS + 1,
	dictAt: EXC_DICT,
	weakAt: EXC_WORDS,
	flags: TF_GC | TF_BASETYPE | TF_EXCEPTION | TF_PREHEADER,
	slots: {},
});
declareAttribute(
	BASE_EXCEPTION_GROUP,
	"message",
	(o) => (at(o + MESSAGE) === NULL ? NONE : incref(at(o + MESSAGE))),
	"readonly",
);
declareAttribute(
	BASE_EXCEPTION_GROUP,
	"exceptions",
	(o) => (at(o + MEMBERS) === NULL ? NONE : incref(at(o + MEMBERS))),
	"readonly",
);
declareMethod(BASE_EXCEPTION_GROUP, "derive", 1, 1, (self, args) =>
	callWith(BASE_EXCEPTION_GROUP, at(self + MESSAGE), at(args)),
);

declareMethod(BASE_EXCEPTION_GROUP, "split", 1, 1, (self, args) => beginMethod(self, at(args), true));
declareMethod(BASE_EXCEPTION_GROUP, "subgroup", 1, 1, (self, args) => beginMethod(self, at(args), false));
