/** The static types: how they are declared and made (`PyType_Ready`): their dicts, MROs, and slots inherited. */
import { at, H } from "./arena";
import { basicSizeOf } from "./basicsizes";
import { NEW_DEF } from "./creation";
import { type Attribute, getsets, methodTable, type SlotDef, slotDefs, type TypeSpec, typeSpecs } from "./declarations";
import { dictSetOwned, newDict } from "./dict";
import { TYPE_DOCS } from "./docs";
import { untrack } from "./gclist";
import { HASH_NOT_IMPLEMENTED } from "./hash";
import {
	FIELDS,
	FLAGS,
	HAS_GC,
	NULL,
	type Ref,
	SIZE,
	T_BASE,
	T_BASES,
	T_BASICSIZE,
	T_DICT,
	T_DICT_AT,
	T_FLAGS,
	T_FULL_NAME,
	T_ITEMSIZE,
	T_LAYOUT,
	T_LOOKUPS,
	T_MRO,
	T_NAME,
	T_QUALNAME,
	T_REFS,
	T_SLOTS,
	T_SOLID,
	T_VERSION,
	T_WEAK_AT,
	T_WORDS,
	TF_BYTES,
	TF_DICT,
	TF_EXCEPTION,
	TF_GC,
	TF_INT,
	TF_LIST,
	TF_SHOWN,
	TF_STR,
	TF_TUPLE,
	TF_TYPE,
	TF_VISITS_TYPE,
	TYPE,
	TYPE_SLOT_COUNT,
} from "./layout";
import { profile } from "./machine";
import { isMember } from "./memberdescriptors";
import { IMMORTAL, setCount } from "./refcount";
import { newStr, textOf } from "./str";
import { addSubclass } from "./subclasses";
import { definitions, type NativeDef, S_HASH, S_NEW, S_RICHCOMPARE } from "./tables";
import { tupleItem, tupleOf } from "./tuple";
import {
	CALLABLE_PROXY,
	CLASSMETHOD_DESCRIPTOR,
	DEFAULT_DICT,
	DEQUE,
	DICT,
	EMPTY_TUPLE,
	EXCEPTION_GROUP,
	FROZENSET,
	GENERATOR,
	GETSET,
	LIST,
	MEMBER,
	METHOD,
	METHOD_DESCRIPTOR,
	NONE,
	OBJECT,
	ORDERED_DICT,
	PARTIAL,
	PROXY,
	SET,
	SLOT_WRAPPER,
	STATICMETHOD,
	TUPLE,
	TYPE_TYPE,
	WEAKREF,
} from "./typeids";
import { addDescriptor, immortalText, newBuiltin, newFields } from "./types";

/** Builtin types whose instances views draw one by one. */
const SHOWN_TYPES: readonly Ref[] = [
	LIST,
	DICT,
	SET,
	FROZENSET,
	TUPLE,
	METHOD,
	GENERATOR,
	WEAKREF,
	PROXY,
	CALLABLE_PROXY,
	DEQUE,
	DEFAULT_DICT,
	ORDERED_DICT,
	PARTIAL,
];

/** Puts a type whose file was loaded before its base's behind it. */
export function basesFirst(): void {
	const byType = new Map(typeSpecs.map((spec) => [spec.type, spec]));
	const done = new Set<TypeSpec>();
	const visit = (spec: TypeSpec): void => {
		if (done.has(spec)) return;
		const base = byType.get(spec.base);
		if (base !== undefined && base !== spec) visit(base);
		done.add(spec);
	};
	for (const spec of typeSpecs) visit(spec);
	typeSpecs.splice(0, typeSpecs.length, ...done);
}

/** Modules whose types CPython makes on the heap though their instances have no reference to them. */
const HEAP_MODULES: readonly string[] = ["_io", "_random", "_sha2", "_struct", "_thread", "array", "re", "time"];

