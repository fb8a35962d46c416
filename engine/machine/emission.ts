/**
 * The text that a code object is translated into (translation.ts), as far as it does not depend on the instruction: its
 * variables, and the value stack, whose top stands in variables instead of in the arena or can be had again.
 */
import { at } from "./arena";
import { recording } from "./events";
import { intNumber } from "./int";
import {
	BREAK_DEATH,
	CODE_INSTRUCTIONS,
	CODE_NINSTRUCTIONS,
	CODE_SITES,
	F_PC,
	F_SP,
	INT_VALUE,
	R_BREAKER,
	R_EVENTS,
	R_INSTRUCTIONS,
	type Ref,
	TYPE,
} from "./layout";
import { profile } from "./machine";
import { FALSE, INT, TRUE } from "./typeids";

/** A word that an instruction has pushed, and that stands in a variable or can be had again. */
export type Entry =
	/** A word of the stack as the loop would have it. */
	| { readonly kind: "word"; readonly name: string }
	/** An owned reference; `number`: the result of arithmetic. */
	| { readonly kind: "owned"; readonly name: string; readonly number: boolean }
	/** An object that something else keeps as long as no instruction changes anything. */
	| { readonly kind: "kept"; readonly name: string }
	| { readonly kind: "local"; readonly index: number; readonly borrowed: boolean }
	| { readonly kind: "constant"; readonly ref: Ref }
	/** A condition: True or False. */
	| { readonly kind: "truth"; readonly condition: string }
	| { readonly kind: "null" };

/** Entries on top of the stack, the first of them `low` words above where `sp` is. */
export interface Stack {
	readonly entries: readonly Entry[];
	readonly low: number;
}

/** A word of the heap is written. */
export function written(address: string, value: string): string {
	return recording ? `put(${address},${value})` : `H[${address}]=${value}`;
}

/** The text of a code object as it comes about, and what stands in variables meanwhile. */
export class Emission {
	protected readonly lines: string[] = [];
	protected readonly instructions: number;
	protected readonly size: number;
	protected entries: Entry[] = [];
	protected low = 0;
	/** Instructions that ended since the last time they were added to `n`. */
	protected ended = 0;
	/** Variables of the block so far, and of the block that has most: V8 keeps a place on its stack for each. */
	protected variables = 0;
	most = 0;
	/** Whether the instruction may have let an object die whose death waits for Python code. */
	protected mayKill = false;
	/** What it has let go of since then without having counted it. */
	private readonly unclosed: Entry[] = [];
	/** The instruction whose line has been counted as a step already. */
	protected counted = -1;
	/** The address of the instruction that is being translated. */
	protected here = 0;
	protected readonly borrows = profile().inputsClosedDownwards;

	/**
	 * `logged`: a log is told of every count's change when the loop would tell it, so what is pushed is counted; `resumed`:
	 * instructions which frames have wanted to go on at.
	 */
	constructor(
		protected readonly code: Ref,
		protected readonly logged: boolean,
		protected readonly resumed: ReadonlySet<number> = new Set(),
	) {
		this.instructions = at(code + CODE_INSTRUCTIONS);
		this.size = at(code + CODE_NINSTRUCTIONS);
	}

	// ---- Text ----

	protected emit(text: string): void {
		this.lines.push(text);
	}

	/** A variable that has no value yet. */
	protected fresh(): string {
		const name = `v${this.variables++}`;
		this.most = Math.max(this.most, this.variables);
		return name;
	}

	protected variable(value: string): string {
		const name = this.fresh();
		this.emit(`${name}=${value};`);
		return name;
	}

	protected pc(i: number): number {
		return this.instructions + 2 * i;
	}

	protected word(i: number): number {
		return at(this.pc(i));
	}

	protected site(i: number): number {
		return at(this.code + CODE_SITES) + 2 * i;
	}

	// ---- The stack ----

	protected get depth(): number {
		return this.low + this.entries.length;
	}

	protected snapshot(): Stack {
		return { entries: [...this.entries], low: this.low };
	}

	protected push(entry: Entry): void {
		this.entries.push(this.logged ? this.countedAtOnce(entry) : entry);
	}

	/** The same word, counted at once where the loop would count it. */
	private countedAtOnce(entry: Entry): Entry {
		if (entry.kind === "local" ? entry.borrowed : entry.kind !== "kept" && entry.kind !== "constant") return entry;
		if (entry.kind === "constant" && at(entry.ref) < 0) return entry;
		return { kind: this.borrows ? "word" : "owned", name: this.variable(this.owned(entry)), number: false };
	}

	protected pushOwned(value: string, number = false): void {
		this.push({ kind: "owned", name: this.variable(value), number });
	}

