/** A reference in the program's words: `.name`, `[0]`, `['k']`, `global x`, `local x of f`. Runs no Python code. */
import { at } from "./arena";
import { dictEntryAt } from "./dict";
import { codeOf } from "./frames";
import { dictWord, VALUES, valuesAt, valuesCapacity } from "./instance";
import { keysEntries } from "./keys";
import {
	BUILTIN_MODULE,
	BUILTIN_SELF,
	CELL_VALUE,
	CODE_CONSTS_TUPLE,
	CODE_NAME,
	CODE_QUALNAME,
	DD_FACTORY,
	DESCR_DEF,
	DESCR_NAME,
	DESCR_TYPE,
	DICT_KEYS,
	DQ_CAPACITY,
	DQ_HEAD,
	DQ_ITEMS,
	ENTRY_KEY,
	ENTRY_VALUE,
	ENTRY_WORDS,
	EXC_ARGS,
	EXC_CAUSE,
	EXC_CONTEXT,
	EXC_DICT,
	EXC_FIELDS,
	EXC_NOTES,
	EXC_TRACEBACK,
	F_CODE,
	F_FUNC,
	F_GENERATOR,
	F_GLOBALS,
	F_KIND,
	F_LOCALS,
	F_OBJECT,
	FIELDS,
	FO_BACK,
	FO_EXTRA_LOCALS,
	FO_OWN,
	FRAME_WORDS,
	FUNC_ANNOTATE,
	FUNC_ANNOTATIONS,
	FUNC_BUILTINS,
	FUNC_CLOSURE,
	FUNC_CODE,
	FUNC_DEFAULTS,
	FUNC_DICT,
	FUNC_DOC,
	FUNC_GLOBALS,
	FUNC_KWDEFAULTS,
	FUNC_MODULE,
	FUNC_NAME,
	FUNC_QUALNAME,
	FUNC_TYPEPARAMS,
	GENERATOR_CODE,
	GENERATOR_EXC,
	GENERATOR_FRAME,
	GENERATOR_NAME,
	GENERATOR_QUALNAME,
	K_ENTRIES,
	LAYOUT_BUILTIN,
	LAYOUT_CELL,
	LAYOUT_CODE,
	LAYOUT_DEFAULTDICT,
	LAYOUT_DEQUE,
	LAYOUT_DESCRIPTOR,
	LAYOUT_DICT,
	LAYOUT_EXCEPTION,
	LAYOUT_FIELDS,
	LAYOUT_FRAME,
	LAYOUT_FUNCTION,
	LAYOUT_GENERATOR,
	LAYOUT_LIST,
	LAYOUT_METHOD,
	LAYOUT_MODULE,
	LAYOUT_ODICT,
	LAYOUT_SET,
	LAYOUT_TRACEBACK,
	LAYOUT_TUPLE,
	LAYOUT_TYPE,
	LAYOUT_WEAKREF,
	LIST_ITEMS,
	METHOD_FUNC,
	METHOD_SELF,
	MODULE_DICT,
	MODULE_NAME,
	NULL,
	OD_DICT,
	type Ref,
	SIZE,
	T_BASE,
	T_BASES,
	T_DICT,
	T_FLAGS,
	T_KEYS,
	T_LAYOUT,
	T_MRO,
	T_NAME,
	T_QUALNAME,
	T_SLOT_NAMES,
	T_SOLID,
	TB_FRAME,
	TB_NEXT,
	TF_HEAP,
	TUPLE_ITEMS,
	TYPE,
	WR_CALLBACK,
} from "./layout";
import { textOf } from "./str";
import { nativeName } from "./tables";
import {
	ATTRIBUTE_ERROR,
	BASE_EXCEPTION_GROUP,
	CLASSMETHOD,
	EXCEPTION_GROUP,
	MEMBER,
	PARTIAL,
	PROPERTY,
	SLICE,
	STATICMETHOD,
	STOP_ITERATION,
	SYSTEM_EXIT,
} from "./typeids";
import { valueText } from "./viewtext";

