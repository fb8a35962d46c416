/** The course of a collection, as a watcher follows it over however many steps it takes: finalizers run lines of their own. */
import type { CollectingView, CollectionView, PhaseName, PhaseView, StepSpan } from "../api";
import { at } from "./arena";
import type { CollectorWatcher, PhaseLists } from "./collectorwatch";
import { R_STEP } from "./layout";
import { phaseRows } from "./phaserows";
import { scriptLine } from "./scriptline";

/** Most spans of steps that are told apart. When there are more, those nearest to one another become one. */
const MOST_SPANS = 1000;

interface Entry {
	readonly step: number;
	readonly name: PhaseName;
	readonly lists: PhaseLists;
}

export class Course {
	private entered: Entry[] = [];
	private phases: PhaseView[] = [];
	private worked: StepSpan[] = [];
	/** Steps nearer than this are one span. */
	private gap = 1;

	/** `line`: of the program's own text, running when it began. */
	constructor(
		private readonly number: number,
		private readonly generation: 0 | 1 | 2,
		private readonly reason: "called" | "threshold",
		private readonly line: number,
	) {}

	/** As it was when the machine came to rest at a step; null: it had not begun. */
	upTo(step: number): Course | null {
		const worked = this.worked.filter(({ from }) => from <= step);
		if (worked.length === 0) return null;
		const copy = new Course(this.number, this.generation, this.reason, this.line);
		copy.worked = worked.map(({ from, to }) => ({ from, to: Math.min(to, step) }));
		copy.gap = this.gap;
		copy.entered = this.entered.filter((entry) => entry.step <= step);
		copy.phases = this.phases.filter((phase) => phase.step <= step);
		return copy;
	}

	/** It does something, in the present step. */
	works(): void {
		const step = at(R_STEP);
		const last = this.worked.at(-1);
		if (last !== undefined && step - last.to <= this.gap) {
			if (last.to !== step) this.worked[this.worked.length - 1] = { from: last.from, to: step };
			return;
		}
		this.worked.push({ from: step, to: step });
		while (this.worked.length > MOST_SPANS) this.merge();
	}

	private merge(): void {
		this.gap *= 2;
		const merged: StepSpan[] = [];
		for (const span of this.worked) {
			const last = merged.at(-1);
			if (last !== undefined && span.from - last.to <= this.gap)
				merged[merged.length - 1] = { from: last.from, to: span.to };
			else merged.push(span);
		}
		this.worked = merged;
	}

	enter(name: PhaseName, lists: PhaseLists): void {
		this.entered.push({ step: at(R_STEP), name, lists });
	}

	/** A phase has left its lists so. */
	left(name: PhaseName, lists: PhaseLists, limit: number): void {
		this.phases.push({ name, step: at(R_STEP), ...phaseRows(name, lists, limit) });
	}

	/** In its midst. Before its first phase has begun, that has nothing yet. */
	view(limit: number): CollectingView {
		const { name, lists } = this.entered.at(-1) ?? { name: "update_refs", lists: [] };
		return { ...this.told(), phase: name, ...phaseRows(name, lists, limit) };
	}

	ended(collected: number, uncollectable: number): CollectionView {
		return { ...this.told(), collected, uncollectable };
	}

	private told(): Omit<CollectionView, "collected" | "uncollectable"> {
		const { number, generation, reason, line, phases, worked } = this;
		return { number, generation, reason, line, worked: [...worked], phases: [...phases] };
	}
}

/** Notes the course of each collection that is watched; one may have been under way before. */
export class CourseNotes implements CollectorWatcher {
	readonly collections: CollectionView[] = [];

	/** `limit`: most rows of a phase; `collected`: how many have ended; `course`: the collection under way, or null. */
	constructor(
		protected readonly limit: number,
		private readonly collected: () => number,
		public course: Course | null = null,
	) {}

	begin(generation: number, reason: "called" | "threshold"): void {
		this.course = new Course(this.collected() + 1, generation as 0 | 1 | 2, reason, scriptLine());
		this.course.works();
	}

	enter(name: PhaseName, lists: PhaseLists): void {
		this.course?.works();
		this.course?.enter(name, lists);
	}

	visit(): void {
		this.course?.works();
	}

	phase(name: PhaseName, lists: PhaseLists): void {
		this.course?.works();
		this.course?.left(name, lists, this.limit);
	}

	end(collected: number, uncollectable: number): void {
		if (this.course === null) return;
		this.course.works();
		this.collections.push(this.course.ended(collected, uncollectable));
		this.course = null;
	}
}
