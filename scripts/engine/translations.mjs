/** Steps whose events are counted in a replay of each. */
const MOST_COUNTED = 300;

/**
 * Compares what a log is told of a recorded program when the loop runs all of it with what it is told when everything that
 * is run twice is translated: each change of a count, of the program's objects and the interpreter's, each birth, death and
 * step, by their hash; and how many events and instructions the first steps have, with those of pages that list them.
 * @param {Pick<typeof import("../../engine/dist/recording.mjs"), "record" | "translateAfter">} engine
 * @param {string} source
 * @param {import("../../engine/api").RunOptions} options
 * @returns {string[]} what differs
 */
export function toldDifferences({ record, translateAfter }, source, options) {
	/** @param {number} count @param {0 | 1} listed events of each step */
	const told = (count, listed) => {
		translateAfter(count);
		const recording = record(source, options);
		const { steps, report } = recording.summary;
		// What a limit ends in the midst of an instruction has no last state: some instructions are not in the arena yet.
		const finished = report.outcome.kind === "finished";
		const hash = finished ? recording.eventsHash() : "";
		const figures = Array.from({ length: Math.min(MOST_COUNTED, finished ? steps : steps - 1) }, (_, i) => {
			const { total, instructions, folded } = recording.eventsOf(i + 1, { count: listed });
			return [total, instructions, folded].join();
		});
		return { hash, figures };
	};
	try {
		const looped = told(Number.POSITIVE_INFINITY, 1);
		const translated = told(2, 0);
		const step = 1 + looped.figures.findIndex((figures, i) => figures !== translated.figures[i]);
		return [
			...(looped.hash === translated.hash ? [] : ["other events where it is translated"]),
			...(step === 0
				? []
				: [`step ${step} has ${looped.figures[step - 1]} events, and ${translated.figures[step - 1]} are counted`]),
		];
	} finally {
		translateAfter();
	}
}

/**
 * Compares the states that a program passes through when the loop runs all of it with those when everything that is run
 * twice is translated (engine/machine/hotcode.ts), word by word and payload by payload, by their hashes.
 * @param {Pick<typeof import("../../engine/dist/recording.mjs"), "startRun" | "stateHash" | "translateAfter">} engine
 * @param {string} source
 * @param {import("../../engine/api").RunOptions} options
 * @param {number} [longest] most line steps from one state to the next
 * @param {number} [most] states at most
 * @returns {{ states: number, differs: boolean }}
 */
export function translationDifferences(
	{ startRun, stateHash, translateAfter },
	source,
	options,
	longest = 24,
	most = 200,
) {
	/** @param {number} count */
	const trail = (count) => {
		translateAfter(count);
		/** @type {string[]} */
		const states = [];
		const run = startRun(source, options);
		let { done } = run.advance(-1);
		// A number of our own making, so that a run can be repeated.
		for (let chance = source.length; !done && states.length < most; ) {
			chance = (Math.imul(chance, 1103515245) + 12345) >>> 0;
			done = run.advance(1 + (chance % longest)).done;
			states.push(stateHash());
		}
		run.giveUp();
		return states;
	};
	try {
		const looped = trail(Number.POSITIVE_INFINITY);
		const translated = trail(2);
		return { states: looped.length, differs: looped.join() !== translated.join() };
	} finally {
		translateAfter();
	}
}
