/** What of a state is sent to the page: all that it can show, and no more, however large the heap. */
import type { HeapState } from "../../engine/api";

/** Objects without a card that are sent for the tables. */
export const OTHERS_SENT = 400;
/** Deaths that are sent, the latest. */
export const DEATHS_SENT = 400;

/** The state with the objects that have cards and some of the others; `RecordingSummary` tells how many there were. */
export function trimmed(state: HeapState, cards: ReadonlySet<number>): HeapState {
	if (state.objects.length <= OTHERS_SENT && state.deaths.length <= DEATHS_SENT) return state;
	let others = 0;
	return {
		...state,
		objects: state.objects.filter(({ serial }) => cards.has(serial) || ++others <= OTHERS_SENT),
		deaths: state.deaths.slice(-DEATHS_SENT),
	};
}
