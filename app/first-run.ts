/** Runs a lesson's programs when its page is made, so that a reader's first picture waits for no engine. */
import "server-only";
import path from "node:path";
import { FIRST_PROFILE, writeFirstRun } from "@/components/player/first-run";
import { Recorder } from "@/components/player/recorder";
import { libraryIn } from "@/server/engine/library.mjs";

/** What has been run, by the program's text: a lesson is loaded for its page, for its head, and in each language. */
const made = new Map<string, Promise<string | null>>();

/**
 * A program's run to its end in the Python that players begin with, as `Player` takes it; null where it is not soon
 * done. The time that it took here is no part of it.
 */
export function firstRun(source: string): Promise<string | null> {
	const known = made.get(source);
	if (known !== undefined) return known;
	// There is one machine, and a run's states are asked of it before the next begins.
	const run = last.then(() => record(source));
	last = run.catch(() => null);
	made.set(source, run);
	return run;
}

let last: Promise<unknown> = Promise.resolve();

async function record(source: string): Promise<string | null> {
	// With the first program: a server that only sends pages needs no engine in its own thread.
	const machine = await import("@/engine/dist/recording.mjs");
	const library = path.join(/*turbopackIgnore: true*/ process.cwd(), "engine", "dist", "library", FIRST_PROFILE);
	machine.provideLibrary(FIRST_PROFILE, libraryIn(library));
	const recorder = new Recorder({ record: async (text, options) => machine.record(text, options) });
	const ahead = await recorder.ahead({ source, options: { profile: FIRST_PROFILE } }, "end");
	if (ahead === null) return null;
	const { recorded } = ahead;
	const { report } = recorded.summary;
	const timeless = { ...report, figures: { ...report.figures, milliseconds: 0 } };
	return writeFirstRun({ ...ahead, recorded: { ...recorded, summary: { ...recorded.summary, report: timeless } } });
}
