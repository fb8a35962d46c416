/** The machine's state as plain data for views: the program's own objects, with the interpreter's furniture folded. */

import type {
	DeathView,
	ExecutionFrame,
	ExecutionView,
	FrameView,
	HeapState,
	NameView,
	ObjectView,
	RefView,
	SlotView,
	StateOptions,
} from "../api";
import { at } from "./arena";
import { instructionView, refView } from "./causes";
import { deathLevel } from "./deathframe";
import { dyingObjects, heldForCalls } from "./deathstack";
import { handledException } from "./errors";
import { frameBeingLeft } from "./events";
import { type BoundName, bytesOf, dictNames, type FieldVisitor, frameNames, ownFields, unnamed } from "./fields";
import { codeOf, instructionIndex, previousPython, topPython } from "./frames";
import { isTracked } from "./gclist";
import { idOf } from "./hash";
import {
	CODE_NLOCALS,
	DYING,
	F_CODE,
	F_FUNC,
	F_GENERATOR,
	F_GLOBALS,
	F_KIND,
	F_LINE,
	F_LOCALS,
	F_PREV,
	F_SP,
	FLAGS,
	FRAME_WORDS,
	HAS_GC,
	MODULE_DICT,
	NULL,
	R_DEATHS,
	R_FRAME,
	R_GC_ENABLED,
	R_MAIN,
	R_OUTPUT,
	type Ref,
	SERIAL,
	SIZE,
	T_FLAGS,
	T_MRO,
	TF_HEAP,
	TYPE,
	WR_NEXT,
} from "./layout";
import { isPassed, ledTo } from "./ledto";
import { nativeReferences } from "./natives";
import { Reach, Sightings } from "./reach";
import { census } from "./recount";
import { isScriptFrame } from "./scriptline";
import { isCounted, objectOf } from "./stackref";
import type { StepNotes } from "./stepnotes";
import { surveyTracked } from "./survey";
import { nativeName } from "./tables";
import { tupleItem } from "./tuple";
import { fullTypeName, moduleOfType, typeName } from "./types";
import { Values } from "./valueviews";
import { isShown, shortText } from "./viewtext";
import { weakWord } from "./weaklist";

/** Longest list of fields on a card, of weak references to an object, of names in a frame, of values on a stack. */
const MOST_SLOTS = 24;
const MOST_WEAKREFS = 100;
const MOST_NAMES = 200;
const MOST_VALUES = 200;
/** Frames of the call stack: the outermost, and the innermost. */
const OUTER_FRAMES = 20;
const INNER_FRAMES = 80;
const EXECUTION_FRAMES = 100;
/** Objects listed: if it is not said, and at most. */
const LIMIT = 300;
const MOST_LISTED = 10_000;
/** Of the objects that a step made or changed, as many are sought out before others. */
const TOUCHED_FIRST = 60;
/** Items without a label that are looked at for objects to list: of one state, all containers together. */
const MOST_ITEMS = 20_000;
/** Latest deaths listed. */
export const DEATHS_LISTED = 400;

export function limitOf(options: StateOptions): number {
	return Math.min(MOST_LISTED, Math.max(0, Math.floor(options.limit ?? LIMIT)));
}

/** The frames of the program's own text, outermost first. */
function scriptFrames(): number[] {
	const frames: number[] = [];
	for (let f = topPython(); f !== 0; f = previousPython(f)) if (isScriptFrame(f)) frames.push(f);
	return frames.reverse();
}

/** Those of them that are shown, and what they bind; once the script has ended, its names, which are still there. */
interface ShownFrame {
	/** 0: the script has ended. */
	readonly address: number;
	readonly names: readonly BoundName[];
	/** What it and the calls that it has begun hold beside them. */
	readonly temporaries: readonly Ref[];
}

function shownFrames(): { readonly frames: readonly ShownFrame[]; readonly omitted: number } {
	const all = scriptFrames();
	const omitted = Math.max(0, all.length - OUTER_FRAMES - INNER_FRAMES);
	const chosen = omitted === 0 ? all : [...all.slice(0, OUTER_FRAMES), ...all.slice(-INNER_FRAMES)];
	if (chosen.length === 0 && at(R_MAIN) !== NULL)
		return {
			frames: [{ address: 0, names: dictNames(at(at(R_MAIN) + MODULE_DICT), MOST_NAMES), temporaries: [] }],
			omitted,
		};
	const temporaries = temporariesByFrame();
	const frames = chosen.map((address) => ({
		address,
		names: frameNames(address, MOST_NAMES),
		temporaries: temporaries.get(address) ?? [],
	}));
	return { frames, omitted };
}

/** A sort has as many items in hand as its list had: so many of a frame's temporaries are looked at. */
const MOST_TEMPORARIES = 200;

/**
 * By frame of the program's own text: its value stack and what it runs; and what native and library code has that it called,
 * the deaths among it that it caused.
 */
