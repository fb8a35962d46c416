/**
 * The log of one step: everything that happens in it, numbered, of which one page is kept as plain data. What comes after
 * the page is only counted: nothing that would be needed to tell of it is made.
 */
import type { Cause, EventView, PhaseName } from "../api";
import { at } from "./arena";
import { Causes, calleeText, instructionView } from "./causes";
import type { CollectorWatcher, PhaseLists } from "./collectorwatch";
import { countsFolded, type EventLog } from "./events";
import { instructionIndex } from "./frames";
import { collectingPhase } from "./gc";
import { slotLabel } from "./labels";
import { COLLECTED, F_PC, F_PREV, FLAGS, NULL, R_FRAME, R_OUTPUT, type Ref, SERIAL, TYPE } from "./layout";
import { generationsNow, visited } from "./phaserows";
import type { InstructionWatcher } from "./rests";
import { scriptLine } from "./scriptline";
import { eachSlot } from "./slots";
import { typeName } from "./types";
import { isShown, shortText } from "./viewtext";

/** Fields of an object that the collector clears for which a label is kept. */
const MOST_LABELS = 1000;

/** An event without its number. */
type Happening = EventView extends infer E ? (E extends EventView ? Omit<E, "event"> : never) : never;

interface Running {
	readonly pc: number;
	readonly number: number;
	readonly callee: string | null;
}

/** What is known for those events that are kept. */
class Told {
	readonly running = new Map<number, Running>();
	readonly causes = new Causes((frame) => {
		const known = this.running.get(frame);
		return known !== undefined && known.pc === at(frame + F_PC) ? known : null;
	});
	/** What took the count of an object to 0 that has not died yet, by serial. */
	readonly dropped = new Map<number, { readonly event: number; readonly cause: Cause }>();
	phaseName = phaseNow();
}

export class StepLog implements EventLog, CollectorWatcher, InstructionWatcher {
	readonly all = false;
	readonly plain = false;
	/** Events and instructions so far. */
	total = 0;
	instructions = 0;
	readonly events: EventView[] = [];
	private readonly foldsBefore = countsFolded();
	/** Null: no event is kept. */
	private readonly told: Told | null;
	/** The serial whose birth was the last event, or 0. */
	private justBorn = 0;

	/**
	 * Of the step that the machine rests before. Keeps `most` of them from the number `from` on: of all events, or of the instructions alone. `after`: called after
	 * each event, with the object that it is about (0: none), and whether that dies by it.
	 */
	constructor(
		private readonly keeps: "events" | "instructions",
		private readonly from: number,
		private readonly most: number,
		private readonly after: ((subject: Ref, gone: boolean) => void) | null = null,
	) {
		this.told = keeps === "events" && most > 0 ? new Told() : null;
	}

	/** What is known for events that are kept, while there may be any, now or later. */
	private get open(): Told | null {
		return this.told !== null && this.total < this.from + this.most ? this.told : null;
	}

	/** Numbers an event that is not kept. */
	private passed(subject: Ref = 0, gone = false): void {
		this.justBorn = 0;
		this.total++;
		if (this.after !== null) this.after(subject, gone);
	}

	/** Numbers an event, and keeps it if its turn has come. `make` is called only then. */
	private happened(make: () => Happening, subject: Ref = 0, gone = false): void {
		this.justBorn = 0;
		const event = this.total++;
		if (this.keeps === "events" && event >= this.from && event < this.from + this.most)
			this.events.push({ event, ...make() });
		if (this.after !== null) this.after(subject, gone);
	}

	/** The instruction that the frame on top is about to run. The machine goes on. */
	next(): boolean {
		const number = this.instructions++;
		const told = this.open;
		if (this.keeps === "instructions" ? number >= this.from && number < this.from + this.most : told !== null)
			this.tell(number, told);
		else this.passed();
		return false;
	}

	/** An instruction of which something is kept. */
	private tell(number: number, told: Told | null): void {
		const frame = at(R_FRAME);
		const callee = calleeText(frame);
		told?.running.set(frame, { pc: at(frame + F_PC), number, callee });
		told?.causes.next();
		const make = () => ({
			kind: "instruction" as const,
			callee,
			...instructionView(frame, instructionIndex(frame), number),
		});
		if (this.keeps === "instructions") this.events.push({ event: this.total, ...make() });
		this.happened(make);
	}

	/** Count changes of furniture so far. */
	get folds(): number {
		return countsFolded() - this.foldsBefore;
	}

