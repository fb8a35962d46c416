/**
 * The text of an operator (BINARY_OP), as its site has it: specialize.ts says which kinds there are, operands.ts what they
 * do.
 */
import {
	NB_ADD,
	NB_AND,
	NB_FLOOR_DIVIDE,
	NB_INPLACE,
	NB_MULTIPLY,
	NB_REMAINDER,
	NB_SUBTRACT,
	STORE_FAST,
} from "../compile/opcodes";
import { at } from "./arena";
import { Emission, type Entry, type Stack } from "./emission";
import { recording } from "./events";
import { LINE_START, ON_BITS, ON_OPERATED } from "./frames";
import { F_PC, FLOAT_VALUE, INT_VALUE, NULL, type Ref, TYPE } from "./layout";
import { adaptsOperator, GENERIC, KIND_SHIFT, OP_FLOAT, OP_INT, OP_STR_IN_PLACE } from "./specialize";
import { FLOAT, INT, SMALL_INT_MAX, SMALL_INT_WORDS, SMALL_INT_ZERO } from "./typeids";

const OPERATORS: ReadonlyMap<number, string> = new Map([
	[NB_ADD, "add"],
	[NB_AND, "bitAnd"],
	[NB_SUBTRACT, "subtract"],
	[NB_MULTIPLY, "multiply"],
	[NB_REMAINDER, "remainder"],
	[NB_FLOOR_DIVIDE, "floorDivide"],
]);
const SIGNS: ReadonlyMap<number, string> = new Map([
	[NB_ADD, "+"],
	[NB_SUBTRACT, "-"],
	[NB_MULTIPLY, "*"],
]);

/** So large may a constant be whose operation on an int is written in the text. */
const MOST_BY = 2 ** 30;

/**
 * An operator's operands, as entries of the stack and as objects, its result, and the local that it is stored to next, or
 * -1.
 */
interface Operation {
	readonly a: Entry;
	readonly b: Entry;
	readonly x: string;
	readonly y: string;
	readonly result: string;
	readonly stores: number;
}

export class OperatorEmission extends Emission {
	/** `a op b`, or `a op= b`, as its site has it (specialize.ts). Whether the text goes on after it. */
	protected operate(i: number, arg: number, before: Stack): boolean {
		const b = this.pop();
		const a = this.pop();
		const operator = arg >= NB_INPLACE ? arg - NB_INPLACE : arg;
		const next = operator === NB_ADD ? this.word(i + 1) : 0;
		const stores = (next & 255) === STORE_FAST ? next >> 8 : -1;
		if (this.entries.some((entry) => entry.kind === "local" && entry.index === stores)) {
			// Another place on the stack has not been counted: the loop does it.
			this.emit(this.leaving(i, before));
			this.unreached();
			return false;
		}
		const x = this.object(a);
		const y = this.object(b);
		const name = OPERATORS.get(operator);
		const result = this.fresh();
		if (adaptsOperator(arg)) this.adapted(i, arg, { a, b, x, y, result, stores });
		// Two ints, as the site has had, whose result a double has exactly.
		const ints = adaptsOperator(arg) && at(this.site(i)) >>> KIND_SHIFT === OP_INT;
		const value = `x=${this.value(a, x)}${SIGNS.get(operator)}${this.value(b, y)}`;
		const most = Number.MAX_SAFE_INTEGER;
		const quick = ints ? `t===${OP_INT}&&(${value})<=${most}&&x>=-${most}?(MADE[0]=x,intMade()):` : "";
		this.emit(
			`${result}=${quick || this.bySmall(operator, x, this.whole(b))}${name === undefined ? `number(${operator},${x},${y})` : `${name}(${x},${y})`};` +
				`if(${result}===0){${this.natively(i, `binaryOp(${x},${y},${operator},${arg >= NB_INPLACE})`, ON_OPERATED | (2 << ON_BITS), before)}${result}=r;}`,
		);
		this.mayKill = true;
		// A specialised operator's are let go of from the top of the stack down: those of two ints in 3.13 too.
		const specialised = adaptsOperator(arg);
		if (specialised && this.closes(a) && this.closes(b))
			this.closeInOrder(this.borrows ? `t===${GENERIC}` : `t!==${OP_INT}`, a, b);
		else {
			this.close(a);
			this.close(b);
		}
		if (specialised) this.emit("}");
		this.push({ kind: "owned", name: result, number: true });
		return true;
	}

