import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { RUNNERS } from "./runners.mjs";

/**
 * @typedef {{ readonly kind: "loaded", readonly ms: number, readonly version: string }
 *   | { readonly kind: "ran", readonly ms: number, readonly firstPrint?: number | null, readonly output: string }
 *   | ({ readonly kind: "recorded" } & import("./recorder.mjs").Recorded)
 *   | ({ readonly kind: "sought" } & import("./recorder.mjs").Sought)
 *   | { readonly kind: "failed", readonly reason: string }} Answer
 *
 * @typedef {{ readonly name: string, readonly command: readonly string[] }} Contestant an engine, and what starts a process of it
 */

const file = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));

/**
 * A native Python: isolated from the site's own packages, which take time when they are there.
 * @param {string} name
 * @param {string} path
 * @returns {Contestant}
 */
export function nativePython(name, path) {
	return { name, command: [path, "-S", "-B", file("contestant.py")] };
}

/** Our recording build, with what it takes to record and to seek (recorder.mjs). @type {Contestant} */
export const RECORDER = { name: "recorder", command: [process.execPath, file("recorder.mjs")] };

/** @returns {readonly Contestant[]} ours first */
export function engines() {
	return Object.keys(RUNNERS).map((name) => ({
		name,
		command: [process.execPath, file("contestant.mjs"), name],
	}));
}

/** One process of an engine: loaded by the time that `start` answers, and given programs one at a time. */
export class Running {
	/** @type {((answer: Answer) => void) | null} */
	#settle = null;
	/** @type {Answer[]} what has come before it was asked for */
	#early = [];
	#process;

	/** @param {Contestant} contestant */
	constructor({ command: [program = "", ...rest] }) {
		this.#process = spawn(program, rest, {
			stdio: ["pipe", "ignore", "ignore", "pipe"],
			env: { ...process.env, PYTHONHASHSEED: "0" },
		});
		const { stdin, stdio } = this.#process;
		// A process that has ended is told of by its "exit"; writing to it is then no failure of its own.
		stdin?.on("error", () => {});
		this.#process.on("error", (error) => this.#answer({ kind: "failed", reason: error.message }));
		this.#process.on("exit", (code, signal) =>
			this.#answer({ kind: "failed", reason: `the process ended (${signal ?? code})` }),
		);
		const answers = /** @type {import("node:stream").Readable} */ (stdio[3]);
		createInterface({ input: answers }).on("line", (line) => this.#answer(JSON.parse(line)));
	}

	/** @param {Answer} answer */
	#answer(answer) {
		const settle = this.#settle;
		this.#settle = null;
		if (settle === null) this.#early.push(answer);
		else settle(answer);
	}

	/**
	 * @param {number} milliseconds
	 * @returns {Promise<Answer>}
	 */
	#next(milliseconds) {
		const early = this.#early.shift();
		if (early !== undefined) return Promise.resolve(early);
		return new Promise((resolve) => {
			const timer = setTimeout(() => {
				this.#answer({ kind: "failed", reason: `not done after ${milliseconds / 1000} s` });
				this.end();
			}, milliseconds);
			this.#settle = (answer) => {
				clearTimeout(timer);
				resolve(answer);
			};
		});
	}

	/** @param {number} milliseconds the most that loading may take */
	loaded(milliseconds) {
		return this.#next(milliseconds);
	}

	/**
	 * @param {{ readonly source: string }} request
	 * @param {number} milliseconds the most that it may take
	 */
	ask(request, milliseconds) {
		this.#process.stdin?.write(`${JSON.stringify(request)}\n`);
		return this.#next(milliseconds);
	}

	end() {
		this.#process.kill("SIGKILL");
	}
}
