/** The machine's state as plain data for views: the program's own objects, with the interpreter's furniture folded. */

import type {
	CollectionView,
	CountChange,
	DeathView,
	FrameView,
	GenerationView,
	HeapState,
	ObjectView,
	PhaseName,
	PhaseRow,
	PhaseView,
	RefView,
	SlotView,
} from "../api";
import { reprFloat } from "../text/floatRepr";
import { reprText } from "../text/strRepr";
import { at, blockBytes } from "./arena";
import { nextOwnSerial } from "./births";
import { dyingObjects, watchDeaths } from "./death";
import { dictEntryAt } from "./dict";
import { countLog, startLog, stopLog } from "./events";
import { floatValue } from "./float";
import { codeOf, previousPython, topPython } from "./frames";
import { generationHead, watchCollector } from "./gc";
import { isTracked } from "./gclist";
import { idOf } from "./hash";
import { dictWord, VALUES, valuesAt, valuesOrder, valuesUsed } from "./instance";
import { intBig, intNumber } from "./int";
import { keysEntries, usableFor } from "./keys";
import {
	BUILTIN_DEF,
	CELL_VALUE,
	DESCR_DEF,
	DESCR_NAME,
	DICT_KEYS,
	DICT_USED,
	DYING,
	ENTRY_KEY,
	ENTRY_VALUE,
	ENTRY_WORDS,
	EXC_ARGS,
	F_CODE,
	F_GLOBALS,
	F_LINE,
	F_LOCALS,
	FINALIZED,
	FLAGS,
	FRAME_WORDS,
	FUNC_CLOSURE,
	FUNC_CODE,
	FUNC_DEFAULTS,
	FUNC_DICT,
	FUNC_NAME,
	GC_NEXT,
	GC_REFS,
	GEN_COUNT,
	GEN_THRESHOLD,
	GENERATOR_FRAME,
	GENERATOR_NAME,
	GENERATOR_RUNNING,
	HAS_GC,
	INTERNAL,
	K_LOG2,
	LAYOUT_DICT,
	LAYOUT_EXCEPTION,
	LAYOUT_FUNCTION,
	LAYOUT_GENERATOR,
	LAYOUT_LIST,
	LAYOUT_METHOD,
	LAYOUT_SET,
	LAYOUT_TUPLE,
	LAYOUT_WEAKREF,
	LIST_CAPACITY,
	METHOD_FUNC,
	METHOD_SELF,
	MODULE_DICT,
	MODULE_NAME,
	NULL,
	R_MAIN,
	R_OUTPUT,
	type Ref,
	SERIAL,
	SET_MASK,
	SET_TABLE,
	SET_USED,
	SIZE,
	T_BASE,
	T_DICT,
	T_FLAGS,
	T_KEYS,
	T_LAYOUT,
	T_SLOTS_AT,
	T_SLOTS_COUNT,
	TF_EXCEPTION,
	TF_HEAP,
	TYPE,
	WR_CALLBACK,
	WR_NEXT,
	WR_OBJECT,
} from "./layout";
import { listItem } from "./list";
import { census } from "./recount";
import { SCRIPT } from "./sources";
import { objectOf } from "./stackref";
import { isExactStr, isStr, textOf } from "./str";
import { definitions, type NativeDef } from "./tables";
import { tupleItem } from "./tuple";
import {
	BOOL,
	BUILTIN,
	CELL,
	EMPTY_TUPLE,
	FLOAT,
	FUNCTION,
	INT,
	MEMBER,
	MODULE,
	NONE_TYPE,
	STR,
	TRUE,
	TUPLE,
} from "./typeids";
import { isType, typeName } from "./types";
import { weakWord } from "./weaklist";

/** Longest list of fields on a card, and longest text of a value. */
const MOST_SLOTS = 24;
const LONGEST_TEXT = 40;

/** An object of the program's own: made since it began, and not furniture. Functions are, once they keep other objects. */
export function isShown(o: Ref): boolean {
	return at(o + SERIAL) > 0 && (at(o + FLAGS) & INTERNAL) === 0;
}