function temporariesByFrame(): ReadonlyMap<number, readonly Ref[]> {
	const byFrame = new Map<number, readonly Ref[]>();
	// A class body's is held by the call that makes the class as well, and drawn as the body's names.
	const namespaces = new Set(scriptFrames().map((f) => at(f + F_LOCALS)));
	let held: Ref[] = [];
	// In the midst of an instruction some of it may be gone.
	const hold = (o: Ref): void => {
		if (held.length < MOST_TEMPORARIES && o > 0 && at(o + TYPE) !== NULL && !namespaces.has(o)) held.push(o);
	};
	let deaths = at(R_DEATHS);
	for (let f = at(R_FRAME); f !== 0; f = at(f + F_PREV)) {
		if (at(f + F_KIND) !== 0) {
			nativeReferences(f, hold, MOST_TEMPORARIES);
			const level = deathLevel(f);
			if (level === -1) continue;
			heldForCalls(level, deaths, hold);
			deaths = level;
		} else {
			const own = isScriptFrame(f);
			unnamed(f, at(f + F_SP), own).forEach(hold);
			for (const word of [at(f + F_FUNC), at(f + F_GENERATOR)]) if (isCounted(word)) hold(word);
			if (own) {
				byFrame.set(f, held);
				held = [];
			}
		}
	}
	return byFrame;
}

/** Names of objects, by serial: the first that is found, outermost frame first. */
export function namesNow(): ReadonlyMap<number, string> {
	const names = new Map<number, string>();
	for (const frame of shownFrames().frames)
		for (const { name, value } of frame.names) {
			const serial = at(value + SERIAL);
			if (serial > 0 && !names.has(serial)) names.set(serial, name);
		}
	return names;
}

/** What a state is made of beside the machine. */
export interface Circumstances {
	readonly step: number;
	readonly instruction: number | null;
	readonly event: number | null;
	/** The line about to run, null at the end; and the line that the step runs, null before the first. */
	readonly line: number | null;
	readonly ranLine: number | null;
	/** How many objects of the program's own there are. */
	readonly alive: number;
	/** The latest deaths, and how many there were. */
	readonly deaths: readonly DeathView[];
	readonly died: number;
	/** Collections that have ended. */
	readonly collected: number;
	/** What the step has done so far; null at 0. */
	readonly notes: StepNotes | null;
	readonly namesBefore: ReadonlyMap<number, string>;
	/** Whether an object with this serial has died. */
	readonly isDead: (serial: number) => boolean;
	/** The object that the event is about, 0: none; and whether it has died by it, and is no longer there. */
	readonly subject: Ref;
	readonly gone: boolean;
}

/** The state of the machine as it is now, between two instructions or in the midst of one. */
export function stateNow(now: Circumstances, options: StateOptions): HeapState {
	const reach = new Reach();
	try {
		return stateOf(reach, now, options);
	} finally {
		reach.forget();
	}
}

