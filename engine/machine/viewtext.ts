/** How views write an object in a few words. Nothing here runs Python code. */
import { reprFloat } from "../text/floatRepr";
import { reprText } from "../text/strRepr";
import { at } from "./arena";
import { floatValue } from "./float";
import { intBig, intNumber } from "./int";
import {
	BUILTIN_DEF,
	DICT_USED,
	FLAGS,
	FUNC_NAME,
	GENERATOR_NAME,
	INTERNAL,
	LAYOUT_DEFAULTDICT,
	LAYOUT_DEQUE,
	LAYOUT_DICT,
	LAYOUT_FUNCTION,
	LAYOUT_GENERATOR,
	LAYOUT_LIST,
	LAYOUT_METHOD,
	LAYOUT_ODICT,
	LAYOUT_SET,
	LAYOUT_TUPLE,
	LAYOUT_WEAKREF,
	METHOD_FUNC,
	MODULE_NAME,
	NULL,
	type Ref,
	SERIAL,
	SET_USED,
	SIZE,
	T_FLAGS,
	T_LAYOUT,
	TF_EXCEPTION,
	TYPE,
	WR_OBJECT,
} from "./layout";
import { textOf } from "./str";
import { definitions, type NativeDef } from "./tables";
import {
	BOOL,
	BUILTIN,
	EMPTY_TUPLE,
	FLOAT,
	FUNCTION,
	INT,
	MODULE,
	NONE_TYPE,
	PARTIAL,
	STR,
	TRUE,
	TUPLE,
} from "./typeids";
import { isType, typeName } from "./types";

/** Longest text of a value. */
const LONGEST_TEXT = 40;

/** An object of the program's own: made since it began, and not furniture. Functions are, once they keep other objects. */
export function isShown(o: Ref): boolean {
	return at(o + SERIAL) > 0 && (at(o + FLAGS) & INTERNAL) === 0;
}

function cut(text: string): string {
	return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text;
}

/** A name, or nothing where an instruction that makes the object has not got so far. */
function nameText(name: Ref): string {
	return name === NULL ? "" : textOf(name);
}

/** What a card is headed with beside its type, or how a death is remembered: `[…3]`, `function greet`, `Node`. */
export function shortText(o: Ref): string {
	const type = at(o + TYPE);
	const name = typeName(type);
	switch (at(type + T_LAYOUT)) {
		case LAYOUT_LIST:
			return `[…${at(o + SIZE)}]`;
		case LAYOUT_TUPLE:
			return `(…${at(o + SIZE)})`;
		case LAYOUT_DICT:
			return `{…${at(o + DICT_USED)}}`;
		case LAYOUT_SET:
			return `{…${at(o + SET_USED)}}`;
		case LAYOUT_FUNCTION:
			return `function ${nameText(at(o + FUNC_NAME))}`;
		case LAYOUT_METHOD: {
			const func = at(o + METHOD_FUNC);
			return func !== NULL && at(func + TYPE) === FUNCTION ? `method ${textOf(at(func + FUNC_NAME))}` : "method";
		}
		case LAYOUT_GENERATOR:
			return `generator ${nameText(at(o + GENERATOR_NAME))}`;
		case LAYOUT_WEAKREF:
			return at(o + WR_OBJECT) === NULL ? "weakref, dead" : "weakref";
		case LAYOUT_DEQUE:
			return `${lastPart(name)} […${at(o + SIZE)}]`;
		case LAYOUT_DEFAULTDICT:
		case LAYOUT_ODICT:
			return `${lastPart(name)} {…${at(o + DICT_USED)}}`;
		default:
			return type === PARTIAL ? lastPart(name) : name;
	}
}

/** A type's name without its module's. */
const lastPart = (name: string): string => name.slice(name.lastIndexOf(".") + 1);

/** A value written in place. Runs no Python code. */
export function valueText(o: Ref): string {
	const type = at(o + TYPE);
	switch (type) {
		case NONE_TYPE:
			return "None";
		case BOOL:
			return o === TRUE ? "True" : "False";
		case INT: {
			const n = intNumber(o);
			return Number.isNaN(n) ? cut(`0x${intBig(o).toString(16)}`) : String(n);
		}
		case FLOAT:
			return reprFloat(floatValue(o));
		case STR:
			return cut(reprText(textOf(o).slice(0, LONGEST_TEXT)));
		case FUNCTION:
			return `function ${textOf(at(o + FUNC_NAME))}`;
		case BUILTIN:
			return `built-in ${(definitions[at(o + BUILTIN_DEF)] as NativeDef).name}`;
		case MODULE:
			return `module ${textOf(at(o + MODULE_NAME))}`;
		case TUPLE:
			return o === EMPTY_TUPLE ? "()" : `(…${at(o + SIZE)})`;
	}
	if (isType(o)) return `class ${typeName(o)}`;
	if ((at(type + T_FLAGS) & TF_EXCEPTION) !== 0) return typeName(type);
	return `${typeName(type)} object`;
}
