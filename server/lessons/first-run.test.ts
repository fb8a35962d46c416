import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { readFirstRun, writeFirstRun } from "@/components/player/first-run";
import type { Ahead } from "@/components/player/protocol";
import { Recorder } from "@/components/player/recorder";
import * as machine from "@/engine/dist/recording.mjs";
import { openEngine } from "@/engine/index";
import { LOCALES } from "@/exercises/text";
import { lessonPaths } from "./course";
import { firstRun } from "./first-run";
import type { LessonData } from "./lesson";
import { loadLesson } from "./load";

/** The engine as a page's worker has it. */
const engine = openEngine({ machine, file: (path) => readFile(`engine/dist/library/${path}`) });

/** What a worker answers to a run ahead, but for the time that it took. */
async function byWorker(source: string): Promise<Ahead | null> {
	const ahead = await new Recorder(engine).ahead({ source, options: { profile: "3.13" } }, "end");
	if (ahead === null) return null;
	const { summary } = ahead.recorded;
	const report = { ...summary.report, figures: { ...summary.report.figures, milliseconds: 0 } };
	return { ...ahead, recorded: { ...ahead.recorded, summary: { ...summary, report } } };
}

async function lessons(): Promise<readonly LessonData[]> {
	const paths = await lessonPaths();
	const loaded = await Promise.all(
		LOCALES.flatMap((locale) => paths.map(({ chapter, lesson }) => loadLesson(locale, chapter, lesson))),
	);
	return loaded.filter((lesson) => lesson !== null);
}

describe("a run made with its page", () => {
	it("is there for every program that a lesson shows, and is the run that the reader's engine makes", async () => {
		const all = await lessons();
		const shown = new Map<string, string | null>();
		for (const { programs, starts, publicItems } of all) {
			for (const { source, first } of programs.values()) shown.set(source, first);
			for (const [id, first] of starts) {
				const item = publicItems.get(id);
				if (item?.kind === "code") shown.set(item.starter, first);
			}
		}
		expect(shown.size).toBeGreaterThan(all.length / LOCALES.length);
		for (const [source, first] of shown) {
			const expected = await byWorker(source);
			expect(first === null ? null : readFirstRun(first), source).toEqual(expected);
			expect(expected, source).not.toBeNull();
		}
	}, 60_000);

	it("is none where a program is not soon done", async () => {
		expect(await firstRun("while True:\n    pass\n")).toBeNull();
	}, 60_000);

	it("is read as it was written, whatever names and texts a program has", async () => {
		const source =
			'def f():\n    x = "\\u2028</script>"\n    return x\nf.__code__ = f.__code__.replace(co_name="#")\nd = {"#": [f()], "of": 1.5}\n';
		const made = await byWorker(source);
		expect(made).not.toBeNull();
		if (made !== null) expect(readFirstRun(writeFirstRun(made))).toEqual(made);
	});
});