function stateOf(reach: Reach, now: Circumstances, options: StateOptions): HeapState {
	const { notes } = now;
	const limit = limitOf(options);
	if (now.gone) reach.leaveOut(now.subject);
	// It may be on its way from one place to another, where nothing else shows it.
	else if (now.subject !== 0 && isShown(now.subject)) reach.meet(now.subject, limit);
	const shown = shownFrames();
	const values = options.values === true ? new Values(limit) : null;
	const libraryOf = libraryNames();
	const survivors = notes?.survivors() ?? { objects: [], omitted: 0, latest: [] };
	const wanted = new Set(options.serials ?? []);
	const references = new References(values, (o) => {
		reach.meet(o, limit);
	});
	const handled = handledException();
	const frames = shown.frames.map((frame, i) =>
		frameView(frame, i === shown.frames.length - 1, now, references, handled),
	);
	const leaving = now.event === null ? 0 : frameBeingLeft();
	if (leaving !== 0)
		for (let i = leaving + FRAME_WORDS; i < at(leaving + F_SP); i++) {
			// The frame is off the stack, and of its words some are let go already: those objects may have no class any more.
			const o = objectOf(at(i));
			if (o !== NULL && at(o + TYPE) !== 0 && isShown(o)) reach.meet(o, limit);
		}
	let touched = 0;
	for (const o of [...survivors.latest, ...survivors.objects, ...(notes?.changed() ?? [])]) {
		if (touched++ >= TOUCHED_FIRST) break;
		reach.meet(o, limit);
	}
	dyingObjects((o) => {
		if (isShown(o)) reach.meet(o, limit);
	});

	const objects: ObjectDraft[] = [];
	let items = MOST_ITEMS;
	const list = (): void => {
		for (let o = reach.next(); o !== 0; o = reach.next()) {
			const fields = new Fields(references, () => --items > 0 && reach.size < limit);
			const library = libraryOf(at(o + TYPE));
			objects.push(library === null ? objectView(o, fields) : { ...objectView(o, fields), library });
		}
	};
	list();
	const tracked = surveyTracked(reach, limit, wanted);
	list();
	if (reach.size < Math.min(now.alive, limit)) {
		// The rest is known to furniture alone, and not to the collector: a dict in a class body, a library's local.
		known.each((o) => {
			reach.meet(o, limit);
		});
		list();
	}
	if (reach.size < Math.min(now.alive, limit)) {
		for (const o of census().objects) if (isShown(o) && reach.meet(o, limit)) known.add(o);
		list();
	}
	if (reach.size < now.alive && wanted.size > 0) {
		for (const o of objects) wanted.delete(o.serial);
		for (const serial of wanted) if (now.isDead(serial)) wanted.delete(serial);
		if (wanted.size > 0) {
			for (const o of census().objects)
				if (isShown(o) && wanted.has(at(o + SERIAL))) reach.meet(o, Number.POSITIVE_INFINITY);
			list();
		}
	}
	const { generationOf } = tracked;
	let { bytes } = tracked;
	for (const o of reach.objects) if (!generationOf.has(at(o + SERIAL))) bytes += bytesOf(o);
	for (const o of objects) o.generation = generationOf.get(o.serial) ?? null;
	objects.sort((a, b) => a.serial - b.serial);
	const names = notes === null ? now.namesBefore : namesNow();
	const changes = notes?.changes((serial) => names.get(serial) ?? now.namesBefore.get(serial) ?? null);
	return {
		step: now.step,
		instruction: now.instruction,
		event: now.event,
		line: now.line,
		ranLine: now.ranLine,
		outputLength: at(R_OUTPUT),
		frames,
		framesOmitted: shown.omitted,
		objects,
		alive: now.alive,
		objectsOmitted: Math.max(0, now.alive - objects.length),
		deaths: now.deaths,
		died: now.died,
		collected: now.collected,
		folded: tracked.folded,
		changes: changes?.changes ?? [],
		changesOmitted: changes?.omitted ?? 0,
		born: survivors.objects.map((o) => at(o + SERIAL)).sort((a, b) => a - b),
		bornOmitted: survivors.omitted,
		collections: [...(notes?.collections ?? [])],
		collecting: notes?.course?.view(limit) ?? null,
		execution: null,
		generations: tracked.generations,
		gcEnabled: at(R_GC_ENABLED) !== 0,
		bytes,
		...(values === null ? null : { values: values.views }),
	};
}

/** Objects that only a census found, for the next state: most are still there then. */
const known = new Sightings();

function frameView(
	{ address, names, temporaries }: ShownFrame,
	innermost: boolean,
	now: Circumstances,
	references: References,
	handled: Ref,
): FrameView {
	const views: NameView[] = names.map(({ name, value, cell }) => ({ name, ref: references.strong(value), cell }));
	if (address === 0) return { name: "__main__", line: now.ranLine ?? 0, names: views };
	const kept = references.together(temporaries);
	return {
		name: at(address + F_LOCALS) === at(address + F_GLOBALS) ? "__main__" : codeOf(at(address + F_CODE)).name,
		line: innermost && now.line !== null ? now.line : at(address + F_LINE),
		names: views,
		...(kept === null ? null : { temporaries: kept }),
		...(innermost && handled !== NULL && isShown(handled) ? { handled: references.strong(handled) } : null),
	};
}

/** References as a state's views have them; meets what they lead to. */
class References {
	/** What has no card and has said what it keeps alive. */
	private readonly passed = new Set<Ref>();

	constructor(
		private readonly values: Values | null,
		readonly meet: (o: Ref) => void,
	) {}

	/** Keeps alive neither what it leads to nor what that holds. */
	weak(o: Ref): RefView {
		if (isShown(o)) this.meet(o);
		return this.values === null ? refView(o) : this.values.ref(o);
	}

	/** What has no card itself says which objects it keeps alive. */
	strong(o: Ref): RefView {
		const view = this.weak(o);
		if (view.kind === "object" || view.id !== undefined) return view;
		const holds = this.past(o);
		return holds.length === 0 ? view : { ...view, holds };
	}

	/** Meets what is not listed itself. Most items of long lists are numbers and texts, which lead nowhere. */
	unlisted(o: Ref): void {
		if (isShown(o)) this.meet(o);
		else if (isPassed(o)) this.past(o);
	}

