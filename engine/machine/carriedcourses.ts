/**
 * Collections that a step finds under way. What such a one did before is in no word of the machine (its later phases
 * overwrite gc_refs), so the steps from its beginning on are run again, once, with a watcher on.
 */
import { at } from "./arena";
import { type Course, CourseNotes } from "./collectioncourse";
import { watchCollector } from "./collectorwatch";
import { R_GC_COLLECTING } from "./layout";

/** Collections that are remembered: a player asks for one with few rows and with many in turns. */
const REMEMBERED = 4;

/** Ways to rest at a step. */
interface Way {
	/** Collections that have ended. */
	readonly collected: () => number;
	/** Brings the machine to rest at a step. */
	seek(step: number): void;
	/** Runs on to it. */
	runStep(step: number): void;
}

interface Watched {
	/** Collections that ended before it. */
	readonly number: number;
	readonly limit: number;
	readonly notes: CourseNotes;
	/** It has been watched up to here. */
	to: number;
}

export class CarriedCourses {
	private watched: Watched[] = [];

	constructor(private readonly way: Way) {}

	/**
	 * The course of the collection under way where the machine rests, which is at `step`, and it does so afterwards too;
	 * null: there is none. `limit`: most rows of a phase.
	 */
	at(step: number, limit: number): Course | null {
		if (at(R_GC_COLLECTING) === 0) return null;
		const watched = this.find(step, limit);
		if (watched.to < step) {
			this.way.seek(watched.to);
			watchCollector(watched.notes);
			try {
				this.way.runStep(step);
			} finally {
				watchCollector(null);
			}
			watched.to = step;
		}
		this.way.seek(step);
		return watched.notes.course?.upTo(step) ?? null;
	}

	private find(step: number, limit: number): Watched {
		const number = this.way.collected();
		const known = this.watched.find((each) => each.number === number && each.limit === limit);
		if (known !== undefined) return known;
		const notes = new CourseNotes(limit, this.way.collected);
		const watched = { number, limit, notes, to: this.before(step, number) };
		this.watched = [...this.watched.slice(1 - REMEMBERED), watched];
		return watched;
	}

	/** A step, not far back, at which that collection has not begun. */
	private before(step: number, number: number): number {
		for (let back = 1; ; back *= 2) {
			const earlier = Math.max(0, step - back);
			this.way.seek(earlier);
			// Callbacks of gc.callbacks run lines after the collection before it: they are passed over as if they were its own.
			if (earlier === 0 || at(R_GC_COLLECTING) === 0 || this.way.collected() < number) return earlier;
		}
	}
}
