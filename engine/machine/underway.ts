/** Runs that rest: between two slices the machine lies still, and whoever runs it may do something else. */
import type { OutputChunk, Progress, Underway } from "../api";
import { at } from "./arena";
import { R_INSTRUCTIONS, R_STEP } from "./layout";
import { EngineBug } from "./limits";
import { output } from "./machine";
import { currentLine, runsBegun, type Slice } from "./program";

/** What has been written and not yet been told of. */
class Untold {
	private chunk = 0;
	private length = 0;

	take(): OutputChunk[] {
		const last = output.chunks.length - 1;
		const chunks = output.chunks
			.slice(this.chunk)
			.map(({ stream, text }, i) => ({ stream, text: i === 0 ? text.slice(this.length) : text }))
			.filter(({ text }) => text !== "");
		if (last >= 0) {
			this.chunk = last;
			this.length = output.chunks[last]?.text.length ?? 0;
		}
		return chunks;
	}
}

/** A run as its host goes on with it, slice by slice. */
export function underway<Result>(run: Generator<boolean, Result, Slice>): Underway<Result> {
	/** Which of all runs it is; 0: it has not begun. */
	let number = 0;
	let ended = false;
	const untold = new Untold();
	const check = (): void => {
		if (ended) throw new EngineBug("this run has ended");
		if (number !== 0 && number !== runsBegun()) throw new EngineBug("another program has been run since");
	};
	return {
		advance(steps) {
			check();
			try {
				const { done, value } = run.next(steps);
				ended = done === true;
				return done === true ? { done, result: value } : { done: false, exits: value };
			} catch (error) {
				ended = true;
				throw error;
			} finally {
				if (number === 0) number = runsBegun();
			}
		},
		progress(): Progress {
			check();
			return { steps: at(R_STEP), instructions: at(R_INSTRUCTIONS), line: currentLine(), output: untold.take() };
		},
		giveUp() {
			ended = true;
			// As any iterator: what it returns is asked of nobody.
			const iterator: Iterator<boolean, unknown, Slice> = run;
			if (number === runsBegun()) iterator.return?.();
		},
	};
}
