/**
 * Compares the states that a recording gives with those that a run of its own passes through, word by word and payload by
 * payload, by their hashes.
 * @param {Pick<typeof import("../../engine/dist/recording.mjs"), "record" | "startRun" | "stateHash" | "unnotedPages">} engine
 * @param {string} source
 * @param {import("../../engine/api").RunOptions} options
 * @param {number} [places] about how many states are compared
 * @returns {{ states: number, different: number[], unnoted: number[] }} the steps at which they differ; the pages that
 * were written without being noted (engine/machine/keyframes.ts)
 */
export function replayDifferences({ record, startRun, stateHash, unnotedPages }, source, options, places = 24) {
	const { steps } = record(source, options).summary;
	/** @type {Map<number, string>} */
	const passed = new Map();
	const run = startRun(source, options);
	// Before its first slice the machine has the program, and has run none of it.
	if (run.advance(-1).done) return { states: 0, different: [], unnoted: [] };
	let step = 0;
	// A number of our own making, so that a run can be repeated.
	let chance = source.length;
	for (;;) {
		chance = (Math.imul(chance, 1103515245) + 12345) >>> 0;
		const stride = 1 + (chance % Math.max(1, Math.ceil((2 * steps) / places)));
		step += stride;
		// The state after the last step is that of the script's end, where a plain run does not rest.
		if (step >= steps || run.advance(stride).done) break;
		passed.set(step, stateHash());
	}
	run.giveUp();
	const recording = record(source, options);
	// What a keyframe takes for unchanged is so, after all that the program did.
	const unnoted = new Set(unnotedPages());
	const order = [...passed.keys()];
	const different = new Set();
	/** @param {number} at */
	const hold = (at) => {
		recording.stateAt(at);
		if (stateHash() !== passed.get(at)) different.add(at);
		for (const page of unnotedPages()) unnoted.add(page);
	};
	recording.stateAt(0);
	const first = stateHash();
	// Forwards by leaps, then backwards, then the very end and back to the beginning.
	for (const at of order.filter((_step, i) => i % 2 === 0)) hold(at);
	for (const at of order.toReversed()) hold(at);
	recording.stateAt(steps);
	recording.stateAt(0);
	if (stateHash() !== first) different.add(0);
	return { states: order.length + 1, different: [...different], unnoted: [...unnoted] };
}
