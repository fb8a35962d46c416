import { median } from "../figures.mjs";

/** From the click on Run to the first state drawn, in every lesson, in a browser that has seen nothing before. */

/** A reader looks at a program for longer than that before running it. */
const READING_MS = 3000;

/**
 * Milliseconds from a click on the first player's Run to the paint of its first state.
 * @param {import("@playwright/test").Browser} browser
 * @param {string} url
 * @param {"ready" | "cold"} kind
 * @param {number} slowdown
 */
async function firstState(browser, url, kind, slowdown) {
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

/**
 * How much slower a worker is where the page is slowed down: Chromium may leave workers as they are.
 * @param {import("@playwright/test").Browser} browser
 * @param {number} slowdown
 */
async function workerSlowdown(browser, slowdown) {
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

/**
 * @param {import("@playwright/test").Browser} browser
 * @param {string} site
 * @param {readonly string[]} lessons
 * @param {{ readonly runs: number, readonly slowdown: number }} settings
 */
export async function firstStates(browser, site, lessons, { runs, slowdown }) {
	/** @type {Record<string, { ready: number | null, cold: number | null }>} */
	const perLesson = {};
	for (const lesson of lessons) {
		/** @type {Record<"ready" | "cold", number[]>} */
		const times = { ready: [], cold: [] };
		for (let i = 0; i < runs; i++)
			for (const kind of /** @type {const} */ (["ready", "cold"]))
				times[kind].push(await firstState(browser, `${site}/en/${lesson}`, kind, slowdown));
		perLesson[lesson] = { ready: median(times.ready), cold: median(times.cold) };
	}
	const of = (/** @type {"ready" | "cold"} */ kind) =>
		median(Object.values(perLesson).flatMap((times) => times[kind] ?? []));
	return {
		firstStateMs: of("ready"),
		firstStateColdMs: of("cold"),
		slowdown,
		workerSlowdown: await workerSlowdown(browser, slowdown),
		perLesson,
	};
}