/** Whether CPython makes a type with PyType_FromSpec: static types are nothing to the collector (`type_is_gc`). */
function isHeapType(spec: TypeSpec): boolean {
	if ((spec.flags & TF_VISITS_TYPE) !== 0 || spec.type === EXCEPTION_GROUP) return true;
	return spec.module !== undefined && HEAP_MODULES.includes(spec.module);
}

/** Makes all declared types: first their words, so that anything may refer to them, then their dicts. */
export function bootTypes(): void {
	basesFirst();
	for (const spec of typeSpecs) {
		const t = spec.type;
		setCount(t, IMMORTAL);
		H[t + TYPE] = TYPE_TYPE;
		H[t + FLAGS] = isHeapType(spec) ? HAS_GC : 0;
		H[t + T_FLAGS] = spec.flags | (SHOWN_TYPES.includes(t) ? TF_SHOWN : 0);
		H[t + T_LAYOUT] = spec.layout;
		const basic = basicSizeOf(t);
		H[t + T_BASICSIZE] = basic === null ? spec.bytes : basic + ((spec.flags & TF_GC) !== 0 ? 16 : 0);
		H[t + T_ITEMSIZE] = spec.itemBytes ?? 0;
		H[t + T_WORDS] = spec.words;
		H[t + T_WEAK_AT] = spec.weakAt ?? 0;
		H[t + T_DICT_AT] = spec.dictAt ?? 0;
		H[t + T_SOLID] = t;
		H[t + T_REFS] = spec.refs ?? 0;
		for (const [slot, value] of Object.entries(spec.slots)) H[t + T_SLOTS + Number(slot)] = value;
	}
}

/** From now on lookups on the static types may be kept: a negative number that no class has (typecache.ts). */
export function settleTypes(): void {
	for (const { type } of typeSpecs) {
		H[type + T_VERSION] = -type;
		H[type + T_LOOKUPS] = -type;
	}
}

/** Which of the slot definitions are for a slot, by slot. */
const definitionsBySlot: readonly number[][] = Array.from({ length: TYPE_SLOT_COUNT }, () => []);
slotDefs.forEach(({ slot }, i) => void definitionsBySlot[slot]?.push(i));

/** The slot definitions of the slots that a type has, in their order. */
function definitionsOf(spec: TypeSpec): number[] {
	return Object.keys(spec.slots)
		.flatMap((slot) => definitionsBySlot[Number(slot)] ?? [])
		.sort((a, b) => a - b);
}

function namesOf(spec: TypeSpec): Pick<TypeSpec, "name" | "module"> {
	return spec.renamed !== undefined && profile().name !== "3.13" ? spec.renamed : spec;
}

