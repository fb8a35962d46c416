/** What a player can be asked, answered by a recording at hand instead of a worker, for tests. */
import type { Recording } from "../../../engine/api";
import type { Questions } from "../../../engine/questions";
import { outlineOf } from "../graph/outline";
import { differenceBetween } from "../memory/difference";
import { sampleOf } from "../memory/samples";
import type { Answer } from "../protocol";
import type { Asking } from "../use-run";

export function askingOf(recording: Recording): Asking {
	return {
		ask: async <Q extends keyof Questions>(question: Q, ...about: Parameters<Questions[Q]>) => {
			const answer = recording.ask[question] as (...about: Parameters<Questions[Q]>) => Answer<Q>;
			return answer(...about);
		},
		eventsOf: async (step, options) => recording.eventsOf(step, options),
		instructionsOf: async (step, options) => recording.instructionsOf(step, options),
		deaths: async (options) => recording.deaths(options),
		stateAt: async (moment, values = false) => recording.stateAt(moment, { values }),
		outline: async (lens) => outlineOf(recording.summary.steps, recording.stateAt, 1, lens),
		compare: async (from, to) => differenceBetween(recording, from, to, 200),
		measure: async (steps) => steps.map((step) => sampleOf(recording.stateAt(step, { limit: 1 }))),
	};
}
