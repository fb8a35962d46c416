import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The project's root, wherever the command was given. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

/** A reason to stop that the person at the terminal can do something about; its message is one sentence. */
export class Stop extends Error {}

/** @param {string} text */
export function say(text) {
	process.stdout.write(`heapwise: ${text}\n`);
}

/** @param {string | undefined} text */
export function portOf(text) {
	if (text === undefined || text === "") return 3000;
	const port = Number(text);
	if (Number.isInteger(port) && port > 0 && port < 65536) return port;
	throw new Stop(`PORT must be a number from 1 to 65535, but it is "${text}".`);
}

/**
 * Runs a command to its end, showing only that and for how long; on failure throws a Stop that names what failed, after showing what it wrote.
 * @param {string} what "Installing the packages"
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, hint?: (output: string) => string | null }} options
 */
export function run(what, command, args, options) {
	say(what);
	const started = Date.now();
	const done = spawnSync(command, args, {
		cwd: options.cwd,
		env: options.env ?? process.env,
		encoding: "utf8",
		maxBuffer: 64 * 1024 * 1024,
	});
	if (done.error === undefined && done.status === 0) {
		say(`${what}: done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
		return done.stdout;
	}
	const output = `${done.stdout ?? ""}${done.stderr ?? ""}`;
	process.stderr.write(`${output.slice(-8000)}\n`);
	const hint = options.hint?.(output) ?? null;
	throw new Stop(
		hint ?? `${what} failed (${done.error?.message ?? `exit status ${done.status}`}); its last words stand above.`,
	);
}