/** By layout: the names of the words that hold references, as attributes where Python has them. */
const WORDS: ReadonlyMap<number, ReadonlyMap<number, string>> = new Map([
	[
		LAYOUT_FUNCTION,
		new Map([
			[FUNC_CODE, ".__code__"],
			[FUNC_GLOBALS, ".__globals__"],
			[FUNC_BUILTINS, ".__builtins__"],
			[FUNC_NAME, ".__name__"],
			[FUNC_QUALNAME, ".__qualname__"],
			[FUNC_DEFAULTS, ".__defaults__"],
			[FUNC_KWDEFAULTS, ".__kwdefaults__"],
			[FUNC_CLOSURE, ".__closure__"],
			[FUNC_DOC, ".__doc__"],
			[FUNC_DICT, ".__dict__"],
			[FUNC_MODULE, ".__module__"],
			[FUNC_ANNOTATIONS, ".__annotations__"],
			[FUNC_ANNOTATE, ".__annotate__"],
			[FUNC_TYPEPARAMS, ".__type_params__"],
		]),
	],
	[LAYOUT_CELL, new Map([[CELL_VALUE, ".cell_contents"]])],
	[
		LAYOUT_METHOD,
		new Map([
			[METHOD_FUNC, ".__func__"],
			[METHOD_SELF, ".__self__"],
		]),
	],
	[
		LAYOUT_BUILTIN,
		new Map([
			[BUILTIN_SELF, ".__self__"],
			[BUILTIN_MODULE, ".__module__"],
		]),
	],
	[
		LAYOUT_MODULE,
		new Map([
			[MODULE_DICT, ".__dict__"],
			[MODULE_NAME, ".__name__"],
		]),
	],
	[
		LAYOUT_TYPE,
		new Map([
			[T_DICT, ".__dict__"],
			[T_BASES, ".__bases__"],
			[T_MRO, ".__mro__"],
			[T_BASE, ".__base__"],
			[T_NAME, ".__name__"],
			[T_QUALNAME, ".__qualname__"],
			[T_SLOT_NAMES, ".__slots__"],
		]),
	],
	[
		LAYOUT_EXCEPTION,
		new Map([
			[EXC_DICT, ".__dict__"],
			[EXC_ARGS, ".args"],
			[EXC_NOTES, ".__notes__"],
			[EXC_TRACEBACK, ".__traceback__"],
			[EXC_CAUSE, ".__cause__"],
			[EXC_CONTEXT, ".__context__"],
		]),
	],
	[
		LAYOUT_TRACEBACK,
		new Map([
			[TB_NEXT, ".tb_next"],
			[TB_FRAME, ".tb_frame"],
		]),
	],
	[
		LAYOUT_FRAME,
		new Map([
			[FO_BACK, ".f_back"],
			[FO_EXTRA_LOCALS, ".f_locals"],
		]),
	],
	[
		LAYOUT_GENERATOR,
		new Map([
			[GENERATOR_CODE, ".gi_code"],
			[GENERATOR_NAME, ".__name__"],
			[GENERATOR_QUALNAME, ".__qualname__"],
			[GENERATOR_EXC, "the exception it handles"],
		]),
	],
	[
		LAYOUT_DESCRIPTOR,
		new Map([
			[DESCR_TYPE, ".__objclass__"],
			[DESCR_NAME, ".__name__"],
		]),
	],
	[
		LAYOUT_CODE,
		new Map([
			[CODE_CONSTS_TUPLE, ".co_consts"],
			[CODE_NAME, ".co_name"],
			[CODE_QUALNAME, ".co_qualname"],
		]),
	],
	[LAYOUT_WEAKREF, new Map([[WR_CALLBACK, ".__callback__"]])],
	[LAYOUT_DEFAULTDICT, new Map([[DD_FACTORY, ".default_factory"]])],
	[LAYOUT_ODICT, new Map([[OD_DICT, ".__dict__"]])],
]);

/** Of types with plain fields, the names of the first ones; others' are told from no attribute. */
const FIELD_NAMES: ReadonlyMap<Ref, readonly string[]> = new Map([
	[PROPERTY, [".fget", ".fset", ".fdel", ".__doc__"]],
	[STATICMETHOD, [".__func__"]],
	[CLASSMETHOD, [".__func__"]],
	[SLICE, [".start", ".stop", ".step"]],
	[PARTIAL, [".func", ".args", ".keywords"]],
]);

/** Of exceptions, the names of the first words that are their own type's; others' hold texts and numbers. */
const EXCEPTION_FIELDS: ReadonlyMap<Ref, readonly string[]> = new Map([
	[STOP_ITERATION, [".value"]],
	[SYSTEM_EXIT, [".code"]],
	[ATTRIBUTE_ERROR, [".name", ".obj"]],
	[BASE_EXCEPTION_GROUP, [".message", ".exceptions"]],
	[EXCEPTION_GROUP, [".message", ".exceptions"]],
]);

/** The reference in a word of an object. 0: one that stands in no word of its own. */
export function slotLabel(o: Ref, address: number): string {
	const type = at(o + TYPE);
	if (address === o + TYPE) return ".__class__";
	if (address === 0) return isTypeLayout(o) ? ".__subclasses__()" : "a result kept";
	if ((at(type + T_FLAGS) & TF_HEAP) !== 0) {
		const own = instanceLabel(o, address);
		if (own !== null) return own;
	}
	const layout = at(type + T_LAYOUT);
	const named = WORDS.get(layout)?.get(address - o);
	if (named !== undefined) return named;
	switch (layout) {
		case LAYOUT_LIST:
			return `[${address - at(o + LIST_ITEMS)}]`;
		case LAYOUT_TUPLE:
			return `[${address - o - TUPLE_ITEMS}]`;
		case LAYOUT_DEQUE: {
			const capacity = at(o + DQ_CAPACITY);
			return `[${(address - at(o + DQ_ITEMS) - at(o + DQ_HEAD) + capacity) & (capacity - 1)}]`;
		}
		case LAYOUT_DICT:
		case LAYOUT_DEFAULTDICT:
		case LAYOUT_ODICT:
			return entryLabel(o, address);
		case LAYOUT_SET:
			return "an item";
		case LAYOUT_GENERATOR:
			return frameLabel(at(o + GENERATOR_FRAME), address, "the generator");
		case LAYOUT_FRAME:
			return frameLabel(at(o + FO_OWN), address, null);
		case LAYOUT_FIELDS: {
			const name = FIELD_NAMES.get(at(type + T_SOLID))?.[address - o - FIELDS];
			return name ?? "what it works on";
		}
		case LAYOUT_EXCEPTION:
			return EXCEPTION_FIELDS.get(at(type + T_SOLID))?.[address - o - EXC_FIELDS] ?? "a detail of the exception";
		case LAYOUT_CODE:
			return ".co_names";
		default:
			return "a reference";
	}
}

