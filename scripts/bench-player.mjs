import { readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { OwnServer } from "../e2e/own-server.ts";
import { median } from "./bench/figures.mjs";
import { findBrowser } from "./prepare/browser.mjs";

/**
 * npm run -s bench:player -- [--runs N] [--slowdown K] [--json]
 *
 * Measures the player in Chromium on the built site (npm start builds it): from the click on Run to the first state
 * drawn, in every lesson, N times in a browser that has seen nothing before, on a page whose processor is K times slower.
 * `ready`: the reader has had the program before their eyes for three seconds, and clicks with the pointer; `cold`: the
 * click comes as soon as the page can be clicked, before anything could be got ahead.
 */

const root = fileURLToPath(new URL("..", import.meta.url));
/** A reader looks at a program for longer than that before running it. */
const READING_MS = 3000;

const { values } = parseArgs({
	options: {
		runs: { type: "string", default: "5" },
		slowdown: { type: "string", default: "4" },
		json: { type: "boolean", default: false },
	},
});
const runs = Number(values.runs);
const slowdown = Number(values.slowdown);

/** @type {{ chapters: { id: string, lessons: { id: string }[] }[] }} */
const course = JSON.parse(readFileSync(join(root, "content", "course.json"), "utf8"));
const lessons = course.chapters.flatMap(({ id, lessons }) => lessons.map((lesson) => `${id}/${lesson.id}`));

/**
 * Milliseconds from a click on the first player's Run to the paint of its first state.
 * @param {import("@playwright/test").Browser} browser
 * @param {string} url
 * @param {"ready" | "cold"} kind
 */
async function firstState(browser, url, kind) {
	const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
	const page = await context.newPage();
	const session = await context.newCDPSession(page);
	await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
	await page.goto(url);
	const player = page.locator("section.hwp").first();
	await player.scrollIntoViewIfNeeded();
	const run = player.getByRole("button", { name: "Run", exact: true });
	await player.evaluate((element) => {
		/** @type {Promise<number>} */
		const drawn = new Promise((resolve) => {
			element.addEventListener(
				"click",
				(event) => {
					const began = event.timeStamp;
					const seen = new MutationObserver(() => {
						if (element.querySelector(".hwp-position")?.textContent === "") return;
						if (element.querySelector(".hwp-views > *") === null) return;
						seen.disconnect();
						// After the frame in which it is painted.
						requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
					});
					seen.observe(element, { subtree: true, childList: true, characterData: true });
				},
				{ capture: true, once: true },
			);
		});
		Object.assign(window, { drawn });
	});
	if (kind === "ready") {
		await page.waitForTimeout(READING_MS);
		await run.click();
	} else await run.evaluate((button) => /** @type {HTMLElement} */ (button).click());
	const took = await page.evaluate(
		() => /** @type {{ drawn: Promise<number> }} */ (/** @type {unknown} */ (window)).drawn,
	);
	await context.close();
	return took;
}

/** How much slower a worker is where the page is slowed down: Chromium may leave workers as they are. */
async function workerSlowdown(/** @type {import("@playwright/test").Browser} */ browser) {
	/** @type {number[]} */
	const counts = [];
	for (const rate of [1, slowdown]) {
		const context = await browser.newContext();
		const page = await context.newPage();
		const session = await context.newCDPSession(page);
		await session.send("Emulation.setCPUThrottlingRate", { rate });
		await page.goto("about:blank");
		counts.push(
			await page.evaluate(() => {
				const text =
					"let n = 0; const end = performance.now() + 300; while (performance.now() < end) for (let i = 0; i < 1000; i++) n += i % 3; postMessage(n)";
				const worker = new Worker(URL.createObjectURL(new Blob([text])));
				return new Promise((resolve) => {
					worker.onmessage = ({ data }) => resolve(data);
				});
			}),
		);
		await context.close();
	}
	return (counts[0] ?? 0) / (counts[1] ?? 1);
}

const server = await OwnServer.start(root);
const executablePath = findBrowser(root) ?? undefined;
const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
try {
	/** @type {Record<string, { ready: number | null, cold: number | null }>} */
	const perLesson = {};
	for (const lesson of lessons) {
		/** @type {Record<"ready" | "cold", number[]>} */
		const times = { ready: [], cold: [] };
		for (let i = 0; i < runs; i++)
			for (const kind of /** @type {const} */ (["ready", "cold"]))
				times[kind].push(await firstState(browser, `${server.url}/en/${lesson}`, kind));
		perLesson[lesson] = { ready: median(times.ready), cold: median(times.cold) };
	}
	const of = (/** @type {"ready" | "cold"} */ kind) =>
		median(Object.values(perLesson).flatMap((times) => times[kind] ?? []));
	const report = {
		firstStateMs: of("ready"),
		firstStateColdMs: of("cold"),
		slowdown,
		workerSlowdown: await workerSlowdown(browser),
		load: loadavg()[0] ?? 0,
		perLesson,
	};
	if (values.json) process.stdout.write(`${JSON.stringify(report)}\n`);
	else {
		for (const [lesson, { ready, cold }] of Object.entries(perLesson))
			process.stdout.write(`${lesson}: ready ${ready?.toFixed(0)} ms, cold ${cold?.toFixed(0)} ms\n`);
		process.stdout.write(
			`click to first state: ready ${report.firstStateMs?.toFixed(0)} ms, cold ${report.firstStateColdMs?.toFixed(0)} ms; page ${slowdown} times slower, its workers ${report.workerSlowdown.toFixed(1)} times; load ${report.load.toFixed(1)}\n`,
		);
	}
} finally {
	await browser.close();
	await server.remove();
}
