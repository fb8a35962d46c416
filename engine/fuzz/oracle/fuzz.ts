/** Runs random programs in the engine and in an oracle, and shrinks those whose answers differ. */
import type { Engine } from "../../api";
import type { ProfileName } from "../../profiles";
import { program } from "../program";
import { shrink } from "../shrink";
import type { Feature } from "../writer";
import { type Answer, normalised, type Oracle, same } from "./oracle";

export interface FuzzOptions {
	readonly count: number;
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
}

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
		answer: normalised({ stdout, stderr, status: finished ? outcome.exitStatus : -2 }),
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
	const differs = (mine: Ours, theirs: Answer): boolean => !same(oracle.comparable(mine.answer, theirs), theirs);
	for (let first = 0; first < options.count; first += BATCH) {
		const seeds = Array.from(
			{ length: Math.min(BATCH, options.count - first) },
			(_, i) => options.seed * 1_000_003 + first + i,
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
			if (!differs(mine, theirs[i] as Answer)) continue;
			const seed = seeds[i] as number;
			differing.push(seed);
			if (differences.length >= options.reports) continue;
			const crashed = mine.message !== null;
			const small = await shrink(source, async (candidates) => {
				const answers = await oracle.run(candidates);
				return candidates.map((candidate, j) => {
					// What is no program any more shows how syntax errors are worded, not what was found.
					if (/^(Syntax|Indentation)Error/m.test(answers[j]?.stderr ?? "")) return false;
					const again = ours(run, oracle.asked(candidate), options.profile);
					return again.refused === null && (again.message !== null) === crashed && differs(again, answers[j] as Answer);
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
	return { programs: options.count, lines, differing, differences, refused };
}
