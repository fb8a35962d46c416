/**
 * What translated code (translation.ts) calls: the loop's instructions where they need more than a few words. Each does
 * what its case in loop.ts does, and leaves the arena as that would.
 */
import {
	NB_ADD,
	NB_AND,
	NB_FLOOR_DIVIDE,
	NB_MULTIPLY,
	NB_REMAINDER,
	NB_SUBTRACT,
	PY_EQ,
	PY_GE,
	PY_GT,
	PY_LE,
	PY_LT,
	PY_NE,
} from "../compile/opcodes";
import { MAX_TEXT } from "../text/fault";
import { show } from "./alloc";
import { at, F64, H, onRestore } from "./arena";
import { loadAttr } from "./attributeinstructions";
import { GENERIC_GETATTR, genericGetAttr, getAttr, getMethod, method } from "./attributes";
import { unpackMethod, vectorcall } from "./call";
import { enterInit } from "./creation";
import { pushDeathFrame } from "./deathframe";
import {
	deliver,
	deliverError,
	dropInputs,
	endFor,
	endSend,
	entered,
	FAIL,
	finish,
	GIVE,
	GO_ON,
	STOP,
	unwind,
} from "./delivery";
import { dictGetStr } from "./dict";
import { buildMap } from "./dictupdate";
import { addTraceback, clearError, errorIs } from "./errors";
import { recording, setLeaving } from "./events";
import { newFloat } from "./float";
import {
	ON_ARRAY,
	ON_BITS,
	ON_CALLED,
	ON_ITER,
	ON_LENT,
	ON_METHOD,
	ON_OPERATED,
	ON_RESULT,
	ON_SEND,
	popFrame,
} from "./frames";
import { callFunction } from "./functions";
import {
	finishGenerator,
	generatorReturned,
	resumeGenerator,
	sendTo,
	stopIterationValue,
	suspendGenerator,
} from "./generators";
import { globalValue } from "./globalcache";
import { type Compiled, compiledFor, decline, give, onwards, setLineTaken, takeGiven, wantEntry } from "./hotcode";
import { beginInit, endInit, initializesInPython } from "./initcalls";
import { newInt } from "./int";
import { EXHAUSTED, iterNext, stopIteration } from "./iterators";
import {
	AGAIN,
	BREAK_DEATH,
	BREAK_GC,
	CODE_INSTRUCTIONS,
	F_CODE,
	F_GENERATOR,
	F_KIND,
	F_LOCALS,
	F_ON,
	F_PC,
	F_PREV,
	F_SP,
	INT_VALUE,
	NULL,
	PUSHED,
	R_BREAKER,
	R_DEPTH,
	R_EVENTS,
	R_EXC_STATE,
	R_FRAME,
	R_INSTRUCTIONS,
	R_TRACES,
	type Ref,
	STR_KIND,
	T_LOOKUPS,
	T_SLOTS,
	T_VERSION,
	TYPE,
} from "./layout";
import { listPush } from "./list";
import { profile, spend, work } from "./machine";
import { FRAME_WORK, N0, popNative } from "./natives";
import { numberOp } from "./numberops";
import { getItem, truth } from "./operators";
import { rangeNext } from "./ranges";
import { ended as endedAs, rareInstruction } from "./rareinstructions";
import { decref, incref } from "./refcount";
import { isScriptFrame } from "./scriptline";
import { methodAtSite, rememberMethod, rememberValue, valueAtSite } from "./sitecache";
import { lookupSpecial, nameRef } from "./special";
import {
	ATTR_PROPERTY,
	attrKind,
	CALL_INIT,
	CALL_LIST_APPEND,
	callKind,
	callPolls,
	entersFunction,
	entersInit,
	GENERIC,
	isPlainAttr,
	SUBSCR_GETITEM,
	subscrKind,
} from "./specialize";
import { close, lendArguments, objectOf, steal, takeBackArguments } from "./stackref";
import { newKnownStr, newUnsharedStr, sameText, strLength, textOf } from "./str";
import { concat } from "./strs";
import { errorStep, NOTHING, REST, S_GETATTRO, type Status, type Step, steps } from "./tables";
import { typeLookup } from "./typecache";
import {
	DICT,
	FALSE,
	FLOAT,
	FUNCTION,
	INT,
	LIST,
	METHOD,
	NONE,
	RANGE_ITERATOR,
	SET,
	STOP_ITERATION,
	STR,
	TRUE,
	TUPLE,
	TYPE_TYPE,
} from "./typeids";

