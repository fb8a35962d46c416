import { Running } from "./contestants.mjs";
import { median } from "./figures.mjs";

/**
 * Times of programs in several engines. Each engine has a process of its own; they run in turn, one run of each and
 * then the next of each, so that whatever else the machine does falls on all of them.
 *
 * @typedef {import("./contestants.mjs").Contestant} Contestant
 * @typedef {{
 *   readonly first: number | null,
 *   readonly warm: number | null,
 *   readonly runs: number,
 *   readonly failed: string | null,
 * }} Times `first`: loading and the first run, in a fresh process; milliseconds, each the median
 * @typedef {{ readonly name: string, readonly source: string }} Program
 * @typedef {{ readonly runs: number, readonly seconds: number }} Settings `seconds`: after as many of one program, an engine that is not compared run by run is run no more
 */

const LONGEST = 120_000;

/**
 * @param {Contestant} contestant
 * @param {string} source
 */
async function fresh(contestant, source) {
	const running = new Running(contestant);
	const loaded = await running.loaded(LONGEST);
	const ran = loaded.kind === "loaded" ? await running.ask({ source }, LONGEST) : loaded;
	return { running, load: loaded.kind === "loaded" ? loaded.ms : 0, ran };
}

/** One engine's part in a race. */
class Lane {
	/** @type {number[]} */
	first = [];
	/** @type {number[]} */
	warm = [];
	/** @type {string | null} */
	failed = null;
	/** @type {Running | null} */
	#running = null;
	#spent = 0;

	/**
	 * @param {Contestant} contestant
	 * @param {boolean} always whatever it takes
	 * @param {Settings} settings
	 */
	constructor(contestant, always, settings) {
		this.contestant = contestant;
		this.always = always;
		this.settings = settings;
	}

	#tired() {
		return this.failed !== null || (!this.always && this.#spent > this.settings.seconds * 1000);
	}

	/**
	 * A first run in a fresh process, whose output must be what is expected; the process of the last stays for the warm runs.
	 * @param {string} source
	 * @param {string | null} expected
	 */
	async begin(source, expected) {
		if (this.first.length > 0 && this.#tired()) return null;
		this.#running?.end();
		const { running, load, ran } = await fresh(this.contestant, source);
		this.#running = running;
		if (!this.#accept(ran, expected)) return null;
		this.first.push(load + ran.ms);
		this.#spent += load + ran.ms;
		return ran.output;
	}

	/**
	 * @param {string} source
	 * @param {string | null} expected
	 */
	async again(source, expected) {
		if (this.#running === null || this.failed !== null || (this.warm.length > 0 && this.#tired())) return;
		const ran = await this.#running.ask({ source }, LONGEST);
		if (!this.#accept(ran, expected)) return;
		this.warm.push(ran.ms);
		this.#spent += ran.ms;
	}

	/**
	 * @param {import("./contestants.mjs").Answer} answer
	 * @param {string | null} expected
	 * @returns {answer is { readonly kind: "ran", readonly ms: number, readonly output: string }}
	 */
	#accept(answer, expected) {
		if (answer.kind !== "ran") this.failed = answer.kind === "failed" ? answer.reason : `answered ${answer.kind}`;
		else if (expected !== null && answer.output !== expected)
			this.failed = `another output: ${JSON.stringify(answer.output.slice(0, 60))}`;
		return this.failed === null;
	}

	beginWarm() {
		this.#spent = 0;
	}

	/** @returns {Times} */
	end() {
		this.#running?.end();
		const failed = this.failed;
		if (failed !== null) return { first: null, warm: null, runs: 0, failed };
		return { first: median(this.first), warm: median(this.warm), runs: this.warm.length, failed: null };
	}
}

/**
 * Runs one program in all engines. The first one's output is what the others must write.
 * @param {Program} program
 * @param {readonly Contestant[]} contestants
 * @param {ReadonlySet<string>} always those that are given all runs, whatever it takes
 * @param {Settings} settings
 * @returns {Promise<Record<string, Times>>} by name
 */
export async function race({ source }, contestants, always, settings) {
	const lanes = contestants.map((contestant) => new Lane(contestant, always.has(contestant.name), settings));
	/** @type {string | null} */
	let expected = null;
	for (let i = 0; i < settings.runs; i++)
		for (const lane of lanes) {
			const output = await lane.begin(source, expected);
			expected ??= output;
		}
	for (const lane of lanes) lane.beginWarm();
	for (let i = 0; i < settings.runs; i++) for (const lane of lanes) await lane.again(source, expected);
	return Object.fromEntries(lanes.map((lane) => [lane.contestant.name, lane.end()]));
}

/**
 * Milliseconds from the beginning of an engine's load, in a fresh process, to when a program's one line has been handed
 * over, and to the program's end: of ours that is the interpreter's exit too, which the others leave out.
 * @typedef {{ readonly print: number | null, readonly end: number | null }} Start
 * @param {readonly Contestant[]} contestants
 * @param {number} runs
 * @returns {Promise<Record<string, Start>>}
 */
export async function coldStarts(contestants, runs) {
	/** @type {Record<string, { readonly print: number[], readonly end: number[] }>} */
	const times = Object.fromEntries(contestants.map(({ name }) => [name, { print: [], end: [] }]));
	for (let i = 0; i < runs; i++)
		for (const contestant of contestants) {
			const { running, load, ran } = await fresh(contestant, "print('ready')\n");
			running.end();
			if (ran.kind !== "ran" || ran.output !== "ready\n") continue;
			times[contestant.name]?.end.push(load + ran.ms);
			if (typeof ran.firstPrint === "number") times[contestant.name]?.print.push(load + ran.firstPrint);
		}
	return Object.fromEntries(
		Object.entries(times).map(([name, { print, end }]) => [name, { print: median(print), end: median(end) }]),
	);
}