function cut(text: string): string {
	return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text;
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
			return `function ${textOf(at(o + FUNC_NAME))}`;
		case LAYOUT_METHOD: {
			const func = at(o + METHOD_FUNC);
			return at(func + TYPE) === FUNCTION ? `method ${textOf(at(func + FUNC_NAME))}` : "method";
		}
		case LAYOUT_GENERATOR:
			return `generator ${textOf(at(o + GENERATOR_NAME))}`;
		case LAYOUT_WEAKREF:
			return at(o + WR_OBJECT) === NULL ? "weakref, dead" : "weakref";
		default:
			return name;
	}
}

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

/** What happens in one step, and the state it leads to. */
export class Window {
	private readonly namesBefore: Map<number, string>;
	private readonly serialBefore: number;
	private readonly typeOfDead = new Map<number, string>();
	private readonly collections: CollectionView[] = [];
	private phases: PhaseView[] = [];
	private generation: 0 | 1 | 2 = 0;
	private reason: "called" | "threshold" = "called";

	/** `ranLine`: the line that the step runs, null before the first. */
	constructor(private readonly ranLine: number | null) {
		this.namesBefore = this.names();
		this.serialBefore = nextOwnSerial();
	}

	/** From here on, counts and collections are noted. */
	open(): void {
		startLog();
		watchDeaths((o) => {
			if (isShown(o)) this.typeOfDead.set(at(o + SERIAL), typeName(at(o + TYPE)));
		});
		watchCollector({
			begin: (generation, reason) => {
				this.generation = generation as 0 | 1 | 2;
				this.reason = reason;
				this.phases = [];
			},
			phase: (name, lists) => this.phases.push(this.phase(name, lists)),
			end: (collected, uncollectable) =>
				this.collections.push({
					generation: this.generation,
					reason: this.reason,
					line: this.ranLine ?? 0,
					phases: this.phases,
					collected,
					uncollectable,
				}),
		});
	}

	close(): void {
		stopLog();
		watchDeaths();
		watchCollector(null);
	}

	/** The learner's objects on the lists that a phase worked on, as it left them. */
	private phase(name: PhaseName, lists: readonly (readonly [number, PhaseRow["state"]])[]): PhaseView {
		const rows: PhaseRow[] = [];
		let folded = 0;
		for (const [head, state] of lists) {
			for (let o = at(head + GC_NEXT); o !== head; o = at(o + GC_NEXT)) {
				if (!isShown(o)) {
					folded++;
					continue;
				}
				const counted = name === "update_refs" || name === "subtract_refs" || name === "move_unreachable";
				rows.push({
					serial: at(o + SERIAL),
					type: typeName(at(o + TYPE)),
					text: shortText(o),
					refcnt: at(o),
					gcRefs: counted ? at(o + GC_REFS) : null,
					state: name === "finalize_garbage" && (at(o + FLAGS) & FINALIZED) === 0 ? "unreachable" : state,
				});
			}
		}
		rows.sort((a, b) => a.serial - b.serial);
		return { name, rows, folded };
	}

	/** Names of objects, by serial: the first that is found, outermost frame first. */
	private names(): Map<number, string> {
		const names = new Map<number, string>();
		const addresses = this.frameAddresses();
		const bound =
			addresses.length > 0 || at(R_MAIN) === NULL
				? addresses.map(frameNames)
				: [dictNames(at(at(R_MAIN) + MODULE_DICT))];
		for (const frame of bound) {
			for (const { name, value } of frame) {
				const serial = at(value + SERIAL);
				if (!names.has(serial)) names.set(serial, name);
			}
		}
		return names;
	}

	/** The frames of the program's own text, outermost first. */
	private frameAddresses(): number[] {
		const frames: number[] = [];
		for (let f = topPython(); f !== 0; f = previousPython(f))
			if (codeOf(at(f + F_CODE)).filename === SCRIPT) frames.unshift(f);
		return frames;
	}