const GOES_ON = onwards(GO_ON);
const RESTS = onwards(STOP);
const GIVES = onwards(GIVE);
export const FAILS = onwards(FAIL);

const MOST_EXACT = 9007199254740991;

/** The frame is left before the instruction after `pc`; the loop runs that one. */
export function leave(frame: number, pc: number, sp: number, instructions: number): number {
	decline(pc);
	H[frame + F_PC] = pc;
	H[frame + F_SP] = sp;
	H[R_INSTRUCTIONS] = at(R_INSTRUCTIONS) + instructions;
	return GOES_ON;
}

/** The run rests before the line that begins after `pc`. */
export function rests(frame: number, pc: number, sp: number, instructions: number): number {
	H[frame + F_PC] = pc;
	H[frame + F_SP] = sp;
	H[R_INSTRUCTIONS] = at(R_INSTRUCTIONS) + instructions;
	return RESTS;
}

/** The frame is left, where the text cannot be entered at the instruction with the index `from`, which is at `pc`. */
export function unentered(frame: number, from: number, pc: number, sp: number, instructions: number): number {
	wantEntry(frame, from);
	return leave(frame, pc - 2, sp, instructions);
}

let crossingTo = 0;
/** Another part of the text goes on at the instruction with the index `to`. */
export function crosses(frame: number, to: number, sp: number, instructions: number): number {
	H[frame + F_SP] = sp;
	H[R_INSTRUCTIONS] = at(R_INSTRUCTIONS) + instructions;
	crossingTo = to;
	return 0;
}
/** That index. */
export function crossed(): number {
	return crossingTo;
}

/** The same, where the step of that instruction's line has been taken. */
export function leaveInLine(frame: number, pc: number, sp: number, instructions: number): number {
	setLineTaken(pc + 2);
	return leave(frame, pc, sp, instructions);
}

// ---- Numbers: the result, owned, or 0 where the loop has to do it ----

export function add(a: Ref, b: Ref): Ref {
	const t = at(a + TYPE);
	const x = F64[(a + INT_VALUE) >> 1] as number;
	const y = F64[(b + INT_VALUE) >> 1] as number;
	if (t === at(b + TYPE)) {
		if (t === INT) {
			const r = x + y;
			return r <= MOST_EXACT && r >= -MOST_EXACT ? newInt(r) : NULL;
		}
		if (t === FLOAT) return newFloat(x + y);
		if (t === STR) return strLength(a) + strLength(b) > MAX_TEXT ? NULL : concat(a, b);
	}
	return number(NB_ADD, a, b);
}

export function subtract(a: Ref, b: Ref): Ref {
	const t = at(a + TYPE);
	const x = F64[(a + INT_VALUE) >> 1] as number;
	const y = F64[(b + INT_VALUE) >> 1] as number;
	if (t === at(b + TYPE)) {
		if (t === INT) {
			const r = x - y;
			return r <= MOST_EXACT && r >= -MOST_EXACT ? newInt(r) : NULL;
		}
		if (t === FLOAT) return newFloat(x - y);
	}
	return number(NB_SUBTRACT, a, b);
}

export function multiply(a: Ref, b: Ref): Ref {
	const t = at(a + TYPE);
	const x = F64[(a + INT_VALUE) >> 1] as number;
	const y = F64[(b + INT_VALUE) >> 1] as number;
	if (t === at(b + TYPE)) {
		if (t === INT) {
			const r = x * y;
			return r <= MOST_EXACT && r >= -MOST_EXACT ? newInt(r + 0) : NULL;
		}
		if (t === FLOAT) return newFloat(x * y);
	}
	return number(NB_MULTIPLY, a, b);
}

export function remainder(a: Ref, b: Ref): Ref {
	if (at(a + TYPE) === INT && at(b + TYPE) === INT) {
		const x = F64[(a + INT_VALUE) >> 1] as number;
		const y = F64[(b + INT_VALUE) >> 1] as number;
		const i = x | 0;
		const j = y | 0;
		if (i === x && j === y && j > 0) {
			const r = i % j;
			return newInt(r < 0 ? r + j : r | 0);
		}
	}
	return number(NB_REMAINDER, a, b);
}