/** Gives the static types their names, bases, MROs, dicts and inherited slots. Needs the singletons. */
export function fillTypes(): void {
	for (const spec of typeSpecs) {
		const t = spec.type;
		const { name, module } = namesOf(spec);
		H[t + T_NAME] = immortalText(name);
		H[t + T_QUALNAME] = at(t + T_NAME);
		if (module !== undefined) H[t + T_FULL_NAME] = immortalText(`${module}.${name}`);
		H[t + T_DICT] = newDict();
		const base = t === OBJECT ? NULL : spec.base;
		H[t + T_BASE] = base;
		H[t + T_BASES] = base === NULL ? EMPTY_TUPLE : spec.also === undefined ? tupleOf(base) : tupleOf(base, spec.also);
		const mro: Ref[] = [];
		for (let b = t; b !== NULL; b = at(b + T_BASE)) {
			mro.push(b);
			if (b === base && spec.also !== undefined) mro.push(spec.also);
		}
		H[t + T_MRO] = tupleOf(...mro);
		if (base !== NULL) {
			H[t + T_FLAGS] =
				at(t + T_FLAGS) |
				(at(base + T_FLAGS) & (TF_EXCEPTION | TF_INT | TF_STR | TF_LIST | TF_TUPLE | TF_DICT | TF_TYPE | TF_BYTES));
			inheritSlots(t, base);
			if (at(t + T_WEAK_AT) === 0) H[t + T_WEAK_AT] = at(base + T_WEAK_AT);
			if (at(t + T_DICT_AT) === 0) H[t + T_DICT_AT] = at(base + T_DICT_AT);
		}
	}
	for (const spec of typeSpecs) {
		const dict = at(spec.type + T_DICT);
		for (const i of definitionsOf(spec)) {
			const def = slotDefs[i] as SlotDef;
			if (def.shape === "new" || def.name === "__getattr__" || def.name === "__del__") continue;
			if (def.slot === S_HASH && spec.slots[S_HASH] === HASH_NOT_IMPLEMENTED) {
				dictSetOwned(dict, "__hash__", NONE);
				continue;
			}
			addDescriptor(SLOT_WRAPPER, i, spec.type, def.name);
		}
		if (spec.slots[S_NEW] !== undefined) dictSetOwned(dict, "__new__", newBuiltin(NEW_DEF, spec.type));
		const { name, module } = namesOf(spec);
		const doc = spec.doc ?? TYPE_DOCS[name];
		dictSetOwned(dict, "__doc__", doc === undefined ? NONE : newStr(doc));
		if (module !== undefined) dictSetOwned(dict, "__module__", newStr(module));
	}
	for (const { type, def } of methodTable) {
		const d = definitions[def] as NativeDef;
		const kind = d.kind === "classmethod" ? CLASSMETHOD_DESCRIPTOR : METHOD_DESCRIPTOR;
		if (d.kind === "staticmethod") {
			const function_ = newBuiltin(def, NULL);
			const wrapped = newFields(STATICMETHOD, 4);
			H[wrapped + FIELDS] = function_;
			dictSetOwned(at(type + T_DICT), d.name, wrapped);
		} else addDescriptor(kind, def, type, d.name);
	}
	for (let i = 0; i < getsets.length; i++) {
		const g = getsets[i] as Attribute;
		if (g.type === NULL || (g.only !== undefined && g.only !== profile().name)) continue;
		const member = isMember(textOf(at(g.type + T_QUALNAME)), g.name);
		addDescriptor(member ? MEMBER : GETSET, member ? -1 - i : i, g.type, g.name);
	}
	for (const spec of typeSpecs) untrack(at(spec.type + T_DICT));
	for (const { type } of inOrderOfReadying()) {
		const bases = at(type + T_BASES);
		for (let i = 0; i < at(bases + SIZE); i++) addSubclass(tupleItem(bases, i), type, false);
	}
}

/** Exceptions come by their names, as `static_exceptions` lists them; the one that is made on the heap is the last. */
function inOrderOfReadying(): readonly TypeSpec[] {
	const isException = ({ type }: TypeSpec): boolean => (at(type + T_FLAGS) & TF_EXCEPTION) !== 0;
	const rank = ({ type, name }: TypeSpec): string => (type === EXCEPTION_GROUP ? "~" : name);
	const exceptions = typeSpecs.filter(isException).sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
	return [...typeSpecs.filter((spec) => !isException(spec)), ...exceptions];
}

/** A slot is inherited where the type has none; hash and comparison only together (inherit_slots). */
function inheritSlots(t: Ref, base: Ref): void {
	const together = at(t + T_SLOTS + S_HASH) === 0 && at(t + T_SLOTS + S_RICHCOMPARE) === 0;
	for (let s = 0; s < TYPE_SLOT_COUNT; s++) {
		if ((s === S_HASH || s === S_RICHCOMPARE) && !together) continue;
		if (at(t + T_SLOTS + s) === 0) H[t + T_SLOTS + s] = at(base + T_SLOTS + s);
	}
}

/** The static types, in the order of declaration. */
export function staticTypes(): readonly Ref[] {
	return typeSpecs.map((s) => s.type);
}