	private ref(o: Ref, met: (o: Ref) => void): RefView {
		if (isShown(o)) {
			met(o);
			return { kind: "object", serial: at(o + SERIAL) };
		}
		return { kind: "value", type: typeName(at(o + TYPE)), text: valueText(o), immortal: at(o) < 0 };
	}

	/**
	 * The state that the machine rests in. `line`: the line about to run, null at the end; `live`: how many objects of the
	 * program's own there are.
	 */
	state(step: number, line: number | null, live: number, deaths: readonly DeathView[]): HeapState {
		const found = new Map<number, Ref>();
		const todo: Ref[] = [];
		const meet = (o: Ref): void => {
			const serial = at(o + SERIAL);
			if (found.has(serial)) return;
			found.set(serial, o);
			todo.push(o);
		};
		const generationOf = new Map<Ref, 0 | 1 | 2>();
		const generations: GenerationView[] = [];
		let everything = 0;
		for (const g of [0, 1, 2] as const) {
			const head = generationHead(g);
			let size = 0;
			for (let o = at(head + GC_NEXT); o !== head; o = at(o + GC_NEXT)) {
				size++;
				if (!isShown(o)) continue;
				generationOf.set(o, g);
				meet(o);
			}
			everything += size;
			generations.push({ count: at(head + GEN_COUNT), threshold: at(head + GEN_THRESHOLD), size });
		}
		dyingObjects((o) => {
			if (isShown(o)) meet(o);
		});
		const addresses = this.frameAddresses();
		const frames: FrameView[] = addresses.map((frame, i) => ({
			name: at(frame + F_LOCALS) === at(frame + F_GLOBALS) ? "__main__" : codeOf(at(frame + F_CODE)).name,
			line: i === addresses.length - 1 && line !== null ? line : at(frame + F_LINE),
			names: frameNames(frame).map(({ name, value, cell }) => ({ name, ref: this.ref(value, meet), cell })),
		}));
		if (frames.length === 0 && at(R_MAIN) !== NULL) {
			// The script has ended: its names are still there, until the interpreter takes its modules apart.
			const names = dictNames(at(at(R_MAIN) + MODULE_DICT));
			frames.push({
				name: "__main__",
				line: this.ranLine ?? 0,
				names: names.map(({ name, value }) => ({ name, ref: this.ref(value, meet), cell: false })),
			});
		}
		const objects: ObjectView[] = [];
		let bytes = 0;
		const list = (): void => {
			for (let o = todo.pop(); o !== undefined; o = todo.pop()) {
				objects.push(this.object(o, generationOf, meet));
				bytes += bytesOf(o);
			}
		};
		list();
		if (found.size < live) {
			// The rest is known to furniture alone, and not to the collector: a dict in a class body, a library's local.
			for (const o of census().objects) if (isShown(o)) meet(o);
			list();
		}
		objects.sort((a, b) => a.serial - b.serial);
		return {
			step,
			line,
			ranLine: this.ranLine,
			outputLength: at(R_OUTPUT),
			frames,
			objects,
			deaths,
			folded: everything - generationOf.size,
			changes: this.changes(found),
			born: objects.filter((o) => o.serial >= this.serialBefore && step > 0).map((o) => o.serial),
			collections: this.collections,
			generations: [
				generations[0] as GenerationView,
				generations[1] as GenerationView,
				generations[2] as GenerationView,
			],
			bytes,
		};
	}

