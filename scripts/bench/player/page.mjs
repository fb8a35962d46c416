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
 * Runs the program to its end.
 * @param {import("@playwright/test").Locator} player
 * @returns the number of its steps
 */
export async function run(player) {
	await player.getByRole("button", { name: "Run", exact: true }).click();
	const position = player.locator(".hwp-position");
	await position.filter({ hasText: /^step \d+ of \d+/ }).waitFor({ timeout: RUN_MS });
	return Number(/of (\d+)/.exec(await position.innerText())?.[1]);
}

/**
 * Moves the scrub bar to steps one after the other. Of each: milliseconds from the bar's event to the paint of the
 * step's state, and then the counts on the cards, by serial.
 * @param {import("@playwright/test").Locator} player
 * @param {readonly number[]} steps
 * @returns {Promise<{ step: number, took: number, counts: [number, string][] }[]>}
 */
export function scrubTo(player, steps) {
	return player.evaluate(async (element, steps) => {
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
			await painted();
		}
		return made;
	}, steps);
}