export function floorDivide(a: Ref, b: Ref): Ref {
	if (at(a + TYPE) === INT && at(b + TYPE) === INT) {
		const x = F64[(a + INT_VALUE) >> 1] as number;
		const y = F64[(b + INT_VALUE) >> 1] as number;
		const i = x | 0;
		const j = y | 0;
		if (i === x && j === y && j > 0) return newInt(Math.floor(i / j));
	}
	return number(NB_FLOOR_DIVIDE, a, b);
}

export function bitAnd(a: Ref, b: Ref): Ref {
	if (at(a + TYPE) === INT && at(b + TYPE) === INT) {
		const x = F64[(a + INT_VALUE) >> 1] as number;
		const y = F64[(b + INT_VALUE) >> 1] as number;
		const i = x | 0;
		const j = y | 0;
		if (i === x && j === y) return newInt(i & j);
	}
	return number(NB_AND, a, b);
}

export function number(op: number, a: Ref, b: Ref): Ref {
	const t = at(a + TYPE);
	const u = at(b + TYPE);
	return (t === INT || t === FLOAT) && (u === INT || u === FLOAT) ? numberOp(op, a, b, t, u) : NULL;
}

/** A comparison's truth, 1 or 0; -1 where the loop has to find it. */
export function compared(op: number, a: Ref, b: Ref): number {
	const t = at(a + TYPE);
	const u = at(b + TYPE);
	if ((t === INT || t === FLOAT) && (u === INT || u === FLOAT)) {
		const x = F64[(a + INT_VALUE) >> 1] as number;
		const y = F64[(b + INT_VALUE) >> 1] as number;
		// An int too large for a double has NaN here.
		if ((t === INT && Number.isNaN(x)) || (u === INT && Number.isNaN(y))) return -1;
		// As if compare() had been asked.
		if (t === FLOAT || u === FLOAT) work(FRAME_WORK);
		switch (op) {
			case PY_LT:
				return x < y ? 1 : 0;
			case PY_LE:
				return x <= y ? 1 : 0;
			case PY_EQ:
				return x === y ? 1 : 0;
			case PY_NE:
				return x !== y ? 1 : 0;
			case PY_GT:
				return x > y ? 1 : 0;
			case PY_GE:
				return x >= y ? 1 : 0;
		}
	}
	if ((op === PY_EQ || op === PY_NE) && t === STR && u === STR) return sameText(a, b) === (op === PY_EQ) ? 1 : 0;
	return -1;
}

/** A truth value that needs no call, 1 or 0; else -1. */
export function truthOf(o: Ref): number {
	if (o === TRUE) return 1;
	if (o === FALSE || o === NONE) return 0;
	switch (at(o + TYPE)) {
		case INT:
		case STR:
		case LIST:
		case TUPLE:
		case DICT:
		case SET:
		case FLOAT:
			return truth(o) === TRUE ? 1 : 0;
	}
	return -1;
}

// ---- What may call Python code. F_PC and F_SP are up to date, the operands on the stack ----

/** Bytes of JavaScript's own stack that calls of translated code by translated code may take, and those that they do. */
const MOST_NESTED = 64 * 1024;
let nested = 0;
// What JavaScript throws ends the run, and another state comes back.
onRestore(() => {
	nested = 0;
});

/** Whether the frame on top is one of Python code that gives its value to `frame` itself, and can be run now. */
function entersAbove(frame: number): boolean {
	const above = at(R_FRAME);
	return at(above + F_KIND) === 0 && at(above + F_PREV) === frame && (at(R_BREAKER) & BREAK_DEATH) === 0;
}

/** Runs the frame on top, just pushed by a call from `frame`: what it returns, or how the loop goes on. */
function enter(stop: number): number {
	const callee = at(R_FRAME);
	const compiled: Compiled | null = compiledFor(callee);
	if (compiled === null || nested + compiled.stack > MOST_NESTED) return GOES_ON;
	const from = (at(callee + F_PC) + 2 - at(at(callee + F_CODE) + CODE_INSTRUCTIONS)) >> 1;
	return nesting(compiled, callee, from, stop);
}

/** The same for a frame that begins. */
export function enterNew(callee: number, stop: number): number {
	const compiled: Compiled | null = compiledFor(callee);
	return compiled === null || nested + compiled.stack > MOST_NESTED ? GOES_ON : nesting(compiled, callee, 0, stop);
}

function nesting(compiled: Compiled, callee: number, from: number, stop: number): number {
	nested += compiled.stack;
	const value = compiled(callee, from, stop);
	nested -= compiled.stack;
	return value;
}

