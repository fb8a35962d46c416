/** BaseExceptionGroup and ExceptionGroup (Objects/exceptions.c): how they are made, what they hold and show. */
import { allocGc, show } from "./alloc";
import { at, H } from "./arena";
import { callWith, through } from "./call";
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
	F_OWNED,
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
import { N0, setState, stateOf } from "./natives";
import { repr } from "./operators";
import { decref, incref } from "./refcount";
import { isStr, newStr, textOf } from "./str";
import { calling, isSequence, nativeKind, S_INIT, S_NEW, S_REPR, S_STR, type Status, unary } from "./tables";
import { isTuple, tupleFrom, tupleItem, tupleOf } from "./tuple";
import {
	BASE_EXCEPTION,
	BASE_EXCEPTION_GROUP,
	EXCEPTION,
	EXCEPTION_GROUP,
	NONE,
	TUPLE,
	TYPE_ERROR,
	VALUE_ERROR,
} from "./typeids";
import { givenName, isInstanceOf, isSubtype, typeName } from "./types";

/** Its fields: the message and the tuple of its exceptions. */
const MESSAGE = EXC_FIELDS;
export const MEMBERS = EXC_FIELDS + 1;
/** What the sequence of its exceptions looked like when the group was made, where that was no list and no tuple; else 0. */
const SHOWN = EXC_FIELDS + 2;

export function isExceptionGroup(o: Ref): boolean {
	return isInstanceOf(o, BASE_EXCEPTION_GROUP);
}

/** The tuple of a group's exceptions, borrowed. */
export function groupExceptions(group: Ref): Ref {
	return at(group + MEMBERS);
}

// ---- Making ----

/**
 * Words: 0 the arguments as a tuple, 1 what the members' sequence looks like (both owned), 2 the class. The repr comes,
 * then the members in a list.
 */
const MAKE = nativeKind("BaseExceptionGroup.__new__", (frame, value) => {
	let list: Status = value;
	if (at(frame + N0 + 1) === NULL) {
		H[frame + N0 + 1] = value;
		list = listFromIterable(tupleItem(at(frame + N0), 1));
		if (list === PUSHED || list === NULL) return list;
	}
	const members = tupleFrom(at(list + LIST_ITEMS), at(list + SIZE));
	decref(list);
	const group = makeGroup(at(frame + N0 + 2), at(frame + N0), members);
	if (group !== NULL) H[group + SHOWN] = incref(at(frame + N0 + 1));
	return group;
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
	show(o);
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

const GROUP_NEW = calling((type, args, nargs) => {
	if (nargs !== 2) return raise(TYPE_ERROR, `BaseExceptionGroup.__new__() takes exactly 2 arguments (${nargs} given)`);
	const [message, members] = [at(args), at(args + 1)];
	if (!isStr(message))
		return raise(TYPE_ERROR, `BaseExceptionGroup.__new__() argument 1 must be str, not ${givenName(message)}`);
	if (!isSequence(members)) return raise(TYPE_ERROR, "second argument (exceptions) must be a sequence");
	if (isList(members) || isTuple(members)) {
		const given = tupleFrom(args, 2);
		const tuple = isList(members)
			? tupleFrom(at(members + LIST_ITEMS), at(members + SIZE))
			: at(members + TYPE) === TUPLE
				? incref(members)
				: tupleFrom(members + TUPLE_ITEMS, at(members + SIZE));
		const group = makeGroup(type, given, tuple);
		decref(given);
		return group;
	}
	return through(MAKE, 3, (frame) => {
		H[frame + F_OWNED] = 2;
		H[frame + N0] = tupleFrom(args, 2);
		H[frame + N0 + 2] = type;
		return repr(members);
	});
});

const plural = (n: number): string => `${n} sub-exception${n === 1 ? "" : "s"}`;
/** Words: 0 the message's repr, 1 the members as they are shown (both owned), 2 the group. Each repr comes in turn. */
const SHOW = nativeKind("BaseExceptionGroup.__repr__", (frame, value) => {
	const o = at(frame + N0 + 2);
	const text = textOf(value);
	decref(value);
	const whole = (message: string, members: string): Ref => newStr(`${typeName(at(o + TYPE))}(${message}, ${members})`);
	if (stateOf(frame) === 1) return whole(textOf(at(frame + N0)), text);
	if (at(o + SHOWN) !== NULL) return whole(text, textOf(at(o + SHOWN)));
	setState(frame, 1);
	H[frame + N0] = newStr(text);
	const status = repr(at(frame + N0 + 1));
	if (status === PUSHED || status === NULL) return status;
	const members = textOf(status);
	decref(status);
	return whole(text, members);
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
		// The members are shown as they are, in a list where the second argument is one.
		[S_REPR]: unary((o) =>
			through(SHOW, 3, (frame) => {
				H[frame + F_OWNED] = 2;
				const args = at(o + EXC_ARGS);
				const members = at(o + MEMBERS);
				H[frame + N0 + 1] =
					at(args + SIZE) === 2 && isList(tupleItem(args, 1))
						? listFrom(members + TUPLE_ITEMS, at(members + SIZE))
						: incref(members);
				H[frame + N0 + 2] = o;
				return repr(at(o + MESSAGE));
			}),
		),
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
