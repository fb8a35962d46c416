/**
 * How much happens in a step, where nothing of it is kept: each event is told, as steplog.ts has it, and counted. Nothing is
 * looked at but the objects, so the step may be run by code that has been translated.
 */
import type { EventPage, PhaseName } from "../api";
import { at } from "./arena";
import type { CollectorWatcher, PhaseLists } from "./collectorwatch";
import { countsFolded, type EventLog } from "./events";
import { type NULL, R_INSTRUCTIONS, type Ref, SERIAL } from "./layout";
import { isShown } from "./viewtext";

export class StepTally implements EventLog, CollectorWatcher {
	readonly all = false;
	readonly plain = true;
	/** Events but for the instructions, which the machine counts itself. */
	private told = 0;
	private instructions = -at(R_INSTRUCTIONS);
	private folds = -countsFolded();
	/** The serial whose birth was the last event, or 0. */
	private justBorn = 0;

	count(o: Ref): void {
		if (at(o + SERIAL) <= 0) return;
		this.justBorn = 0;
		this.told++;
	}

	born(o: Ref): void {
		this.told++;
		this.justBorn = at(o + SERIAL);
	}

	folded(serial: number): void {
		this.told += this.justBorn === serial ? -1 : 1;
		this.justBorn = 0;
	}

	output(): void {
		this.happened();
	}

	dead(o: Ref): void {
		if (isShown(o)) this.happened();
	}

	begin(): void {
		this.happened();
	}

	enter(_name: PhaseName, _lists: PhaseLists): void {
		this.happened();
	}

	visit(_from: Ref | typeof NULL, o: Ref): void {
		if (isShown(o)) this.happened();
	}

	phase(): void {}

	end(): void {
		this.happened();
	}

	private happened(): void {
		this.justBorn = 0;
		this.told++;
	}

	/** What there was of it, once the step has been run. */
	page(step: number, from: number): EventPage {
		const instructions = this.instructions + at(R_INSTRUCTIONS);
		return {
			step,
			from,
			total: this.told + instructions,
			instructions,
			folded: this.folds + countsFolded(),
			events: [],
		};
	}
}