	private object(o: Ref, generationOf: ReadonlyMap<Ref, 0 | 1 | 2>, meet: (o: Ref) => void): ObjectView {
		const slots: SlotView[] = [];
		let omitted = 0;
		const add = (label: string, target: Ref, strength: SlotView["strength"] = "strong"): void => {
			if (target === NULL) return;
			if (slots.length < MOST_SLOTS) slots.push({ label, strength, ref: this.ref(target, meet) });
			else {
				omitted++;
				if (strength === "strong" && isShown(target)) meet(target);
			}
		};
		// What a dying object held may be gone already.
		if ((at(o + FLAGS) & DYING) === 0) ownFields(o, add);
		const gc = (at(o + FLAGS) & HAS_GC) !== 0;
		const weakrefs: number[] = [];
		const word = weakWord(o);
		if (word !== 0) for (let w = at(word); w !== 0; w = at(w + WR_NEXT)) weakrefs.push(at(w + SERIAL));
		return {
			serial: at(o + SERIAL),
			id: idOf(o),
			type: typeName(at(o + TYPE)),
			refcnt: at(o) < 0 ? 0 : at(o),
			immortal: at(o) < 0,
			tracked: gc && isTracked(o),
			generation: generationOf.get(o) ?? null,
			text: shortText(o),
			slots,
			slotsOmitted: omitted,
			weakrefs,
		};
	}

	/** Objects that the step found alive and left with another count. */
	private changes(found: ReadonlyMap<number, Ref>): CountChange[] {
		const first = new Map<number, number>();
		const lastCount = new Map<number, number>();
		for (let i = 0; i < countLog.length; i += 4) {
			const serial = countLog[i + 1] as number;
			if (serial >= this.serialBefore) continue;
			if (!first.has(serial)) first.set(serial, countLog[i + 2] as number);
			lastCount.set(serial, countLog[i + 3] as number);
		}
		const names = this.names();
		const out: CountChange[] = [];
		for (const [serial, from] of first) {
			const o = found.get(serial);
			const type = o === undefined ? this.typeOfDead.get(serial) : typeName(at(o + TYPE));
			if (type === undefined) continue;
			const to = o === undefined ? 0 : (lastCount.get(serial) as number);
			if (from === to) continue;
			out.push({
				serial,
				type,
				name: names.get(serial) ?? this.namesBefore.get(serial) ?? null,
				from,
				to,
				line: this.ranLine ?? 0,
			});
		}
		return out;
	}
}

interface BoundName {
	readonly name: string;
	readonly value: Ref;
	readonly cell: boolean;
}

/** Names in a namespace, but for the interpreter's own (`__name__`). */
function dictNames(space: Ref): BoundName[] {
	const names: BoundName[] = [];
	for (let i = 0; ; i++) {
		const entry = dictEntryAt(space, i);
		if (entry === -1) return names;
		if (entry === 0 || !isStr(at(entry + ENTRY_KEY))) continue;
		const name = textOf(at(entry + ENTRY_KEY));
		if (name.startsWith("__") && name.endsWith("__")) continue;
		names.push({ name, value: at(entry + ENTRY_VALUE), cell: false });
	}
}

/** Names that a frame binds: a module's or class body's namespace, or a function's locals. */
function frameNames(frame: number): BoundName[] {
	const space = at(frame + F_LOCALS);
	if (space !== NULL) return dictNames(space);
	const names: BoundName[] = [];
	const code = codeOf(at(frame + F_CODE));
	code.localsplusnames.forEach((name, i) => {
		let value = objectOf(at(frame + FRAME_WORDS + i));
		const cell = value !== NULL && ((code.localspluskinds[i] as number) & 0xc0) !== 0 && at(value + TYPE) === CELL;
		if (cell) value = at(value + CELL_VALUE);
		if (value !== NULL && name !== ".0") names.push({ name, value, cell });
	});
	return names;
}

