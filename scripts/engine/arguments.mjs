/** A command line that makes no sense: its message says what to type. */
export class UsageError extends Error {}

/**
 * Takes `--profile P` and `--json` out of a command line.
 * @param {readonly string[]} argv
 * @returns {{ profile: "3.13" | "3.14" | null, json: boolean, rest: string[] }}
 */
export function profileOf(argv) {
	/** @type {"3.13" | "3.14" | null} */
	let profile = null;
	let json = false;
	/** @type {string[]} */
	const rest = [];
	for (let i = 0; i < argv.length; i++) {
		const argument = argv[i];
		if (argument === "--json") json = true;
		else if (argument === "--profile") {
			const value = argv[++i];
			if (value !== "3.13" && value !== "3.14")
				throw new UsageError(`--profile takes 3.13 or 3.14, not ${value ?? "nothing"}`);
			profile = value;
		} else if (argument?.startsWith("--")) throw new UsageError(`${argument} is not an option here`);
		else if (argument !== undefined) rest.push(argument);
	}
	return { profile, json, rest };
}
