import { readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { OwnServer } from "../e2e/own-server.ts";
import { firstStates } from "./bench/player/first-state.mjs";
import { lessonJsGzipKb } from "./bench/player/javascript.mjs";
import { scrubTimes, seekTimes } from "./bench/player/seeks.mjs";
import { findBrowser } from "./prepare/browser.mjs";

/**
 * npm run -s bench:player -- [--runs N] [--seeks N] [--slowdown K] [--json]
 *
 * Measures the player in Chromium on the built site (npm start builds it):
 * - from the click on Run to the first state's picture, and to all of the player showing that state, in every lesson, N
 *   times in a browser that has seen nothing before, on a page whose processor is K times slower. `ready`: the reader has
 *   had the program before their eyes for three seconds, and clicks with the pointer; `cold`: the click comes as soon as
 *   the page can be clicked, before anything could be got ahead;
 * - a run of a million line steps: the page's longest task meanwhile, and random jumps on the scrub bar, each from the
 *   bar's event to the paint; the counts on the cards are compared with those of a run in Node;
 * - from step to step with 60 objects in the picture;
 * - the JavaScript that a lesson is sent before the first click.
 *
 * Frames are drawn as soon as they are ready: a screen's rhythm would add up to 16 ms to each figure and say nothing of
 * the player. But for the long run: the bar that moves meanwhile would be drawn without a pause, and the page and the
 * engine would wait for each other's turns on the processor.
 */

const root = fileURLToPath(new URL("..", import.meta.url));

const { values } = parseArgs({
	options: {
		runs: { type: "string", default: "5" },
		seeks: { type: "string", default: "200" },
		slowdown: { type: "string", default: "4" },
		json: { type: "boolean", default: false },
	},
});

/** @type {{ chapters: { id: string, lessons: { id: string }[] }[] }} */
const course = JSON.parse(readFileSync(join(root, "content", "course.json"), "utf8"));
const lessons = course.chapters.flatMap(({ id, lessons }) => lessons.map((lesson) => `${id}/${lesson.id}`));

const server = await OwnServer.start(root);
const executablePath = findBrowser(root) ?? undefined;
const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const browser = await chromium.launch({
	executablePath,
	args: ["--disable-frame-rate-limit", "--disable-gpu-vsync", ...sandbox],
});
const rhythmic = await chromium.launch({ executablePath, args: sandbox });
try {
	const [lesson = ""] = lessons;
	const url = `${server.url}/en/${lesson}`;
	const first = await firstStates(browser, server.url, lessons, {
		runs: Number(values.runs),
		slowdown: Number(values.slowdown),
	});
	const report = {
		...(await seekTimes(rhythmic, url, Number(values.seeks))),
		...(await scrubTimes(browser, url)),
		lessonJsGzipKb: await lessonJsGzipKb(browser, url),
		...first,
		load: loadavg()[0] ?? 0,
	};
	if (values.json) process.stdout.write(`${JSON.stringify(report)}\n`);
	else {
		const ms = (/** @type {number | null} */ value) => `${value === null ? "-" : value.toFixed(0)} ms`;
		for (const [lesson, { ready, cold, readyWhole, coldWhole }] of Object.entries(report.perLesson))
			process.stdout.write(
				`${lesson}: ready ${ms(ready)} (all of it ${ms(readyWhole)}), cold ${ms(cold)} (${ms(coldWhole)})\n`,
			);
		const { firstStateMs, firstStateColdMs, slowdown, workerSlowdown } = report;
		process.stdout.write(
			`click to first state: ready ${ms(firstStateMs)}, cold ${ms(firstStateColdMs)}; page ${slowdown} times slower, its workers ${workerSlowdown.toFixed(1)} times\n`,
		);
		process.stdout.write(
			`run of ${report.steps} steps: jumps ${ms(report.seekMedianMs)} (95%: ${ms(report.seekP95Ms)}), ${report.countsCompared} counts compared; longest task of the page ${ms(report.longestTaskMs)}; ${report.bytesPerStep?.toFixed(1) ?? "-"} bytes a step\n`,
		);
		process.stdout.write(
			`step to step with ${report.scrubObjects} objects: ${ms(report.scrubMedianMs)}; JavaScript of a lesson ${report.lessonJsGzipKb.toFixed(0)} kB; load ${report.load.toFixed(1)}\n`,
		);
	}
} finally {
	await browser.close();
	await rhythmic.close();
	await server.remove();
}