/** CALL with `arg` arguments: the result, owned, its operands let go of; or how the loop goes on. */
export function call(frame: number, sp: number, arg: number, here: number, dropped: boolean, stop: number): number {
	const base = sp - arg - 2;
	let callee = objectOf(at(base));
	let self = at(base + 1);
	spend(2);
	if (entersFunction(here, callee)) {
		H[frame + F_SP] = base;
		const first = self === NULL ? base + 2 : base + 1;
		return entering(frame, callFunction(at(base), first, sp - first, NULL, true), stop);
	}
	if (self === NULL && at(callee + TYPE) === TYPE_TYPE && entersInit(here, at(callee + T_VERSION))) {
		return constructing(frame, base, callee, arg, stop);
	}
	const kind = callKind(here, callee, objectOf(self), arg, dropped);
	if (kind === CALL_INIT) return constructing(frame, base, callee, arg, stop);
	if (self === NULL && at(callee + TYPE) === METHOD) {
		unpackMethod(base);
		callee = at(base);
		self = at(base + 1);
	}
	const first = self === NULL ? base + 2 : base + 1;
	const nargs = sp - first;
	if (at(callee + TYPE) === FUNCTION) {
		H[frame + F_SP] = base;
		return entering(frame, callFunction(at(base), first, nargs, NULL, true), stop);
	}
	if (kind === CALL_LIST_APPEND) {
		listPush(objectOf(self), steal(at(sp - 1)));
		H[frame + F_SP] = base;
		close(self);
		close(at(base));
		return result(frame, NONE, stop);
	}
	let on = lendArguments(frame, arg + 2) | ((arg + 2) << ON_BITS);
	if (initializesInPython(callee)) {
		const init = initOf(callee);
		if (at(init + TYPE) === FUNCTION)
			return initializing(frame, base, beginInit(callee, first, nargs, init), arg, stop);
	}
	const status = vectorcall(callee, first, nargs, NULL);
	if ((status === PUSHED || (at(R_BREAKER) & BREAK_GC) !== 0) && callPolls(kind))
		on = ON_CALLED | ((arg + 2) << ON_BITS);
	if (status > 0 && (on === (arg + 2) << ON_BITS || on === (ON_LENT | ((arg + 2) << ON_BITS)))) {
		// As deliver does for ON_RESULT and ON_LENT.
		H[frame + F_ON] = ON_RESULT;
		takeBackArguments(frame);
		finish(frame, base, arg + 2, status);
		// Or it was the call that began to trace blocks.
		if ((at(R_BREAKER) & BREAK_DEATH) !== 0) return driven(frame, stop);
		if (at(R_TRACES) !== 0) return GOES_ON;
		H[frame + F_SP] = base;
		return at(base);
	}
	return settle(frame, status, on, stop);
}

/** A call's result, owned, whose operands are gone: on the stack where a death waits. */
function result(frame: number, value: Ref, stop: number): number {
	if ((at(R_BREAKER) & BREAK_DEATH) === 0) return value;
	const sp = at(frame + F_SP);
	H[sp] = value;
	H[frame + F_SP] = sp + 1;
	return driven(frame, stop);
}

/** A function's frame has been pushed, or could not be. */
function entering(frame: number, status: number, stop: number): number {
	H[frame + F_ON] = ON_RESULT;
	if (status !== PUSHED) return FAILS;
	return (at(R_BREAKER) & BREAK_DEATH) !== 0 ? driven(frame, stop) : enter(stop);
}

/** By a class's version: that, and its `__init__`, which is what `typeLookup` says of that version. */
const inits = new Int32Array(2 << 8);
onRestore(() => inits.fill(0));

export function initOf(cls: Ref): Ref {
	const version = at(cls + T_LOOKUPS);
	const place = (version & 255) << 1;
	if (inits[place] === version) return inits[place + 1] as number;
	const init = typeLookup(cls, nameRef("__init__"));
	inits[place] = version;
	inits[place + 1] = init;
	return init;
}

/** An instance of a class whose `__init__` is entered, above the frame that has the instance (creation.ts). */
function constructing(frame: number, base: number, cls: Ref, nargs: number, stop: number): number {
	const word = at(base);
	H[frame + F_SP] = base;
	const status = enterInit(cls, base + 2, nargs, initOf(cls));
	close(word);
	return making(entering(frame, status, stop));
}

