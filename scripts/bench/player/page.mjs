/** What the player's benchmarks do to a page. */

/**
 * A lesson with a program of ours in its first player.
 * @param {import("@playwright/test").Browser} browser
 * @param {string} url
 * @param {string} source
 */
export async function openWith(browser, url, source) {
	const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
	const page = await context.newPage();
	// What is written before the page has come to life is lost.
	await page.goto(url, { waitUntil: "networkidle" });
	const player = page.locator("section.hwp").first();
	await player.scrollIntoViewIfNeeded();
	await player.locator("textarea").first().fill(source);
	return { context, page, player };
}

/** Milliseconds that a run may take until its last state is drawn. */
const RUN_MS = 240_000;

/**
 * Runs the program to its end. The click and the waiting are the page's own: to find a button by its role, or a text
 * again and again, would take the page's time.
 * @param {import("@playwright/test").Locator} player
 * @returns the number of its steps, and the length in milliseconds of each of the page's tasks of 50 or more, from the
 * click to half a second after the last state was drawn
 */
export async function run(player) {
	const button = await player.getByRole("button", { name: "Run", exact: true }).elementHandle();
	return player.evaluate(
		async (element, { button, most }) => {
			/** @type {{ startTime: number, duration: number }[]} */
			const tasks = [];
			const watch = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
			watch.observe({ type: "longtask" });
			const position = /** @type {HTMLElement} */ (element.querySelector(".hwp-position"));
			const began = performance.now();
			/** @type {number} */
			const steps = await new Promise((resolve, reject) => {
				const look = () => {
					const [, steps] = /^step \d+ of (\d+)/.exec(position.textContent ?? "") ?? [];
					if (steps === undefined) return;
					seen.disconnect();
					clearTimeout(late);
					resolve(Number(steps));
				};
				const seen = new MutationObserver(look);
				const late = setTimeout(() => reject(new Error(`no last state after ${most} ms`)), most);
				seen.observe(position, { subtree: true, childList: true, characterData: true });
				/** @type {HTMLElement} */ (button).click();
			});
			// Long tasks are told of a moment later.
			await new Promise((resolve) => setTimeout(resolve, 500));
			watch.disconnect();
			return {
				steps,
				longTasks: tasks.filter((task) => task.startTime + task.duration > began).map((task) => task.duration),
			};
		},
		{ button, most: RUN_MS },
	);
}

/**
 * Milliseconds between a step and the next, longer than a screen's frame. To wait for a frame in which nothing changes
 * instead would make the next one wait for the screen's rhythm, even where the browser is told that there is none.
 */
const REST_MS = 25;

/**
 * Moves the scrub bar to steps one after the other. Of each: milliseconds from the bar's event to the paint of the
 * step's state, and then the counts on the cards, by serial.
 * @param {import("@playwright/test").Locator} player
 * @param {readonly number[]} steps
 * @returns {Promise<{ step: number, took: number, counts: [number, string][] }[]>}
 */
export function scrubTo(player, steps) {
	return player.evaluate(
		async (element, { steps, rest }) => {
			const bar = /** @type {HTMLInputElement} */ (element.querySelector(".hwp-scrub input"));
			const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
			const position = /** @type {HTMLElement} */ (element.querySelector(".hwp-position"));
			const shows = (/** @type {number} */ step) => position.textContent?.startsWith(`step ${step} of `) === true;
			/** Once what is drawn now has been painted. */
			const painted = () =>
				new Promise((resolve) => {
					requestAnimationFrame(() => {
						const { port1, port2 } = new MessageChannel();
						port1.onmessage = () => resolve(undefined);
						port2.postMessage(null);
					});
				});
			const made = [];
			for (const step of steps) {
				if (shows(step)) continue;
				const drawn = new Promise((resolve) => {
					const seen = new MutationObserver(() => {
						if (!shows(step)) return;
						seen.disconnect();
						resolve(undefined);
					});
					seen.observe(position, { subtree: true, childList: true, characterData: true });
				});
				const began = performance.now();
				setValue?.call(bar, String(step));
				bar.dispatchEvent(new Event("input", { bubbles: true }));
				await drawn;
				await painted();
				const took = performance.now() - began;
				/** @type {[number, string][]} */
				const counts = [...element.querySelectorAll(".hwp-drawn [data-serial] .hwp-badge tspan:last-child")].map(
					(badge) => [Number(badge.closest("[data-serial]")?.getAttribute("data-serial")), badge.textContent ?? ""],
				);
				made.push({ step, took, counts });
				await new Promise((resolve) => setTimeout(resolve, rest));
			}
			return made;
		},
		{ steps, rest: REST_MS },
	);
}
