/** What a step does to the program's own objects, noted while it runs: bounded, however much that is. */
import type { CountChange } from "../api";
import { at } from "./arena";
import { nextOwnSerial } from "./births";
import { type Course, CourseNotes } from "./collectioncourse";
import type { EventLog } from "./events";
import { type Ref, SERIAL, TYPE } from "./layout";
import { scriptLine } from "./scriptline";
import { typeName } from "./types";
import { isShown } from "./viewtext";

/** Most objects whose changes are followed, and most births listed. */
const MOST = 1000;
/** Latest births that are followed beside them. */
const RECENT = 30;

interface Touched {
	readonly o: Ref;
	readonly type: string;
	readonly from: number;
	to: number;
	line: number;
}

export class StepNotes extends CourseNotes implements EventLog {
	readonly all = false;
	readonly plain = false;
	/** The first serial that the step may give. */
	private readonly serialBefore = nextOwnSerial();
	private readonly touched = new Map<number, Touched>();
	private touchesOmitted = 0;
	private readonly births = new Map<number, Ref>();
	/** The latest births: native code may hold such an object where nothing shows it yet. */
	private recent: Ref[] = [];
	/** Objects of the program's own: made, and died. */
	made = 0;
	died = 0;
	private bornDied = 0;

	/**
	 * `ranLine`: the line that the step runs; `limit`: most rows of a phase; `collected`: how many collections have ended;
	 * `carried`: the one under way before the step.
	 */
	constructor(
		private readonly ranLine: number,
		limit: number,
		collected: () => number,
		carried: Course | null,
	) {
		super(limit, collected, carried);
	}

	count(o: Ref, from: number, to: number): void {
		const serial = at(o + SERIAL);
		if (serial <= 0 || serial >= this.serialBefore) return;
		const known = this.touched.get(serial);
		if (known !== undefined) {
			known.to = to;
			known.line = scriptLine();
		} else if (this.touched.size < MOST)
			this.touched.set(serial, { o, type: typeName(at(o + TYPE)), from, to, line: scriptLine() });
		else this.touchesOmitted++;
	}

	born(o: Ref): void {
		this.made++;
		if (this.births.size < MOST) this.births.set(at(o + SERIAL), o);
		this.recent.push(o);
		if (this.recent.length > 2 * RECENT) this.recent = this.recent.slice(-RECENT);
	}

	folded(serial: number): void {
		this.made--;
		this.births.delete(serial);
	}

	output(): void {}

	dead(o: Ref): void {
		if (!isShown(o)) return;
		this.died++;
		if (this.recent.includes(o)) this.recent = this.recent.filter((other) => other !== o);
		const serial = at(o + SERIAL);
		if (serial >= this.serialBefore) {
			this.bornDied++;
			this.births.delete(serial);
			return;
		}
		const known = this.touched.get(serial);
		if (known !== undefined) known.to = 0;
	}

	/** What was born and lives: the objects noted, how many more there are, and the latest. */
	survivors(): { readonly objects: readonly Ref[]; readonly omitted: number; readonly latest: readonly Ref[] } {
		const objects = [...this.births.values()];
		const latest = this.recent.slice(-RECENT).filter(isShown).reverse();
		return { objects, omitted: this.made - this.bornDied - objects.length, latest };
	}

	/** Objects that were there before and whose counts are others now. `names`: what they are or were called, by serial. */
	changes(names: (serial: number) => string | null): { readonly changes: CountChange[]; readonly omitted: number } {
		const changes: CountChange[] = [];
		for (const [serial, { type, from, to, line }] of this.touched)
			if (from !== to) changes.push({ serial, type, name: names(serial), from, to, line: line || this.ranLine });
		return { changes, omitted: this.touchesOmitted };
	}

	/** Those of them that live. */
	changed(): readonly Ref[] {
		return [...this.touched.values()].filter(({ from, to }) => from !== to && to !== 0).map(({ o }) => o);
	}
}