/** The same where the text has pushed the frame of `__init__`, `callee`, and the one below it. */
export function enterMaking(callee: number, stop: number): number {
	return making(enterNew(callee, stop));
}

/** What `__init__` came to: the instance, or how the loop goes on. */
function making(value: number): number {
	if (value !== NONE) return value > 0 ? given(value) : value;
	// As the step of that frame.
	const shim = at(R_FRAME);
	H[R_DEPTH] = at(R_DEPTH) - 1;
	const made = at(shim + N0);
	H[shim + N0] = 0;
	popNative(shim);
	return made;
}

/** The frame of an `__init__` has been pushed for the generic call of a class (initcalls.ts), or could not be. */
function initializing(frame: number, base: number, status: number, arg: number, stop: number): number {
	const on = ON_CALLED | ((arg + 2) << ON_BITS);
	if (status === NULL) return settle(frame, NULL, on, stop);
	H[frame + F_ON] = on;
	if (at(at(R_FRAME) + F_KIND) !== 0 || (at(R_BREAKER) & BREAK_DEATH) !== 0) return driven(frame, stop);
	const value = enter(stop);
	if (value !== NONE) return value > 0 ? driven(frame, stop, GIVE, value) : value;
	const made = endInit();
	if ((at(R_BREAKER) & BREAK_DEATH) !== 0) return driven(frame, stop, GIVE, made);
	deliver(frame, made);
	if (at(R_BREAKER) !== 0 || at(R_FRAME) !== frame || at(R_TRACES) !== 0) return goesOn(frame, stop);
	H[frame + F_SP] = base;
	return at(base);
}

/** The loop gives a value to the frame that is on top now. */
export function given(value: Ref): number {
	give(value);
	return GIVES;
}

/** Bytes of JavaScript's stack that `driven` and a native step take. */
const DRIVING_BYTES = 600;

/**
 * Runs what stands above a frame, native frames and translated ones, and what has to die: 0 where the frame goes on at
 * F_PC, with what it waited for; or how the loop goes on, with what is on top then.
 */
export function driven(frame: number, stop: number, mode = GO_ON, value: Ref = NULL): number {
	if (nested + DRIVING_BYTES > MOST_NESTED) {
		if (mode === GIVE) give(value);
		return onwards(mode);
	}
	nested += DRIVING_BYTES;
	const answer = driving(frame, stop, mode, value);
	nested -= DRIVING_BYTES;
	return answer;
}

/** As `run` of the loop. */
function driving(frame: number, stop: number, begin: number, given: Ref): number {
	let mode = begin;
	let value = given;
	for (;;) {
		if ((at(R_BREAKER) & BREAK_DEATH) !== 0) {
			pushDeathFrame(mode === GIVE ? value : NULL);
			mode = GO_ON;
		}
		const top = at(R_FRAME);
		const kind = at(top + F_KIND);
		if (kind === 0) {
			if (mode === GIVE) mode = deliver(top, value);
			else if (mode === FAIL && top !== frame) {
				mode = deliverError(top);
				if (mode === FAIL) {
					addTraceback(top);
					if (!unwind(top)) continue;
					mode = GO_ON;
				}
			}
			if (mode === GIVE || (at(R_BREAKER) & BREAK_DEATH) !== 0 || at(R_FRAME) !== top) continue;
			if (top === frame) return mode === FAIL ? FAILS : at(R_TRACES) === 0 ? 0 : GOES_ON;
			if (mode === FAIL) continue;
			const answer: number = enter(stop);
			if (answer > 0) {
				mode = GIVE;
				value = answer;
			} else if (answer === FAILS) mode = FAIL;
			else if (answer === GIVES) {
				mode = GIVE;
				value = takeGiven();
			} else return answer;
			continue;
		}
		let status: Status;
		if (mode === FAIL) {
			const onError = errorStep(kind);
			status = onError === null ? NULL : onError(top, NULL);
		} else status = (steps[kind] as Step)(top, mode === GIVE ? value : NULL);
		if (status === PUSHED || status === AGAIN) {
			mode = GO_ON;
			continue;
		}
		if (status === REST) return onwards(STOP);
		if (status === EXHAUSTED) status = stopIteration();
		popNative(top);
		mode = status === NOTHING ? GO_ON : status === NULL ? FAIL : GIVE;
		value = status;
	}
}

