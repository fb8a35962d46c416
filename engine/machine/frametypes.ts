/** The types of cells, code, frames and tracebacks. */
import { CO_STANDS_FOR_C } from "../compile/code";
import { PY_EQ, PY_NE } from "../compile/opcodes";
import { at, H } from "./arena";
import { resolveArguments } from "./arguments";
import { sameCode } from "./codereplace";
import { compare } from "./comparison";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { newTraceback, raise } from "./errors";
import { declareField } from "./fieldattributes";
import { frameWords } from "./framelocals";
import { codeOf, frameLine, frameObject, instructionIndex, previousPython } from "./frames";
import { dropGenerator } from "./generators";
import { HASH_NOT_IMPLEMENTED, hashAsInt, hashPlain } from "./hash";
import { newCell } from "./instructions";
import { intNumber, isInt, newBool, newInt } from "./int";
import { ordered } from "./ints";
import {
	CELL_VALUE,
	CODE_CONSTS_TUPLE,
	CODE_FLAGS,
	CODE_NAME,
	CODE_NAMES,
	CODE_NNAMES,
	CODE_QUALNAME,
	CODE_WEAKLIST,
	CODE_WORDS,
	F_BUILTINS,
	F_CODE,
	F_GENERATOR,
	F_GLOBALS,
	F_SP,
	FO_BACK,
	FO_FRAME,
	FO_OWN,
	FRAME_WORDS,
	GEN_CREATED,
	GENERATOR_STATE,
	HEAP_BASE,
	LAYOUT_CELL,
	LAYOUT_CODE,
	LAYOUT_FRAME,
	LAYOUT_TRACEBACK,
	NULL,
	type Ref,
	TB_FRAME,
	TB_LASTI,
	TB_LINE,
	TB_NEXT,
	TF_GC,
	TF_NO_NEW,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { Unsupported } from "./limits";
import { addressText } from "./objects";
import { incref, setref, xdecref } from "./refcount";
import { intern, newStr, textOf } from "./str";
import { calling, S_HASH, S_NEW, S_REPR, S_RICHCOMPARE, type Status, ternary, unary } from "./tables";
import { newTuple, tupleFrom } from "./tuple";
import {
	CELL,
	CODE,
	FRAME,
	NONE,
	NOT_IMPLEMENTED,
	OBJECT,
	OVERFLOW_ERROR,
	RUNTIME_ERROR,
	TRACEBACK,
	TYPE_ERROR,
	VALUE_ERROR,
} from "./typeids";
import { givenName, typeName } from "./types";
import { unitOf, writtenCode } from "./writtencode";

declareType({
	type: CELL,
	name: "cell",
	base: OBJECT,
	layout: LAYOUT_CELL,
	bytes: 40,
	words: 6,
	flags: TF_GC,
	slots: {
		[S_NEW]: calling((_type, args, nargs, kwnames) => {
			if (kwnames !== NULL) return raise(TYPE_ERROR, "cell() takes no keyword arguments");
			if (nargs > 1) return raise(TYPE_ERROR, `cell expected at most 1 argument, got ${nargs}`);
			return newCell(nargs === 0 ? NULL : incref(at(args)));
		}),
		[S_HASH]: HASH_NOT_IMPLEMENTED,
		// What they hold is compared; an empty one comes first (`cell_compare_impl`).
		[S_RICHCOMPARE]: ternary((a, b, op) => {
			if (at(b + TYPE) !== CELL) return NOT_IMPLEMENTED;
			const [own, other] = [at(a + CELL_VALUE), at(b + CELL_VALUE)];
			if (own !== NULL && other !== NULL) return compare(own, other, op);
			return newBool(ordered(Number(own !== NULL) - Number(other !== NULL), op));
		}),
		[S_REPR]: unary((o) => {
			const value = at(o + CELL_VALUE);
			return newStr(
				`<cell at ${addressText(o)}: ${value === NULL ? "empty" : `${typeName(at(value + TYPE))} object at ${addressText(value)}`}>`,
			);
		}),
	},
});
declareAttribute(
	CELL,
	"cell_contents",
	(o) => (at(o + CELL_VALUE) === NULL ? raise(VALUE_ERROR, "Cell is empty") : incref(at(o + CELL_VALUE))),
	(o, value) => {
		setref(o + CELL_VALUE, value === NULL ? NULL : incref(value));
		return NONE;
	},
);

declareType({
	type: CODE,
	name: "code",
	base: OBJECT,
	layout: LAYOUT_CODE,
	bytes: 200,
	itemBytes: 2,
	words: CODE_WORDS,
	flags: TF_NO_NEW,
	weakAt: CODE_WEAKLIST,
	slots: {
		[S_REPR]: unary((o) =>
			newStr(
				`<code object ${textOf(at(o + CODE_NAME))} at ${addressText(o)}, file "${codeOf(o).filename}", line ${codeOf(o).firstlineno}>`,
			),
		),
		// Equal ones have one name.
		[S_HASH]: unary((o) => {
			hashPlain(at(o + CODE_NAME));
			return hashAsInt();
		}),
		[S_RICHCOMPARE]: ternary((a, b, op) => {
			if ((op !== PY_EQ && op !== PY_NE) || at(b + TYPE) !== CODE) return NOT_IMPLEMENTED;
			return newBool(sameCode(a, b) === (op === PY_EQ));
		}),
	},
});
declareField(CODE, "co_name", CODE_NAME, false);
declareField(CODE, "co_qualname", CODE_QUALNAME, false);
const textTuple = (texts: readonly string[]): Ref => {
	const t = newTuple(texts.length);
	texts.forEach((text, i) => {
		H[t + TUPLE_ITEMS + i] = intern(text);
	});
	return t;
};
declareAttribute(CODE, "co_varnames", (o) => textTuple(codeOf(o).varnames));
declareAttribute(CODE, "co_cellvars", (o) => textTuple(codeOf(o).cellvars));
declareAttribute(CODE, "co_freevars", (o) => textTuple(codeOf(o).freevars));
declareAttribute(CODE, "co_names", (o) => tupleFrom(at(o + CODE_NAMES), at(o + CODE_NNAMES)));
declareField(CODE, "co_consts", CODE_CONSTS_TUPLE, false);
declareAttribute(CODE, "co_argcount", (o) => newInt(codeOf(o).argcount));
declareAttribute(CODE, "co_posonlyargcount", (o) => newInt(codeOf(o).posonlyargcount));
declareAttribute(CODE, "co_kwonlyargcount", (o) => newInt(codeOf(o).kwonlyargcount));
declareAttribute(CODE, "co_nlocals", (o) => newInt(codeOf(o).varnames.length));
declareAttribute(CODE, "co_stacksize", (o) => newInt(codeOf(o).stacksize));
declareAttribute(CODE, "co_flags", (o) => newInt(at(o + CODE_FLAGS) & ~CO_STANDS_FOR_C));
declareAttribute(CODE, "co_filename", (o) => newStr(codeOf(o).filename));
declareAttribute(CODE, "co_firstlineno", (o) => newInt(codeOf(o).firstlineno));

declareType({
	type: FRAME,
	name: "frame",
	base: OBJECT,
	layout: LAYOUT_FRAME,
	bytes: 72,
	itemBytes: 8,
	words: 8,
	flags: TF_GC | TF_NO_NEW,
	slots: {
		[S_REPR]: unary((o) => {
			const words = frameWords(o);
			const code = codeOf(at(words + F_CODE));
			return newStr(
				`<frame at ${addressText(o)}, file '${code.filename}', line ${frameLine(words)}, code ${code.name}>`,
			);
		}),
	},
});
/** It is a generator's that rests: its words stand in the generator's block. */
function rests(o: Ref): boolean {
	return at(o + FO_FRAME) >= HEAP_BASE;
}
declareAttribute(FRAME, "f_code", (o) => incref(at(frameWords(o) + F_CODE)));
/** None at an instruction that has no line, such as one that raises again what nothing handled. */
declareAttribute(FRAME, "f_lineno", (o) => {
	const frame = frameWords(o);
	const line = codeOf(at(frame + F_CODE)).positions[instructionIndex(frame) * 4] ?? -1;
	return line < 0 ? NONE : newInt(frameLine(frame));
});
declareAttribute(FRAME, "f_globals", (o) => incref(at(frameWords(o) + F_GLOBALS)));
declareAttribute(FRAME, "f_builtins", (o) => incref(at(frameWords(o) + F_BUILTINS)));
declareAttribute(FRAME, "f_lasti", (o) => {
	const words = frameWords(o);
	const code = codeOf(at(words + F_CODE));
	const index = instructionIndex(words);
	return newInt((rests(o) ? (writtenCode(code).starts[index + 1] ?? 0) : unitOf(code, index)) * 2);
});
declareAttribute(
	FRAME,
	"f_trace",
	() => NONE,
	(_o, value) => {
		if (value !== NULL && value !== NONE) throw new Unsupported("tracing a frame");
		return NONE;
	},
);
declareAttribute(FRAME, "f_trace_lines", () => newBool(true));
declareAttribute(FRAME, "f_trace_opcodes", () => newBool(false));
declareAttribute(FRAME, "f_back", (o) => {
	if (at(o + FO_FRAME) === 0) return at(o + FO_BACK) === NULL ? NONE : incref(at(o + FO_BACK));
	if (rests(o)) return NONE;
	const below = previousPython(at(o + FO_FRAME));
	return below === 0 ? NONE : incref(frameObject(below));
});
declareMethod(FRAME, "clear", 0, 0, (o) => {
	if (at(o + FO_FRAME) !== 0) {
		if (!rests(o)) return raise(RUNTIME_ERROR, "cannot clear an executing frame");
		const generator = at(at(o + FO_FRAME) + F_GENERATOR);
		if (at(generator + GENERATOR_STATE) !== GEN_CREATED) return raise(RUNTIME_ERROR, "cannot clear a suspended frame");
		dropGenerator(generator);
	}
	const block = at(o + FO_OWN);
	const end = at(block + F_SP);
	H[block + F_SP] = FRAME_WORDS;
	for (let i = FRAME_WORDS; i < end; i++) xdecref(at(block + i));
	return NONE;
});

declareType({
	type: TRACEBACK,
	name: "traceback",
	base: OBJECT,
	layout: LAYOUT_TRACEBACK,
	bytes: 64,
	words: 8,
	flags: TF_GC,
	slots: { [S_NEW]: calling(tracebackNew) },
});

/** What stands for an offset at which no instruction is, as `tb_lasti` of a traceback that a program made: below 0. */
const noInstruction = (lasti: number): number => -2 - lasti;

/** `tb_new_impl` */
function tracebackNew(_type: Ref, args: number, nargs: number, kwnames: Ref): Status {
	const params = ["tb_next", "tb_frame", "tb_lasti", "tb_lineno"];
	const given = resolveArguments({ name: "traceback", params, min: 4, max: 4 }, args, nargs, kwnames);
	if (given === null) return NULL;
	const [next, frame, lasti, lineno] = given as [Ref, Ref, Ref, Ref];
	if (at(frame + TYPE) !== FRAME)
		return raise(TYPE_ERROR, `traceback() argument 'tb_frame' must be frame, not ${givenName(frame)}`);
	for (const o of [lasti, lineno]) {
		if (!isInt(o)) return raise(TYPE_ERROR, `'${typeName(at(o + TYPE))}' object cannot be interpreted as an integer`);
		if (!(Math.abs(intNumber(o)) <= 0x7fffffff))
			return raise(OVERFLOW_ERROR, "Python int too large to convert to C int");
	}
	if (next !== NONE && at(next + TYPE) !== TRACEBACK)
		return raise(TYPE_ERROR, `expected traceback object or None, got '${typeName(at(next + TYPE))}'`);
	const code = codeOf(at(frameWords(frame) + F_CODE));
	const index = writtenCode(code).places.indexOf(intNumber(lasti) / 2);
	const tb = newTraceback(0, next === NONE ? NULL : incref(next), frame);
	H[tb + TB_LASTI] = index < 0 ? noInstruction(intNumber(lasti)) : index;
	H[tb + TB_LINE] = intNumber(lineno);
	return tb;
}
declareAttribute(
	TRACEBACK,
	"tb_next",
	(o) => (at(o + TB_NEXT) === NULL ? NONE : incref(at(o + TB_NEXT))),
	(o, value) => {
		if (value === NULL) return raise(TYPE_ERROR, "can't delete tb_next attribute");
		if (value !== NONE && at(value + TYPE) !== TRACEBACK)
			return raise(TYPE_ERROR, `expected traceback object, got '${typeName(at(value + TYPE))}'`);
		for (let tb = value; tb !== NONE && tb !== NULL; tb = at(tb + TB_NEXT))
			if (tb === o) return raise(VALUE_ERROR, "traceback loop detected");
		setref(o + TB_NEXT, value === NONE ? NULL : incref(value));
		return NONE;
	},
);
declareField(TRACEBACK, "tb_frame", TB_FRAME, false);
/** `tb_lineno_get`: -1 stands for the line of the instruction. */
declareAttribute(TRACEBACK, "tb_lineno", (o) => {
	if (at(o + TB_LINE) !== -1) return newInt(at(o + TB_LINE));
	const line = codeOf(at(frameWords(at(o + TB_FRAME)) + F_CODE)).positions[at(o + TB_LASTI) * 4] ?? -1;
	return line < 0 ? NONE : newInt(line);
});
declareAttribute(TRACEBACK, "tb_lasti", (o) => {
	const words = frameWords(at(o + TB_FRAME));
	const index = at(o + TB_LASTI);
	if (index < -1) return newInt(noInstruction(index));
	return newInt((words === 0 ? index : unitOf(codeOf(at(words + F_CODE)), index)) * 2);
});