	/** An operation of an int that 32 bits hold on a constant of a few bits, as far as it goes without asking for more. */
	private bySmall(operator: number, o: string, by: number | null): string {
		if (by === null || by <= 0 || by > MOST_BY) return "";
		const small = (value: string) => `${SMALL_INT_ZERO}+(${value})*${SMALL_INT_WORDS}`;
		const made = (value: string) => `(MADE[0]=${value},intMade())`;
		const int = `H[${o}+${TYPE}]===${INT}&&(y=(x=F64[${o}+${INT_VALUE}>>1])|0)===x`;
		switch (operator) {
			case NB_AND:
				return `${int}?${(by <= SMALL_INT_MAX ? small : made)(`y&${by}`)}:`;
			case NB_REMAINDER:
				return `${int}?${(by <= SMALL_INT_MAX ? small : made)(`(y=y%${by}|0)<0?y+${by}:y`)}:`;
			case NB_FLOOR_DIVIDE:
				return `${int}&&y>=0?${made(`y/${by}|0`)}:`;
		}
		return "";
	}

	/** What the kinds do that a program can tell from the generic instruction, which follows in a block of its own. */
	private adapted(i: number, arg: number, { a, b, x, y, result, stores }: Operation): void {
		const site = this.site(i);
		const unknown = [a, b].flatMap((entry, k) => (this.whole(entry) === null ? [k === 0 ? x : y] : []));
		const types = (type: Ref) => unknown.map((o) => `H[${o}+${TYPE}]===${type}`).join("&&") || "true";
		const stored = stores < 0 ? String(NULL) : `H[L+${stores}]${this.borrows ? "&~1" : ""}`;
		const kind = (is: string) =>
			this.emit(`t=H[${site}]>>>${KIND_SHIFT};if(!(${is}))t=operatorKind(${site},${x},${y},${arg},${stored});`);
		if (unknown.length < 2) {
			// Beside a whole number no kind but that of ints has an arm of its own.
			kind(`t===${OP_INT}&&${types(INT)}`);
			this.emit("{");
			return;
		}
		kind(`t===${OP_INT}?${types(INT)}:t===${OP_FLOAT}&&${types(FLOAT)}`);
		this.emit(`if(t===${OP_FLOAT}){`);
		const sign = SIGNS.get(arg >= NB_INPLACE ? arg - NB_INPLACE : arg);
		const value = `F64[${x}+${FLOAT_VALUE}>>1]${sign}F64[${y}+${FLOAT_VALUE}>>1]`;
		const words = [a, b].flatMap((entry) => (entry.kind === "word" || entry.kind === "owned" ? [entry.name] : []));
		const maker = [
			"floatMade",
			this.borrows ? "floatAfter" : "floatReusing",
			this.borrows ? "floatAfterBoth" : "floatReusingEither",
		];
		if (recording) this.noteOperands(a, b);
		const made = `(MADE[0]=x,${maker[words.length]}(${words.join(",")}))`;
		// What nothing else holds, written without a call.
		const [alone] = words;
		const quick = !recording && !this.borrows && words.length === 1;
		this.emit(
			`x=${value};${result}=${quick ? `H[${alone}]===1?(F64[${alone}+${FLOAT_VALUE}>>1]=x,${alone}):` : ""}${made};`,
		);
		if (stores >= 0) {
			// The loop passes over the instruction that stores, unless its line begins there.
			const passed = (at(this.pc(i + 1) + 1) & LINE_START) === 0;
			this.emit(`}else if(t===${OP_STR_IN_PLACE}){${passed ? "n--;" : ""}H[frame+${F_PC}]=${this.here};`);
			if (recording) this.noteOperands(a, b);
			this.emit(`${result}=grown(L+${stores},${a.kind === "word" || a.kind === "owned" ? a.name : NULL},${y});`);
			if (b.kind === "word") this.emit(`if((${b.name}&1)===0)decref(${b.name});`);
			if (b.kind === "owned") this.emit(`decref(${b.name});`);
		}
		this.emit("}else{");
	}

	/** A recording notes the line of what dies, and counts the operands that the text has not. */
	private noteOperands(a: Entry, b: Entry): void {
		this.emit(`H[frame+${F_PC}]=${this.here};`);
		if (!this.closes(a)) this.uncounted(a);
		if (!this.closes(b)) this.uncounted(b);
	}
}