	protected pop(): Entry {
		const entry = this.entries.pop();
		if (entry !== undefined) return entry;
		this.low--;
		return { kind: "word", name: this.variable(`H[sp+${this.low}]`) };
	}

	/** Makes sure that the `count` words on top stand in variables. */
	protected hold(count: number): void {
		while (this.entries.length < count) {
			this.low--;
			this.entries.unshift({ kind: "word", name: this.variable(`H[sp+${this.low}]`) });
		}
	}

	/** The object, uncounted. */
	protected object(entry: Entry): string {
		switch (entry.kind) {
			case "word":
				return this.borrows ? this.variable(`${entry.name}&~1`) : entry.name;
			case "owned":
			case "kept":
				return entry.name;
			case "local":
				return this.variable(`H[L+${entry.index}]${this.borrows ? "&~1" : ""}`);
			case "constant":
				return String(entry.ref);
			case "truth":
				return this.variable(`${entry.condition}?${TRUE}:${FALSE}`);
			case "null":
				return "0";
		}
	}

	/** The whole number that a constant is, which lives as long as its code; else null. */
	protected whole(entry: Entry): number | null {
		if (entry.kind !== "constant" || at(entry.ref + TYPE) !== INT) return null;
		const value = intNumber(entry.ref);
		return Number.isSafeInteger(value) ? value : null;
	}

	/** The number in an int or a float. */
	protected value(entry: Entry, object: string): string {
		const whole = this.whole(entry);
		return whole === null ? `F64[${object}+${INT_VALUE}>>1]` : whole < 0 ? `(${whole})` : String(whole);
	}

	/** A word of the stack as the loop would have it, which is given away. */
	protected owned(entry: Entry): string {
		switch (entry.kind) {
			case "word":
			case "owned":
				return entry.name;
			case "kept":
				return `incref(${entry.name})`;
			case "local": {
				const word = `H[L+${entry.index}]`;
				if (!this.borrows) return `incref(${word})`;
				return entry.borrowed ? `${word}|1` : `(w=${word})&1?w:incref(w)`;
			}
			case "constant":
				return at(entry.ref) < 0 ? String(entry.ref) : `incref(${entry.ref})`;
			case "truth":
				return `${entry.condition}?${TRUE}:${FALSE}`;
			case "null":
				return "0";
		}
	}

	/** A counted reference, which is given away. */
	protected reference(entry: Entry): string {
		if (!this.borrows) return this.owned(entry);
		if (entry.kind === "word") return `${entry.name}&1?incref(${entry.name}&~1):${entry.name}`;
		if (entry.kind === "local") return `incref(H[L+${entry.index}]&~1)`;
		return this.owned(entry);
	}

	protected closes(entry: Entry): boolean {
		return entry.kind === "word" || entry.kind === "owned";
	}

	protected close(entry: Entry): void {
		if (entry.kind === "owned") this.release(entry.name, entry.number);
		else if (entry.kind === "word") this.closeWord(entry.name);
		else {
			if (recording) this.uncounted(entry);
			if (this.mayKill) this.unclosed.push(entry);
		}
	}

	/**
	 * What the loop would have counted waits with what it let go of, where Python code is waited for (`waitsItsTurn`): in
	 * the order in which it would have let go.
	 */
	protected waiting(): string {
		const words = this.unclosed.splice(0).flatMap((entry) => {
			if (entry.kind === "local") return entry.borrowed ? [] : [`H[L+${entry.index}]`];
			if (entry.kind === "kept") return [entry.name];
			return entry.kind === "constant" && at(entry.ref) >= 0 ? [String(entry.ref)] : [];
		});
		return words.map((word) => `waits(${word});`).join("");
	}

	/** A recording counts what the loop would have counted: one reference more, and fewer. */
	protected uncounted(entry: Entry): void {
		if (entry.kind === "local") {
			if (entry.borrowed) return;
			const word = this.variable(`H[L+${entry.index}]`);
			this.emit(`if(${this.borrows ? `(${word}&1)===0&&` : ""}H[${word}]>=0)H[${R_EVENTS}]=H[${R_EVENTS}]+2;`);
		} else if (entry.kind === "kept" || (entry.kind === "constant" && at(entry.ref) >= 0)) {
			const o = entry.kind === "kept" ? entry.name : String(entry.ref);
			this.emit(`if(H[${o}]>=0)H[${R_EVENTS}]=H[${R_EVENTS}]+2;`);
		}
	}

	protected closeWord(name: string): void {
		this.emit(this.borrows ? `if((${name}&1)===0){` : "{");
		this.release(name, false);
		this.emit("}");
	}

