/** What of a state is sent to the page: all that it can show, and no more, however large the heap. */
import type { HeapState } from "../../engine/api";

/** Objects without a card that are sent for the tables. */
export const OTHERS_SENT = 400;
/** Deaths that are sent, the latest. */
export const DEATHS_SENT = 400;

/** A state as the page has it. */
export interface SeenState extends HeapState {
	/** Live objects of the program's own, those not sent included. */
	readonly alive: number;
}

/** The state with the objects that have cards and some of the others. */
export function trimmed(state: HeapState, cards: ReadonlySet<number>): SeenState {
	const alive = state.objects.length;
	if (alive <= OTHERS_SENT && state.deaths.length <= DEATHS_SENT) return { ...state, alive };
	let others = 0;
	return {
		...state,
		alive,
		objects: state.objects.filter(({ serial }) => cards.has(serial) || ++others <= OTHERS_SENT),
		deaths: state.deaths.slice(-DEATHS_SENT),
	};
}
