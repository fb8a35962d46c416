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
