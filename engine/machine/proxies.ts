/** weakref.proxy (Objects/weakrefobject.c): an object that hands whatever is done with it to the one it refers to. */
import { at } from "./arena";
import { getAttr, setAttr } from "./attributes";
import { callWith, holding, through, vectorcall } from "./call";
import { compare } from "./comparison";
import { declareMethod, declareType } from "./declarations";
import { divmod } from "./divmod";
import { raise } from "./errors";
import { HASH_NOT_IMPLEMENTED } from "./hash";
import { getIter, iterNext } from "./iterators";
import { LAYOUT_WEAKREF, NULL, type Ref, TF_GC, TF_NO_NEW, TYPE, WR_WORDS } from "./layout";
import { declareFunction, declareValue } from "./moduletable";
import { setState, stateOf } from "./natives";
import { addressText } from "./objects";
import { binaryOp, contains, getItem, index, length, setItem, str, truth, unaryOp } from "./operators";
import { decref } from "./refcount";
import { nameRef } from "./special";
import { newStr } from "./str";
import {
	binary,
	byKey,
	calling,
	nativeKind,
	S_ABSOLUTE,
	S_BOOL,
	S_CALL,
	S_CONTAINS,
	S_FLOAT,
	S_GETATTRO,
	S_GETITEM,
	S_HASH,
	S_INDEX,
	S_INPLACE,
	S_INT,
	S_INVERT,
	S_ITER,
	S_LEN,
	S_NEGATIVE,
	S_NEXT,
	S_NUMBER,
	S_POSITIVE,
	S_REPR,
	S_RICHCOMPARE,
	S_SETATTRO,
	S_SETITEM,
	S_STR,
	type Status,
	slotOf,
	ternary,
	unary,
} from "./tables";
import { CALLABLE_PROXY, FLOAT, INT, NONE, OBJECT, PROXY, TYPE_ERROR } from "./typeids";
import { typeName } from "./types";
import { newWeakref, referent, unwrap } from "./weaklist";
import { liveRepr } from "./weakrefs";

/** `WRAP_UNARY` */
function onTarget(act: (target: Ref) => Status): (proxy: Ref) => Status {
	return (proxy) => {
		const target = unwrap(proxy);
		return target === NULL ? NULL : holding([target], () => act(target));
	};
}

/** `WRAP_BINARY`: either operand may be the proxy. */
function onTargets(act: (a: Ref, b: Ref) => Status): (a: Ref, b: Ref) => Status {
	return (a, b) => {
		const x = unwrap(a);
		if (x === NULL) return NULL;
		const y = unwrap(b);
		return y === NULL ? NULL : holding([x, y], () => act(x, y));
	};
}

/** What only the proxy itself is unwrapped for. */
function onFirst(act: (target: Ref, b: Ref) => Status): (proxy: Ref, b: Ref) => Status {
	return (proxy, b) => {
		const target = unwrap(proxy);
		return target === NULL ? NULL : holding([target], () => act(target, b));
	};
}

const NUMBER_OPERATORS = 13;
const slots: Record<number, number> = {
	[S_REPR]: unary((proxy) => {
		const target = referent(proxy);
		return target === NULL ? newStr(`<weakproxy at ${addressText(proxy)}; dead>`) : liveRepr(proxy, target, NONE);
	}),
	[S_STR]: unary(onTarget(str)),
	[S_HASH]: HASH_NOT_IMPLEMENTED,
	[S_ITER]: unary(onTarget(getIter)),
	[S_NEXT]: unary(
		onTarget((target) =>
			slotOf(target, S_NEXT) === 0
				? raise(TYPE_ERROR, `Weakref proxy referenced a non-iterator '${typeName(at(target + TYPE))}' object`)
				: iterNext(target),
		),
	),
	[S_NEGATIVE]: unary(onTarget((target) => unaryOp(target, S_NEGATIVE, "unary -"))),
	[S_POSITIVE]: unary(onTarget((target) => unaryOp(target, S_POSITIVE, "unary +"))),
	[S_INVERT]: unary(onTarget((target) => unaryOp(target, S_INVERT, "unary ~"))),
	[S_ABSOLUTE]: unary(onTarget((target) => unaryOp(target, S_ABSOLUTE, "abs()"))),
	[S_INT]: unary(onTarget((target) => callWith(INT, target))),
	[S_FLOAT]: unary(onTarget((target) => callWith(FLOAT, target))),
	[S_INDEX]: unary(onTarget(index)),
	[S_BOOL]: unary(onTarget(truth)),
	[S_LEN]: unary(onTarget(length)),
	[S_GETATTRO]: binary(onTargets(getAttr)),
	[S_GETITEM]: byKey(onTargets(getItem)),
	[S_CONTAINS]: binary(onFirst(contains)),
	[S_SETATTRO]: ternary((proxy, name, value) => onTarget((target) => setAttr(target, name, value))(proxy)),
	[S_SETITEM]: ternary((proxy, key, value) => onTarget((target) => setItem(target, key, value))(proxy)),
	[S_RICHCOMPARE]: ternary((proxy, other, op) => onTargets((x, y) => compare(x, y, op))(proxy, other)),
};
for (let op = 0; op < NUMBER_OPERATORS; op++) {
	slots[S_NUMBER + op] = binary(onTargets((x, y) => binaryOp(x, y, op, false)));
	slots[S_INPLACE + op] = binary(onTargets((x, y) => binaryOp(x, y, op, true)));
}

const proxyType = (type: Ref, name: string, more: Readonly<Record<number, number>>): void =>
	declareType({
		type,
		name,
		module: "weakref",
		base: OBJECT,
		layout: LAYOUT_WEAKREF,
		bytes: 80,
		words: WR_WORDS,
		flags: TF_GC | TF_NO_NEW,
		slots: { ...slots, ...more },
	});
proxyType(PROXY, "ProxyType", {});
proxyType(CALLABLE_PROXY, "CallableProxyType", {
	[S_CALL]: calling((proxy, args, nargs, kwnames) =>
		onTarget((target) => vectorcall(target, args, nargs, kwnames))(proxy),
	),
});
for (const type of [PROXY, CALLABLE_PROXY]) {
	declareMethod(type, "__divmod__", 1, 1, (proxy, args) => onTargets(divmod)(proxy, at(args)));
	declareMethod(type, "__rdivmod__", 1, 1, (proxy, args) => onTargets(divmod)(at(args), proxy));
}

/** `PyObject_CallMethodNoArgs`: what the attribute was, is called. */
const CALL_ATTRIBUTE = nativeKind("call of an attribute", (frame, value) => {
	if (stateOf(frame) !== 0) return value;
	setState(frame, 1);
	const status = callWith(value);
	decref(value);
	return status;
});
for (const name of ["__bytes__", "__reversed__"]) {
	declareMethod(PROXY, name, 0, 0, (proxy) =>
		onTarget((target) => through(CALL_ATTRIBUTE, 0, () => getAttr(target, nameRef(name))))(proxy),
	);
}

declareFunction("_weakref", "proxy", 1, 2, (_self, args, nargs) => {
	const o = at(args);
	const callback = nargs > 1 ? at(args + 1) : NONE;
	const type = slotOf(o, S_CALL) === 0 ? PROXY : CALLABLE_PROXY;
	return newWeakref(PROXY, type, o, callback === NONE ? NULL : callback);
});
declareValue("_weakref", "ProxyType", () => PROXY);
declareValue("_weakref", "CallableProxyType", () => CALLABLE_PROXY);