	count(o: Ref, from: number, to: number, set: boolean): void {
		if (at(o + SERIAL) <= 0) return;
		const told = this.open;
		if (told === null) this.passed(o);
		else this.tellCount(told, o, from, to, set);
	}

	private tellCount(told: Told, o: Ref, from: number, to: number, set: boolean): void {
		const serial = at(o + SERIAL);
		let known: Cause | null = null;
		const cause = (): Cause => {
			known ??= told.causes.of(o, set);
			return known;
		};
		if (to === 0 && !set && !told.dropped.has(serial)) told.dropped.set(serial, { event: this.total, cause: cause() });
		// A finalizer has brought it back to life.
		if (set && to > 0 && from > to) told.dropped.delete(serial);
		this.happened(() => ({ kind: "count", serial, type: typeName(at(o + TYPE)), from, to, cause: cause() }), o);
	}

	born(o: Ref): void {
		const serial = at(o + SERIAL);
		const told = this.open;
		if (told === null) this.passed(o);
		else
			this.happened(
				() => ({
					kind: "born",
					serial,
					type: typeName(at(o + TYPE)),
					refcnt: at(o),
					cause: told.causes.of(o, false),
				}),
				o,
			);
		this.justBorn = serial;
	}

	/** Furniture that was taken for the program's own at its birth alone has not been there. */
	folded(serial: number): void {
		if (this.justBorn !== serial) {
			this.happened(() => ({ kind: "folded", serial }));
			return;
		}
		this.justBorn = 0;
		this.total--;
		if (this.events.at(-1)?.event === this.total) this.events.pop();
	}

	output(): void {
		this.happened(() => ({ kind: "output", outputLength: at(R_OUTPUT) }));
	}

	dead(o: Ref): void {
		if (!isShown(o)) return;
		const told = this.open;
		if (told === null) {
			this.passed(o, true);
			return;
		}
		const serial = at(o + SERIAL);
		const dropped = told.dropped.get(serial);
		told.dropped.delete(serial);
		this.happened(
			() => ({
				kind: "died",
				serial,
				type: typeName(at(o + TYPE)),
				text: shortText(o),
				by: (at(o + FLAGS) & COLLECTED) !== 0 ? "collector" : "count",
				dropped: dropped?.event ?? null,
				cause: dropped?.cause ?? null,
				line: scriptLine(),
			}),
			o,
			true,
		);
	}

	begin(generation: number, reason: "called" | "threshold"): void {
		this.happened(() => ({
			kind: "collection",
			generation: generation as 0 | 1 | 2,
			reason,
			generations: generationsNow(),
		}));
	}

	enter(name: PhaseName, _lists: PhaseLists): void {
		if (this.told !== null) this.told.phaseName = name;
		this.happened(() => ({ kind: "phase", phase: name }));
	}

	visit(from: Ref | typeof NULL, o: Ref): void {
		if (!isShown(o)) return;
		const phase = this.open?.phaseName;
		if (phase === undefined) {
			this.passed();
			return;
		}
		this.happened(() => {
			const own = from !== NULL && isShown(from);
			return {
				kind: "visit",
				phase,
				serial: at(o + SERIAL),
				type: typeName(at(o + TYPE)),
				from: from === NULL ? null : own ? at(from + SERIAL) : 0,
				fromType: own ? typeName(at(from + TYPE)) : null,
				...visited(phase, o),
			};
		});
	}

	phase(): void {}

	end(collected: number, uncollectable: number): void {
		this.happened(() => ({ kind: "collected", collected, uncollectable, generations: generationsNow() }));
	}

	/** The collector is about to clear an object. */
	clearing(o: Ref): void {
		const told = this.open;
		if (told === null) return;
		const held = new Map<Ref, string[]>();
		if (isShown(o))
			eachSlot(o, (target, address) => {
				const labels = held.get(target);
				if (labels !== undefined) labels.push(slotLabel(o, address));
				else if (held.size < MOST_LABELS) held.set(target, [slotLabel(o, address)]);
			});
		told.causes.clearing(held);
	}
}

/** The phase of the collection under way; the first, where there is none. */
function phaseNow(): PhaseName {
	for (let frame = at(R_FRAME); frame !== 0; frame = at(frame + F_PREV)) {
		const phase = collectingPhase(frame);
		if (phase !== null) return phase;
	}
	return "update_refs";
}
