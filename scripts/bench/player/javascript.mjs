/** The JavaScript that a lesson page is sent before anybody touches it. */

/** After that nothing more comes by itself. */
const QUIET_MS = 4000;

/**
 * Kilobytes as sent (gzip), the scripts that workers ask for not among them.
 * @param {import("@playwright/test").Browser} browser
 * @param {string} url
 */
export async function lessonJsGzipKb(browser, url) {
	const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
	const page = await context.newPage();
	/** @type {import("@playwright/test").Request[]} */
	const scripts = [];
	page.on("requestfinished", (request) => {
		if (request.resourceType() === "script" && request.serviceWorker() === null) scripts.push(request);
	});
	await page.goto(url, { waitUntil: "networkidle" });
	await page.waitForTimeout(QUIET_MS);
	const workers = new Set(page.workers().map((worker) => worker.url()));
	let bytes = 0;
	for (const request of scripts) {
		if (workers.has(request.url())) continue;
		const { responseBodySize } = await request.sizes();
		bytes += responseBodySize;
	}
	await context.close();
	return bytes / 1024;
}
