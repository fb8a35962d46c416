/**
 * The evaluation loop, after Python/bytecodes.c: one case an instruction. `run` never calls itself: what calls Python
 * pushes a frame and comes back here, so a program can be stopped, kept and shown between any two instructions.
 *
 * F_PC is the instruction being executed; a frame goes on with the one after it. A value on the stack is a counted
 * reference, or 0 where CPython has NULL.
 */
import {
	BINARY_OP,
	BINARY_SUBSCR,
	BUILD_LIST,
	BUILD_MAP,
	BUILD_TUPLE,
	CALL,
	COMPARE_OP,
	CONTAINS_OP,
	COPY,
	END_FOR,
	END_SEND,
	FOR_ITER,
	FORMAT_SIMPLE,
	GET_ITER,
	IS_OP,
	JUMP_BACKWARD,
	JUMP_BACKWARD_NO_INTERRUPT,
	JUMP_FORWARD,
	LIST_APPEND,
	LOAD_ATTR,
	LOAD_CONST,
	LOAD_DEREF,
	LOAD_FAST,
	LOAD_FAST_AND_CLEAR,
	LOAD_FAST_BORROW,
	LOAD_FAST_BORROW_LOAD_FAST_BORROW,
	LOAD_FAST_CHECK,
	LOAD_FAST_LOAD_FAST,
	LOAD_GLOBAL,
	LOAD_NAME,
	LOAD_SMALL_INT,
	NB_ADD,
	NB_INPLACE,
	NB_SUBTRACT,
	NOP,
	POP_JUMP_IF_FALSE,
	POP_JUMP_IF_NONE,
	POP_JUMP_IF_NOT_NONE,
	POP_JUMP_IF_TRUE,
	POP_TOP,
	PUSH_NULL,
	PY_EQ,
	PY_NE,
	RESUME,
	RETURN_CONST,
	RETURN_GENERATOR,
	RETURN_VALUE,
	SEND,
	STORE_ATTR,
	STORE_DEREF,
	STORE_FAST,
	STORE_FAST_LOAD_FAST,
	STORE_FAST_STORE_FAST,
	STORE_GLOBAL,
	STORE_NAME,
	STORE_SUBSCR,
	SWAP,
	TO_BOOL,
	UNARY_NEGATIVE,
	UNARY_NOT,
	UNPACK_SEQUENCE,
	YIELD_VALUE,
} from "../compile/opcodes";
import { at, H, MADE } from "./arena";
import { loadAttr, storeAttr } from "./attributeinstructions";
import { unpackMethod, vectorcall } from "./call";
import { compare } from "./comparison";
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
	GIVE,
	GO_ON,
	STOP,
	SWITCH,
	unwind,
} from "./delivery";
import { dictGetStr, dictSetStr, strEntry, strEntrySet } from "./dict";
import { buildMap } from "./dictupdate";
import { addTraceback, clearError, errorIs } from "./errors";
import { recording } from "./events";
import { floatValue } from "./float";
import { format } from "./format";
import {
	jumpTarget,
	LINE_SHIFT,
	LINE_START,
	LINE_WORK,
	ON_ARRAY,
	ON_BITS,
	ON_CALLED,
	ON_DISCARD,
	ON_ITER,
	ON_METHOD,
	ON_NOT,
	ON_OPERATED,
	ON_RESULT,
	ON_SEND,
	ON_TRUTH,
	ON_UNPACK,
	popFrame,
} from "./frames";
import { callFunction } from "./functions";
import { pollCollector } from "./gc";
import {
	finishGenerator,
	generatorReturned,
	newGenerator,
	resumeGenerator,
	sendTo,
	stopIterationValue,
	suspendGenerator,
} from "./generators";
import { globalAtSite, globalValue } from "./globalcache";
import { type Compiled, compiledFor, lineTaken, onwards, setLineTaken, takeDeclined, takeGiven } from "./hotcode";
import { intNumber, newBool } from "./int";
import { EXHAUSTED, getIter, iterNext, stopIteration } from "./iterators";
import {
	AGAIN,
	BREAK_DEATH,
	BREAK_GC,
	CELL_VALUE,
	CODE_CONSTS,
	CODE_INSTRUCTIONS,
	CODE_NAMES,
	ENTRY_VALUE,
	F_CODE,
	F_GENERATOR,
	F_GLOBALS,
	F_KIND,
	F_LINE,
	F_LOCALS,
	F_ON,
	F_PC,
	F_SP,
	FRAME_WORDS,
	LIST_ITEMS,
	NULL,
	PUSHED,
	R_BREAKER,
	R_EMPTY_STR,
	R_FRAME,
	R_INSTRUCTIONS,
	R_STEP,
	R_STEP_LINE,
	R_WORK,
	type Ref,
	SIZE,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { EngineBug } from "./limits";
import { listPush, newList } from "./list";
import { meter, profile, spend } from "./machine";
import { unboundFree, unboundLocal } from "./nameerrors";
import { loadFromMapping, loadGlobal } from "./namespaces";
import { popNative } from "./natives";
import { numberOp } from "./numberops";
import { floatOf, grown } from "./operands";
import { binaryOp, contains, getItem, setItem, truth, unaryOp } from "./operators";
import { rangeNext } from "./ranges";
import { ended, rareInstruction } from "./rareinstructions";
import { decref, incref, setref } from "./refcount";
import { onInstruction, PAUSE, stepped, stopAt } from "./rests";
import { methodAtSite, valueAtSite } from "./sitecache";
import { lookupSpecial } from "./special";
import {
	adaptsOperator,
	CALL_INIT,
	CALL_LIST_APPEND,
	callKind,
	callPolls,
	entersFunction,
	GENERIC,
	isPlainAttr,
	OP_FLOAT,
	OP_INT,
	OP_STR_IN_PLACE,
	operatorKind,
	SUBSCR_GETITEM,
	site,
	subscribesDict,
	subscribesList,
	subscrKind,
	unpacksDirectly,
} from "./specialize";
import { borrowed, close, dup, lendArguments, objectOf, replaceOperands, steal } from "./stackref";
import { sameText } from "./str";
import { errorStep, NOTHING, nativeName, REST, S_NEGATIVE, type Status, type Step, steps } from "./tables";
import { tupleSteal } from "./tuple";
import {
	DICT,
	FALSE,
	FLOAT,
	FUNCTION,
	GENERATOR,
	INT,
	LIST,
	METHOD,
	NONE,
	RANGE_ITERATOR,
	SMALL_INT_WORDS,
	SMALL_INT_ZERO,
	STOP_ITERATION,
	STR,
	TRUE,
	TUPLE,
} from "./typeids";
import { spreadUnpacked, unpackSequence } from "./unpacking";

/** What a frame that was left gives to the one below. */
let left = NULL as Ref;

export type RunEnd = "value" | "error" | "stopped";
/** Runs frames until the one at address `bottom` is on top again (0: none left), or a step is reached. */
export function run(bottom: number): RunEnd {
	let mode = GO_ON;
	for (;;) {
		if ((at(R_BREAKER) & BREAK_DEATH) !== 0) {
			pushDeathFrame(mode === GIVE ? left : NULL);
			left = NULL;
			mode = GO_ON;
		}
		const frame = at(R_FRAME);
		if (frame === bottom) return mode === FAIL ? "error" : "value";
		const kind = at(frame + F_KIND);
		if (kind === 0) {
			if (mode === GIVE) {
				const value = left;
				left = NULL;
				mode = deliver(frame, value);
				if (mode === GIVE) {
					left = value;
					continue;
				}
				if (mode === GO_ON && at(R_FRAME) !== frame) continue;
			} else if (mode === FAIL) mode = deliverError(frame);
			mode = execute(frame, mode === FAIL);
			if (mode === STOP) return "stopped";
			continue;
		}
		let status: Status;
		if (mode === FAIL) {
			const onError = errorStep(kind);
			status = onError === null ? NULL : onError(frame, NULL);
		} else {
			const value = mode === GIVE ? left : NULL;
			left = NULL;
			status = (steps[kind] as Step)(frame, value);
		}
		if (status === PUSHED || status === AGAIN) {
			mode = GO_ON;
			continue;
		}
		if (status === REST) return "stopped";
		if (status === EXHAUSTED) status = stopIteration();
		if (at(R_FRAME) !== frame) throw new EngineBug(`the native frame ${nativeName(kind)} left others above it`);
		popNative(frame);
		if (status === NOTHING) mode = GO_ON;
		else if (status === NULL) mode = FAIL;
		else {
			left = status;
			mode = GIVE;
		}
	}
}

/**
 * Instructions after which `execute` is left and entered anew. V8 compiles a function that never returns in the middle of
 * its run, and knows less of such code: not that the arena is always the same array.
 */
const SLICE = 10_000;

/** `execute` is left: the instructions that it ran come into the arena. */
function leaving(instructions: number, mode: number): number {
	H[R_INSTRUCTIONS] = at(R_INSTRUCTIONS) + instructions;
	return mode;
}

/** Runs a Python frame, and those that it calls and returns to, until a native frame's turn comes. */
function execute(start: number, unwinding: boolean): number {
	let frame = start;
	let pc = at(frame + F_PC);
	let sp = at(frame + F_SP);
	let locals = frame + FRAME_WORDS;
	let consts = at(at(frame + F_CODE) + CODE_CONSTS);
	let names = at(at(frame + F_CODE) + CODE_NAMES);
	let instructions = 0;
	/** What the instruction ended with: a result (> 0) in place of `consumed` entries; NULL: an exception; PUSHED. */
	let status = unwinding ? NULL : NOTHING;
	/** How the frame takes the value of what was pushed (F_ON). */
	let on = 0;
	/** An exception that is raised again keeps its traceback as it is. */
	let reraised = false;
	const downwards = profile().inputsClosedDownwards;
	const stop = stopAt;
	/** The frame's code, translated; null: there is none. Where it left to the loop what came next: that instruction. */
	let hot: Compiled | null = unwinding ? null : compiledFor(frame);
	let declined = 0;
	let attempts = hot !== null && lineTaken !== pc + 2;
	for (;;) {
		// Whole numbers of 32 bits whichever way the loop was come round: V8 then keeps them as such, without a tag.
		pc |= 0;
		sp |= 0;
		frame |= 0;
		locals |= 0;
		status |= 0;
		instructions |= 0;
		if (status !== NOTHING) {
			if (status > 0) {
				// A finished instruction: its result, then what it consumed.
				const count = on >> ON_BITS;
				const base = sp - count;
				const action = on & ((1 << ON_BITS) - 1);
				if (action === ON_RESULT || action === ON_OPERATED) {
					sp = base + 1;
					if (count > 0) {
						const first = at(base);
						H[base] = status;
						if (downwards && action === ON_RESULT) {
							for (let i = count - 1; i > 0; i--) close(at(base + i));
							close(first);
						} else {
							close(first);
							for (let i = 1; i < count; i++) close(at(base + i));
						}
					} else H[base] = status;
					status = NOTHING;
				} else {
					H[frame + F_SP] = sp;
					H[frame + F_ON] = on;
					const mode = deliver(frame, status);
					if (mode === FAIL) {
						status = NULL;
						on = 0;
					} else {
						if (at(R_FRAME) !== frame) {
							status = SWITCH;
							continue;
						}
						sp = at(frame + F_SP);
						status = NOTHING;
					}
				}
				if (status === NOTHING && (at(R_BREAKER) & BREAK_DEATH) !== 0) {
					H[frame + F_SP] = sp;
					return leaving(instructions, GO_ON);
				}
			}
			if (status === PUSHED || status === SWITCH) {
				if (status === PUSHED && on !== 0) {
					H[frame + F_ON] = on;
					H[frame + F_SP] = sp;
				}
				frame = at(R_FRAME);
				if (at(frame + F_KIND) !== 0 || (at(R_BREAKER) & BREAK_DEATH) !== 0) return leaving(instructions, GO_ON);
				pc = at(frame + F_PC);
				sp = at(frame + F_SP);
				locals = frame + FRAME_WORDS;
				consts = at(at(frame + F_CODE) + CODE_CONSTS);
				names = at(at(frame + F_CODE) + CODE_NAMES);
				status = NOTHING;
				hot = compiledFor(frame);
				attempts = hot !== null;
			} else if (status === NULL) {
				H[frame + F_SP] = sp;
				H[frame + F_ON] = ON_RESULT;
				if (on >> ON_BITS > 1) dropInputs(frame, on);
				on = 0;
				if ((at(R_BREAKER) & BREAK_DEATH) !== 0) {
					// Deaths come before the exception goes on; it is raised here again afterwards.
					return leaving(instructions, FAIL);
				}
				if (!reraised) addTraceback(frame);
				reraised = false;
				if (!unwind(frame)) {
					frame = at(R_FRAME);
					if (frame === 0 || at(frame + F_KIND) !== 0 || (at(R_BREAKER) & BREAK_DEATH) !== 0)
						return leaving(instructions, FAIL);
					if (deliverError(frame) === FAIL) {
						sp = at(frame + F_SP);
						continue;
					}
				}
				pc = at(frame + F_PC);
				sp = at(frame + F_SP);
				locals = frame + FRAME_WORDS;
				consts = at(at(frame + F_CODE) + CODE_CONSTS);
				names = at(at(frame + F_CODE) + CODE_NAMES);
				status = NOTHING;
				hot = compiledFor(frame);
				attempts = hot !== null;
				if ((at(R_BREAKER) & BREAK_DEATH) !== 0) return leaving(instructions, GO_ON);
			}
			on = 0;
		}
		if ((at(R_BREAKER) & BREAK_DEATH) !== 0) {
			H[frame + F_SP] = sp;
			H[frame + F_PC] = pc;
			return leaving(instructions, GO_ON);
		}
		if (attempts) {
			attempts = false;
			if (hot !== null && pc !== declined) {
				H[frame + F_SP] = sp;
				H[frame + F_PC] = pc;
				H[R_INSTRUCTIONS] = at(R_INSTRUCTIONS) + instructions;
				instructions = 0;
				const answer = hot(frame, (pc + 2 - at(at(frame + F_CODE) + CODE_INSTRUCTIONS)) >> 1, stop);
				frame = at(R_FRAME);
				if (answer > 0) {
					if (frame === 0 || at(frame + F_KIND) !== 0) {
						left = answer;
						return GIVE;
					}
					if (deliver(frame, answer) === FAIL) return FAIL;
				} else if (answer !== onwards(GO_ON)) {
					left = takeGiven();
					return -1 - answer;
				} else declined = takeDeclined();
				status = SWITCH;
				continue;
			}
		}
		// Instructions that let go of nothing and cannot fail go on at once to the next.
		for (;;) {
			pc += 2;
			if ((at(pc + 1) & LINE_START) !== 0) {
				if (hot !== null && pc - 2 !== declined) {
					pc -= 2;
					attempts = true;
					break;
				}
				declined = 0;
				if (pc === lineTaken) setLineTaken(0);
				else {
					// A step: the machine may be left here, as it is before this line.
					H[frame + F_SP] = sp;
					H[frame + F_PC] = pc - 2;
					if (at(R_STEP) === stop) return leaving(instructions, STOP);
					if (recording && at(R_WORK) - at(R_INSTRUCTIONS) - instructions < (PAUSE[0] as number))
						return leaving(instructions, STOP);
					if (instructions > SLICE) return leaving(instructions, GO_ON);
					H[R_STEP] = at(R_STEP) + 1;
					H[frame + F_LINE] = at(pc + 1) >> LINE_SHIFT;
					meter(LINE_WORK, instructions);
					if (recording) {
						H[R_STEP_LINE] = at(pc + 1) >> LINE_SHIFT;
						instructions = stepped(at(pc + 1) >> LINE_SHIFT, instructions);
					}
				}
			}
			H[frame + F_PC] = pc;
			if (recording && onInstruction !== null) {
				H[frame + F_SP] = sp;
				if (onInstruction.next()) {
					H[frame + F_PC] = pc - 2;
					return leaving(instructions, STOP);
				}
			}
			instructions++;
			const word = at(pc);
			const arg = word >> 8;
			switch (word & 255) {
				case RESUME:
				case NOP:
					if ((at(R_BREAKER) & BREAK_GC) !== 0) {
						H[frame + F_SP] = sp;
						pollCollector();
						status = SWITCH;
					}
					break;
				case LOAD_FAST:
					H[sp++] = dup(at(locals + arg));
					continue;
				case LOAD_FAST_BORROW:
					H[sp++] = borrowed(at(locals + arg));
					continue;
				case LOAD_FAST_CHECK: {
					const value = at(locals + arg);
					if (value === NULL) {
						status = unboundLocal(frame, arg);
						break;
					}
					H[sp++] = dup(value);
					continue;
				}
				case LOAD_FAST_AND_CLEAR:
					H[sp++] = at(locals + arg);
					H[locals + arg] = 0;
					continue;
				case LOAD_FAST_LOAD_FAST:
					H[sp++] = dup(at(locals + (arg >> 4)));
					H[sp++] = dup(at(locals + (arg & 15)));
					continue;
				case LOAD_FAST_BORROW_LOAD_FAST_BORROW:
					H[sp++] = borrowed(at(locals + (arg >> 4)));
					H[sp++] = borrowed(at(locals + (arg & 15)));
					continue;
				case LOAD_CONST:
					H[sp++] = incref(at(consts + arg));
					continue;
				case LOAD_SMALL_INT:
					H[sp++] = SMALL_INT_ZERO + arg * SMALL_INT_WORDS;
					continue;
				case STORE_FAST: {
					const old = at(locals + arg);
					H[locals + arg] = at(--sp);
					close(old);
					break;
				}
				case STORE_FAST_LOAD_FAST: {
					const old = at(locals + (arg >> 4));
					H[locals + (arg >> 4)] = at(sp - 1);
					H[sp - 1] = dup(at(locals + (arg & 15)));
					close(old);
					break;
				}
				case STORE_FAST_STORE_FAST: {
					const first = at(locals + (arg >> 4));
					H[locals + (arg >> 4)] = at(--sp);
					close(first);
					const second = at(locals + (arg & 15));
					H[locals + (arg & 15)] = at(--sp);
					close(second);
					break;
				}
				case POP_TOP:
				case END_FOR:
					close(at(--sp));
					break;
				case PUSH_NULL:
					H[sp++] = 0;
					continue;
				case COPY: {
					const word = at(sp - arg);
					H[sp++] = word === NULL ? NULL : dup(word);
					continue;
				}
				case SWAP: {
					const top = at(sp - 1);
					H[sp - 1] = at(sp - arg);
					H[sp - arg] = top;
					continue;
				}

				// ---- Names ----
				case LOAD_NAME: {
					const name = at(names + arg);
					if (at(at(frame + F_LOCALS) + TYPE) !== DICT) {
						H[frame + F_SP] = sp;
						status = loadFromMapping(at(frame + F_LOCALS), name, frame, -1);
						break;
					}
					const own = dictGetStr(at(frame + F_LOCALS), name);
					const value = own !== NULL ? own : globalValue(frame, name);
					if (value === NULL) {
						H[frame + F_SP] = sp;
						status = loadGlobal(frame, name);
						break;
					}
					H[sp++] = incref(value);
					break;
				}
				case LOAD_GLOBAL: {
					const name = at(names + (arg >> 1));
					const value = globalAtSite(pc, frame, name);
					if (value === NULL) {
						H[frame + F_SP] = sp;
						status = loadGlobal(frame, name);
						on = (arg & 1) !== 0 ? ON_METHOD : ON_RESULT;
						break;
					}
					H[sp++] = incref(value);
					if ((arg & 1) !== 0) H[sp++] = 0;
					continue;
				}
				case STORE_NAME:
				case STORE_GLOBAL: {
					const space = (word & 255) === STORE_NAME ? at(frame + F_LOCALS) : at(frame + F_GLOBALS);
					if (at(space + TYPE) !== DICT && (word & 255) === STORE_NAME) {
						H[frame + F_SP] = sp;
						status = setItem(space, at(names + arg), objectOf(at(sp - 1)));
						on = ON_DISCARD | (1 << ON_BITS);
						break;
					}
					const value = at(--sp);
					dictSetStr(space, at(names + arg), objectOf(value));
					close(value);
					break;
				}
				case LOAD_DEREF: {
					const value = at(at(locals + arg) + CELL_VALUE);
					if (value === NULL) {
						status = unboundFree(frame, arg);
						break;
					}
					H[sp++] = incref(value);
					continue;
				}
				case STORE_DEREF:
					setref(at(locals + arg) + CELL_VALUE, steal(at(--sp)));
					break;

				// ---- Attributes and items ----
				case LOAD_ATTR: {
					const owner = objectOf(at(sp - 1));
					H[frame + F_SP] = sp;
					const here = site(frame, pc);
					const plain = isPlainAttr(here, owner);
					if (plain) {
						if ((arg & 1) === 0) {
							const value = valueAtSite(here, owner);
							if (value !== NULL) {
								incref(value);
								const word = at(sp - 1);
								H[sp - 1] = value;
								close(word);
								break;
							}
						} else {
							const found = methodAtSite(here, owner);
							if (found !== NULL) {
								const self = at(sp - 1);
								H[sp - 1] = incref(found);
								H[sp++] = self;
								break;
							}
						}
					}
					status = loadAttr(frame, here, owner, at(names + (arg >> 1)), (arg & 1) !== 0, plain);
					sp = at(frame + F_SP);
					if (status !== NOTHING) on = ((arg & 1) !== 0 ? ON_METHOD : ON_RESULT) | (1 << ON_BITS);
					break;
				}
				case STORE_ATTR:
					H[frame + F_SP] = sp;
					status = storeAttr(site(frame, pc), objectOf(at(sp - 1)), at(names + arg), objectOf(at(sp - 2)));
					if (status === NONE) {
						const owner = at(sp - 1);
						const value = at(sp - 2);
						sp -= 2;
						close(downwards ? owner : value);
						close(downwards ? value : owner);
						status = NOTHING;
						break;
					}
					on = ON_DISCARD | (2 << ON_BITS);
					break;
				case BINARY_SUBSCR: {
					const container = objectOf(at(sp - 2));
					const key = objectOf(at(sp - 1));
					H[frame + F_SP] = sp;
					on = ON_RESULT | (2 << ON_BITS);
					if (at(container + TYPE) === LIST && at(key + TYPE) === INT) {
						const i = intNumber(key);
						if (i >= 0 && i < at(container + SIZE)) {
							const here = site(frame, pc);
							if (!subscribesList(here) && subscrKind(here, container, key) === GENERIC)
								on = ON_OPERATED | (2 << ON_BITS);
							status = incref(at(at(container + LIST_ITEMS) + i));
							break;
						}
					}
					if (at(container + TYPE) === DICT && at(key + TYPE) === STR) {
						const entry = strEntry(container, key);
						if (entry > 0) {
							const here = site(frame, pc);
							if (!subscribesDict(here) && subscrKind(here, container, key) === GENERIC)
								on = ON_OPERATED | (2 << ON_BITS);
							status = incref(at(entry + ENTRY_VALUE));
							break;
						}
					}
					const kind = subscrKind(site(frame, pc), container, key);
					if (kind === SUBSCR_GETITEM) {
						// BINARY_SUBSCR_GETITEM: both operands move into the frame of __getitem__.
						sp -= 2;
						H[frame + F_SP] = sp;
						status = entered(frame, callFunction(incref(lookupSpecial(container, "__getitem__")), sp, 2, NULL, true));
						break;
					}
					if (kind === GENERIC) on = ON_OPERATED | (2 << ON_BITS);
					status = getItem(container, key);
					break;
				}
				case STORE_SUBSCR: {
					// (value, container, key --)
					H[frame + F_SP] = sp;
					on = ON_DISCARD | (3 << ON_BITS);
					const container = objectOf(at(sp - 2));
					const key = objectOf(at(sp - 1));
					const entry = at(container + TYPE) === DICT && at(key + TYPE) === STR ? strEntry(container, key) : -1;
					if (entry >= 0) {
						strEntrySet(container, entry, key, objectOf(at(sp - 3)));
						status = NONE;
					} else status = setItem(container, key, objectOf(at(sp - 3)));
					break;
				}

				// ---- Operators ----
				case BINARY_OP: {
					const a = objectOf(at(sp - 2));
					const b = objectOf(at(sp - 1));
					H[frame + F_SP] = sp;
					on = ON_OPERATED | (2 << ON_BITS);
					const op = arg >= NB_INPLACE ? arg - NB_INPLACE : arg;
					const typeA = at(a + TYPE);
					const typeB = at(b + TYPE);
					/** Of a specialised operator's operands the right is let go of first: those of two ints in 3.13 too. */
					let rightFirst = false;
					let ints = false;
					if (adaptsOperator(arg)) {
						const next = at(pc + 2);
						const local = (next & 255) === STORE_FAST ? locals + (next >> 8) : 0;
						const stored = local === 0 ? NULL : objectOf(at(local));
						const kind = operatorKind(site(frame, pc), a, b, arg, stored);
						if (kind === OP_FLOAT) {
							const x = floatValue(a);
							const y = floatValue(b);
							MADE[0] = op === NB_ADD ? x + y : op === NB_SUBTRACT ? x - y : x * y;
							H[sp - 2] = floatOf(at(sp - 2), at(sp - 1));
							sp--;
							on = 0;
							break;
						}
						if (kind === OP_STR_IN_PLACE) {
							const right = at(sp - 1);
							sp -= 2;
							const result = grown(local, at(sp), b);
							close(right);
							// The instruction that would store it is passed over, unless a line begins there.
							if ((at(pc + 3) & LINE_START) !== 0) H[sp++] = result;
							else {
								H[local] = result;
								pc += 2;
							}
							on = 0;
							break;
						}
						ints = kind === OP_INT;
						rightFirst = ints || (downwards && kind !== GENERIC);
						if (rightFirst) on = ON_RESULT | (2 << ON_BITS);
					}
					if ((typeA === INT || typeA === FLOAT) && (typeB === INT || typeB === FLOAT)) {
						let result = numberOp(op, a, b, typeA, typeB);
						// Ints have no Python code to wait for.
						if (result === NULL && ints) result = binaryOp(a, b, op, arg >= NB_INPLACE);
						if (result > NULL) {
							replaceOperands(sp, result, rightFirst);
							sp--;
							on = 0;
							break;
						}
						if (ints) {
							status = result;
							break;
						}
					}
					status = binaryOp(a, b, op, arg >= NB_INPLACE);
					break;
				}
				case COMPARE_OP: {
					const a = objectOf(at(sp - 2));
					const b = objectOf(at(sp - 1));
					const op = arg >> 5;
					H[frame + F_SP] = sp;
					on = ((arg & 16) !== 0 ? ON_TRUTH : ON_RESULT) | (2 << ON_BITS);
					if (at(a + TYPE) === INT && at(b + TYPE) === INT) {
						const x = intNumber(a);
						const y = intNumber(b);
						if (!Number.isNaN(x) && !Number.isNaN(y)) {
							// COMPARISON_BIT: the argument says which of less, greater and equal are true.
							const order = x < y ? 2 : x > y ? 4 : 8;
							replaceOperands(sp, (order & arg) !== 0 ? TRUE : FALSE, downwards);
							sp--;
							on = 0;
							break;
						}
					}
					if ((op === PY_EQ || op === PY_NE) && at(a + TYPE) === STR && at(b + TYPE) === STR) {
						replaceOperands(sp, sameText(a, b) === (op === PY_EQ) ? TRUE : FALSE, downwards);
						sp--;
						on = 0;
						break;
					}
					status = compare(a, b, op);
					break;
				}
				case IS_OP:
					status = newBool((objectOf(at(sp - 2)) === objectOf(at(sp - 1))) !== ((arg & 1) !== 0));
					on = ON_RESULT | (2 << ON_BITS);
					break;
				case CONTAINS_OP: {
					H[frame + F_SP] = sp;
					const container = objectOf(at(sp - 1));
					const key = objectOf(at(sp - 2));
					const entry = at(container + TYPE) === DICT && at(key + TYPE) === STR ? strEntry(container, key) : -1;
					status = entry >= 0 ? (entry > 0 ? TRUE : FALSE) : contains(container, key);
					on = ((arg & 1) !== 0 ? ON_NOT : ON_TRUTH) | (2 << ON_BITS);
					break;
				}
				case UNARY_NEGATIVE:
					H[frame + F_SP] = sp;
					status = unaryOp(objectOf(at(sp - 1)), S_NEGATIVE, "unary -");
					on = ON_RESULT | (1 << ON_BITS);
					break;
				case UNARY_NOT:
					H[sp - 1] = at(sp - 1) === TRUE ? FALSE : TRUE;
					continue;
				case TO_BOOL: {
					const o = objectOf(at(sp - 1));
					if (o === TRUE || o === FALSE) {
						H[sp - 1] = o;
						break;
					}
					H[frame + F_SP] = sp;
					status = truth(o);
					on = ON_RESULT | (1 << ON_BITS);
					break;
				}

				// ---- Jumps ----
				case POP_JUMP_IF_FALSE:
					if (objectOf(at(--sp)) === FALSE) pc = jumpTarget(frame, arg);
					continue;
				case POP_JUMP_IF_TRUE:
					if (objectOf(at(--sp)) === TRUE) pc = jumpTarget(frame, arg);
					continue;
				case POP_JUMP_IF_NONE: {
					const o = at(--sp);
					if (objectOf(o) === NONE) pc = jumpTarget(frame, arg);
					else close(o);
					break;
				}
				case POP_JUMP_IF_NOT_NONE: {
					const o = at(--sp);
					if (objectOf(o) !== NONE) {
						pc = jumpTarget(frame, arg);
						H[frame + F_PC] = pc;
						close(o);
					}
					break;
				}
				case JUMP_FORWARD:
					pc = jumpTarget(frame, arg);
					continue;
				case JUMP_BACKWARD:
				case JUMP_BACKWARD_NO_INTERRUPT:
					pc = jumpTarget(frame, arg);
					// The run may end here.
					H[frame + F_SP] = sp;
					meter(1, instructions);
					if ((at(R_BREAKER) & BREAK_GC) !== 0 && (word & 255) === JUMP_BACKWARD) {
						H[frame + F_PC] = pc;
						pollCollector();
						status = SWITCH;
					}
					if (hot === null) hot = compiledFor(frame);
					attempts = hot !== null;
					break;

				// ---- Iteration ----
				case GET_ITER:
					H[frame + F_SP] = sp;
					status = getIter(objectOf(at(sp - 1)));
					on = ON_RESULT | (1 << ON_BITS);
					break;
				case FOR_ITER: {
					const iterator = objectOf(at(sp - 1));
					H[frame + F_SP] = sp;
					const type = at(iterator + TYPE);
					status =
						type === RANGE_ITERATOR
							? rangeNext(iterator)
							: type === GENERATOR
								? resumeGenerator(iterator, NONE) // FOR_ITER_GEN
								: iterNext(iterator);
					if (status > 0) {
						H[sp++] = status;
						status = NOTHING;
					} else if (status === PUSHED) {
						H[frame + F_ON] = ON_ITER;
						status = SWITCH;
					} else if (status === EXHAUSTED || errorIs(STOP_ITERATION)) {
						if (status === NULL) clearError();
						endFor(frame);
						sp = at(frame + F_SP);
						pc = at(frame + F_PC);
						status = NOTHING;
					}
					break;
				}
				case SEND: {
					// (receiver, value -- receiver, result)
					const receiver = objectOf(at(sp - 2));
					const sent = at(sp - 1);
					H[frame + F_SP] = sp - 1;
					sp -= 1;
					const answer = sendTo(receiver, objectOf(sent));
					close(sent);
					if (answer > 0) H[sp++] = answer;
					else if (answer === PUSHED) {
						H[frame + F_ON] = ON_SEND;
						status = SWITCH;
					} else if (answer === EXHAUSTED || errorIs(STOP_ITERATION)) {
						endSend(frame, answer === EXHAUSTED ? NONE : stopIterationValue());
						sp = at(frame + F_SP);
						pc = at(frame + F_PC);
					} else status = NULL;
					break;
				}
				case END_SEND: {
					const value = at(sp - 1);
					const receiver = at(sp - 2);
					H[sp - 2] = value;
					sp--;
					close(receiver);
					break;
				}
				case RETURN_GENERATOR:
				case YIELD_VALUE: {
					let value: Ref;
					if ((word & 255) === RETURN_GENERATOR) {
						H[frame + F_SP] = sp;
						value = newGenerator(frame);
					} else {
						value = steal(at(--sp));
						H[frame + F_SP] = sp;
						suspendGenerator(frame);
					}
					frame = at(R_FRAME);
					if (at(frame + F_KIND) !== 0) {
						left = value;
						return leaving(instructions, GIVE);
					}
					status = SWITCH;
					if (at(frame + F_ON) === ON_ITER || at(frame + F_ON) === ON_SEND) {
						// FOR_ITER and SEND push what a generator gives, and nothing else.
						H[frame + F_ON] = ON_RESULT;
						const top = at(frame + F_SP);
						H[top] = value;
						H[frame + F_SP] = top + 1;
					} else deliver(frame, value);
					break;
				}

				// ---- Building ----
				case BUILD_TUPLE:
					for (let i = sp - arg; i < sp; i++) H[i] = steal(at(i));
					sp -= arg;
					H[sp] = tupleSteal(sp, arg);
					sp++;
					break;
				case BUILD_LIST: {
					const list = newList(arg);
					sp -= arg;
					H[list + SIZE] = arg;
					const items = at(list + LIST_ITEMS);
					for (let i = 0; i < arg; i++) H[items + i] = steal(at(sp + i));
					H[sp++] = list;
					break;
				}
				case BUILD_MAP:
					H[frame + F_SP] = sp;
					on = (downwards ? lendArguments(frame, arg * 2) : ON_ARRAY) | ((arg * 2) << ON_BITS);
					status = buildMap(sp - arg * 2, arg);
					break;
				case LIST_APPEND: {
					const list = objectOf(at(sp - 1 - arg));
					listPush(list, steal(at(--sp)));
					break;
				}
				case UNPACK_SEQUENCE: {
					const word = at(sp - 1);
					const seq = objectOf(word);
					const type = at(seq + TYPE);
					if ((type === TUPLE || type === LIST) && at(seq + SIZE) === arg) {
						// The iterator that does it in CPython, unless the instruction is specialised.
						if (!unpacksDirectly(site(frame, pc), seq, arg)) decref(getIter(seq));
						const items = type === TUPLE ? seq + TUPLE_ITEMS : at(seq + LIST_ITEMS);
						sp--;
						for (let i = arg - 1; i >= 0; i--) H[sp++] = incref(at(items + i));
						close(word);
						break;
					}
					H[frame + F_SP] = sp;
					status = unpackSequence(seq, arg, -1);
					if (status > 0) {
						sp = spreadUnpacked(sp, status);
						status = NOTHING;
					} else on = ON_UNPACK | (1 << ON_BITS);
					break;
				}
				case FORMAT_SIMPLE: {
					const o = objectOf(at(sp - 1));
					if (at(o + TYPE) === STR) break;
					H[frame + F_SP] = sp;
					status = format(o, at(R_EMPTY_STR));
					on = ON_RESULT | (1 << ON_BITS);
					break;
				}
				case CALL: {
					const base = sp - arg - 2;
					let callee = objectOf(at(base));
					let self = at(base + 1);
					spend(2);
					const here = site(frame, pc);
					if (entersFunction(here, callee)) {
						// CALL_PY_*: as below, without asking further.
						H[frame + F_SP] = base;
						const first = self === NULL ? base + 2 : base + 1;
						status = entered(frame, callFunction(at(base), first, sp - first, NULL, true));
						sp = base;
						break;
					}
					const kind = callKind(here, callee, objectOf(self), arg, (at(pc + 2) & 255) === POP_TOP);
					if (kind === CALL_INIT) {
						const cls = at(base);
						sp = base;
						H[frame + F_SP] = sp;
						status = entered(frame, enterInit(callee, base + 2, arg));
						close(cls);
						break;
					}
					if (self === NULL && at(callee + TYPE) === METHOD) {
						unpackMethod(base);
						callee = at(base);
						self = at(base + 1);
					}
					const first = self === NULL ? base + 2 : base + 1;
					const nargs = sp - first;
					H[frame + F_SP] = sp;
					if (at(callee + TYPE) === FUNCTION) {
						// The arguments and the function move into the new frame, borrowed or not.
						H[frame + F_SP] = base;
						sp = base;
						status = entered(frame, callFunction(at(base), first, nargs, NULL, true));
						break;
					}
					if (kind === CALL_LIST_APPEND) {
						// The item moves into the list, which may itself die now.
						listPush(objectOf(self), steal(at(sp - 1)));
						sp = base;
						close(self);
						close(at(base));
						H[sp++] = NONE;
						break;
					}
					on = lendArguments(frame, arg + 2) | ((arg + 2) << ON_BITS);
					status = vectorcall(callee, first, nargs, NULL);
					// Where the result is there and nothing is scheduled, the call ends as any instruction does.
					if ((status === PUSHED || (at(R_BREAKER) & BREAK_GC) !== 0) && callPolls(kind))
						on = ON_CALLED | ((arg + 2) << ON_BITS);
					break;
				}
				case RETURN_CONST:
				case RETURN_VALUE: {
					const value = (word & 255) === RETURN_CONST ? incref(at(consts + arg)) : steal(at(--sp));
					H[frame + F_SP] = sp;
					const generator = at(frame + F_GENERATOR);
					if (generator !== NULL) {
						finishGenerator(generator, frame);
						// The caller sees StopIteration, or the end of its loop.
						if (generatorReturned(value) === NULL) return leaving(instructions, FAIL);
						throw new EngineBug("a generator returned a value past its end");
					}
					popFrame(frame);
					frame = at(R_FRAME);
					if (frame === 0 || at(frame + F_KIND) !== 0 || (at(R_BREAKER) & BREAK_DEATH) !== 0) {
						left = value;
						return leaving(instructions, GIVE);
					}
					if (deliver(frame, value) === FAIL) {
						pc = at(frame + F_PC);
						sp = at(frame + F_SP);
						locals = frame + FRAME_WORDS;
						consts = at(at(frame + F_CODE) + CODE_CONSTS);
						names = at(at(frame + F_CODE) + CODE_NAMES);
						status = NULL;
					} else status = SWITCH;
					break;
				}
				default:
					H[frame + F_SP] = sp;
					status = rareInstruction(frame, pc, word);
					if (status !== SWITCH) sp = at(frame + F_SP);
					on = ended.on;
					reraised = ended.reraised;
			}
			break;
		}
		// Instructions that jumped by themselves changed pc; F_PC follows at the next one.
	}
}
