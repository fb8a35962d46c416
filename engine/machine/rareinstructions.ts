/**
 * Instructions that programs execute seldom, or that do much at once, apart from the evaluation loop: V8 compiles the loop
 * better and sooner the shorter it is.
 */

import {
	BEFORE_WITH,
	BINARY_SLICE,
	BUILD_CONST_KEY_MAP,
	BUILD_SET,
	BUILD_SLICE,
	BUILD_STRING,
	CALL_FUNCTION_EX,
	CALL_INTRINSIC_1,
	CALL_INTRINSIC_2,
	CALL_KW,
	CHECK_EG_MATCH,
	CHECK_EXC_MATCH,
	CLEANUP_THROW,
	CONVERT_VALUE,
	COPY_FREE_VARS,
	DELETE_ATTR,
	DELETE_DEREF,
	DELETE_FAST,
	DELETE_GLOBAL,
	DELETE_NAME,
	DELETE_SUBSCR,
	DICT_MERGE,
	DICT_UPDATE,
	FORMAT_WITH_SPEC,
	GET_LEN,
	GET_YIELD_FROM_ITER,
	IMPORT_FROM,
	IMPORT_NAME,
	LIST_EXTEND,
	LOAD_ASSERTION_ERROR,
	LOAD_BUILD_CLASS,
	LOAD_COMMON_CONSTANT,
	LOAD_FROM_DICT_OR_DEREF,
	LOAD_FROM_DICT_OR_GLOBALS,
	LOAD_LOCALS,
	LOAD_SPECIAL,
	LOAD_SUPER_ATTR,
	MAKE_CELL,
	MAKE_FUNCTION,
	MAP_ADD,
	MATCH_CLASS,
	MATCH_KEYS,
	MATCH_MAPPING,
	MATCH_SEQUENCE,
	POP_EXCEPT,
	PUSH_EXC_INFO,
	RAISE_VARARGS,
	RERAISE,
	SET_ADD,
	SET_FUNCTION_ATTRIBUTE,
	SET_UPDATE,
	SETUP_ANNOTATIONS,
	STORE_SLICE,
	UNARY_INVERT,
	UNPACK_EX,
	WITH_EXCEPT_START,
	WITH_EXCEPT_START_SELF,
} from "../compile/opcodes";
import { internal, show } from "./alloc";
import { setFunctionAnnotate } from "./annotations";
import { at, H } from "./arena";
import { bind, method, setAttr } from "./attributes";
import { unpackMethod, vectorcall } from "./call";
import { entered, SWITCH } from "./delivery";
import { dictAppend, dictDeleteStr, dictGetStr, dictLookup, dictSetOwned, entryReplace, newDict } from "./dict";
import { containerOperation, OP_ADD_TAKEN, OP_SET_TAKEN } from "./dictlookup";
import { dictUnpack } from "./dictupdate";
import { errorIs, handledException, raise, restore } from "./errors";
import { groupMatch } from "./exceptstar";
import { argumentsFit, callExpanded, dictMerge, enterExpanded, starError } from "./expandedcalls";
import { asciiRepr, format } from "./format";
import { ON_ARRAY, ON_BITS, ON_CALLED, ON_DISCARD, ON_GROUP, ON_METHOD, ON_RESULT, ON_UNPACK } from "./frames";
import { listExtend } from "./fromiterable";
import { callFunction, newFunction } from "./functions";
import { globalValue } from "./globalcache";
import { hash, hashPlain } from "./hash";
import { importFrom, importName } from "./importstatement";
import {
	callExit,
	commonConstant,
	intrinsic1,
	intrinsic2,
	isMethodDescriptor,
	loadSpecial,
	newCell,
	superAttribute,
	superObjectAttribute,
} from "./instructions";
import { newBool } from "./int";
import { getIter } from "./iterators";
import {
	CELL_VALUE,
	CODE_NAMES,
	CODE_NLOCALS,
	EXC_FIELDS,
	EXC_TRACEBACK,
	F_BUILTINS,
	F_CODE,
	F_FUNC,
	F_GLOBALS,
	F_LOCALS,
	F_SP,
	FRAME_WORDS,
	FUNC_ANNOTATIONS,
	FUNC_CLOSURE,
	FUNC_DEFAULTS,
	FUNC_KWDEFAULTS,
	LIST_ITEMS,
	NULL,
	PUSHED,
	R_EXC_STATE,
	SIZE,
	TYPE,
} from "./layout";
import { EngineBug } from "./limits";
import { profile, work } from "./machine";
import { enterBound } from "./managers";
import { localName, nameError, unboundFree, unboundLocal } from "./nameerrors";
import { deleteFromMapping, loadFromMapping, loadGlobal, setupAnnotations } from "./namespaces";
import { getItem, length, repr, setItem, str, unaryOp } from "./operators";
import { matchClass, matchesMapping, matchesSequence, matchKeys } from "./patterns";
import { exceptionMatches, raiseFrom } from "./raising";
import { clearref, decref, incref, setref } from "./refcount";
import { isScriptFrame } from "./scriptline";
import { buildSet } from "./setdisplay";
import { setAdd, setUpdate } from "./setoperations";
import { newSlice } from "./slices";
import { NAMED, nameRef } from "./special";
import { SUPER_DIRECT, site, superKind } from "./specialize";
import { close, lendArguments, objectOf, steal } from "./stackref";
import { newUnsharedStr, textOf } from "./str";
import { NOTHING, S_INVERT } from "./tables";
import { tupleFrom, tupleItem } from "./tuple";
import { typeLookup } from "./typecache";
import {
	ASSERTION_ERROR,
	DICT,
	FUNCTION,
	GENERATOR,
	LIST,
	METHOD,
	NONE,
	RUNTIME_ERROR,
	STOP_ITERATION,
	TUPLE,
	TYPE_ERROR,
} from "./typeids";
import { isSubtype } from "./types";
import { spreadUnpacked, unpackSequence } from "./unpacking";