	/** A frame's temporaries that lead to objects as one reference; null: none does. */
	together(temporaries: readonly Ref[]): RefView | null {
		const holds = new Set<number>();
		const words: { readonly type: string; readonly text: string }[] = [];
		for (const o of temporaries) {
			const view = this.strong(o);
			if (view.kind === "object") holds.add(view.serial);
			else if (view.holds !== undefined) {
				for (const serial of view.holds) holds.add(serial);
				words.push(view);
			}
		}
		if (holds.size === 0) return null;
		const [word] = words;
		const { type, text } = words.length === 1 && word !== undefined && word.type !== "tuple" ? word : NO_WORD;
		return { kind: "value", type, text, immortal: false, holds: [...holds] };
	}

	private past(o: Ref): number[] {
		return ledTo(o, this.passed).map((held) => {
			this.meet(held);
			return at(held + SERIAL);
		});
	}
}

const NO_WORD = { type: "", text: "" } as const;

/** Gathers an object's slots. */
class Fields implements FieldVisitor {
	readonly slots: SlotView[] = [];
	omitted = 0;

	/** `wanted`: whether more items are wanted once the slots are full. */
	constructor(
		private readonly references: References,
		private readonly wanted: () => boolean,
	) {}

	add(label: string, target: Ref, strength: SlotView["strength"] = "strong"): void {
		if (target === NULL) return;
		const weak = strength === "weak";
		if (this.labelled())
			this.slots.push({ label, strength, ref: weak ? this.references.weak(target) : this.references.strong(target) });
		else {
			this.omitted++;
			if (!weak) this.references.unlisted(target);
		}
	}

	labelled(): boolean {
		return this.slots.length < MOST_SLOTS;
	}

	more(target: Ref): boolean {
		if (target === NULL) return true;
		this.omitted++;
		this.references.unlisted(target);
		return this.wanted();
	}

	skip(items: number): void {
		this.omitted += items;
	}
}

/** By type, the class of the library that it is or is derived from, in full; asked of each type of a state once. */
function libraryNames(): (type: Ref) => string | null {
	const found = new Map<Ref, string | null>();
	return (type) => {
		let name = found.get(type);
		if (name === undefined) {
			name = libraryName(type);
			found.set(type, name);
		}
		return name;
	};
}

function libraryName(type: Ref): string | null {
	const mro = at(type + T_MRO);
	if (mro === NULL) return null;
	for (let i = 0; i < at(mro + SIZE); i++) {
		const each = tupleItem(mro, i);
		if ((at(each + T_FLAGS) & TF_HEAP) === 0) continue;
		const module = moduleOfType(each);
		if (module !== null && module !== "__main__" && module !== "builtins") return fullTypeName(each);
	}
	return null;
}

/** A view whose generation is still to be found. */
interface ObjectDraft extends ObjectView {
	generation: 0 | 1 | 2 | null;
}

function objectView(o: Ref, fields: Fields): ObjectDraft {
	// What a dying object held may be gone already.
	if ((at(o + FLAGS) & DYING) === 0) ownFields(o, fields);
	const gc = (at(o + FLAGS) & HAS_GC) !== 0;
	const weakrefs: number[] = [];
	const word = weakWord(o);
	if (word !== 0)
		for (let w = at(word); w !== 0 && weakrefs.length < MOST_WEAKREFS; w = at(w + WR_NEXT))
			weakrefs.push(at(w + SERIAL));
	return {
		serial: at(o + SERIAL),
		id: idOf(o),
		type: typeName(at(o + TYPE)),
		refcnt: at(o) < 0 ? 0 : at(o),
		immortal: at(o) < 0,
		tracked: gc && isTracked(o),
		generation: null,
		text: shortText(o),
		slots: fields.slots,
		slotsOmitted: fields.omitted,
		weakrefs,
	};
}

/** Call stack and value stacks, between two instructions. `next`: the number of the instruction about to run. */
export function executionNow(next: number): ExecutionView {
	const frames: ExecutionFrame[] = [];
	let omitted = 0;
	for (let f = at(R_FRAME); f !== 0; f = at(f + F_PREV)) {
		if (frames.length >= EXECUTION_FRAMES) omitted++;
		else frames.push(executionFrame(f, frames.length === 0 ? next : null));
	}
	return { frames: frames.reverse(), framesOmitted: omitted };
}

function executionFrame(frame: number, next: number | null): ExecutionFrame {
	const kind = at(frame + F_KIND);
	if (kind !== 0) return { instruction: null, name: nativeName(kind), stack: [] };
	const base = frame + FRAME_WORDS + at(at(frame + F_CODE) + CODE_NLOCALS);
	const stack: ExecutionFrame["stack"][number][] = [];
	for (let i = Math.max(base, at(frame + F_SP) - MOST_VALUES); i < at(frame + F_SP); i++) {
		const o = objectOf(at(i));
		stack.push(o === NULL ? null : refView(o));
	}
	// The frame on top rests before its next instruction; those below are in the midst of theirs.
	const index = instructionIndex(frame) + (next === null ? 0 : 1);
	return { instruction: instructionView(frame, index, next), name: codeOf(at(frame + F_CODE)).name, stack };
}