/** The instruction ended with `status`, as `on` says: 0 where the frame goes on at F_PC, or how the loop does. */
function settle(frame: number, status: number, on: number, stop: number): number {
	if (status > 0) {
		H[frame + F_ON] = on;
		return deliver(frame, status) === FAIL ? FAILS : goesOn(frame, stop);
	}
	if (status === PUSHED) {
		H[frame + F_ON] = on;
		return awaited(frame, stop);
	}
	H[frame + F_ON] = ON_RESULT;
	if (on >> ON_BITS > 1) dropInputs(frame, on);
	return FAILS;
}

/** What the instruction waits for has been pushed: mostly the frame of a function, whose value goes into this frame. */
function awaited(frame: number, stop: number): number {
	if (!entersAbove(frame)) return driven(frame, stop);
	const value = enter(stop);
	if (value <= 0) return value;
	return deliver(frame, value) === FAIL ? FAILS : goesOn(frame, stop);
}

/** The frame goes on at F_PC, once what has to run before has: here; or in the loop, where blocks are traced from now on. */
function goesOn(frame: number, stop: number): number {
	if ((at(R_BREAKER) & BREAK_DEATH) !== 0 || at(R_FRAME) !== frame) return driven(frame, stop);
	return at(R_TRACES) === 0 ? 0 : GOES_ON;
}

/** The loop would have counted this word, and would let go of it now, while a death waits. */
export function waits(word: number): void {
	if ((word & 1) !== 0 || at(word) < 0) return;
	if (recording) H[R_EVENTS] = at(R_EVENTS) - 2;
	decref(incref(word));
}

/** The frame goes on after `pc`, once what has died has: Python code waits to be run for it. */
export function dying(frame: number, pc: number, sp: number, instructions: number, stop: number): number {
	H[frame + F_PC] = pc;
	H[frame + F_SP] = sp;
	H[R_INSTRUCTIONS] = at(R_INSTRUCTIONS) + instructions;
	return driven(frame, stop);
}

/** An instruction that does more (rareinstructions.ts). F_PC and F_SP are up to date: 0, or how the loop goes on. */
export function rarely(frame: number, pc: number, word: number, stop: number): number {
	const status = rareInstruction(frame, pc, word);
	return after(frame, status, endedAs.on, endedAs.reraised, stop);
}

/** BUILD_MAP of `arg` items: the same. */
export function mapBuilt(frame: number, arg: number, stop: number): number {
	const on = (profile().inputsClosedDownwards ? lendArguments(frame, arg * 2) : ON_ARRAY) | ((arg * 2) << ON_BITS);
	return after(frame, buildMap(at(frame + F_SP) - arg * 2, arg), on, false, stop);
}

/** LOAD_ATTR of whatever the owner is: the same. */
export function gotten(frame: number, here: number, name: Ref, calls: boolean, stop: number): number {
	const owner = objectOf(at(at(frame + F_SP) - 1));
	const status = loadAttr(frame, here, owner, name, calls, isPlainAttr(here, owner));
	return after(frame, status, (calls ? ON_METHOD : ON_RESULT) | (1 << ON_BITS), false, stop);
}

/** BINARY_SUBSCR: the same. */
export function subscribed(frame: number, here: number, stop: number): number {
	const sp = at(frame + F_SP) - 2;
	const container = objectOf(at(sp));
	const key = objectOf(at(sp + 1));
	const kind = subscrKind(here, container, key);
	let status: number;
	if (kind === SUBSCR_GETITEM) {
		// Both operands move into the frame.
		H[frame + F_SP] = sp;
		status = entered(frame, callFunction(incref(lookupSpecial(container, "__getitem__")), sp, 2, NULL, true));
	} else status = getItem(container, key);
	return after(frame, status, (kind === GENERIC ? ON_OPERATED : ON_RESULT) | (2 << ON_BITS), false, stop);
}

/** PUSH_EXC_INFO: an exception (which stays its owner's) is being handled from now on; the one that was, owned, or None. */
export function handling(frame: number, exc: Ref): Ref {
	const state = at(R_EXC_STATE);
	const previous = at(state);
	H[state] = incref(exc);
	if (isScriptFrame(frame)) show(exc);
	return previous === NULL ? NONE : previous;
}