const isTypeLayout = (o: Ref): boolean => at(at(o + TYPE) + T_LAYOUT) === LAYOUT_TYPE;

/** A key or value of a dict: `['k']`, `key 'k'`. */
function entryLabel(d: Ref, address: number): string {
	const keys = at(d + DICT_KEYS);
	const first = keys === 0 ? 0 : keysEntries(keys);
	if (keys === 0 || address < first || address >= first + at(keys + K_ENTRIES) * ENTRY_WORDS) return "a key in order";
	const within = (address - first) % ENTRY_WORDS;
	const key = at(address - within + ENTRY_KEY);
	// A dict that dies has let go of the key before the value.
	if (key === NULL) return within === ENTRY_VALUE ? "a value" : "a key";
	return within === ENTRY_VALUE ? `[${valueText(key)}]` : `key ${valueText(key)}`;
}

/** What a class adds to an instance: slots, inline values, the dict. Null: it is none of these. */
function instanceLabel(o: Ref, address: number): string | null {
	const type = at(o + TYPE);
	const block = valuesAt(o);
	if (block !== 0 && address >= block + VALUES && address < block + VALUES + valuesCapacity(block)) {
		const entry = keysEntries(at(type + T_KEYS)) + (address - block - VALUES) * ENTRY_WORDS;
		return `.${textOf(at(entry + ENTRY_KEY))}`;
	}
	if (address === dictWord(o)) return ".__dict__";
	for (let t = type; (at(t + T_FLAGS) & TF_HEAP) !== 0; t = at(t + T_BASE)) {
		for (let i = 0; ; i++) {
			const entry = dictEntryAt(at(t + T_DICT), i);
			if (entry === -1) break;
			const descr = entry === 0 ? NULL : at(entry + ENTRY_VALUE);
			if (descr > 0 && at(descr + TYPE) === MEMBER && at(descr + DESCR_DEF) === address - o)
				return `.${textOf(at(descr + DESCR_NAME))}`;
		}
	}
	return null;
}

/** The name that a frame's code is known by: `__main__`, a function's, a class body's. */
export function frameName(frame: number): string {
	const code = at(frame + F_CODE);
	if (code === NULL) return "a frame";
	return at(frame + F_LOCALS) !== NULL && at(frame + F_LOCALS) === at(frame + F_GLOBALS)
		? "__main__"
		: codeOf(code).qualname;
}

/** A word of a frame, or of the block in which a resting one is kept. `of`: what to call it, null for its code's name. */
export function frameLabel(frame: number, address: number, of: string | null): string {
	if (frame === 0) return "a frame that has ended";
	if (at(frame + F_KIND) !== 0) return `${nativeName(at(frame + F_KIND))}, which runs`;
	const whose = of ?? frameName(frame);
	const word = address - frame;
	switch (word) {
		case F_CODE:
			return `the code of ${whose}`;
		case F_FUNC:
			return `${whose}, which runs`;
		case F_LOCALS:
			return `the names of ${whose}`;
		case F_OBJECT:
			return `the frame of ${whose}`;
		case F_GENERATOR:
			return `${whose}, which runs`;
	}
	const name = codeOf(at(frame + F_CODE)).localsplusnames[word - FRAME_WORDS];
	if (name === undefined) return `the value stack of ${whose}`;
	return name === ".0" ? `what ${whose} goes through` : `local ${name} of ${whose}`;
}

/** The closure variables of a function, by the words of its closure's tuple. */
export function closureName(func: Ref, item: number): string | null {
	if (at(at(func + TYPE) + T_LAYOUT) !== LAYOUT_FUNCTION) return null;
	return codeOf(at(func + FUNC_CODE)).freevars[item] ?? null;
}

/** The parameter whose default stands at a place of a function's tuple of them. */
export function defaultName(func: Ref, item: number): string | null {
	if (at(at(func + TYPE) + T_LAYOUT) !== LAYOUT_FUNCTION) return null;
	const code = codeOf(at(func + FUNC_CODE));
	return code.varnames[code.argcount - at(at(func + FUNC_DEFAULTS) + SIZE) + item] ?? null;
}