/** The fields of an object as the program would write them. */
function ownFields(o: Ref, add: (label: string, target: Ref, strength?: SlotView["strength"]) => void): void {
	const type = at(o + TYPE);
	if ((at(type + T_FLAGS) & TF_HEAP) !== 0) instanceFields(o, add);
	switch (at(type + T_LAYOUT)) {
		case LAYOUT_LIST:
			for (let i = 0; i < at(o + SIZE); i++) add(`[${i}]`, listItem(o, i));
			return;
		case LAYOUT_TUPLE:
			for (let i = 0; i < at(o + SIZE); i++) add(`[${i}]`, tupleItem(o, i));
			return;
		case LAYOUT_DICT:
			for (let i = 0; ; i++) {
				const entry = dictEntryAt(o, i);
				if (entry === -1) return;
				if (entry === 0) continue;
				const key = at(entry + ENTRY_KEY);
				if (isExactStr(key) || at(key + TYPE) === INT) add(`[${valueText(key)}]`, at(entry + ENTRY_VALUE));
				else {
					add("key", key);
					add("value", at(entry + ENTRY_VALUE));
				}
			}
		case LAYOUT_SET: {
			const table = at(o + SET_TABLE);
			for (let i = 0; table !== 0 && i <= at(o + SET_MASK); i++)
				if (at(table + i * 3) > 0) add("item", at(table + i * 3));
			return;
		}
		case LAYOUT_METHOD:
			add(".__self__", at(o + METHOD_SELF));
			return;
		case LAYOUT_WEAKREF:
			add("to", at(o + WR_OBJECT), "weak");
			add("callback", at(o + WR_CALLBACK));
			return;
		case LAYOUT_FUNCTION: {
			const closure = at(o + FUNC_CLOSURE);
			const code = codeOf(at(o + FUNC_CODE));
			if (closure !== NULL)
				code.freevars.forEach((name, i) => {
					add(name, at(tupleItem(closure, i) + CELL_VALUE));
				});
			const defaults = at(o + FUNC_DEFAULTS);
			if (defaults !== NULL) {
				const n = at(defaults + SIZE);
				for (let i = 0; i < n; i++) add(`${code.varnames[code.argcount - n + i]}=`, tupleItem(defaults, i));
			}
			const own = at(o + FUNC_DICT);
			if (own !== NULL) add(".__dict__", own);
			return;
		}
		case LAYOUT_GENERATOR: {
			const running = at(o + GENERATOR_RUNNING);
			const block = at(o + GENERATOR_FRAME);
			if (running === 0 && block !== 0) for (const { name, value } of frameNames(block)) add(name, value);
			return;
		}
		case LAYOUT_EXCEPTION:
			add(".args", at(o + EXC_ARGS));
	}
}

/** Attributes of an instance: `__slots__`, inline values in the order they were set, or the dict once there is one. */
function instanceFields(o: Ref, add: (label: string, target: Ref) => void): void {
	const type = at(o + TYPE);
	for (let t = type; (at(t + T_FLAGS) & TF_HEAP) !== 0; t = at(t + T_BASE)) {
		const n = at(t + T_SLOTS_COUNT);
		for (let i = 0; i < n; i++) {
			const word = at(t + T_SLOTS_AT) + i;
			for (let j = 0; ; j++) {
				const entry = dictEntryAt(at(t + T_DICT), j);
				if (entry === -1) break;
				const descr = entry === 0 ? NULL : at(entry + ENTRY_VALUE);
				if (descr !== NULL && at(descr + TYPE) === MEMBER && at(descr + DESCR_DEF) === word)
					add(`.${textOf(at(descr + DESCR_NAME))}`, at(o + word));
			}
		}
	}
	const word = dictWord(o);
	if (word !== 0 && at(word) !== NULL) add(".__dict__", at(word));
	const block = valuesAt(o);
	if (block === 0) return;
	const entries = keysEntries(at(type + T_KEYS));
	for (let i = 0; i < valuesUsed(block); i++) {
		const index = valuesOrder(block, i);
		add(`.${textOf(at(entries + index * ENTRY_WORDS + ENTRY_KEY))}`, at(block + VALUES + index));
	}
}

/** Bytes of an object with what it keeps beside its own block, in CPython's sizes. */
function bytesOf(o: Ref): number {
	switch (at(at(o + TYPE) + T_LAYOUT)) {
		case LAYOUT_LIST:
			return blockBytes(o) + at(o + LIST_CAPACITY) * 8;
		case LAYOUT_DICT: {
			const keys = at(o + DICT_KEYS);
			return blockBytes(o) + (keys === 0 ? 0 : 32 + (1 << at(keys + K_LOG2)) + usableFor(at(keys + K_LOG2)) * 16);
		}
		default:
			return blockBytes(o);
	}
}
