import { nativeOracle } from "../engine/fuzz/oracle/native.ts";
import { callsProgram, SUBJECTS } from "../engine/testing/calls.ts";
import { profileOf, UsageError } from "./engine/arguments.mjs";
import { loadEngine } from "./engine/load.mjs";

/**
 * npm run -s fuzz:calls -- [--seed S] [--rounds N] [--sparse] [--only SUBJECT,...] [--profile 3.13|3.14] [--python PATH] [--examples N]
 *
 * Calls everything native with arguments of every type (`engine/testing/calls.ts`). Each run must end without a defect;
 * with `--python` each call must come to what it comes to there, the counts of its arguments included. What differs is
 * listed by callable, with some examples of each kind. `--sparse` leaves out the calls with each value alone. Exit status
 * 1 if anything failed or differs.
 */
const USAGE =
	"usage: npm run -s fuzz:calls -- [--seed S] [--rounds N] [--sparse] [--only SUBJECT,...] [--profile 3.13|3.14] [--python PATH] [--examples N]";
const LIMITS = { work: 2_000_000_000, output: 100_000_000 };
const ARROW = ") -> ";
/** So many calls of a program are left out one after the other before the rest of it is given up. */
const MOST_LEFT_OUT = 60;
/** What is reported first. */
const KINDS = ["defect", "refs", "exception", "result", "message", "absent", "refused", "unanswered"];

/** Takes `--name VALUE` out of a command line. @param {string[]} argv @param {string} name @returns {string | null} */
function option(argv, name) {
	const i = argv.indexOf(name);
	if (i < 0) return null;
	const [, value] = argv.splice(i, 2);
	if (value === undefined) throw new UsageError(`${name} takes a value\n${USAGE}`);
	return value;
}

/** @param {string[]} argv @param {string} name @param {number} otherwise */
function number(argv, name, otherwise) {
	const text = option(argv, name);
	if (text === null) return otherwise;
	if (!/^\d+$/.test(text)) throw new UsageError(`${name} takes a number, not ${text}`);
	return Number(text);
}

/** Calls of an output, with what came of each. @param {string} stdout */
function linesOf(stdout) {
	/** @type {Map<string, string>} */
	const lines = new Map();
	const plain = stdout.replace(/0x(?!ADDR)[0-9a-fA-F]+/g, "0xADDR").replace(/(["'])[^"' ]*main\.py\1/g, "$1main.py$1");
	for (const line of plain.split("\n")) {
		const at = line.indexOf(ARROW);
		if (at >= 0) lines.set(line.slice(0, at + 1), line.slice(at + ARROW.length));
	}
	return lines;
}

/** What was called, without its arguments and which instance it was called on. @param {string} subject @param {string} call */
function callableOf(subject, call) {
	const rest = call.startsWith(subject) ? call.slice(subject.length) : call;
	return subject + rest.slice(0, rest.indexOf("(")).replace(/\/.*/, "");
}

/** @param {string} text */
const refsOf = (text) => / # refs (\[.*?\])/.exec(text)?.[0] ?? "";
/** @param {string} text */
const exceptionOf = (text) => /^(?:\[.*\] )?! (\w+)/.exec(text)?.[1] ?? "";

/** @param {string} ours @param {string} theirs */
function kindOf(ours, theirs) {
	const exception = exceptionOf(theirs);
	if (exceptionOf(ours) !== exception) return "exception";
	if (refsOf(ours) !== refsOf(theirs)) return "refs";
	return exception === "" ? "result" : "message";
}

try {
	const argv = process.argv.slice(2);
	const python = option(argv, "--python");
	const seed = number(argv, "--seed", 1);
	const rounds = number(argv, "--rounds", 40);
	const examples = number(argv, "--examples", 3);
	const only = option(argv, "--only")?.split(",");
	const sparse = argv.includes("--sparse");
	const { profile: asked, rest } = profileOf(argv.filter((word) => word !== "--sparse"));
	if (rest.length > 0) throw new UsageError(USAGE);
	const profile = asked ?? "3.13";
	const { run } = await loadEngine("fast");
	const oracle = python === null ? null : nativeOracle(python);
	/** @type {Map<string, Map<string, string[]>>} */
	const found = new Map(KINDS.map((kind) => [kind, new Map()]));
	/** @param {string} kind @param {string} callable @param {string} text */
	const report = (kind, callable, text) => {
		const of = found.get(kind);
		of?.set(callable, [...(of.get(callable) ?? []), text]);
	};
	let calls = 0;
	for (const subject of SUBJECTS) {
		if (only !== undefined && !only.includes(subject.name)) continue;
		for (let part = 0; part < subject.parts; part++) {
			/** @type {string[]} */
			const skipped = [];
			const program = () => callsProgram(subject, part, { seed, rounds, all: !sparse, skipped });
			const name = `${subject.name}, part ${part}`;
			let answer = run(program(), { profile, limits: LIMITS });
			while (answer.outcome.kind !== "finished") {
				const { kind, message } = answer.outcome;
				const last = answer.stdout.slice(answer.stdout.lastIndexOf("\n") + 1);
				const call = last.slice(0, last.lastIndexOf(ARROW) + 1);
				const callable = call === "" ? name : callableOf(subject.name, call);
				report(kind === "unsupported" ? "refused" : "defect", callable, `${call}\n  ${kind}: ${message}`);
				if (call === "" || skipped.includes(call) || skipped.length === MOST_LEFT_OUT) break;
				skipped.push(call);
				answer = run(program(), { profile, limits: LIMITS });
			}
			if (answer.outcome.kind === "finished" && answer.outcome.exitStatus !== 0) report("defect", name, answer.stderr);
			const ours = linesOf(answer.stdout);
			calls += ours.size;
			if (oracle === null) continue;
			const [expected] = await oracle.run([program()]);
			if (expected?.status !== 0) report("unanswered", name, `${expected?.stderr}${expected?.stdout.slice(-200)}`);
			for (const [call, text] of linesOf(expected?.stdout ?? "")) {
				const mine = ours.get(call);
				const callable = callableOf(subject.name, call);
				if (mine === undefined) report("absent", callable, call);
				else if (mine !== text) report(kindOf(mine, text), callable, `${call}\n  here  ${mine}\n  there ${text}`);
			}
		}
	}
	oracle?.close();
	let failures = 0;
	for (const [kind, callables] of found) {
		for (const [callable, lines] of callables) {
			failures += lines.length;
			console.log(`==== ${kind}: ${callable}, ${lines.length}`);
			for (const line of lines.slice(0, examples)) console.log(line);
		}
	}
	console.log(`${calls} calls, ${failures} failed`);
	if (failures > 0) process.exitCode = 1;
} catch (error) {
	if (!(error instanceof UsageError)) throw error;
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 64;
}
