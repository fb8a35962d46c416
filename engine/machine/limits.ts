/** What may not go on for ever, and what must not happen at all. */
import type { Limits } from "../api";

/** A page's. The work is what the slowest of `npm run -s hostile` does well within three seconds on a modest machine. */
export const DEFAULT_LIMITS: Limits = { work: 15_000_000, bytes: 64 * 1024 * 1024, output: 1_000_000 };

/** The limits of the run in progress. */
export const limits: { work: number; bytes: number; output: number } = { ...DEFAULT_LIMITS };

/** A limit was reached. The machine is left as it was found and must be restored, not continued. */
export class LimitExceeded extends Error {
	constructor(
		readonly limit: keyof Limits,
		message: string,
	) {
		super(message);
		this.name = "LimitExceeded";
	}
}

/** The program asked for something outside the subset. */
export class Unsupported extends Error {
	constructor(readonly feature: string) {
		super(feature);
		this.name = "Unsupported";
	}
}

/** An invariant of the machine is broken. */
export class EngineBug extends Error {
	constructor(message: string) {
		super(message);
		this.name = "EngineBug";
	}
}

/** Thrown out of `run` and `record`: these files are needed, of the library (`NAME.code`, `NAME.py`) or of the engine itself (`NAME.mjs`). */
export class NotAtHand extends Error {
	constructor(readonly files: readonly string[]) {
		super(`${files.join(", ")} must be provided first`);
		this.name = "NotAtHand";
	}
}
