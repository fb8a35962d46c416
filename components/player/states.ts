/** The states of the last run as the page has them: each is asked for once, and some before they are wanted. */
import type { HeapState, Moment } from "../../engine/api";
import { keyOf } from "./place";

const KEPT = 128;

export class States {
	readonly #known = new Map<string, Promise<HeapState>>();
	readonly #ask: (moment: Moment) => Promise<HeapState>;

	/** `ask`: of the engine. A state that it fails to give is asked for again when it is wanted again. */
	constructor(ask: (moment: Moment) => Promise<HeapState>) {
		this.#ask = ask;
	}

	at(moment: Moment): Promise<HeapState> {
		const key = keyOf(moment);
		const known = this.#known.get(key);
		if (known !== undefined) return known;
		const asked = this.#ask(moment);
		this.#keep(key, asked);
		asked.catch(() => {
			if (this.#known.get(key) === asked) this.#known.delete(key);
		});
		return asked;
	}

	/** A state at rest that is at hand already. */
	give(state: HeapState): void {
		this.#keep(keyOf({ step: state.step }), Promise.resolve(state));
	}

	/** Another run's states are others. */
	forget(): void {
		this.#known.clear();
	}

	#keep(key: string, state: Promise<HeapState>): void {
		if (this.#known.size >= KEPT) {
			const oldest = this.#known.keys().next();
			if (!oldest.done) this.#known.delete(oldest.value);
		}
		this.#known.set(key, state);
	}
}

/** The step whose state a reader will probably want, who has just gone from one to the next or back; null: who knows. */
export function stepOn(from: number, to: number, steps: number): number | null {
	// What is shown of a step is compared with the one before it: the way back needs one more.
	const next = to - from === 1 ? to + 1 : to - from === -1 ? to - 2 : null;
	return next !== null && next >= 0 && next <= steps ? next : null;
}