/** BUILD_STRING: the `n` parts from an address on become one; owned. */
export function textBuilt(from: number, n: number): Ref {
	let text = "";
	let kind = 0;
	for (let i = from; i < from + n; i++) {
		const part = objectOf(at(i));
		text += textOf(part);
		kind |= at(part + STR_KIND);
	}
	work(text.length >> 5);
	// Parts without surrogates do not make a pair where they meet, so what they make need not be looked through.
	const built = kind < 2 && text.length > 1 ? newKnownStr(text, text.length, kind) : newUnsharedStr(text);
	for (let i = from + n - 1; i >= from; i--) close(at(i));
	return built;
}

/** What the loop does when an instruction has ended. */
function after(frame: number, status: number, on: number, reraised: boolean, stop: number): number {
	if (status > 0) {
		H[frame + F_ON] = on;
		return deliver(frame, status) === FAIL ? FAILS : goesOn(frame, stop);
	}
	if (status === NULL) {
		H[frame + F_ON] = ON_RESULT;
		if (on >> ON_BITS > 1) dropInputs(frame, on);
		if (!reraised || (at(R_BREAKER) & BREAK_DEATH) !== 0) return FAILS;
		return unwind(frame) ? goesOn(frame, stop) : FAILS;
	}
	if (status === NOTHING) return goesOn(frame, stop);
	if (status === PUSHED && on !== 0) H[frame + F_ON] = on;
	return awaited(frame, stop);
}

/**
 * What comes to a frame by an instruction of its own, or from the frame above, or to one that is above it: 0 where the frame
 * goes on at F_PC, or how the loop goes on; where the frame has been left, with what is for the one below.
 */
export function onward(frame: number, answer: number, stop: number): number {
	if (at(R_FRAME) < frame) return answer;
	if (answer === FAILS) return caught(frame, stop);
	return answer === GIVES ? driven(frame, stop, GIVE, takeGiven()) : answer;
}

/** The same for an exception. */
function caught(frame: number, stop: number): number {
	for (;;) {
		// Deaths come before the exception goes on.
		if (at(R_FRAME) !== frame || (at(R_BREAKER) & BREAK_DEATH) !== 0) {
			const answer = driven(frame, stop, FAIL);
			if (answer !== FAILS || at(R_FRAME) !== frame || (at(R_BREAKER) & BREAK_DEATH) !== 0) return answer;
		}
		if (deliverError(frame) === GO_ON) break;
		if ((at(R_BREAKER) & BREAK_DEATH) !== 0) continue;
		addTraceback(frame);
		if (!unwind(frame)) return FAILS;
		break;
	}
	return goesOn(frame, stop);
}

/** The instruction was not done at once: its operands are on the stack, and F_SP above them. */
export function settled(
	frame: number,
	sp: number,
	status: number,
	on: number,
	instructions: number,
	stop: number,
): number {
	H[frame + F_SP] = sp;
	H[R_INSTRUCTIONS] = at(R_INSTRUCTIONS) + instructions;
	return settle(frame, status, on, stop);
}

/** What ends an attempt that has changed nothing: a frame has to be pushed for it. */
export const BY_LOOP = -98;

/** LOAD_ATTR of what is not called: the value, owned, BY_LOOP, or the status of what takes its place. */
export function attribute(here: number, owner: Ref, name: Ref): number {
	const plain = isPlainAttr(here, owner);
	if (plain) {
		const value = valueAtSite(here, owner);
		if (value !== NULL) return incref(value);
	}
	if (attrKind(here, owner, name, false) >= ATTR_PROPERTY) return BY_LOOP;
	if (at(at(owner + TYPE) + T_SLOTS + S_GETATTRO) !== GENERIC_GETATTR) return getAttr(owner, name);
	const value = genericGetAttr(owner, name);
	if (value > 0 && plain) rememberValue(here, owner, name);
	return value;
}

/** LOAD_ATTR of what is called: the same; `method.unbound` says whether the owner goes on as self. */
export function methodOf(here: number, owner: Ref, name: Ref): number {
	const plain = isPlainAttr(here, owner);
	if (plain) {
		const found = methodAtSite(here, owner);
		if (found !== NULL) {
			method.unbound = true;
			return incref(found);
		}
	}
	const kind = attrKind(here, owner, name, true);
	if (kind >= ATTR_PROPERTY) return BY_LOOP;
	const found = getMethod(owner, name, kind !== GENERIC);
	if (found > 0 && method.unbound && plain) rememberMethod(here, owner, found);
	return found;
}