	protected release(name: string, number: boolean): void {
		const waiting = this.waiting();
		if (waiting !== "") this.emit(`if((H[${R_BREAKER}]&${BREAK_DEATH})!==0){${waiting}}`);
		this.mayKill = true;
		// A death is noted with its line.
		if (recording) this.emit(`H[frame+${F_PC}]=${this.here};`);
		if (number) this.emit(`if(H[${name}]>0)drop(${name});`);
		else if (recording) this.emit(`decref(${name});`);
		else {
			this.emit(
				`c=H[${name}];if(c>1&&H[${R_BREAKER}]===0)H[${name}]=c-1;else if(c>0){H[frame+${F_PC}]=${this.here};drop(${name});}`,
			);
		}
	}

	/** Lets go of an instruction's operands, the lower one first, or the other way about. */
	protected closeBoth(a: Entry, b: Entry): void {
		this.close(this.borrows ? b : a);
		this.close(this.borrows ? a : b);
	}

	/** Lets two operands go, the first of them first where a condition holds. */
	protected closeInOrder(upwards: string, a: Entry, b: Entry): void {
		this.emit(`if(${upwards}){`);
		this.close(a);
		this.close(b);
		this.emit("}else{");
		this.close(b);
		this.close(a);
		this.emit("}");
	}

	protected stores(stack: Stack): string {
		return stack.entries.map((entry, k) => `H[sp+${stack.low + k}]=${this.owned(entry)};`).join("");
	}

	/** Everything on the stack is in the arena again. */
	protected settle(): void {
		this.emit(this.stores(this.snapshot()));
		this.low = this.depth;
		this.entries = [];
	}

	/** The same, and `sp` and `n` are what they are for a block's begin. */
	protected flush(): void {
		this.settle();
		this.emit(this.advance());
		this.low = 0;
		this.ended = 0;
	}

	/** What follows is reached from elsewhere alone. */
	protected unreached(): void {
		this.entries = [];
		this.low = 0;
		this.ended = -1;
	}

	protected advance(more = 0): string {
		const n = this.ended + more;
		return `${this.low === 0 ? "" : `sp+=${this.low};`}${n === 0 ? "" : `n+=${n};`}`;
	}

	/** The frame is left to the loop, which runs instruction `i` next. */
	protected leaving(i: number, stack: Stack, ended = this.ended): string {
		const leave = i === this.counted ? "leaveInLine" : "leave";
		return `{${this.stores(stack)}return ${leave}(frame,${this.pc(i) - 2},sp+${stack.low + stack.entries.length},n+${ended});}`;
	}

	/**
	 * What native code does at once where it can: `value`, whose result in `r` is above 0. Otherwise the stack is as it was
	 * before, and the instruction ends as `on` says. `more`: a condition for that, too; `first`: what is done with `r` before.
	 */
	protected natively(i: number, value: string, on: number | string, before: Stack, more = "", first = ""): string {
		return (
			`H[frame+${F_PC}]=${this.pc(i)};r=${value};${first}` +
			`if(r<=0${more}){${this.stores(before)}r=settled(frame,sp+${before.low + before.entries.length},r,${on},n+${this.ended + 1},stop);${this.ending()}}`
		);
	}

	/** The instruction is done by what is called, for which everything is put where it was before. */
	protected wholly(i: number, what: string, before: Stack): string {
		return `{${this.stores(before)}${this.counting(i, before.low + before.entries.length)}r=${what};${this.ending()}}`;
	}

	/** The frame is after this instruction; `n` begins anew. */
	protected counting(i: number, low: number): string {
		return `H[frame+${F_PC}]=${this.pc(i)};H[frame+${F_SP}]=sp+${low};H[${R_INSTRUCTIONS}]=H[${R_INSTRUCTIONS}]+n+${this.ended + 1};n=0;`;
	}

	/** What others keep is counted from now on: something may change. */
	protected secure(local = -1): void {
		this.entries = this.entries.map((entry) =>
			entry.kind === "kept" || (entry.kind === "local" && entry.index === local)
				? { kind: "word", name: this.variable(this.owned(entry)) }
				: entry,
		);
	}

	/** Something has died, for which Python code waits to be run: the frame goes on at instruction `i` afterwards. */
	protected dying(i: number, stack: Stack, ended = this.ended): string {
		return `{${this.waiting()}${this.stores(stack)}r=dying(frame,${this.pc(i) - 2},sp+${stack.low + stack.entries.length},n+${ended},stop);${this.ending()}}`;
	}

	/** The frame goes on at F_PC, where `r` is 0, or ends, or the loop goes on with it; an exception may be caught here. */
	protected ending(): string {
		return `from=${this.size};continue;`;
	}

	protected jump(i: number, more = 0): string {
		return `{${this.advance(more)}from=${i};continue;}`;
	}
}
