/** What the worker does: records programs, some before they are asked for, and answers for the states of the last. */
import type { HeapState, Moment, Progress, Recording, RunOptions } from "../../engine/api";
import type { Door } from "../../engine/index";
import { type Lens, PLAIN } from "./graph/lens";
import { type Outline, outlineOf } from "./graph/outline";
import { type Difference, differenceBetween } from "./memory/difference";
import { type MemorySample, sampleOf } from "./memory/samples";
import type { Ahead, Recorded } from "./protocol";

/** Objects of a state that are sent for the tables, beside those that have cards. */
const OBJECTS_SENT = 400;

/** Rows of each kind in a comparison of two steps. */
const ROWS_COMPARED = 200;

/** What is run of a program before anybody asks for it: a lesson's program whole, of an endless one a moment. */
const AHEAD_WORK = 1_000_000;

export interface Program {
	readonly source: string;
	readonly options: RunOptions;
}

/** Runs are deterministic: the same text, profile and limits give the same recording. */
const keyOf = ({ source, options }: Program): string => JSON.stringify([source, options]);

/** Its methods are called one after the other, each when the one before has ended; `makeWay` at any time. */
export class Recorder {
	readonly #engine: Pick<Door, "record">;
	#recording: Recording | null = null;
	/** Serials of the objects that the graph has cards for. */
	#cards: ReadonlySet<number> = new Set();
	/** The program of `#recording` and what was told of it: asked for again, it has run already. */
	#held: { readonly program: string; readonly recorded: Recorded } | null = null;
	/** The run under way that nobody has asked for yet. */
	#ahead: { readonly program: string; readonly over: AbortController } | null = null;

	readonly #tellEvery: number;

	/** `tellEvery`: milliseconds; a reader sees a long recording move, and the page is not kept busy with it. */
	constructor(engine: Pick<Door, "record">, tellEvery = 200) {
		this.#engine = engine;
		this.#tellEvery = tellEvery;
	}

	/** Records a program that will probably be asked for; if it is soon done, `record` has it at once afterwards. Null: it is not. */
	async ahead(program: Program, showAt: "start" | "end"): Promise<Ahead | null> {
		const over = new AbortController();
		const key = keyOf(program);
		this.#ahead = { program: key, over };
		this.#forget();
		const { options, source } = program;
		const work = Math.min(options.limits?.work ?? AHEAD_WORK, AHEAD_WORK);
		try {
			const made = await this.#engine.record(source, {
				...options,
				limits: { ...options.limits, work },
				signal: over.signal,
			});
			// The run that is asked for has other limits, and ends elsewhere: it starts anew.
			if (made.summary.report.outcome.kind === "limit") return null;
			const recorded = this.#hold(key, made);
			const step = showAt === "end" ? made.summary.steps : 0;
			const state = this.stateAt(step);
			return state === null ? null : { recorded, state, before: step === 0 ? null : this.stateAt(step - 1) };
		} catch (error) {
			if (!over.signal.aborted) throw error;
			return null;
		} finally {
			this.#ahead = null;
		}
	}

	/** A run of this program is waiting: one ahead of another program ends at its next rest. */
	makeWay(program: Program): void {
		if (this.#ahead !== null && this.#ahead.program !== keyOf(program)) this.#ahead.over.abort();
	}

	/**
	 * Runs a program to its end, telling now and then how many steps it is. What it throws is the engine's or the network's
	 * failure, never the program's.
	 */
	async record(program: Program, onSteps: (steps: number) => void): Promise<Recorded> {
		const key = keyOf(program);
		if (this.#held?.program === key) return this.#held.recorded;
		this.#forget();
		let told = performance.now();
		const onProgress = ({ steps }: Progress): void => {
			if (performance.now() - told < this.#tellEvery) return;
			told = performance.now();
			onSteps(steps);
		};
		return this.#hold(key, await this.#engine.record(program.source, { ...program.options, onProgress }));
	}

	/** The last recording; null: there is none. */
	get recording(): Recording | null {
		return this.#recording;
	}

	/** The state at a moment of the last recording, with its small values where they are wanted; null: there is none. */
	stateAt(moment: number | Moment, values = false): HeapState | null {
		return this.#recording?.stateAt(moment, { limit: OBJECTS_SENT, serials: this.#cards, values }) ?? null;
	}

	/** The outline of the last recording as a lens has it; null likewise. */
	outline(lens: Lens): Outline | null {
		return this.#recording === null ? null : outlineThrough(this.#recording, lens);
	}

	/** What lies between two steps, the earlier one first; null: there is no recording. */
	compare(from: number, to: number): Difference | null {
		return this.#recording === null ? null : differenceBetween(this.#recording, from, to, ROWS_COMPARED);
	}

	/** The memory at some steps; null likewise. */
	measure(steps: readonly number[]): readonly MemorySample[] | null {
		const recording = this.#recording;
		return recording === null ? null : steps.map((step) => sampleOf(recording.stateAt(step, { limit: 1 })));
	}

	#hold(program: string, made: Recording): Recorded {
		const { summary } = made;
		const outline = outlineThrough(made, PLAIN);
		this.#recording = made;
		this.#cards = new Set([...outline.cards, ...outline.inside].map(({ serial }) => serial));
		this.#held = { program, recorded: { summary, outline } };
		return this.#held.recorded;
	}

	#forget(): void {
		this.#recording = null;
		this.#held = null;
	}
}

function outlineThrough({ summary, stateAt }: Recording, lens: Lens): Outline {
	const mostAlive = summary.live.reduce((most, count) => Math.max(most, count), 1);
	return outlineOf(summary.steps, stateAt, mostAlive, lens);
}