/** What a rare instruction ended with, beside its status: as the loop's own `on` and `reraised`. */
export const ended = { on: 0, reraised: false };

/**
 * Executes an instruction of a frame whose F_SP says where its stack ends, and sets it to where it ends then. Its status,
 * which the loop takes as that of its own; SWITCH where another frame goes on.
 */
export function rareInstruction(frame: number, pc: number, word: number): number {
	const arg = word >> 8;
	const locals = frame + FRAME_WORDS;
	const names = at(at(frame + F_CODE) + CODE_NAMES);
	let sp = at(frame + F_SP);
	let status: number = NOTHING;
	let on = 0;
	let reraised = false;
	switch (word & 255) {
		case DELETE_FAST: {
			const old = at(locals + arg);
			if (old === NULL) {
				status = unboundLocal(frame, arg);
				break;
			}
			H[locals + arg] = 0;
			close(old);
			break;
		}
		case LOAD_LOCALS:
			H[sp++] = incref(at(frame + F_LOCALS));
			break;
		case LOAD_FROM_DICT_OR_GLOBALS: {
			const mapping = objectOf(at(sp - 1));
			const name = at(names + arg);
			if (at(mapping + TYPE) !== DICT) {
				H[frame + F_SP] = sp;
				status = loadFromMapping(mapping, name, frame, -1);
				on = ON_RESULT | (1 << ON_BITS);
				break;
			}
			const own = dictGetStr(mapping, name);
			const value = own !== NULL ? own : globalValue(frame, name);
			if (value === NULL) {
				H[frame + F_SP] = sp;
				status = loadGlobal(frame, name);
				on = ON_RESULT | (1 << ON_BITS);
				break;
			}
			close(at(sp - 1));
			H[sp - 1] = incref(value);
			break;
		}
		case LOAD_FROM_DICT_OR_DEREF: {
			const mapping = objectOf(at(sp - 1));
			if (at(mapping + TYPE) !== DICT) {
				H[frame + F_SP] = sp;
				status = loadFromMapping(mapping, localName(frame, arg), frame, arg);
				on = ON_RESULT | (1 << ON_BITS);
				break;
			}
			const own = dictGetStr(mapping, localName(frame, arg));
			const value = own !== NULL ? own : at(at(locals + arg) + CELL_VALUE);
			if (value === NULL) {
				status = unboundFree(frame, arg);
				break;
			}
			close(at(sp - 1));
			H[sp - 1] = incref(value);
			break;
		}
		case DELETE_NAME:
		case DELETE_GLOBAL: {
			const space = (word & 255) === DELETE_NAME ? at(frame + F_LOCALS) : at(frame + F_GLOBALS);
			if (at(space + TYPE) !== DICT && (word & 255) === DELETE_NAME) {
				H[frame + F_SP] = sp;
				status = deleteFromMapping(space, at(names + arg));
				on = ON_DISCARD;
				break;
			}
			if (!dictDeleteStr(space, at(names + arg))) {
				status = nameError(at(names + arg));
			}
			break;
		}
		case MAKE_CELL: {
			const cell = newCell(steal(at(locals + arg)));
			H[locals + arg] = cell;
			break;
		}
		case COPY_FREE_VARS: {
			const closure = at(objectOf(at(frame + F_FUNC)) + FUNC_CLOSURE);
			const first = locals + at(at(frame + F_CODE) + CODE_NLOCALS) - arg;
			for (let i = 0; i < arg; i++) H[first + i] = incref(tupleItem(closure, i));
			break;
		}
		case DELETE_DEREF: {
			const cell = at(locals + arg);
			if (at(cell + CELL_VALUE) === NULL) {
				status = unboundFree(frame, arg);
				break;
			}
			clearref(cell + CELL_VALUE);
			break;
		}
		case LOAD_SUPER_ATTR: {
			H[frame + F_SP] = sp;
			if (superKind(site(frame, pc), objectOf(at(sp - 3)), objectOf(at(sp - 2))) !== SUPER_DIRECT) {
				status = superObjectAttribute(
					objectOf(at(sp - 3)),
					objectOf(at(sp - 2)),
					objectOf(at(sp - 1)),
					arg & 2,
					at(names + (arg >> 2)),
				);
				on = ((arg & 1) !== 0 ? ON_METHOD : ON_RESULT) | (3 << ON_BITS);
				break;
			}
			const found = superAttribute(
				objectOf(at(sp - 3)),
				objectOf(at(sp - 2)),
				objectOf(at(sp - 1)),
				at(names + (arg >> 2)),
				(arg & 1) !== 0,
			);
			status = found;
			on = ((arg & 1) !== 0 ? ON_METHOD : ON_RESULT) | (3 << ON_BITS);
			if (found > 0 && (arg & 1) !== 0) {
				const self = at(sp - 1);
				const cls = at(sp - 2);
				const callee = at(sp - 3);
				sp -= 3;
				H[sp++] = found;
				H[sp++] = method.unbound ? self : 0;
				close(callee);
				close(cls);
				if (!method.unbound) close(self);
				status = NOTHING;
			}
			break;
		}
		case DELETE_ATTR:
			H[frame + F_SP] = sp;
			status = setAttr(objectOf(at(sp - 1)), at(names + arg), NULL);
			on = ON_DISCARD | (1 << ON_BITS);
			break;
		case DELETE_SUBSCR:
			H[frame + F_SP] = sp;
			status = setItem(objectOf(at(sp - 2)), objectOf(at(sp - 1)), NULL);
			on = ON_DISCARD | (2 << ON_BITS);
			break;
		case STORE_SLICE: {
			// (value, container, start, stop --)
			const value = at(sp - 4);
			const container = at(sp - 3);
			const slice = newSlice(objectOf(at(sp - 2)), objectOf(at(sp - 1)), NONE);
			close(at(sp - 2));
			close(at(sp - 1));
			H[sp - 4] = profile().inputsClosedDownwards ? value : slice;
			H[sp - 3] = profile().inputsClosedDownwards ? container : value;
			H[sp - 2] = profile().inputsClosedDownwards ? slice : container;
			sp -= 1;
			H[frame + F_SP] = sp;
			status = setItem(objectOf(container), slice, objectOf(value));
			on = ON_DISCARD | (3 << ON_BITS);
			break;
		}
		case BINARY_SLICE: {
			// (container, start, stop -- res); 3.13 lets go of the slice before the container, though it goes upwards.
			const container = at(sp - 3);
			const slice = newSlice(objectOf(at(sp - 2)), objectOf(at(sp - 1)), NONE);
			close(at(sp - 2));
			close(at(sp - 1));
			H[sp - 3] = profile().inputsClosedDownwards ? container : slice;
			H[sp - 2] = profile().inputsClosedDownwards ? slice : container;
			sp -= 1;
			H[frame + F_SP] = sp;
			status = getItem(objectOf(container), slice);
			on = ON_RESULT | (2 << ON_BITS);
			break;
		}
		case UNARY_INVERT:
			H[frame + F_SP] = sp;
			status = unaryOp(objectOf(at(sp - 1)), S_INVERT, "unary ~");
			on = ON_RESULT | (1 << ON_BITS);
			break;
		case GET_YIELD_FROM_ITER: {
			const o = objectOf(at(sp - 1));
			if (at(o + TYPE) === GENERATOR) break;
			H[frame + F_SP] = sp;
			status = getIter(o);
			on = ON_RESULT | (1 << ON_BITS);
			break;
		}
		case CLEANUP_THROW: {
			// (sub_iter, last_sent_val, exc -- none, value)
			const exc = at(sp - 1);
			if (isSubtype(at(exc + TYPE), STOP_ITERATION)) {
				const value = incref(at(exc + EXC_FIELDS) === NULL ? NONE : at(exc + EXC_FIELDS));
				decref(exc);
				close(at(sp - 2));
				close(at(sp - 3));
				H[sp - 3] = NONE;
				H[sp - 2] = value;
				sp -= 1;
			} else {
				restore(incref(exc));
				status = NULL;
				reraised = true;
			}
			break;
		}
		case BUILD_SLICE: {
			const n = arg;
			status = newSlice(objectOf(at(sp - n)), objectOf(at(sp - n + 1)), n === 3 ? objectOf(at(sp - 1)) : NONE);
			on = ON_RESULT | (n << ON_BITS);
			break;
		}
		case BUILD_SET:
			H[frame + F_SP] = sp;
			on = lendArguments(frame, arg) | (arg << ON_BITS);
			status = buildSet(sp - arg, arg);
			break;
		case BUILD_CONST_KEY_MAP: {
			const keys = objectOf(at(sp - 1));
			const d = newDict();
			for (let i = 0; i < arg; i++) {
				const key = tupleItem(keys, i);
				if (hashPlain(key) !== 1) throw new EngineBug("a constant key that is not hashable");
				const entry = dictLookup(d, key, hash.low, hash.high);
				const value = objectOf(at(sp - 1 - arg + i));
				if (entry !== 0) entryReplace(d, entry, value);
				else dictAppend(d, key, hash.low, hash.high, value);
			}
			status = d;
			on = ON_ARRAY | ((arg + 1) << ON_BITS);
			break;
		}
		case SET_ADD:
			H[frame + F_SP] = sp;
			if (profile().setsTakeReferences) {
				H[sp - 1] = steal(at(sp - 1));
				status = containerOperation(OP_ADD_TAKEN, objectOf(at(sp - 1 - arg)), at(sp - 1), NULL);
			} else status = setAdd(objectOf(at(sp - 1 - arg)), objectOf(at(sp - 1)));
			on = ON_DISCARD | (1 << ON_BITS);
			break;
		case MAP_ADD:
			H[frame + F_SP] = sp;
			H[sp - 2] = steal(at(sp - 2));
			H[sp - 1] = steal(at(sp - 1));
			status = containerOperation(OP_SET_TAKEN, objectOf(at(sp - 2 - arg)), at(sp - 2), at(sp - 1));
			on = ON_DISCARD | (2 << ON_BITS);
			break;
		case LIST_EXTEND:
			H[frame + F_SP] = sp;
			status = listExtend(objectOf(at(sp - 1 - arg)), objectOf(at(sp - 1)));
			if (status === NULL && errorIs(TYPE_ERROR)) starError(objectOf(at(sp - 1)));
			on = ON_DISCARD | (1 << ON_BITS);
			break;
		case SET_UPDATE:
			H[frame + F_SP] = sp;
			status = setUpdate(objectOf(at(sp - 1 - arg)), objectOf(at(sp - 1)));
			on = ON_DISCARD | (1 << ON_BITS);
			break;
		case DICT_UPDATE:
			H[frame + F_SP] = sp;
			status = dictUnpack(objectOf(at(sp - 1 - arg)), objectOf(at(sp - 1)));
			on = ON_DISCARD | (1 << ON_BITS);
			break;
		case DICT_MERGE: {
			H[frame + F_SP] = sp;
			status = dictMerge(objectOf(at(sp - 1 - arg)), objectOf(at(sp - 1)), objectOf(at(sp - 4 - arg)));
			on = ON_DISCARD | (1 << ON_BITS);
			break;
		}
		case UNPACK_EX: {
			H[frame + F_SP] = sp;
			status = unpackSequence(objectOf(at(sp - 1)), arg & 255, arg >> 8);
			if (status > 0) {
				sp = spreadUnpacked(sp, status);
				status = NOTHING;
			} else on = ON_UNPACK | (1 << ON_BITS);
			break;
		}

		// ---- Text ----
		case BUILD_STRING: {
			let text = "";
			for (let i = sp - arg; i < sp; i++) text += textOf(objectOf(at(i)));
			work(text.length >> 5);
			status = newUnsharedStr(text);
			on = ON_ARRAY | (arg << ON_BITS);
			break;
		}
		case CONVERT_VALUE: {
			H[frame + F_SP] = sp;
			const o = objectOf(at(sp - 1));
			status = arg === 1 ? str(o) : arg === 2 ? repr(o) : asciiRepr(o);
			on = ON_RESULT | (1 << ON_BITS);
			break;
		}
		case FORMAT_WITH_SPEC:
			H[frame + F_SP] = sp;
			status = format(objectOf(at(sp - 2)), objectOf(at(sp - 1)));
			on = ON_RESULT | (2 << ON_BITS);
			break;

		// ---- Functions and calls ----
		case MAKE_FUNCTION: {
			const code = at(sp - 1);
			H[sp - 1] = newFunction(code, at(frame + F_GLOBALS));
			decref(code);
			break;
		}
		case SET_FUNCTION_ATTRIBUTE: {
			// (attr, func -- func)
			const func = at(sp - 1);
			const attribute = steal(at(sp - 2));
			H[sp - 2] = func;
			sp--;
			if (arg === 16) {
				setFunctionAnnotate(func, attribute);
				break;
			}
			if (arg === 8 || arg === 1) {
				// Its card tells of what is in the tuple.
				show(func);
				internal(attribute);
			}
			H[
				func + (arg === 8 ? FUNC_CLOSURE : arg === 4 ? FUNC_ANNOTATIONS : arg === 2 ? FUNC_KWDEFAULTS : FUNC_DEFAULTS)
			] = attribute;
			break;
		}
		case LOAD_BUILD_CLASS: {
			const build = dictGetStr(at(frame + F_BUILTINS), nameRef("__build_class__"));
			H[sp++] = incref(build);
			break;
		}
		case CALL_KW: {
			const kwnames = at(sp - 1);
			const base = sp - arg - 3;
			let callee = objectOf(at(base));
			let self = at(base + 1);
			work(2);
			if (self === NULL && at(callee + TYPE) === METHOD) {
				unpackMethod(base);
				callee = at(base);
				self = at(base + 1);
			}
			const first = self === NULL ? base + 2 : base + 1;
			const nargs = sp - 1 - first - at(kwnames + SIZE);
			H[frame + F_SP] = sp;
			if (at(callee + TYPE) === FUNCTION) {
				H[frame + F_SP] = base;
				sp = base;
				status = entered(frame, callFunction(at(base), first, nargs, kwnames, true));
				decref(kwnames);
				break;
			}
			lendArguments(frame, arg + 3);
			status = vectorcall(callee, first, nargs, kwnames);
			on = ON_CALLED | ((arg + 3) << ON_BITS);
			break;
		}
		case CALL_FUNCTION_EX: {
			// (func, null, args, kwargs if oparg & 1 -- result)
			const n = 3 + (arg & 1);
			H[frame + F_SP] = sp;
			work(2);
			const expanded = objectOf(at(sp - n));
			const given = at(sp - n + 2);
			if (at(objectOf(given) + TYPE) === LIST) {
				const list = objectOf(given);
				H[sp - n + 2] = internal(tupleFrom(at(list + LIST_ITEMS), at(list + SIZE)));
				close(given);
			}
			const positional = objectOf(at(sp - n + 2));
			const keywords = n === 4 ? objectOf(at(sp - 1)) : NULL;
			if (at(expanded + TYPE) === FUNCTION && at(positional + TYPE) === TUPLE && argumentsFit(positional, keywords)) {
				status = entered(frame, enterExpanded(frame, n));
				sp = at(frame + F_SP);
				break;
			}
			status = callExpanded(expanded, sp - n + 2, (arg & 1) !== 0);
			on = ON_CALLED | (n << ON_BITS);
			break;
		}
		case CALL_INTRINSIC_1:
			H[frame + F_SP] = sp;
			status = intrinsic1(arg, objectOf(at(sp - 1)), frame);
			on = ON_RESULT | (1 << ON_BITS);
			break;
		case CALL_INTRINSIC_2:
			H[frame + F_SP] = sp;
			status = intrinsic2(arg, objectOf(at(sp - 2)), objectOf(at(sp - 1)));
			on = ON_RESULT | (2 << ON_BITS);
			break;

		// ---- Exceptions ----
		case PUSH_EXC_INFO: {
			// (new_exc -- prev_exc, new_exc)
			const exc = at(sp - 1);
			const state = at(R_EXC_STATE);
			const previous = at(state);
			H[sp - 1] = previous === NULL ? NONE : previous;
			H[sp++] = exc;
			H[state] = incref(exc);
			if (isScriptFrame(frame)) show(exc);
			break;
		}
		case POP_EXCEPT: {
			const previous = at(--sp);
			setref(at(R_EXC_STATE), previous === NONE ? NULL : previous);
			break;
		}
		case CHECK_EXC_MATCH: {
			// (left, right -- left, b)
			const wanted = at(sp - 1);
			const matches = exceptionMatches(objectOf(at(sp - 2)), objectOf(wanted));
			if (matches < 0) {
				status = NULL;
				break;
			}
			H[sp - 1] = newBool(matches === 1);
			close(wanted);
			break;
		}
		case RAISE_VARARGS:
			H[frame + F_SP] = sp;
			if (arg === 0) {
				const handled = handledException();
				if (handled === NULL) raise(RUNTIME_ERROR, "No active exception to reraise");
				else {
					restore(incref(handled));
					reraised = true;
				}
				status = NULL;
				break;
			}
			// do_raise takes both over.
			sp -= arg;
			H[frame + F_SP] = sp;
			status = entered(frame, raiseFrom(steal(at(sp)), arg === 2 ? steal(at(sp + 1)) : NULL));
			break;
		case RERAISE: {
			// (values[oparg], exc -- values[oparg])
			// The handler is looked for at this instruction, not at the one that raised first.
			restore(at(--sp));
			status = NULL;
			reraised = true;
			break;
		}
		case LOAD_COMMON_CONSTANT:
			H[sp] = incref(commonConstant(arg, objectOf(at(sp - 1))));
			sp++;
			break;
		case LOAD_ASSERTION_ERROR:
			H[sp++] = ASSERTION_ERROR;
			break;
		case BEFORE_WITH: {
			// (mgr -- exit, res)
			H[frame + F_SP] = sp;
			const manager = at(sp - 1);
			const type = at(manager + TYPE);
			const enters = typeLookup(type, NAMED.__enter__);
			const exits = typeLookup(type, NAMED.__exit__);
			if (!isMethodDescriptor(enters) || !isMethodDescriptor(exits)) {
				status = enterBound(sp - 1);
				on = ON_RESULT;
				break;
			}
			// exit takes the place of the manager, which is let go before the bound __enter__ is called.
			const enter = bind(enters, manager, type);
			H[sp - 1] = bind(exits, manager, type);
			H[sp++] = enter;
			H[frame + F_SP] = sp;
			decref(manager);
			status = vectorcall(enter, sp, 0, NULL);
			on = ON_RESULT | (1 << ON_BITS);
			break;
		}
		case LOAD_SPECIAL: {
			// (owner -- method, self or NULL)
			const owner = at(sp - 1);
			H[frame + F_SP] = sp;
			const found = loadSpecial(objectOf(owner), arg);
			if (found === NULL || found === PUSHED) {
				status = found;
				on = ON_METHOD | (1 << ON_BITS);
				break;
			}
			H[sp - 1] = found;
			H[sp++] = method.unbound ? owner : NULL;
			if (!method.unbound) close(owner);
			break;
		}
		case WITH_EXCEPT_START_SELF: {
			// (exit_func, exit_self, lasti, unused, val -- exit_func, exit_self, lasti, unused, val, res)
			const val = at(sp - 1);
			// The traceback is held while the method runs.
			const tb = at(val + EXC_TRACEBACK);
			H[sp++] = incref(tb === NULL ? NONE : tb);
			H[frame + F_SP] = sp;
			status = callExit(objectOf(at(sp - 6)), objectOf(at(sp - 5)), val);
			on = ON_RESULT | (1 << ON_BITS);
			break;
		}
		case WITH_EXCEPT_START: {
			// (exit_func, lasti, unused, val -- exit_func, lasti, unused, val, res)
			const val = at(sp - 1);
			H[frame + F_SP] = sp;
			status = callExit(at(sp - 4), NULL, val);
			on = ON_RESULT;
			break;
		}
		case CHECK_EG_MATCH:
			// (exc_value, match_type -- rest, match)
			H[frame + F_SP] = sp;
			status = groupMatch(objectOf(at(sp - 2)), objectOf(at(sp - 1)), frame);
			on = ON_GROUP | (2 << ON_BITS);
			break;

		// ---- Imports and match ----
		case IMPORT_NAME:
			H[frame + F_SP] = sp;
			status = importName(frame, at(names + arg), objectOf(at(sp - 1)), objectOf(at(sp - 2)));
			on = ON_RESULT | (2 << ON_BITS);
			break;
		case IMPORT_FROM:
			H[frame + F_SP] = sp;
			status = importFrom(objectOf(at(sp - 1)), at(names + arg));
			on = ON_RESULT;
			break;
		case GET_LEN:
			H[frame + F_SP] = sp;
			status = length(objectOf(at(sp - 1)));
			on = ON_RESULT;
			break;
		case MATCH_SEQUENCE:
			H[sp] = newBool(matchesSequence(objectOf(at(sp - 1))));
			sp++;
			break;
		case MATCH_MAPPING:
			H[sp] = newBool(matchesMapping(objectOf(at(sp - 1))));
			sp++;
			break;
		case MATCH_KEYS:
			H[frame + F_SP] = sp;
			status = matchKeys(objectOf(at(sp - 2)), objectOf(at(sp - 1)));
			on = ON_RESULT;
			break;
		case MATCH_CLASS:
			// (subject, type, names -- attrs)
			H[frame + F_SP] = sp;
			status = matchClass(objectOf(at(sp - 3)), objectOf(at(sp - 2)), arg, objectOf(at(sp - 1)));
			on = ON_RESULT | (3 << ON_BITS);
			break;
		case SETUP_ANNOTATIONS: {
			const space = at(frame + F_LOCALS);
			if (at(space + TYPE) !== DICT) {
				H[frame + F_SP] = sp;
				status = setupAnnotations(space);
				on = ON_DISCARD;
				break;
			}
			if (dictGetStr(space, nameRef("__annotations__")) === NULL) dictSetOwned(space, "__annotations__", newDict());
			break;
		}
		default:
			throw new EngineBug(`no instruction has number ${word & 255}`);
	}
	if (status !== SWITCH) H[frame + F_SP] = sp;
	ended.on = on;
	ended.reraised = reraised;
	return status;
}
