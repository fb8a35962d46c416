import { median } from "../figures.mjs";

/** From the click on Run to the first state drawn, in every lesson, in a browser that has seen nothing before. */

/** A reader looks at a program for longer than that before running it. */
const READING_MS = 3000;
/** The pointer has stood on the button for a while when it is pressed, and the button is held down before it is let go. */
const POINTING_MS = 300;
const PRESSING_MS = 60;

/**
 * Milliseconds from a click on the first player's Run to the paint of its first state's picture, and until all of the
 * player shows that state and can be used: position, output and controls, and the picture drawn by the views themselves.
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
		/** @type {Promise<{ picture: number, whole: number }>} */
		const drawn = new Promise((resolve) => {
			const pictured = () =>
				[...element.querySelectorAll(".hwp-graph svg")].some((svg) =>
					svg.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
				);
			const whole = () =>
				element.querySelector(".hwp-position")?.textContent !== "" &&
				element.querySelector(".hwp-drawn .hwp-graph svg") !== null;
			/** After the frame in which it is painted. @param {() => void} then */
			const painted = (then) => {
				const { port1, port2 } = new MessageChannel();
				port1.onmessage = then;
				port2.postMessage(null);
			};
			// Before whatever the page does with a click, which may keep it to itself while it is not alive.
			window.addEventListener(
				"click",
				(event) => {
					const began = event.timeStamp;
					/** @type {number | null} */
					let picture = null;
					const look = () => {
						const [some, all] = [pictured(), whole()];
						if (some && all) seen.disconnect();
						if (!some || (picture !== null && !all)) return;
						painted(() => {
							const now = performance.now() - began;
							picture ??= now;
							if (all) resolve({ picture, whole: now });
						});
					};
					// A frame in which nothing changes would make the next one wait: after the click's own, none is asked
					// for before something has changed.
					const seen = new MutationObserver(() => requestAnimationFrame(look));
					requestAnimationFrame(look);
					seen.observe(element, { subtree: true, childList: true, attributes: true, characterData: true });
				},
				{ capture: true, once: true },
			);
		});
		Object.assign(window, { drawn });
	});
	if (kind === "ready") {
		await page.waitForTimeout(READING_MS);
		// Playwright's own click sends the way there, the press and the release at once: what the first two take would be counted.
		await run.hover();
		await page.waitForTimeout(POINTING_MS);
		await page.mouse.down();
		await page.waitForTimeout(PRESSING_MS);
		await page.mouse.up();
	} else await run.evaluate((button) => /** @type {HTMLElement} */ (button).click());
	const took = await page.evaluate(
		() => /** @type {{ drawn: Promise<{ picture: number, whole: number }> }} */ (/** @type {unknown} */ (window)).drawn,
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
	/** @type {Record<string, Record<"ready" | "cold" | "readyWhole" | "coldWhole", number | null>>} */
	const perLesson = {};
	for (const lesson of lessons) {
		/** @type {Record<"ready" | "cold", { picture: number, whole: number }[]>} */
		const times = { ready: [], cold: [] };
		for (let i = 0; i < runs; i++)
			for (const kind of /** @type {const} */ (["ready", "cold"]))
				times[kind].push(await firstState(browser, `${site}/en/${lesson}`, kind, slowdown));
		perLesson[lesson] = {
			ready: median(times.ready.map(({ picture }) => picture)),
			cold: median(times.cold.map(({ picture }) => picture)),
			readyWhole: median(times.ready.map(({ whole }) => whole)),
			coldWhole: median(times.cold.map(({ whole }) => whole)),
		};
	}
	const of = (/** @type {"ready" | "cold" | "readyWhole" | "coldWhole"} */ kind) =>
		median(Object.values(perLesson).flatMap((times) => times[kind] ?? []));
	return {
		firstStateMs: of("ready"),
		firstStateColdMs: of("cold"),
		wholeMs: of("readyWhole"),
		wholeColdMs: of("coldWhole"),
		slowdown,
		workerSlowdown: await workerSlowdown(browser, slowdown),
		perLesson,
	};
}
