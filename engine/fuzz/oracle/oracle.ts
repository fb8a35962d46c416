/** What CPython and the engine are asked, and how their answers are compared. */

export interface Answer {
	readonly stdout: string;
	readonly stderr: string;
	/** Exit status; -1: ended by a signal. */
	readonly status: number;
}

export interface Oracle {
	/** What stands for a person who reads a report. */
	readonly name: string;
	/** What the engine runs to do what the oracle does with a program. */
	asked(program: string): string;
	/** What of the engine's answer it can tell beside its own (`theirs`): the rest is not compared. */
	comparable(answer: Answer, theirs: Answer): Answer;
	run(programs: readonly string[]): Promise<readonly Answer[]>;
	close(): void;
}

/** As engine/conformance/README.md says: addresses and the paths of script and library are no part of what is compared. */
export function normalised(answer: Answer): Answer {
	const plain = (text: string): string =>
		text
			.replace(/0x[0-9a-fA-F]+/g, "0xADDR")
			.replace(/File "[^"\n]*main\.py"/g, 'File "main.py"')
			.replace(/File "[^"\n]*\/lib\/python3/g, 'File "lib/python3');
	return { stdout: plain(answer.stdout), stderr: plain(answer.stderr), status: answer.status };
}

export function same(a: Answer, b: Answer): boolean {
	return a.stdout === b.stdout && a.stderr === b.stderr && a.status === b.status;
}
