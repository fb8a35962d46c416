/** What static types are made of, declared while the machine's modules are loaded; boot makes the types. */
import type { ProfileName } from "../profiles";
import type { Ref } from "./layout";
import {
	define,
	isFilling,
	type NativeDef,
	type NativeMethod,
	put,
	S_ABSOLUTE,
	S_BOOL,
	S_CALL,
	S_CONCAT,
	S_CONTAINS,
	S_DESCR_GET,
	S_DESCR_SET,
	S_FINALIZE,
	S_FLOAT,
	S_GETATTRO,
	S_GETITEM,
	S_HASH,
	S_INDEX,
	S_INIT,
	S_INPLACE,
	S_INPLACE_CONCAT,
	S_INPLACE_REPEAT,
	S_INT,
	S_INVERT,
	S_ITER,
	S_LEN,
	S_NEGATIVE,
	S_NEW,
	S_NEXT,
	S_NUMBER,
	S_POSITIVE,
	S_REPEAT,
	S_REPR,
	S_RICHCOMPARE,
	S_SETATTRO,
	S_SETITEM,
	S_STR,
	type Status,
} from "./tables";

export interface TypeSpec {
	readonly type: Ref;
	readonly name: string;
	readonly base: Ref;
	/** A second base, before what the first is based on in its MRO. */
	readonly also?: Ref;
	readonly layout: number;
	/** CPython's bytes, collector's header included where instances have one. */
	readonly bytes: number;
	readonly itemBytes?: number;
	readonly words: number;
	/** LAYOUT_FIELDS: reference fields. */
	readonly refs?: number;
	readonly flags: number;
	readonly weakAt?: number;
	/** Word of the instance's own dict, if it has one. */
	readonly dictAt?: number;
	readonly slots: Readonly<Record<number, number>>;
	readonly module?: string;
	readonly doc?: string;
	/** What it is called from 3.14 on. */
	readonly renamed?: { readonly name: string; readonly module: string };
}
export const typeSpecs: TypeSpec[] = [];
const names = new Map<Ref, string>();

/** Declares a static type; boot makes them in the order of declaration, bases first. */
export function declareType(spec: TypeSpec): void {
	names.set(spec.type, spec.name);
	if (!isFilling()) typeSpecs.push(spec);
}

export type Getter = (self: Ref) => Status;
/** `value` is 0 for a deletion. Answers a reference to drop (NONE) or NULL. */
export type Setter = (self: Ref, value: Ref) => Status;
export interface Attribute {
	readonly type: Ref;
	readonly name: string;
	readonly get: Getter;
	readonly set: Setter | null;
	/** A member: where it cannot be written, it says so as members do. */
	readonly member: boolean;
	/** The one version that has it. */
	readonly only?: ProfileName | undefined;
}
export const getsets: Attribute[] = [];
export interface MethodEntry {
	readonly type: Ref;
	readonly def: number;
}
export const methodTable: MethodEntry[] = [];

/** Declares an attribute computed by native code. Type 0: one that classes give to their instances. */
export function declareAttribute(
	type: Ref,
	name: string,
	get: Getter,
	set: Setter | "readonly" | null = null,
	only?: ProfileName,
): void {
	put(getsets, { type, name, get, set: set === "readonly" ? null : set, member: set === "readonly", only });
}

export type MethodOptions = Partial<Pick<NativeDef, "params" | "raw" | "doc" | "style" | "kind">>;

/**
 * What a native is, as its declaration says: of a module, by name, or of a type. A class, since getters in an object literal
 * would make a dictionary of it for V8, and reading it at each call slow.
 */
class Definition implements NativeDef {
	readonly params: NativeDef["params"];
	readonly raw: boolean;
	readonly doc: string | null;
	readonly style: NativeDef["style"];

	constructor(
		private readonly of: Ref | string,
		readonly name: string,
		readonly min: number,
		readonly max: number,
		readonly call: NativeMethod,
		{ params = null, raw = false, doc = null, style }: MethodOptions,
		readonly kind: NativeDef["kind"],
	) {
		this.params = params;
		this.raw = raw;
		this.doc = doc;
		this.style = style ?? (max === 0 ? "NOARGS" : min === 1 && max === 1 && params === null ? "O" : "VARARGS");
	}

	/** A type may be declared after its methods, by a file that is loaded later. */
	get owner(): string {
		return typeof this.of === "string" ? this.of : (names.get(this.of) ?? "");
	}

	get qualname(): string {
		return typeof this.of === "string" ? this.name : `${this.owner}.${this.name}`;
	}
}

/** A function of a module, or a method of a type, by its number. */
export function defineNative(
	of: Ref | string,
	name: string,
	min: number,
	max: number,
	call: NativeMethod,
	options: MethodOptions,
	kind: NativeDef["kind"],
): number {
	return define(new Definition(of, name, min, max, call, options, kind));
}

