/** The event that came last before a place in the midst of a step. */
import type { EventPage, EventView } from "../../engine/api";
import type { Place } from "./place";
import type { EngineSession } from "./session";

/** Events that are fetched together: a reader goes from one to the next, and each page is a replay of the whole step. */
const PAGE = 400;

/** Of one run. */
export class LastEvents {
	#page: EventPage | null = null;

	/** Null: there is none, or the place is at rest. */
	async before(
		session: Pick<EngineSession, "eventsOf" | "instructionsOf"> | null,
		{ step, moment }: Place,
	): Promise<EventView | null> {
		if (session === null || moment === null) return null;
		let done = moment.at;
		if (moment.kind === "instruction") {
			const { instructions } = await session.instructionsOf(step, { from: moment.at, count: 1 });
			done = instructions[0]?.event ?? 0;
		}
		if (done === 0) return null;
		return this.#at(step, done - 1) ?? (await this.#fetch(session, step, done - 1));
	}

	#at(step: number, event: number): EventView | null {
		return this.#page?.step === step ? (this.#page.events[event - this.#page.from] ?? null) : null;
	}

	async #fetch(session: Pick<EngineSession, "eventsOf">, step: number, event: number): Promise<EventView | null> {
		// Both ways lead on from here.
		this.#page = await session.eventsOf(step, { from: Math.max(0, event - PAGE / 2), count: PAGE });
		return this.#at(step, event);
	}
}
