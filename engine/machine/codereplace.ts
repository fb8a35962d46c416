/** Code objects made of others (`code.replace`), and which are equal (Objects/codeobject.c). */
import { CO_VARARGS, CO_VARKEYWORDS, type CodeObject } from "../compile/code";
import { at, H, payloads } from "./arena";
import { resolveArguments } from "./arguments";
import { newCode } from "./codeobjects";
import { declareMethod } from "./declarations";
import { raise } from "./errors";
import { codeOf } from "./frames";
import { plainEquals } from "./hash";
import { intNumber, isInt } from "./int";
import { CODE_CONSTS, CODE_CONSTS_TUPLE, CODE_OBJECT, NULL, type Ref, SIZE, TUPLE_ITEMS, TYPE } from "./layout";
import { Unsupported } from "./limits";
import { incref, setref } from "./refcount";
import { isStr, textOf } from "./str";
import type { Status } from "./tables";
import { isTuple, tupleItem } from "./tuple";
import { CODE, OVERFLOW_ERROR, SYSTEM_ERROR, TYPE_ERROR, VALUE_ERROR } from "./typeids";
import { givenName, typeName } from "./types";

const NUMBERS = {
	co_argcount: "argcount",
	co_posonlyargcount: "posonlyargcount",
	co_kwonlyargcount: "kwonlyargcount",
	co_stacksize: "stacksize",
	co_flags: "flags",
	co_firstlineno: "firstlineno",
} as const;
const TEXTS = { co_filename: "filename", co_name: "name", co_qualname: "qualname" } as const;
/** In the order of their being read. */
const PARAMETERS = [
	"co_argcount",
	"co_posonlyargcount",
	"co_kwonlyargcount",
	"co_nlocals",
	"co_stacksize",
	"co_flags",
	"co_firstlineno",
	"co_code",
	"co_consts",
	"co_names",
	"co_varnames",
	"co_freevars",
	"co_cellvars",
	"co_filename",
	"co_name",
	"co_qualname",
	"co_linetable",
	"co_exceptiontable",
];

/** `code_replace_impl`: instructions, tables and variables stay those of the code. */
function replace(o: Ref, args: number, nargs: number, kwnames: Ref): Status {
	if (nargs > 0) return raise(TYPE_ERROR, "replace() takes no positional arguments");
	const given = resolveArguments({ name: "replace", params: PARAMETERS, min: 0, max: 0 }, args, nargs, kwnames);
	if (given === null) return NULL;
	const code = codeOf(o);
	const changed: { -readonly [K in keyof CodeObject]: CodeObject[K] } = { ...code };
	let consts = at(o + CODE_CONSTS_TUPLE);
	const wrong = (name: string, wanted: string, value: Ref): typeof NULL =>
		raise(TYPE_ERROR, `replace() argument '${name}' must be ${wanted}, not ${givenName(value)}`);
	const negative: string[] = [];
	let locals = code.varnames.length;
	for (const [i, name] of PARAMETERS.entries()) {
		const value = given[i] as Ref;
		if (value === NULL) continue;
		if (name in NUMBERS || name === "co_nlocals") {
			if (!isInt(value))
				return raise(TYPE_ERROR, `'${typeName(at(value + TYPE))}' object cannot be interpreted as an integer`);
			const n = intNumber(value);
			if (!(Math.abs(n) <= 0x7fffffff)) return raise(OVERFLOW_ERROR, "Python int too large to convert to C int");
			if (n < 0) negative.push(name);
			if (name === "co_nlocals") locals = n;
			else changed[NUMBERS[name as keyof typeof NUMBERS]] = n;
		} else if (name in TEXTS) {
			if (!isStr(value)) return wrong(name, "str", value);
			changed[TEXTS[name as keyof typeof TEXTS]] = textOf(value);
		} else if (name === "co_code" || name.endsWith("table")) throw new Unsupported(`code.replace(${name}=...)`);
		else {
			if (!isTuple(value)) return wrong(name, "tuple", value);
			const texts = Array.from({ length: at(value + SIZE) }, (_, k) => tupleItem(value, k));
			if (name === "co_consts") consts = value;
			else if (name === "co_names" && texts.every(isStr)) changed.names = texts.map(textOf);
			else throw new Unsupported(`code.replace(${name}=...)`);
		}
	}
	if (negative.length > 0) return raise(VALUE_ERROR, `${negative[0]} must be a positive integer`);
	// `_PyCode_Validate`
	const { argcount, posonlyargcount, kwonlyargcount, flags } = changed;
	if (argcount < posonlyargcount) return raise(SYSTEM_ERROR, "bad argument to internal function");
	const all =
		argcount + kwonlyargcount + ((flags & CO_VARARGS) !== 0 ? 1 : 0) + ((flags & CO_VARKEYWORDS) !== 0 ? 1 : 0);
	if (locals !== code.varnames.length) return raise(VALUE_ERROR, "code: co_nlocals != len(co_varnames)");
	if (all > locals) return raise(VALUE_ERROR, "code: co_varnames is too small");
	// The table of lines counts from the first.
	const shift = changed.firstlineno - code.firstlineno;
	if (shift !== 0) changed.positions = code.positions.map((n, i) => (i % 4 < 2 && n >= 0 ? n + shift : n));
	const made = newCode({ ...changed, consts: [] }, NULL, new Map());
	payloads[at(made + CODE_OBJECT)] = changed;
	setref(made + CODE_CONSTS_TUPLE, incref(consts));
	H[made + CODE_CONSTS] = consts + TUPLE_ITEMS;
	return made;
}
for (const name of ["replace", "__replace__"]) declareMethod(CODE, name, 0, -1, replace, { raw: true });

/** `code_richcompare`: what they do and how it is called; constants of one type each. */
export function sameCode(a: Ref, b: Ref): boolean {
	const [one, other] = [codeOf(a), codeOf(b)];
	const part = (c: CodeObject): unknown[] => [
		c.name,
		c.argcount,
		c.posonlyargcount,
		c.kwonlyargcount,
		c.flags,
		c.firstlineno,
		c.names,
		c.localsplusnames,
		c.localspluskinds,
		[...c.instructions],
		[...c.positions],
		c.exceptionTable,
	];
	const [consts, others] = [at(a + CODE_CONSTS_TUPLE), at(b + CODE_CONSTS_TUPLE)];
	if (at(consts + SIZE) !== at(others + SIZE) || JSON.stringify(part(one)) !== JSON.stringify(part(other)))
		return false;
	for (let i = 0; i < at(consts + SIZE); i++)
		if (!sameConstant(tupleItem(consts, i), tupleItem(others, i))) return false;
	return true;
}

function sameConstant(a: Ref, b: Ref): boolean {
	if (a === b) return true;
	if (at(a + TYPE) !== at(b + TYPE)) return false;
	if (at(a + TYPE) === CODE) return sameCode(a, b);
	if (!isTuple(a)) return plainEquals(a, b) === 1;
	if (at(a + SIZE) !== at(b + SIZE)) return false;
	for (let i = 0; i < at(a + SIZE); i++) if (!sameConstant(tupleItem(a, i), tupleItem(b, i))) return false;
	return true;
}