/** Declares a method of a static type taking `min` to `max` arguments (-1: any number) after self. */
export function declareMethod(
	type: Ref,
	name: string,
	min: number,
	max: number,
	call: NativeMethod,
	options: MethodOptions = {},
): void {
	const def = defineNative(type, name, min, max, call, options, options.kind ?? "method");
	if (!isFilling()) methodTable.push({ type, def });
}

/** Dunder names and the slots they stand for, in the order of CPython's slotdefs. */
export interface SlotDef {
	readonly name: string;
	readonly slot: number;
	/** How a slot wrapper calls the native slot. */
	readonly shape:
		| "unary"
		| "binary"
		| "reflected"
		| "repeat"
		| "compare"
		| "getattr"
		| "setattr"
		| "delattr"
		| "setitem"
		| "delitem"
		| "call"
		| "init"
		| "next"
		| "get"
		| "set"
		| "delete"
		| "len"
		| "bool"
		| "hash"
		| "contains"
		| "new"
		| "inplace";
	readonly op: number;
}
const NUMBER_NAMES = [
	"add",
	"and",
	"floordiv",
	"lshift",
	"matmul",
	"mul",
	"mod",
	"or",
	"pow",
	"rshift",
	"sub",
	"truediv",
	"xor",
];
const COMPARE_NAMES = ["__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"];
export const slotDefs: readonly SlotDef[] = [
	{ name: "__getattribute__", slot: S_GETATTRO, shape: "getattr", op: 0 },
	{ name: "__getattr__", slot: S_GETATTRO, shape: "getattr", op: 1 },
	{ name: "__setattr__", slot: S_SETATTRO, shape: "setattr", op: 0 },
	{ name: "__delattr__", slot: S_SETATTRO, shape: "delattr", op: 0 },
	{ name: "__repr__", slot: S_REPR, shape: "unary", op: 0 },
	{ name: "__hash__", slot: S_HASH, shape: "hash", op: 0 },
	{ name: "__call__", slot: S_CALL, shape: "call", op: 0 },
	{ name: "__str__", slot: S_STR, shape: "unary", op: 0 },
	...COMPARE_NAMES.map((name, op): SlotDef => ({ name, slot: S_RICHCOMPARE, shape: "compare", op })),
	{ name: "__iter__", slot: S_ITER, shape: "unary", op: 0 },
	{ name: "__next__", slot: S_NEXT, shape: "next", op: 0 },
	{ name: "__get__", slot: S_DESCR_GET, shape: "get", op: 0 },
	{ name: "__set__", slot: S_DESCR_SET, shape: "set", op: 0 },
	{ name: "__delete__", slot: S_DESCR_SET, shape: "delete", op: 0 },
	{ name: "__init__", slot: S_INIT, shape: "init", op: 0 },
	{ name: "__new__", slot: S_NEW, shape: "new", op: 0 },
	{ name: "__del__", slot: S_FINALIZE, shape: "unary", op: 0 },
	...NUMBER_NAMES.flatMap((n, i): SlotDef[] => [
		{ name: `__${n}__`, slot: S_NUMBER + i, shape: "binary", op: i },
		{ name: `__r${n}__`, slot: S_NUMBER + i, shape: "reflected", op: i },
	]),
	...NUMBER_NAMES.map((n, i): SlotDef => ({ name: `__i${n}__`, slot: S_INPLACE + i, shape: "inplace", op: i })),
	{ name: "__neg__", slot: S_NEGATIVE, shape: "unary", op: 0 },
	{ name: "__pos__", slot: S_POSITIVE, shape: "unary", op: 0 },
	{ name: "__abs__", slot: S_ABSOLUTE, shape: "unary", op: 0 },
	{ name: "__invert__", slot: S_INVERT, shape: "unary", op: 0 },
	{ name: "__int__", slot: S_INT, shape: "unary", op: 0 },
	{ name: "__float__", slot: S_FLOAT, shape: "unary", op: 0 },
	{ name: "__index__", slot: S_INDEX, shape: "unary", op: 0 },
	{ name: "__bool__", slot: S_BOOL, shape: "bool", op: 0 },
	{ name: "__len__", slot: S_LEN, shape: "len", op: 0 },
	{ name: "__getitem__", slot: S_GETITEM, shape: "binary", op: 0 },
	{ name: "__setitem__", slot: S_SETITEM, shape: "setitem", op: 0 },
	{ name: "__delitem__", slot: S_SETITEM, shape: "delitem", op: 0 },
	{ name: "__contains__", slot: S_CONTAINS, shape: "contains", op: 0 },
	{ name: "__add__", slot: S_CONCAT, shape: "binary", op: 0 },
	{ name: "__mul__", slot: S_REPEAT, shape: "repeat", op: 0 },
	{ name: "__rmul__", slot: S_REPEAT, shape: "repeat", op: 0 },
	{ name: "__iadd__", slot: S_INPLACE_CONCAT, shape: "binary", op: 0 },
	{ name: "__imul__", slot: S_INPLACE_REPEAT, shape: "repeat", op: 0 },
];
