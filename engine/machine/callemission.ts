/**
 * The text of calls and returns. Where an instruction is specialised for one function whose code takes just these
 * arguments, the frame is written with what its code says of it, and the arguments go into it from where they stand.
 */
import { CO_ASYNC_GENERATOR, CO_COROUTINE, CO_GENERATOR, CO_OPTIMIZED } from "../compile/code";
import { POP_TOP } from "../compile/opcodes";
import { at } from "./arena";
import { classOfVersion, INIT_FRAME } from "./creation";
import type { Entry } from "./emission";
import { recording } from "./events";
import { CALL_WORK, ON_RESULT } from "./frames";
import { initOf } from "./hotoperations";
import {
	BREAK_DEATH,
	CODE_FLAGS,
	CODE_FRAME_WORDS,
	CODE_INSTRUCTIONS,
	CODE_NLOCALS,
	CODE_SIMPLE_ARGS,
	F_BORROWED,
	F_BUILTINS,
	F_CODE,
	F_END,
	F_FUNC,
	F_GENERATOR,
	F_GLOBALS,
	F_KIND,
	F_LINE,
	F_LOCALS,
	F_OBJECT,
	F_ON,
	F_OWNED,
	F_PC,
	F_PREV,
	F_SP,
	FRAME_WORDS,
	FUNC_BUILTINS,
	FUNC_CODE,
	FUNC_DEFAULTS,
	FUNC_GLOBALS,
	NULL,
	R_BREAKER,
	R_DEPTH,
	R_DEPTH_LIMIT,
	R_FRAME,
	R_INSTRUCTIONS,
	R_NATIVE_DEPTH,
	R_WORK,
	type Ref,
	SERIAL,
	SIZE,
	STACK_BASE,
	STACK_WORDS,
	T_LOOKUPS,
	T_VERSION,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { profile } from "./machine";
import { FRAME_WORK, N0 } from "./natives";
import { OperatorEmission } from "./operatoremission";
import { CALL_INIT, CALL_PY, KIND_SHIFT } from "./specialize";
import { FUNCTION } from "./typeids";

/** What `call` takes off the work budget itself. */
const SPENT_BY_CALL = 2;
/** More locals than this are let go of by `returned`: the text would be long. */
const MOST_LOCALS = 8;

/** Words of the frame that has an instance while its `__init__` runs. */
const SHIM_WORDS = FRAME_WORDS + 1;
/** More than what making an instance, and entering its `__init__`, take off the work budget. */
const MAKING_WORK = 64;

const owned = (name: string): Entry => ({ kind: "owned", name, number: false });

/** A function whose frame the text writes, and for which class's instance where it is an `__init__`. */
interface Known {
	readonly callee: Ref;
	readonly made: Ref | typeof NULL;
	/** Whether it takes self before the arguments. */
	readonly bound: boolean;
	readonly condition: string;
}

export class CallEmission extends OperatorEmission {
	/** CALL with `arg` arguments. */
	protected call(i: number, arg: number): void {
		const site = this.site(i);
		const dropped = (this.word(i + 1) & 255) === POP_TOP;
		const guard = this.enteringKnown(site, arg) ?? this.makingKnown(site, arg);
		const words = guard === null ? [] : this.entries.splice(-arg - 2);
		this.settle();
		const base = guard === null ? this.low - arg - 2 : this.low;
		const generic = `${this.counting(i, base + arg + 2)}r=call(frame,sp+${base + arg + 2},${arg},${site},${dropped},stop);`;
		if (guard === null) this.emit(generic);
		else {
			this.emit(`if(${guard.condition}){${this.counting(i, base)}`);
			const [called, self, ...args] = words as [Entry, Entry, ...Entry[]];
			if (guard.made !== NULL) this.making(guard.made, guard.callee, called, args);
			else {
				const given = guard.bound ? [self, ...args] : args;
				this.emit(`${this.frameOf(guard.callee, called, given)}r=enterNew(${this.above(0)},stop);`);
			}
			this.emit(`}else{${this.stores({ entries: words, low: base })}${generic}}`);
		}
		this.emit(`if(r<=0){${this.ending()}}H[sp+${base}]=r;`);
		this.low = base + 1;
		this.ended = -1;
	}

	/** A word of the frame that comes above this one. */
	private above(word: number): string {
		return `frame+${at(this.code + CODE_FRAME_WORDS) + word}`;
	}

	/**
	 * The function that a CALL is specialised for, and the condition under which its frame can be pushed at once; null: there
	 * is none, or its code takes other arguments than these, with defaults for the last or without.
	 */
	private enteringKnown(site: number, arg: number): Known | null {
		const callee = at(site + 1);
		if (at(site) >>> KIND_SHIFT !== CALL_PY || at(callee + TYPE) !== FUNCTION) return null;
		const code = at(callee + FUNC_CODE);
		const simple = at(code + CODE_SIMPLE_ARGS);
		if (simple < arg) return null;
		this.hold(arg + 2);
		const called = this.entries[this.entries.length - arg - 2] as Entry;
		const self = this.entries[this.entries.length - arg - 1] as Entry;
		const bound = self.kind === "word" ? simple === arg + 1 : self.kind !== "null";
		const missing = simple - arg - Number(bound);
		const defaults = at(callee + FUNC_DEFAULTS);
		if (missing < 0 || (missing > 0 && (self.kind === "word" || defaults === NULL || missing > at(defaults + SIZE))))
			return null;
		const whose = self.kind === "word" ? `${self.name}${bound ? "!==" : "==="}0&&` : "";
		const same = `H[${callee + FUNC_DEFAULTS}]===${defaults}&&H[${defaults + SERIAL}]===${at(defaults + SERIAL)}&&`;
		const end = at(this.code + CODE_FRAME_WORDS) + at(code + CODE_FRAME_WORDS);
		return {
			callee,
			made: NULL,
			bound,
			condition:
				`${whose}${missing > 0 ? same : ""}${this.object(called)}===${callee}&&H[${site + 1}]===${callee}&&H[${site}]>>>${KIND_SHIFT}===${CALL_PY}` +
				`&&H[${callee + FUNC_CODE}]===${code}&&H[${code + SERIAL}]===${at(code + SERIAL)}` +
				`&&H[${R_DEPTH}]<H[${R_DEPTH_LIMIT}]&&frame<=${STACK_BASE + STACK_WORDS - end}`,
		};
	}

	/** The same for a class that a CALL is specialised for, whose `__init__` is entered. */
	private makingKnown(site: number, arg: number): Known | null {
		if (at(site) >>> KIND_SHIFT !== CALL_INIT) return null;
		const made = classOfVersion(at(site + 1));
		const callee = made === NULL ? NULL : initOf(made);
		if (callee === NULL || at(callee + TYPE) !== FUNCTION) return null;
		const code = at(callee + FUNC_CODE);
		if (at(code + CODE_SIMPLE_ARGS) !== arg + 1) return null;
		this.hold(arg + 2);
		const called = this.entries[this.entries.length - arg - 2] as Entry;
		const self = this.entries[this.entries.length - arg - 1] as Entry;
		if (self.kind !== "word" && self.kind !== "null") return null;
		const end = at(this.code + CODE_FRAME_WORDS) + SHIM_WORDS + at(code + CODE_FRAME_WORDS);
		return {
			callee,
			made,
			bound: true,
			condition:
				`${self.kind === "word" ? `${self.name}===0&&` : ""}${this.object(called)}===${made}&&H[${made + SERIAL}]===${at(made + SERIAL)}` +
				`&&H[${site + 1}]===H[${made + T_VERSION}]&&H[${site}]>>>${KIND_SHIFT}===${CALL_INIT}&&H[${made + T_LOOKUPS}]===${at(made + T_LOOKUPS)}` +
				`&&H[${callee + FUNC_CODE}]===${code}&&H[${code + SERIAL}]===${at(code + SERIAL)}` +
				`&&H[${R_DEPTH}]<H[${R_DEPTH_LIMIT}]-1&&H[${R_WORK}]>${MAKING_WORK}&&frame<=${STACK_BASE + STACK_WORDS - end}`,
		};
	}

	/** Makes an instance and pushes the frame that has it, and that of `__init__` above (`enterInit`). */
	private making(cls: Ref, init: Ref, called: Entry, args: readonly Entry[]): void {
		const made = this.variable(`newInstance(${cls})`);
		// Counted in the order in which the loop counts them.
		const self = this.variable(`incref(${made})`);
		const found = this.variable(`incref(${init})`);
		const shim: (readonly [number, string | number])[] = Array.from({ length: FRAME_WORDS }, (_, word) => [word, 0]);
		shim[F_PREV] = [F_PREV, "frame"];
		shim[F_KIND] = [F_KIND, INIT_FRAME];
		shim[F_SP] = [F_SP, this.above(SHIM_WORDS)];
		shim[F_END] = [F_END, this.above(SHIM_WORDS)];
		shim[F_OWNED] = [F_OWNED, 1];
		shim.push([N0, made]);
		this.emit(
			shim.map(([word, value]) => `H[${this.above(word)}]=${value};`).join("") +
				`H[${R_NATIVE_DEPTH}]=H[${R_NATIVE_DEPTH}]+1;H[${R_DEPTH}]=H[${R_DEPTH}]+1;H[${R_WORK}]=H[${R_WORK}]-${FRAME_WORK};` +
				this.frameOf(init, owned(found), [owned(self), ...args], SHIM_WORDS),
		);
		if (this.closes(called)) {
			const name = this.object(called);
			this.emit(`${this.borrows && called.kind === "word" ? `if((${called.name}&1)===0)` : ""}decref(${name});`);
		} else if (recording) this.uncounted(called);
		this.emit(`r=enterMaking(${this.above(SHIM_WORDS)},stop);`);
	}

	/**
	 * Pushes a frame of a function (`_PyFrame_PushUnchecked`): `called` is the function on the stack, `given` are the
	 * arguments, of which defaults may be missing. `between`: words of a native frame that is between it and this one.
	 */
	private frameOf(callee: Ref, called: Entry, given: readonly Entry[], between = 0): string {
		const code = at(callee + FUNC_CODE);
		const simple = at(code + CODE_SIMPLE_ARGS);
		const defaults = at(callee + FUNC_DEFAULTS);
		const nlocals = at(code + CODE_NLOCALS);
		const header: (readonly [number, string | number])[] = [
			[F_PREV, between === 0 ? "frame" : this.above(0)],
			[F_KIND, 0],
			[F_PC, at(code + CODE_INSTRUCTIONS) - 2],
			[F_SP, this.above(between + FRAME_WORDS + nlocals)],
			[F_END, this.above(between + at(code + CODE_FRAME_WORDS))],
			[F_ON, ON_RESULT],
			[F_CODE, `incref(${code})`],
			[F_FUNC, this.owned(called)],
			[F_GLOBALS, `H[${callee + FUNC_GLOBALS}]`],
			[F_BUILTINS, `H[${callee + FUNC_BUILTINS}]`],
			[F_LOCALS, 0],
			[F_OBJECT, 0],
			[F_GENERATOR, 0],
			[F_LINE, 0],
			[F_BORROWED, 0],
		];
		const locals = Array.from({ length: nlocals }, (_, k) => {
			const entry: Entry | undefined =
				k >= given.length && k < simple
					? { kind: "constant", ref: at(defaults + TUPLE_ITEMS + at(defaults + SIZE) - simple + k) }
					: given[k];
			return [FRAME_WORDS + k, entry === undefined ? 0 : this.owned(entry)] as const;
		});
		return (
			[...header, ...locals].map(([word, value]) => `H[${this.above(between + word)}]=${value};`).join("") +
			`H[frame+${F_ON}]=${ON_RESULT};H[${R_FRAME}]=${this.above(between)};H[${R_DEPTH}]=H[${R_DEPTH}]+1;H[${R_WORK}]=H[${R_WORK}]-${CALL_WORK + SPENT_BY_CALL};`
		);
	}

	/** RETURN_VALUE, RETURN_CONST: the frame goes, its locals with it. */
	protected returns(i: number, entry: Entry): void {
		const flags = at(this.code + CODE_FLAGS);
		if ((flags & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR)) !== 0) {
			const value = this.variable(this.reference(entry));
			this.settle();
			this.emit(`${this.counting(i, this.low)}return finished(frame,${value});`);
			return;
		}
		const value = this.variable(this.reference(entry));
		this.settle();
		this.emit(`H[${R_INSTRUCTIONS}]=H[${R_INSTRUCTIONS}]+n+${this.ended + 1};`);
		const nlocals = at(this.code + CODE_NLOCALS);
		const slowly = `{H[frame+${F_PC}]=${this.pc(i)};H[frame+${F_SP}]=sp+${this.low};return returned(frame,${value});}`;
		if (nlocals > MOST_LOCALS || (flags & CO_OPTIMIZED) === 0) {
			this.emit(slowly);
			return;
		}
		this.emit(
			`if(H[frame+${F_OBJECT}]!==0||sp+${this.low}!==L+${nlocals})${slowly}` +
				`H[${R_FRAME}]=H[frame+${F_PREV}];H[${R_DEPTH}]=H[${R_DEPTH}]-1;`,
		);
		const places = Array.from({ length: nlocals }, (_, k) => `L+${k}`);
		if (profile().localsClearedDownwards) places.reverse();
		if (recording) this.emit(`H[frame+${F_PC}]=${this.pc(i)};`);
		const letsGo = recording
			? "letGo(frame,t);"
			: `{c=H[t];if(c>1&&H[${R_BREAKER}]===0)H[t]=c-1;else if(c>0)decref(t);}`;
		for (const place of [...places, `frame+${F_FUNC}`])
			this.emit(`t=H[${place}];if(t!==0${this.borrows ? "&&(t&1)===0" : ""})${letsGo}`);
		this.emit(`decref(${this.code});return(H[${R_BREAKER}]&${BREAK_DEATH})!==0?given(${value}):${value};`);
	}
}
