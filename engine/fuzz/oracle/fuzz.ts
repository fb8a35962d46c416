/** Runs random programs in the engine and in an oracle, and shrinks those whose answers differ. */
import type { Engine } from "../../api";
import type { ProfileName } from "../../profiles";
import { program } from "../program";
import { shrink } from "../shrink";
import type { Feature } from "../writer";
import { type Answer, compare, normalised, type Oracle, type Stop } from "./oracle";

export interface FuzzOptions {
	readonly count: number;
	/** The first of the seed's programs to run. */
	readonly from: number;
	readonly seed: number;
	readonly profile: ProfileName;
	readonly features: ReadonlySet<Feature>;
	/** Most programs to shrink and report; the others are counted. */
	readonly reports: number;
	/** Added at a program's end, for oracles that cannot tell more. */
	readonly epilogue: string;
}

export interface Difference {
	readonly seed: number;
	readonly program: string;
	readonly expected: Answer;
	readonly found: Answer;
	/** The engine's own words where it did not finish the program. */
	readonly message: string | null;
}

export interface FuzzResult {
	readonly programs: number;
	readonly lines: number;
	/** Seeds of all programs that differ. */
	readonly differing: readonly number[];
	readonly differences: readonly Difference[];
	/** Programs that the engine refused, by feature. */
	readonly refused: ReadonlyMap<string, number>;
	/** Programs that a limit ended here and there, and that agree up to where the first was ended. */
	readonly stopped: readonly Stopped[];
	/** Seeds of programs of which CPython says now this, now that, by which blocks of memory are free; the engine says one of them. */
	readonly unsettled: readonly number[];
}

export interface Stopped {
	readonly seed: number;
	/** What ended it here and in the oracle (null: it ended by itself), and after how many characters. */
	readonly ours: Stop | null;
	readonly theirs: Stop | null;
	readonly oursWrote: number;
	readonly theirsWrote: number;
}

/** What of the engine's limits ends a run. */
const STOPS = { work: "time", bytes: "memory", output: "output" } as const;
/** How many other layouts of memory are tried where an answer differs: an address that only a few of them give again is rare, not wrong. */
const LAYOUTS = 40;
/** How many fresh interpreters are asked, each with another environment: what it holds lies between the blocks. */
const AFRESH = 24;

const LIMITS = { work: 100_000_000, bytes: 100 * 1024 * 1024, output: 2_000_000 };
const BATCH = 100;

type Run = Engine["run"];

interface Ours {
	readonly answer: Answer;
	readonly message: string | null;
	readonly refused: string | null;
}

function ours(run: Run, source: string, profile: ProfileName): Ours {
	const { outcome, stdout, stderr } = run(source, { profile, limits: LIMITS });
	const finished = outcome.kind === "finished";
	return {
		answer: normalised({
			stdout,
			stderr,
			status: finished ? outcome.exitStatus : -2,
			stopped: outcome.kind === "limit" ? STOPS[outcome.limit] : null,
		}),
		message: finished ? null : `${outcome.kind}: ${outcome.message}`,
		refused: outcome.kind === "unsupported" ? outcome.feature : null,
	};
}

export async function fuzz(
	run: Run,
	oracle: Oracle,
	options: FuzzOptions,
	progress: (done: number, differing: number) => void = () => {},
	found: (difference: Difference) => void = () => {},
): Promise<FuzzResult> {
	const differing: number[] = [];
	const differences: Difference[] = [];
	const refused = new Map<string, number>();
	let lines = 0;
	const stopped: Stopped[] = [];
	const unsettled: number[] = [];
	const verdict = (mine: Ours, theirs: Answer) => compare(oracle.comparable(mine.answer, theirs), theirs);
	for (let first = 0; first < options.count; first += BATCH) {
		const seeds = Array.from(
			{ length: Math.min(BATCH, options.count - first) },
			(_, i) => options.seed * 1_000_003 + options.from + first + i,
		);
		const sources = seeds.map((seed) => program(seed, options.features) + options.epilogue);
		const theirs = await oracle.run(sources);
		for (const [i, source] of sources.entries()) {
			lines += source.split("\n").length;
			const mine = ours(run, oracle.asked(source), options.profile);
			if (mine.refused !== null) {
				refused.set(mine.refused, (refused.get(mine.refused) ?? 0) + 1);
				continue;
			}
			const answer = theirs[i] as Answer;
			const seed = seeds[i] as number;
			const judged = verdict(mine, answer);
			if (judged === "stopped")
				stopped.push({
					seed,
					ours: mine.answer.stopped,
					theirs: answer.stopped,
					oursWrote: mine.answer.stdout.length,
					theirsWrote: answer.stdout.length,
				});
			if (judged !== "differs") continue;
			let settled = true;
			for (let i = 0; i < AFRESH && settled && answer.stopped === null && oracle.afresh !== undefined; i++)
				settled = verdict(mine, oracle.afresh(source, i)) !== "same";
			for (let layout = 1; layout <= LAYOUTS && settled && answer.stopped === null; layout++) {
				const [other] = await oracle.run([source], layout);
				settled = other === undefined || verdict(mine, other) !== "same";
			}
			if (!settled) {
				unsettled.push(seed);
				continue;
			}
			differing.push(seed);
			if (differences.length >= options.reports) continue;
			const crashed = mine.message !== null;
			const small = await shrink(source, async (candidates) => {
				const answers = await oracle.run(candidates);
				return candidates.map((candidate, j) => {
					// What is no program any more shows how syntax errors are worded, not what was found.
					if (/^(Syntax|Indentation)Error/m.test(answers[j]?.stderr ?? "")) return false;
					const again = ours(run, oracle.asked(candidate), options.profile);
					return (
						again.refused === null &&
						(again.message !== null) === crashed &&
						verdict(again, answers[j] as Answer) === "differs"
					);
				});
			});
			const [expected] = await oracle.run([small]);
			const last = ours(run, oracle.asked(small), options.profile);
			const difference = {
				seed,
				program: small,
				expected: expected as Answer,
				found: oracle.comparable(last.answer, expected as Answer),
				message: last.message,
			};
			differences.push(difference);
			found(difference);
		}
		progress(first + seeds.length, differing.length);
	}
	return { programs: options.count, lines, differing, differences, refused, stopped, unsettled };
}
