/**
 * From bytecode to JavaScript, for code that runs often (hotcode.ts). A block, which begins at a line, where a jump leads
 * or where a call comes back, is a case of one switch; in between, what the instructions would push stays in JavaScript's
 * variables, and a local or a constant that is only looked at is not counted, since its owner keeps it. Whatever the text
 * does not know how to do it leaves to the loop, with the arena as the loop would have left it before that instruction.
 *
 * The text is made of numbers and of what stands here: nothing of a program's own gets into it.
 */
import { CO_ASYNC_GENERATOR, CO_COROUTINE, CO_GENERATOR } from "../compile/code";
import {
	BINARY_OP,
	BINARY_SUBSCR,
	BUILD_LIST,
	BUILD_MAP,
	BUILD_STRING,
	BUILD_TUPLE,
	CALL,
	CHECK_EXC_MATCH,
	COMPARE_OP,
	CONTAINS_OP,
	COPY,
	COPY_FREE_VARS,
	DELETE_FAST,
	END_FOR,
	END_SEND,
	FOR_ITER,
	FORMAT_SIMPLE,
	FORMAT_WITH_SPEC,
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
	MAKE_CELL,
	NOP,
	POP_EXCEPT,
	POP_JUMP_IF_FALSE,
	POP_JUMP_IF_NONE,
	POP_JUMP_IF_NOT_NONE,
	POP_JUMP_IF_TRUE,
	POP_TOP,
	PUSH_EXC_INFO,
	PUSH_NULL,
	PY_EQ,
	PY_GE,
	PY_GT,
	PY_LE,
	PY_LT,
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
import { at } from "./arena";
import { CallEmission } from "./callemission";
import { type Entry, type Stack, written } from "./emission";
import { recording } from "./events";
import {
	codeOf,
	LINE_SHIFT,
	LINE_START,
	LINE_WORK,
	ON_BITS,
	ON_DISCARD,
	ON_METHOD,
	ON_NOT,
	ON_OPERATED,
	ON_RESULT,
	ON_TRUTH,
} from "./frames";
import { globalFor } from "./globalcache";
import { BY_LOOP } from "./hotoperations";
import { V_USED, VALUES } from "./instance";
import {
	BREAK_DEATH,
	CELL_VALUE,
	CODE_CONSTS,
	CODE_FLAGS,
	CODE_NAMES,
	CODE_NLOCALS,
	DICT_VERSION,
	ENTRY_VALUE,
	F_BUILTINS,
	F_FUNC,
	F_GLOBALS,
	F_LINE,
	F_LOCALS,
	F_PC,
	F_SP,
	FRAME_WORDS,
	FUNC_CLOSURE,
	INT_VALUE,
	LIST_ITEMS,
	R_BREAKER,
	R_EMPTY_STR,
	R_EXC_STATE,
	R_INSTRUCTIONS,
	R_STEP,
	R_STEP_LINE,
	R_WORK,
	type Ref,
	SERIAL,
	SIZE,
	T_LOOKUPS,
	T_VERSION,
	TUPLE_ITEMS,
	TYPE,
} from "./layout";
import { siteFor } from "./sitecache";
import { ATTR_PROPERTY, KIND_SHIFT, SUBSCR_GETITEM } from "./specialize";
import { S_NEGATIVE } from "./tables";
import {
	DICT,
	FALSE,
	GENERATOR,
	INT,
	LIST,
	NONE,
	RANGE_ITERATOR,
	SMALL_INT_WORDS,
	SMALL_INT_ZERO,
	STR,
	TRUE,
	TUPLE,
} from "./typeids";

const COMPARISONS: ReadonlyMap<number, string> = new Map([
	[PY_LT, "<"],
	[PY_LE, "<="],
	[PY_EQ, "==="],
	[PY_NE, "!=="],
	[PY_GT, ">"],
	[PY_GE, ">="],
]);

/** A part of a text: what is done from one instruction on, to where the next part begins. */
interface Part {
	readonly first: number;
	readonly lines: readonly string[];
}

/**
 * Characters after which a part ends. V8 optimises no function of more than 60 kB of its own code, which it makes of some
 * 38,000 characters, and one that it does not optimise is slower than the loop; what it optimises takes it longer, the
 * longer it is.
 */
const MOST_PART = 10_000;

/**
 * Characters from which on a part ends where a loop begins or is over: V8 optimises a loop that runs before it has seen what
 * comes after it, and throws that away there. A loop within another is left in its part, being entered often.
 */
const LEAST_PART = 2500;

/**
 * Units of work, a power of two, after which a jump back leaves its part, which is entered again at once. Code that V8 has
 * made meanwhile takes over where a function is entered; for one that is in a loop all the time it makes code of another
 * kind, later, which knows nothing of what comes after the loop, and is thrown away there.
 */
const REENTERED = 256;

/** No instruction: a part answers at once. */
export const NOWHERE = -1;

/** Goes through a code object's instructions. */
export class Translation extends CallEmission {
	private readonly leaders = new Set<number>();
	/** Where outermost loops begin, and where what comes after them does. */
	private readonly turns = new Set<number>();
	/** Whether the text is one or several functions, and one that calls these. */
	inParts = false;
	/** Whether there are loops in a text that nothing else leaves and enters again, as a generator's is by each value. */
	private reenters = false;

	text(): string {
		this.findLeaders();
		const parts: Part[] = [];
		let first = 0;
		for (let i = 0; i < this.size; i++) {
			if (this.leaders.has(i)) {
				if (i > 0) this.flush();
				const length = this.lines.reduce((sum, line) => sum + line.length, 0);
				if (length > MOST_PART || (length > LEAST_PART && this.turns.has(i))) {
					this.emit(`from=${i};continue;`);
					parts.push({ first, lines: this.lines.splice(0) });
					first = i;
				}
				this.variables = 0;
				this.emit(`case ${i}:`);
				if ((at(this.pc(i) + 1) & LINE_START) !== 0) this.line(i);
			}
			this.instruction(i);
		}
		parts.push({ first, lines: this.lines });
		const places = parts.map((_, k) => `p${k}=${this.partText(parts, k)}`);
		const begun = `(function(){const ${places.join(",")};${parts.map((_, k) => `begun(p${k});`).join("")}`;
		if (parts.length === 1 && !this.reenters) return `${begun}return p0;})()`;
		this.inParts = true;
		const chosen = parts.slice(1).map((part, k) => `from<${part.first}?p${k}:`);
		return `${begun}
return function(frame,from,stop){for(;;){const r=(${chosen.join("")}p${parts.length - 1})(frame,from,stop);if(r!==0)return r;from=crossed();}}})()`;
	}

	/** One of the parts, as a function; where there are others, it answers 0 where one of these goes on. */
	private partText(parts: readonly Part[], k: number): string {
		const part = parts[k] as Part;
		const end = parts[k + 1]?.first ?? this.size;
		const crossing = parts.length === 1 ? "" : `if(from<${part.first}||from>=${end})return crosses(frame,from,sp,n);`;
		return `function(frame,from,stop){
let sp=H[frame+${F_SP}],n=0,c=0,w=0,t=0,b=0,x=0,y=0,r=0${Array.from({ length: this.most }, (_, i) => `,v${i}=0`).join("")};const L=frame+${FRAME_WORDS};
for(;;)switch(from){
case ${NOWHERE}:return 0;
${part.lines.join("\n")}
case ${this.size}:if(r!==0){r=onward(frame,r,stop);if(r!==0)return r;}sp=H[frame+${F_SP}];n=0;from=(H[frame+${F_PC}]-${this.pc(0)}>>1)+1;continue;
default:${crossing}return unentered(frame,from,${this.instructions}+2*from,sp,n);
}}`;
	}

	private findLeaders(): void {
		this.leaders.add(0);
		for (const i of this.resumed) this.leaders.add(i);
		for (const { target } of codeOf(this.code).exceptionTable) this.leaders.add(target);
		for (let i = 0; i < this.size; i++) {
			const word = this.word(i);
			const op = word & 255;
			const arg = word >> 8;
			if ((at(this.pc(i) + 1) & LINE_START) !== 0) this.leaders.add(i);
			switch (op) {
				case POP_JUMP_IF_FALSE:
				case POP_JUMP_IF_TRUE:
				case POP_JUMP_IF_NONE:
				case POP_JUMP_IF_NOT_NONE:
				case JUMP_FORWARD:
				case JUMP_BACKWARD:
				case JUMP_BACKWARD_NO_INTERRUPT:
				case SEND:
					this.leaders.add(arg);
					break;
				case FOR_ITER:
					this.leaders.add(arg + 2);
					break;
				case CALL:
				case YIELD_VALUE:
				case RETURN_GENERATOR:
					this.leaders.add(i + 1);
					break;
				default:
					if (!TRANSLATED.has(op) || this.entersGetter(i, op, arg)) this.leaders.add(i + 1);
			}
		}
		this.findTurns();
		const suspends = CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR;
		this.reenters = this.turns.size > 0 && (at(this.code + CODE_FLAGS) & suspends) === 0;
	}

	private findTurns(): void {
		/** By its first instruction, a loop's last jump back to it. */
		const loops = new Map<number, number>();
		for (let i = 0; i < this.size; i++) {
			const word = this.word(i);
			if ((word & 255) === JUMP_BACKWARD) loops.set(word >> 8, i);
		}
		let end = 0;
		for (const first of [...loops.keys()].sort((a, b) => a - b)) {
			if (first < end) continue;
			end = (loops.get(first) as number) + 1;
			while (end < this.size && !this.leaders.has(end)) end++;
			this.turns.add(first).add(end);
		}
	}

	/** LOAD_ATTR or BINARY_SUBSCR which is specialised for what is done in a frame of its own. */
	private entersGetter(i: number, op: number, arg: number): boolean {
		const kind = at(this.site(i)) >>> KIND_SHIFT;
		if (op === BINARY_SUBSCR) return kind === SUBSCR_GETITEM;
		return op === LOAD_ATTR && (arg & 1) === 0 && kind >= ATTR_PROPERTY;
	}

	/** The jump back to an instruction, now and then: the part is left for it. */
	private reentering(to: number): string {
		return `if((w&${REENTERED - 1})===0)return crosses(frame,${to},sp+${this.low},n+${this.ended + 1});`;
	}

	/** A step is taken, unless the run rests before it, or has done too much. */
	private line(i: number): void {
		this.counted = i;
		const line = at(this.pc(i) + 1) >> LINE_SHIFT;
		this.emit(
			`w=H[${R_WORK}];if(H[${R_STEP}]===stop${recording ? `||w-H[${R_INSTRUCTIONS}]-n<PAUSE[0]` : ""})return rests(frame,${this.pc(i) - 2},sp,n);` +
				`w-=${LINE_WORK};if(w<H[${R_INSTRUCTIONS}]+n)return leave(frame,${this.pc(i) - 2},sp,n);` +
				`H[${R_WORK}]=w;H[${R_STEP}]=H[${R_STEP}]+1;H[frame+${F_LINE}]=${line};H[frame+${F_PC}]=${this.pc(i)};${recording ? `H[${R_STEP_LINE}]=${line};` : ""}${this.logged ? `n=stepped(${line},n);` : ""}`,
		);
	}

	// ---- Instructions ----

	private instruction(i: number): void {
		this.here = this.pc(i);
		const word = this.word(i);
		const op = word & 255;
		const arg = word >> 8;
		this.mayKill = false;
		this.waiting();
		if (!TRANSLATED.has(op)) {
			this.called(i, op === BUILD_MAP ? `mapBuilt(frame,${arg},stop)` : `rarely(frame,${this.here},${word},stop)`);
			this.ended++;
			return;
		}
		if (this.entersGetter(i, op, arg)) {
			const name = op === LOAD_ATTR ? at(at(this.code + CODE_NAMES) + (arg >> 1)) : 0;
			this.called(
				i,
				op === LOAD_ATTR
					? `gotten(frame,${this.site(i)},${name},false,stop)`
					: `subscribed(frame,${this.site(i)},stop)`,
			);
			this.ended++;
			return;
		}
		// What may let go of something without the text seeing it: of a death the line is noted.
		if (LETS_GO.has(op)) this.emit(`H[frame+${F_PC}]=${this.here};`);
		const goesOn = this.translated(i, op, arg);
		this.ended++;
		if (this.mayKill && goesOn)
			this.emit(`if((H[${R_BREAKER}]&${BREAK_DEATH})!==0)${this.dying(i + 1, this.snapshot())}`);
	}

	/** The instruction is done by what is called, for which everything is in the arena. */
	private called(i: number, what: string): void {
		this.settle();
		this.emit(
			`${this.counting(i, this.low)}r=${what};if(r!==0){${this.ending()}}sp=H[frame+${F_SP}];` +
				`if(H[frame+${F_PC}]!==${this.pc(i)}){from=(H[frame+${F_PC}]-${this.pc(0)}>>1)+1;continue;}`,
		);
		this.low = 0;
		this.ended = -1;
	}

	/** Whether the instruction after this one is reached from it. */
	private translated(i: number, op: number, arg: number): boolean {
		const before = this.snapshot();
		const leave = this.leaving(i, before);
		switch (op) {
			case RESUME:
				this.emit(`if(H[${R_BREAKER}]!==0)${leave}`);
				return true;
			case NOP:
				this.emit(`if(H[${R_BREAKER}]!==0)${leave}`);
				return true;
			case LOAD_FAST:
				this.push({ kind: "local", index: arg, borrowed: false });
				return true;
			case LOAD_FAST_BORROW:
				this.push({ kind: "local", index: arg, borrowed: true });
				return true;
			case LOAD_FAST_LOAD_FAST:
			case LOAD_FAST_BORROW_LOAD_FAST_BORROW: {
				const borrowed = op === LOAD_FAST_BORROW_LOAD_FAST_BORROW;
				this.push({ kind: "local", index: arg >> 4, borrowed });
				this.push({ kind: "local", index: arg & 15, borrowed });
				return true;
			}
			case LOAD_CONST:
				this.push({ kind: "constant", ref: at(at(this.code + CODE_CONSTS) + arg) });
				return true;
			case LOAD_SMALL_INT:
				this.push({ kind: "constant", ref: SMALL_INT_ZERO + arg * SMALL_INT_WORDS });
				return true;
			case PUSH_NULL:
				this.push({ kind: "null" });
				return true;
			case STORE_FAST:
				this.storeFast(arg);
				return true;
			case STORE_FAST_LOAD_FAST:
				this.storeFast(arg >> 4, arg & 15);
				return true;
			case STORE_FAST_STORE_FAST:
				this.storeFast(arg >> 4);
				this.storeFast(arg & 15);
				return true;
			case LOAD_FAST_CHECK:
				this.emit(`if(H[L+${arg}]===0)${leave}`);
				this.push({ kind: "local", index: arg, borrowed: false });
				return true;
			case LOAD_FAST_AND_CLEAR: {
				this.secure(arg);
				this.push({ kind: "word", name: this.variable(`H[L+${arg}]`) });
				this.emit(`H[L+${arg}]=0;`);
				return true;
			}
			case DELETE_FAST: {
				this.secure(arg);
				this.emit(`if(H[L+${arg}]===0)${this.leaving(i, this.snapshot())}`);
				const old = this.variable(`H[L+${arg}]`);
				this.emit(`H[L+${arg}]=0;`);
				this.closeWord(old);
				return true;
			}
			case COPY_FREE_VARS: {
				const first = at(this.code + CODE_NLOCALS) - arg;
				this.emit(`b=H[(H[frame+${F_FUNC}]&~1)+${FUNC_CLOSURE}];`);
				for (let k = 0; k < arg; k++) this.emit(`H[L+${first + k}]=incref(H[b+${TUPLE_ITEMS + k}]);`);
				return true;
			}
			case MAKE_CELL:
				this.secure(arg);
				this.emit(`H[L+${arg}]=newCell(steal(H[L+${arg}]));`);
				return true;
			case PUSH_EXC_INFO: {
				const exc = this.owned(this.pop());
				this.push({ kind: "owned", name: this.variable(`handling(frame,${exc})`), number: false });
				this.push({ kind: "owned", name: exc, number: false });
				return true;
			}
			case POP_EXCEPT: {
				const previous = this.owned(this.pop());
				this.emit(`setref(H[${R_EXC_STATE}],${previous}===${NONE}?0:${previous});`);
				this.mayKill = true;
				return true;
			}
			case CHECK_EXC_MATCH: {
				const wanted = this.pop();
				this.hold(1);
				const exc = this.object(this.entries[this.entries.length - 1] as Entry);
				// A match, or none: as what native code answers, above 0.
				this.emit(this.natively(i, `exceptionMatches(${exc},${this.object(wanted)})+1`, ON_RESULT, before));
				const truth = this.variable("r===2");
				this.close(wanted);
				this.push({ kind: "truth", condition: truth });
				return true;
			}
			case LOAD_NAME: {
				this.emit(`r=named(frame,${at(at(this.code + CODE_NAMES) + arg)});if(r===0)${leave}`);
				this.push({ kind: "kept", name: this.variable("r") });
				return true;
			}
			case STORE_NAME:
			case STORE_GLOBAL: {
				this.secure();
				const space = this.variable(`H[frame+${op === STORE_NAME ? F_LOCALS : F_GLOBALS}]`);
				if (op === STORE_NAME) this.emit(`if(H[${space}+${TYPE}]!==${DICT})${this.leaving(i, this.snapshot())}`);
				const entry = this.pop();
				this.emit(`dictSetStr(${space},${at(at(this.code + CODE_NAMES) + arg)},${this.object(entry)});`);
				this.mayKill = true;
				this.close(entry);
				return true;
			}
			case STORE_DEREF: {
				this.secure();
				const entry = this.pop();
				this.emit(`setref(H[L+${arg}]+${CELL_VALUE},${this.reference(entry)});`);
				this.mayKill = true;
				return true;
			}
			case UNARY_NEGATIVE: {
				const entry = this.pop();
				const on = ON_RESULT | (1 << ON_BITS);
				this.emit(this.natively(i, `unaryOp(${this.object(entry)},${S_NEGATIVE},MINUS)`, on, before));
				const value = this.variable("r");
				this.close(entry);
				this.push({ kind: "owned", name: value, number: true });
				return true;
			}
			case FORMAT_SIMPLE: {
				const entry = this.pop();
				const o = this.object(entry);
				const text = this.fresh();
				this.emit(`if(H[${o}+${TYPE}]===${STR})${text}=${this.owned(entry)};else{`);
				this.emit(
					`${this.natively(i, `format(${o},H[${R_EMPTY_STR}])`, ON_RESULT | (1 << ON_BITS), before)}${text}=r;`,
				);
				this.close(entry);
				this.emit("}");
				this.push({ kind: "word", name: text });
				return true;
			}
			case FORMAT_WITH_SPEC: {
				const spec = this.pop();
				const value = this.pop();
				const what = `format(${this.object(value)},${this.object(spec)})`;
				this.emit(this.natively(i, what, ON_RESULT | (2 << ON_BITS), before));
				const text = this.variable("r");
				this.mayKill = true;
				this.closeBoth(value, spec);
				this.push({ kind: "owned", name: text, number: false });
				return true;
			}
			case BUILD_STRING: {
				this.hold(arg);
				const parts = arg === 0 ? [] : this.entries.splice(-arg);
				for (const [k, part] of parts.entries()) this.emit(`H[sp+${this.depth + k}]=${this.owned(part)};`);
				this.mayKill = true;
				this.pushOwned(`textBuilt(sp+${this.depth},${arg})`);
				return true;
			}
			case GET_ITER: {
				const entry = this.pop();
				this.emit(this.natively(i, `getIter(${this.object(entry)})`, ON_RESULT | (1 << ON_BITS), before));
				const iterator = this.variable("r");
				this.mayKill = true;
				this.close(entry);
				this.push({ kind: "owned", name: iterator, number: false });
				return true;
			}
			case SEND:
				this.settle();
				this.emit(`${this.counting(i, this.low)}r=sent(frame,stop);if(r<=0){${this.ending()}}H[sp+${this.low - 1}]=r;`);
				this.ended = -1;
				return true;
			case END_SEND: {
				this.hold(2);
				const value = this.pop();
				const receiver = this.pop();
				this.push(value);
				this.close(receiver);
				return true;
			}
			case RETURN_GENERATOR:
				this.settle();
				this.emit(
					`H[frame+${F_PC}]=${this.pc(i)};H[frame+${F_SP}]=sp+${this.low};H[${R_INSTRUCTIONS}]=H[${R_INSTRUCTIONS}]+n+${this.ended + 1};return newGenerator(frame);`,
				);
				this.unreached();
				return false;
			case YIELD_VALUE: {
				const value = this.variable(this.reference(this.pop()));
				this.settle();
				this.emit(
					`H[frame+${F_PC}]=${this.pc(i)};H[frame+${F_SP}]=sp+${this.low};H[${R_INSTRUCTIONS}]=H[${R_INSTRUCTIONS}]+n+${this.ended + 1};return yielded(frame,${value});`,
				);
				this.unreached();
				return false;
			}
			case POP_TOP:
			case END_FOR:
				this.close(this.pop());
				return true;
			case COPY:
				this.copy(arg);
				return true;
			case SWAP: {
				this.hold(arg);
				const top = this.entries.length - 1;
				const other = this.entries.length - arg;
				const entry = this.entries[top] as Entry;
				this.entries[top] = this.entries[other] as Entry;
				this.entries[other] = entry;
				return true;
			}
			case LOAD_GLOBAL: {
				const name = at(at(this.code + CODE_NAMES) + (arg >> 1));
				this.emit(`r=${this.global(this.pc(i), name)};if(r===0)${leave}`);
				this.push({ kind: "kept", name: this.variable("r") });
				if ((arg & 1) !== 0) this.push({ kind: "null" });
				return true;
			}
			case LOAD_DEREF:
				this.emit(`r=H[H[L+${arg}]+${CELL_VALUE}];if(r===0)${leave}`);
				this.pushOwned("incref(r)");
				return true;
			case LOAD_ATTR:
				this.loadAttr(i, at(at(this.code + CODE_NAMES) + (arg >> 1)), (arg & 1) !== 0, before);
				return true;
			case STORE_ATTR: {
				this.secure();
				const secured = this.snapshot();
				const owner = this.pop();
				const value = this.pop();
				const o = this.object(owner);
				const v = this.object(value);
				const name = at(at(this.code + CODE_NAMES) + arg);
				const here = this.site(i);
				const slowly = `if(!setValueAtSite(${here},${o},${v})){${this.natively(i, `storeAttr(${here},${o},${name},${v})`, ON_DISCARD | (2 << ON_BITS), secured)}}`;
				const known = siteFor(here);
				this.mayKill = true;
				if (known === null) this.emit(slowly);
				else {
					// STORE_ATTR_INSTANCE_VALUE: in the place of another value, or behind those that there are.
					const { version, where, place } = known;
					const old = this.fresh();
					this.emit(
						`if(H[H[${o}+${TYPE}]+${T_LOOKUPS}]===${version}&&${place}<H[b=H[${o}+${where}]]){` +
							`${old}=H[b+${VALUES + place}];${written(`b+${VALUES + place}`, `incref(${v})`)};` +
							`if(${old}===0){${written(`b+${VALUES}+H[b]+H[b+${V_USED}]`, String(place))};${written(`b+${V_USED}`, `H[b+${V_USED}]+1`)};}else{`,
					);
					this.release(old, value.kind === "owned" && value.number);
					this.emit("}");
					this.emit(`}else{${slowly}}`);
				}
				this.close(this.borrows ? owner : value);
				this.close(this.borrows ? value : owner);
				return true;
			}
			case BINARY_SUBSCR:
				this.subscribe(i, before);
				return true;
			case STORE_SUBSCR:
				this.storeItem(i);
				return true;
			case BINARY_OP:
				return this.operate(i, arg, before);
			case COMPARE_OP: {
				const b = this.pop();
				const a = this.pop();
				const p = this.object(a);
				const q = this.object(b);
				const operator = arg >> 5;
				const ints: string[] = [];
				const number = (entry: Entry, o: string, variable: string) => {
					if (this.whole(entry) !== null) return this.value(entry, o);
					ints.push(`H[${o}+${TYPE}]===${INT}`, `(${variable}=F64[${o}+${INT_VALUE}>>1])===${variable}`);
					return variable;
				};
				const compared = `${number(a, p, "x")}${COMPARISONS.get(operator)}${number(b, q, "y")}`;
				this.emit(
					`if(${ints.join("&&") || "true"})` +
						`r=${compared}?1:0;else{r=compared(${operator},${p},${q});if(r<0){${this.natively(i, `compare(${p},${q},${operator})`, ((arg & 16) === 0 ? ON_RESULT : ON_TRUTH) | (2 << ON_BITS), before, `||r!==${TRUE}&&r!==${FALSE}`)}r=r===${TRUE}?1:0;}}`,
				);
				const truth = this.variable("r!==0");
				this.mayKill = true;
				this.closeBoth(a, b);
				this.push({ kind: "truth", condition: truth });
				return true;
			}
			case IS_OP: {
				const b = this.pop();
				const a = this.pop();
				const p = this.object(a);
				const truth = this.variable(`${p}${(arg & 1) !== 0 ? "!==" : "==="}${this.object(b)}`);
				this.closeBoth(a, b);
				this.push({ kind: "truth", condition: truth });
				return true;
			}
			case CONTAINS_OP: {
				const container = this.pop();
				const key = this.pop();
				const o = this.object(container);
				const k = this.object(key);
				const on = ((arg & 1) !== 0 ? ON_NOT : ON_TRUTH) | (2 << ON_BITS);
				this.emit(
					`r=H[${o}+${TYPE}]===${DICT}&&H[${k}+${TYPE}]===${STR}?strEntry(${o},${k}):-1;` +
						`if(r<0){${this.natively(i, `contains(${o},${k})`, on, before, `||r!==${TRUE}&&r!==${FALSE}`)}r=r===${TRUE}?1:0;}`,
				);
				this.mayKill = true;
				const truth = this.variable((arg & 1) !== 0 ? "r===0" : "r!==0");
				this.closeBoth(key, container);
				this.push({ kind: "truth", condition: truth });
				return true;
			}
			case UNARY_NOT: {
				const entry = this.pop();
				const truth = entry.kind === "truth" ? `!${entry.condition}` : `${this.object(entry)}!==${TRUE}`;
				this.push({ kind: "truth", condition: this.variable(truth) });
				return true;
			}
			case TO_BOOL: {
				const entry = this.pop();
				if (entry.kind === "truth") {
					this.push(entry);
					return true;
				}
				const o = this.object(entry);
				this.emit(
					`r=${entry.kind === "owned" && entry.number ? `H[${o}+${TYPE}]===${INT}&&(x=F64[${o}+${INT_VALUE}>>1])===x?(x===0?0:1):` : ""}truthOf(${o});if(r<0){${this.natively(i, `truth(${o})`, ON_RESULT | (1 << ON_BITS), before, `||r!==${TRUE}&&r!==${FALSE}`)}r=r===${TRUE}?1:0;}`,
				);
				const truth = this.variable("r!==0");
				this.mayKill = true;
				this.close(entry);
				this.push({ kind: "truth", condition: truth });
				return true;
			}
			case POP_JUMP_IF_FALSE:
			case POP_JUMP_IF_TRUE: {
				const entry = this.pop();
				const is = op === POP_JUMP_IF_TRUE;
				const condition =
					entry.kind === "truth"
						? `${is ? "" : "!"}${entry.condition}`
						: `${this.object(entry)}===${is ? TRUE : FALSE}`;
				this.settle();
				this.emit(`if(${condition})${this.jump(arg, 1)}`);
				return true;
			}
			case POP_JUMP_IF_NONE:
			case POP_JUMP_IF_NOT_NONE: {
				const entry = this.pop();
				const o = this.object(entry);
				this.settle();
				if (op === POP_JUMP_IF_NONE) {
					this.emit(`if(${o}===${NONE})${this.jump(arg, 1)}`);
					this.close(entry);
					return true;
				}
				this.emit(`if(${o}!==${NONE}){`);
				this.close(entry);
				if (this.mayKill)
					this.emit(`if((H[${R_BREAKER}]&${BREAK_DEATH})!==0)${this.dying(arg, this.snapshot(), this.ended + 1)}`);
				this.emit(`${this.jump(arg, 1)}}`);
				this.mayKill = false;
				return true;
			}
			case JUMP_FORWARD:
				this.settle();
				this.emit(this.jump(arg, 1));
				this.unreached();
				return false;
			case JUMP_BACKWARD:
			case JUMP_BACKWARD_NO_INTERRUPT:
				this.settle();
				this.emit(
					`w=H[${R_WORK}]-1;if(H[${R_BREAKER}]!==0||w<H[${R_INSTRUCTIONS}]+n+${this.ended + 1})${this.leaving(i, this.snapshot())}` +
						`H[${R_WORK}]=w;${this.reenters ? this.reentering(arg) : ""}${this.jump(arg, 1)}`,
				);
				this.unreached();
				return false;
			case FOR_ITER: {
				this.settle();
				const iterator = this.variable(`H[sp+${this.low - 1}]${this.borrows ? "&~1" : ""}`);
				this.emit(
					`t=H[${iterator}+${TYPE}];r=t===${RANGE_ITERATOR}?rangeNext(${iterator}):0;` +
						`if(r<=0){H[frame+${F_PC}]=${this.pc(i)};H[frame+${F_SP}]=sp+${this.low};` +
						`if(t===${GENERATOR}){H[${R_INSTRUCTIONS}]=H[${R_INSTRUCTIONS}]+n+${this.ended + 1};n=${-this.ended - 1};r=resumed(frame,${iterator},stop);}` +
						`else r=next(frame,${iterator},n+${this.ended + 1},stop);` +
						`if(r<=0){${this.ending()}}}`,
				);
				this.pushOwned("r");
				return true;
			}
			case BUILD_TUPLE: {
				this.hold(arg);
				const items = arg === 0 ? [] : this.entries.splice(-arg);
				for (const [k, item] of items.entries()) this.emit(`H[sp+${this.depth + k}]=${this.reference(item)};`);
				this.pushOwned(`tupleSteal(sp+${this.depth},${arg})`);
				return true;
			}
			case BUILD_LIST: {
				this.hold(arg);
				const items = arg === 0 ? [] : this.entries.splice(-arg);
				const list = this.variable(`newList(${arg})`);
				if (arg > 0) {
					this.emit(`${written(`${list}+${SIZE}`, String(arg))};b=H[${list}+${LIST_ITEMS}];`);
					for (const [k, item] of items.entries()) this.emit(`${written(`b+${k}`, this.reference(item))};`);
				}
				this.push({ kind: "owned", name: list, number: false });
				return true;
			}
			case LIST_APPEND: {
				this.hold(1);
				const value = this.pop();
				const place = this.depth - arg;
				const list =
					place >= this.low
						? this.object(this.entries[place - this.low] as Entry)
						: this.variable(`H[sp+${place}]${this.borrows ? "&~1" : ""}`);
				this.emit(`listPush(${list},${this.reference(value)});`);
				return true;
			}
			case UNPACK_SEQUENCE: {
				const entry = this.pop();
				const o = this.object(entry);
				const here = this.site(i);
				this.emit(
					`t=H[${o}+${TYPE}];if((t!==${TUPLE}&&t!==${LIST})||H[${o}+${SIZE}]!==${arg}||H[${here}]>>>16!==1||H[${here + 1}]!==t)${leave}` +
						`b=t===${TUPLE}?${o}+${TUPLE_ITEMS}:H[${o}+${LIST_ITEMS}];`,
				);
				const items: Entry[] = [];
				for (let k = arg - 1; k >= 0; k--)
					items.push({ kind: "owned", name: this.variable(`incref(H[b+${k}])`), number: false });
				this.close(entry);
				for (const item of items) this.push(item);
				return true;
			}
			case CALL:
				this.call(i, arg);
				return true;
			case RETURN_CONST:
			case RETURN_VALUE: {
				const entry: Entry =
					op === RETURN_CONST ? { kind: "constant", ref: at(at(this.code + CODE_CONSTS) + arg) } : this.pop();
				this.returns(i, entry);
				this.unreached();
				return false;
			}
			default:
				return true;
		}
	}

	/** `loaded`: the local that is pushed before the old value goes, or -1. */
	private storeFast(index: number, loaded = -1): void {
		const entry = this.pop();
		const value = this.variable(this.owned(entry));
		this.secure(index);
		const old = this.variable(`H[L+${index}]`);
		this.emit(`H[L+${index}]=${value};`);
		if (loaded >= 0) this.push({ kind: "local", index: loaded, borrowed: false });
		this.emit(`if(${old}!==0${this.borrows ? `&&(${old}&1)===0` : ""}){`);
		this.release(old, false);
		this.emit("}");
	}

	/** The value of a global or builtin, borrowed, or 0. */
	private global(pc: number, name: Ref): string {
		const slowly = `globalAtSite(${pc},frame,${name})`;
		const known = globalFor(pc, name);
		if (known === null) return slowly;
		const { globals, builtins, entry } = known;
		const is = (dict: number, [serial, version]: readonly [number, number]): string =>
			`H[(b=H[frame+${dict}])+${SERIAL}]===${serial}&&H[b+${DICT_VERSION}]===${version}`;
		const unchanged = [is(F_GLOBALS, globals), ...(builtins[0] === 0 ? [] : [is(F_BUILTINS, builtins)])];
		return `${unchanged.join("&&")}?H[${entry + ENTRY_VALUE}]:${slowly}`;
	}

	private copy(depth: number): void {
		this.hold(depth);
		const entry = this.entries[this.entries.length - depth] as Entry;
		if (entry.kind === "owned") this.pushOwned(`incref(${entry.name})`, entry.number);
		else if (entry.kind === "word")
			this.push({
				kind: "word",
				name: this.variable(
					`${entry.name}===0${this.borrows ? `||(${entry.name}&1)!==0` : ""}?${entry.name}:incref(${entry.name})`,
				),
			});
		else this.push(entry);
	}

	private loadAttr(i: number, name: Ref, calls: boolean, before: Stack): void {
		const wholly = this.wholly(i, `gotten(frame,${this.site(i)},${name},${calls},stop)`, before);
		const owner = this.pop();
		const o = this.object(owner);
		const here = this.site(i);
		const known = siteFor(here);
		const on = (calls ? ON_METHOD : ON_RESULT) | (1 << ON_BITS);
		if (calls && known !== null) {
			const found = this.variable(`isPlainAttr(${here},${o})?methodAtSite(${here},${o}):0`);
			this.emit(`if(${found}===0)${wholly}`);
			this.push({ kind: "kept", name: found });
			this.push(owner);
			return;
		}
		const byLoop = `if(r===${BY_LOOP})${wholly}`;
		const slowly = this.natively(
			i,
			`${calls ? "methodOf" : "attribute"}(${here},${o},${name})`,
			on,
			before,
			"",
			byLoop,
		);
		if (calls) {
			this.emit(slowly);
			const found = this.variable("r");
			const self = this.fresh();
			this.emit(`${self}=0;if(method.unbound)${self}=${this.owned(owner)};else{`);
			this.close(owner);
			this.emit("}");
			this.push({ kind: "owned", name: found, number: false });
			this.push({ kind: "word", name: self });
			return;
		}
		if (known === null) {
			this.emit(slowly);
			this.mayKill = true;
			const value = this.variable("r");
			this.close(owner);
			this.push({ kind: "owned", name: value, number: false });
			return;
		}
		const { version, where, place } = known;
		this.emit(
			`if(H[b=H[${o}+${TYPE}]+${T_VERSION}]===H[${here + 1}]&&H[b+${T_LOOKUPS - T_VERSION}]===${version}&&H[${here}]>>>16===1){b=H[${o}+${where}];r=${place}<H[b]?H[b+${place + 2}]:0;}else r=isPlainAttr(${here},${o})?valueAtSite(${here},${o}):0;` +
				`if(r===0)${wholly}`,
		);
		if (this.closes(owner)) {
			const value = this.variable("incref(r)");
			this.close(owner);
			this.push({ kind: "owned", name: value, number: false });
		} else {
			this.close(owner);
			this.push({ kind: "kept", name: this.variable("r") });
		}
	}

	private subscribe(i: number, before: Stack): void {
		const wholly = this.wholly(i, `subscribed(frame,${this.site(i)},stop)`, before);
		const key = this.pop();
		const container = this.pop();
		const k = this.object(key);
		const o = this.object(container);
		const here = this.site(i);
		// Of two operands that may both die, the generic instruction lets go of the container first in 3.14 too.
		const ordered = this.borrows && this.closes(container) && this.closes(key);
		const on = `(subscription.generic?${ON_OPERATED}:${ON_RESULT})|${2 << ON_BITS}`;
		this.emit(
			`t=H[${o}+${TYPE}];r=0;if(H[${k}+${TYPE}]===${INT}){x=F64[${k}+${INT_VALUE}>>1];y=x|0;` +
				`if(y===x&&y>=0&&y<H[${o}+${SIZE}]){if(t===${LIST}){if(H[${here}]>>>16===1)r=H[H[${o}+${LIST_ITEMS}]+y];}else if(t===${TUPLE}&&H[${here}]>>>16===2)r=H[${o}+${TUPLE_ITEMS}+y];}}` +
				`else if(t===${DICT}&&H[${k}+${TYPE}]===${STR}&&H[${here}]>>>16===4&&(b=strEntry(${o},${k}))>0)r=H[b+${ENTRY_VALUE}];` +
				`if(r!==0){incref(r);${ordered ? "t=0;" : ""}}else{if(H[${here}]>>>16===5)${wholly}` +
				`${this.natively(i, `item(${here},${o},${k})`, on, before, "", `if(r===${BY_LOOP})${wholly}`)}${ordered ? "t=subscription.generic?1:0;" : ""}}`,
		);
		this.mayKill = true;
		const value = this.variable("r");
		if (ordered) this.closeInOrder("t===1", container, key);
		else {
			this.close(container);
			this.close(key);
		}
		this.push({ kind: "owned", name: value, number: false });
	}

	private storeItem(i: number): void {
		this.secure();
		const before = this.snapshot();
		const key = this.pop();
		const container = this.pop();
		const value = this.pop();
		const k = this.object(key);
		const o = this.object(container);
		const v = this.object(value);
		this.emit(
			`t=H[${o}+${TYPE}];if(t===${LIST}&&H[${k}+${TYPE}]===${INT}&&(x=F64[${k}+${INT_VALUE}>>1])>=0&&x<H[${o}+${SIZE}]){` +
				`b=H[${o}+${LIST_ITEMS}]+(x|0);r=H[b];${written("b", `incref(${v})`)};decref(r);}` +
				`else if(t===${DICT}&&H[${k}+${TYPE}]===${STR}&&(b=strEntry(${o},${k}))>=0)strEntrySet(${o},b,${k},${v});` +
				`else{${this.natively(i, `setItem(${o},${k},${v})`, ON_DISCARD | (3 << ON_BITS), before)}}`,
		);
		this.mayKill = true;
		if (this.borrows) {
			this.close(key);
			this.close(container);
			this.close(value);
		} else {
			this.close(value);
			this.close(container);
			this.close(key);
		}
	}
}

/** Those that put something in the place of what dies then. */
const LETS_GO: ReadonlySet<number> = new Set([
	BUILD_STRING,
	POP_EXCEPT,
	STORE_ATTR,
	STORE_DEREF,
	STORE_GLOBAL,
	STORE_NAME,
	STORE_SUBSCR,
]);

/** The instructions that the text does by itself. */
const TRANSLATED: ReadonlySet<number> = new Set([
	RESUME,
	NOP,
	LOAD_FAST,
	LOAD_FAST_BORROW,
	LOAD_FAST_LOAD_FAST,
	LOAD_FAST_BORROW_LOAD_FAST_BORROW,
	LOAD_CONST,
	LOAD_SMALL_INT,
	PUSH_NULL,
	STORE_FAST,
	STORE_FAST_LOAD_FAST,
	STORE_FAST_STORE_FAST,
	POP_TOP,
	END_FOR,
	COPY,
	SWAP,
	LOAD_GLOBAL,
	LOAD_DEREF,
	LOAD_ATTR,
	STORE_ATTR,
	BINARY_SUBSCR,
	STORE_SUBSCR,
	BINARY_OP,
	COMPARE_OP,
	IS_OP,
	CONTAINS_OP,
	UNARY_NOT,
	TO_BOOL,
	POP_JUMP_IF_FALSE,
	POP_JUMP_IF_TRUE,
	POP_JUMP_IF_NONE,
	POP_JUMP_IF_NOT_NONE,
	JUMP_FORWARD,
	JUMP_BACKWARD,
	JUMP_BACKWARD_NO_INTERRUPT,
	FOR_ITER,
	BUILD_TUPLE,
	BUILD_LIST,
	LIST_APPEND,
	UNPACK_SEQUENCE,
	CALL,
	RETURN_CONST,
	FORMAT_SIMPLE,
	RETURN_VALUE,
	GET_ITER,
	LOAD_FAST_AND_CLEAR,
	LOAD_FAST_CHECK,
	LOAD_NAME,
	RETURN_GENERATOR,
	STORE_DEREF,
	STORE_GLOBAL,
	STORE_NAME,
	UNARY_NEGATIVE,
	SEND,
	END_SEND,
	YIELD_VALUE,
	BUILD_STRING,
	CHECK_EXC_MATCH,
	COPY_FREE_VARS,
	DELETE_FAST,
	FORMAT_WITH_SPEC,
	MAKE_CELL,
	POP_EXCEPT,
	PUSH_EXC_INFO,
]);
