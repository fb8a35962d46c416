/** Every count, list and block at the states of some programs of the corpus; `npm run audit` looks at all of them. */
import { expect, it } from "vitest";
import { furnish } from "../../scripts/engine/load.mjs";
import { audit, provideLibrary } from "../dist/recording.mjs";
import { corpusPrograms } from "../testing/corpus";

const LIMITS = { work: 2_000_000, bytes: 64 * 1024 * 1024, output: 1_000_000 };
/** One program in so many; the first states of each, then fewer and fewer, by the objects looked at. */
const EVERY = 25;
const MOST = 1_000_000;

await furnish({ provideLibrary });

it.each(["3.13", "3.14"] as const)(
	"finds every count, list and block right in %s",
	(profile) => {
		const chosen = corpusPrograms().filter((_source, i) => i % EVERY === 0);
		let audited = 0;
		for (const source of chosen) {
			const report = audit(source, { profile, limits: LIMITS }, 1, MOST);
			expect(report.problems, source).toEqual([]);
			audited += report.audited;
		}
		expect(audited).toBeGreaterThan(chosen.length);
	},
	60_000,
);
