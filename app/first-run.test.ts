import { readFile } from "node:fs/promises";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { FIRST_PROFILE, readFirstRun, writeFirstRun } from "@/components/player/first-run";
import type { Ahead } from "@/components/player/protocol";
import { Recorder } from "@/components/player/recorder";
import { StillDrawing } from "@/components/player/still-drawing";
import * as machine from "@/engine/dist/recording.mjs";
import { openEngine } from "@/engine/index";
import { LOCALES } from "@/exercises/text";
import { lessonPaths } from "@/server/lessons/course";
import type { LessonData } from "@/server/lessons/lesson";
import { loadLesson } from "@/server/lessons/load";
import { firstRun } from "./first-run";

/** The engine as a page's worker has it. */
const engine = openEngine({ machine, file: (path) => readFile(`engine/dist/library/${path}`) });

/** What a worker answers to a run ahead. */
function byWorker(source: string): Promise<Ahead | null> {
	return new Recorder(engine).ahead({ source, options: { profile: FIRST_PROFILE } }, "end");
}

/** But for what is no part of the run: the time and the memory that recording it took. */
function timeless(ahead: Ahead | null): unknown {
	if (ahead === null) return null;
	const { summary } = ahead.recorded;
	const report = { ...summary.report, figures: { ...summary.report.figures, milliseconds: 0 } };
	return { ...ahead, recorded: { ...ahead.recorded, summary: { ...summary, report, bytes: null } } };
}

async function lessons(): Promise<readonly LessonData[]> {
	const paths = await lessonPaths();
	const loaded = await Promise.all(
		LOCALES.flatMap((locale) => paths.map(({ chapter, lesson }) => loadLesson(locale, chapter, lesson, firstRun))),
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
			expect(expected, source).not.toBeNull();
			expect(timeless(first === null ? null : readFirstRun(first)), source).toEqual(timeless(expected));
		}
	}, 60_000);

	it("is drawn with the page in each width, every object of it, and what stands beside it", async () => {
		for (const { programs, locale } of await lessons()) {
			for (const { first, id } of programs.values()) {
				if (first === null) throw new Error(`${id} has no run`);
				const drawn = renderToStaticMarkup(createElement(StillDrawing, { first, title: id, locale }));
				const { state, recorded } = readFirstRun(first);
				const { summary, outline } = recorded;
				const carded = new Set(outline.cards.map(({ serial }) => serial));
				const serials = state.objects.map(({ serial }) => serial).filter((serial) => carded.has(serial));
				for (const serial of serials) expect(drawn.split(`data-serial="${serial}"`), id).toHaveLength(3);
				expect(drawn.split("<svg aria-label"), id).toHaveLength(3);
				const collects = (summary.collected.at(-1) ?? 0) > 0;
				expect(drawn.includes("hwp-collects"), id).toBe(collects);
			}
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
