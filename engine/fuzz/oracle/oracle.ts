/** What CPython and the engine are asked, and how their answers are compared. */

/** What ended a run that would have gone on: its time (or work), its memory, what it wrote. */
export type Stop = "time" | "memory" | "output";

export interface Answer {
	readonly stdout: string;
	readonly stderr: string;
	/** Exit status; -1: ended by a signal. */
	readonly status: number;
	/** The limit that ended it, or null: it came to its own end. */
	readonly stopped: Stop | null;
}

export interface Oracle {
	/** What stands for a person who reads a report. */
	readonly name: string;
	/** What the engine runs to do what the oracle does with a program. */
	asked(program: string): string;
	/** What of the engine's answer it can tell beside its own (`theirs`): the rest is not compared. */
	comparable(answer: Answer, theirs: Answer): Answer;
	/** `layout`: with other numbers the same programs run where other blocks of memory are taken, which ids show. */
	run(programs: readonly string[], layout?: number): Promise<readonly Answer[]>;
	/** The same as anybody would run it, in an interpreter of its own; absent where the oracle has no other way. `layout`: as above. */
	afresh?(program: string, layout: number): Answer;
	close(): void;
}

/** As engine/conformance/README.md says: addresses and the paths of script and library are no part of what is compared. */
export function normalised(answer: Answer): Answer {
	const plain = (text: string): string =>
		text
			.replace(/0x[0-9a-fA-F]+/g, "0xADDR")
			.replace(/File "[^"\n]*main\.py"/g, 'File "main.py"')
			.replace(/File "[^"\n]*\/lib\/python3/g, 'File "lib/python3');
	return { ...answer, stdout: plain(answer.stdout), stderr: plain(answer.stderr) };
}

export function same(a: Answer, b: Answer): boolean {
	return a.stdout === b.stdout && a.stderr === b.stderr && a.status === b.status;
}

/** Whether one is the other's beginning, by whole lines: the last one may have been cut anywhere. */
function agreeSoFar(a: string, b: string): boolean {
	const whole = (a.length < b.length ? a : b).lastIndexOf("\n") + 1;
	return a.startsWith(b.slice(0, whole));
}

/**
 * `same`: the answers are equal. `stopped`: both runs were ended by a limit and agree up to where the first of them was;
 * or ours alone was, because it had written as much as it may, and theirs begins with that and goes on. `differs`:
 * anything else. So a run that ends in one and not in the other is a difference.
 */
export type Verdict = "same" | "stopped" | "differs";

export function compare(ours: Answer, theirs: Answer): Verdict {
	if (ours.stopped === null && theirs.stopped === null) return same(ours, theirs) ? "same" : "differs";
	const goesOn = theirs.stopped !== null || (ours.stopped === "output" && theirs.stdout.length >= ours.stdout.length);
	const agree = agreeSoFar(ours.stdout, theirs.stdout) && agreeSoFar(ours.stderr, theirs.stderr);
	return ours.stopped !== null && goesOn && agree ? "stopped" : "differs";
}
