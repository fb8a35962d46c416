/** What a page's first picture waits for: nothing but the page (docs/decisions/0018). */
import { expect, test } from "./fixtures";

test("a lesson brings its style sheets, and asks for no font ahead of its text", async ({ request, origin }) => {
	const page = await (await request.get(`${origin}/en/counting/references`)).text();
	expect(page).not.toMatch(/<link[^>]*rel="stylesheet"/);
	expect(page).not.toMatch(/<link[^>]*as="font"/);
	// Its faces are there all the same, for when the text has been drawn.
	expect(page).toMatch(/<style[\s\S]*@font-face[\s\S]*\.woff2/);
});

test("a page fetches a whole face only where it has a sign that the small one lacks", async ({ page }) => {
	const fetched: string[] = [];
	page.on("response", (response) => {
		if (response.url().endsWith(".woff2")) fetched.push(new URL(response.url()).pathname);
	});
	const whole = () => fetched.filter((path) => /wght/.test(path));
	await page.goto("/en/counting/references", { waitUntil: "networkidle" });
	await expect.poll(() => fetched.length).toBeGreaterThan(2);
	expect(whole()).toEqual([]);
	await page.locator("h1").evaluate((title) => title.append("\u00e9"));
	await expect.poll(() => whole().length).toBe(1);
	expect(whole()[0]).toContain("serif");
});

test("a player far below is laid out when the reader comes near it, and works", async ({ page }) => {
	await page.goto("/en/counting/references");
	const players = page.locator("section.hwp");
	const last = players.last();
	await expect(players.first()).toHaveAttribute("data-near", "");
	await expect(last).not.toHaveAttribute("data-near", "");
	expect(await last.evaluate((e) => getComputedStyle(e).contentVisibility)).toBe("auto");
	await last.scrollIntoViewIfNeeded();
	await expect(last).toHaveAttribute("data-near", "");
	expect(await last.evaluate((e) => getComputedStyle(e).contentVisibility)).toBe("visible");
	await expect(last.getByRole("button", { name: "Run", exact: true })).toBeVisible();
});

test("a lesson's first picture came with the page: a click shows it, and what the views draw then lies over it", async ({
	page,
}) => {
	let release = (): void => {};
	const held = new Promise<void>((resolve) => {
		release = resolve;
	});
	await page.setViewportSize({ width: 1280, height: 900 });
	await page.route("**/_next/static/**/*.js", async (route) => {
		await held;
		await route.continue();
	});
	await page.goto("/en/counting/references", { waitUntil: "commit" });
	const player = page.locator("section.hwp").first();
	const cards = () =>
		player.locator("svg [data-serial]:visible").evaluateAll((elements) =>
			elements.map((element) => {
				const stage = element.closest(".hwp-stage")?.getBoundingClientRect();
				const { x, y, width, height } = element.getBoundingClientRect();
				return [x - (stage?.x ?? 0), y - (stage?.y ?? 0), width, height].map(Math.round);
			}),
		);
	expect(await cards()).toEqual([]);
	await player.getByRole("button", { name: "Run", exact: true }).click();
	await expect(player.locator(".hwp-still svg:visible").first()).toBeVisible();
	const sent = await cards();
	expect(sent.length).toBeGreaterThan(0);
	release();
	await expect(player.getByRole("button", { name: "Run again" })).toBeVisible();
	await expect(player.locator(".hwp-drawn svg").first()).toBeVisible();
	await expect(player.locator(".hwp-still")).toHaveCount(0);
	expect(await cards()).toEqual(sent);
	await expect(player.locator(".hwp-position")).toContainText("step");
});

test("Run pressed before the page is alive is answered when it is", async ({ page }) => {
	let release = (): void => {};
	const held = new Promise<void>((resolve) => {
		release = resolve;
	});
	await page.route("**/_next/static/**/*.js", async (route) => {
		await held;
		await route.continue();
	});
	await page.goto("/en/counting/references", { waitUntil: "commit" });
	const player = page.locator("section.hwp").first();
	await player.getByRole("button", { name: "Run", exact: true }).click();
	await expect(player).toHaveAttribute("data-run", "");
	release();
	await expect(player.getByRole("button", { name: "Run again" })).toBeVisible();
	await expect(player).not.toHaveAttribute("data-run", "");
});
