/** Work that can be done in pieces, so that the page answers in between: a generator that yields where it may rest. */
export type Work<T> = Generator<void, T>;

/** A piece ends at the first rest after so many milliseconds. */
const PIECE_MS = 8;

export function atOnce<T>(work: Work<T>): T {
	for (;;) {
		const { done, value } = work.next();
		if (done === true) return value;
	}
}

export async function inPieces<T>(work: Work<T>): Promise<T> {
	for (;;) {
		const until = performance.now() + PIECE_MS;
		do {
			const { done, value } = work.next();
			if (done === true) return value;
		} while (performance.now() < until);
		await nextTask();
	}
}

export const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