/** BINARY_SUBSCR: the item, owned, BY_LOOP, or the status of what takes its place. */
export function item(here: number, container: Ref, key: Ref): number {
	const kind = subscrKind(here, container, key);
	subscription.generic = kind === GENERIC;
	return kind === SUBSCR_GETITEM ? BY_LOOP : getItem(container, key);
}
/** Beside the item: whether what found it is the generic instruction. */
export const subscription = { generic: false };

/** LOAD_NAME: the value, borrowed, or 0. */
export function named(frame: number, name: Ref): Ref {
	const space = at(frame + F_LOCALS);
	if (at(space + TYPE) !== DICT) return NULL;
	const own = dictGetStr(space, name);
	return own !== NULL ? own : globalValue(frame, name);
}

/** YIELD_VALUE: the generator's frame rests, the value is given to whoever resumed it. */
export function yielded(frame: number, value: Ref): number {
	suspendGenerator(frame);
	return value;
}

/** FOR_ITER of a generator: what it yields next, or how the loop goes on. */
export function resumed(frame: number, generator: Ref, stop: number): number {
	const status = resumeGenerator(generator, NONE);
	if (status !== PUSHED) return ended(frame, status, stop);
	H[frame + F_ON] = ON_ITER;
	const value = enter(stop);
	if (value <= 0) return value;
	H[frame + F_ON] = ON_RESULT;
	return value;
}

/** RETURN_VALUE of a generator: whoever resumed it sees StopIteration. */
export function finished(frame: number, value: Ref): number {
	finishGenerator(at(frame + F_GENERATOR), frame);
	generatorReturned(value);
	return FAILS;
}

/**
 * SEND of what is on top of the stack, to what is below: what that yields, owned, for the place of what was sent; 0 where it
 * has returned, F_SP and F_PC being where the frame goes on; or how the loop goes on.
 */
export function sent(frame: number, stop: number): number {
	const sp = at(frame + F_SP) - 1;
	const value = at(sp);
	H[frame + F_SP] = sp;
	const status = sendTo(objectOf(at(sp - 1)), objectOf(value));
	close(value);
	if (status > 0) return result(frame, status, stop);
	if (status === PUSHED) {
		H[frame + F_ON] = ON_SEND;
		if (!entersAbove(frame)) return driven(frame, stop);
		const given = enter(stop);
		if (given <= 0) return given;
		H[frame + F_ON] = ON_RESULT;
		return result(frame, given, stop);
	}
	if (status !== EXHAUSTED && !errorIs(STOP_ITERATION)) {
		H[frame + F_ON] = ON_RESULT;
		return FAILS;
	}
	endSend(frame, status === EXHAUSTED ? NONE : stopIterationValue());
	return goesOn(frame, stop);
}

/** RETURN_VALUE: the frame is left, the value given to whoever entered it. */
export function returned(frame: number, value: Ref): number {
	popFrame(frame);
	return (at(R_BREAKER) & BREAK_DEATH) !== 0 ? given(value) : value;
}

/** The same of one of its words, in a recording: what dies does so at that frame's line. */
export function letGo(frame: number, o: Ref): void {
	if (at(o) > 1) {
		decref(o);
		return;
	}
	setLeaving(frame);
	decref(o);
	setLeaving(0);
}

/**
 * FOR_ITER of the iterator on top of the stack: the next item, owned; 0 where the frame goes on at F_PC; or how the loop
 * goes on. But for an item, the instructions have been counted. Not for generators.
 */
export function next(frame: number, iterator: Ref, instructions: number, stop: number): number {
	const status = at(iterator + TYPE) === RANGE_ITERATOR ? rangeNext(iterator) : iterNext(iterator);
	if (status > 0 && (at(R_BREAKER) & BREAK_DEATH) === 0) return status;
	H[R_INSTRUCTIONS] = at(R_INSTRUCTIONS) + instructions;
	if (status > 0) return result(frame, status, stop);
	if (status === PUSHED) {
		H[frame + F_ON] = ON_ITER;
		return driven(frame, stop);
	}
	return ended(frame, status, stop);
}

/** FOR_ITER got no item. */
function ended(frame: number, status: number, stop: number): number {
	if (status === EXHAUSTED || errorIs(STOP_ITERATION)) {
		if (status === NULL) clearError();
		endFor(frame);
		return goesOn(frame, stop);
	}
	H[frame + F_ON] = ON_RESULT;
	return FAILS;
}
