import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Locator, Page } from "@playwright/test";
import { fragmentOf, openFragment, type Shared } from "@/components/play/fragment";
import { restAt } from "@/components/player/place";
import { expectAccessible } from "./axe";
import { test, expect as watched } from "./watched";

/** Runs, and comparisons of two of them, take their time where the machine has more to do. */
const expect = watched.configure({ timeout: 25_000 });

const EXAMPLES = "content/shared/play/examples";

/** The player that the page is about: a comparison has two more. */
const player = (page: Page): Locator => page.getByRole("region", { name: /^Program player: \w+(-\w+)*\.py$/ });
const position = (page: Page): Locator => player(page).locator(".hwp-position");
const output = (page: Page): Locator => player(page).locator(".hwp-output pre");
const chooser = (page: Page): Locator => page.getByRole("combobox", { name: "Program", exact: true });
const editor = (page: Page): Locator => player(page).locator(".hwp-editor");

/** Opens the playground, and waits until it answers: what a reader does before that is not heard. */
async function open(page: Page, path = "/en/play"): Promise<void> {
	await page.goto(path);
	await expect(page.locator(".play-chooser select")).toBeEnabled();
}

/** The plain editor and Monaco both take what is typed at once, as a paste or an input method would give it. */
async function write(page: Page, text: string): Promise<void> {
	await player(page).getByRole("textbox").first().focus();
	await page.keyboard.press("ControlOrMeta+a");
	await page.keyboard.press("Delete");
	await page.keyboard.insertText(text);
}

async function run(page: Page): Promise<void> {
	await player(page)
		.getByRole("button", { name: /^Run( again)?$/ })
		.click();
}

async function addressOf(shared: Partial<Shared> & Pick<Shared, "source">): Promise<string> {
	const fragment = await fragmentOf({ profile: "3.13", view: "graph", place: null, ...shared });
	if (fragment === null) throw new Error("too long for a link");
	return fragment;
}

/** A page of another site, which shows whatever HTML it is asked for. */
async function elsewhere(html: string): Promise<{ readonly server: Server; readonly url: string }> {
	const server = createServer((_, response) => response.writeHead(200, { "content-type": "text/html" }).end(html));
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

test("a program of one's own runs, and a reload finds it again", async ({ page }) => {
	await open(page);
	await write(page, "# Mine\nprint('kept', 1 + 1)\n");
	await expect(page.getByText("Kept in this browser.", { exact: true })).toBeVisible();
	await run(page);
	await expect(output(page)).toHaveText("kept 2\n");
	await page.reload();
	await expect(chooser(page).locator("option:checked")).toHaveText("Mine");
	await run(page);
	await expect(output(page)).toHaveText("kept 2\n");

	// An example does not take its place, nor does what is made of the example.
	await chooser(page).selectOption({ label: "Two nodes in a cycle" });
	await expect(position(page)).toHaveText(/^step 12 of/);
	await write(page, "# Another\nprint('second')\n");
	await expect(chooser(page).locator("option:checked")).toHaveText("Another");
	await chooser(page).selectOption({ label: "Mine" });
	await run(page);
	await expect(output(page)).toHaveText("kept 2\n");
	await page.getByRole("button", { name: "Remove from the list" }).click();
	await expect(chooser(page).locator("option", { hasText: "Another" })).toHaveCount(1);
	await page.reload();
	await expect(chooser(page).locator("option", { hasText: "Mine" })).toHaveCount(0);
});

test("every example runs to its end in both Pythons, as CPython did", { tag: "@long" }, async ({ page }) => {
	test.slow();
	await open(page);
	const values = await chooser(page)
		.locator("option")
		.evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
	expect(values.length).toBeGreaterThanOrEqual(8);
	for (const value of values.toReversed()) {
		const id = value.replace("example:", "");
		await chooser(page).selectOption(value);
		const printed = (profile: string) => readFileSync(`${EXAMPLES}/${id}.${profile}.out`, "utf8");
		// It runs at once, and shows a step that is worth it.
		await expect(position(page)).toHaveText(/^step \d+ of/);
		await player(page)
			.getByRole("button", { name: /^Run( again)?$/ })
			.focus();
		await page.keyboard.press("End");
		await expect(output(page), `${id} as 3.13`).toHaveText(printed("3.13"));
		await player(page).getByRole("combobox", { name: "Python" }).selectOption("3.14");
		await run(page);
		await expect(output(page), `${id} as 3.14`).toHaveText(printed("3.14"));
	}
});

test("3.13 and 3.14 are compared: the same, and different", async ({ page }) => {
	await open(page);
	await chooser(page).selectOption({ label: "Where 3.13 and 3.14 differ" });
	await page.getByRole("button", { name: "Compare 3.13 and 3.14" }).click();
	const comparison = page.getByRole("region", { name: "3.13 and 3.14 compared" });
	await expect(comparison.getByText("What they print differs first in line 1 of the output.")).toBeVisible();
	await expect(comparison.getByText(/^Step \d+, line \d+:/)).toBeVisible();
	const sides = comparison.getByRole("region", { name: /^Program player: Python/ });
	await expect(sides).toHaveCount(2);
	await sides.first().scrollIntoViewIfNeeded();
	for (const side of [sides.first(), sides.last()]) {
		await expect(side.locator(".hwp-position")).toHaveText(/^step \d+ of/);
	}
	await expectAccessible(page);

	await write(page, "print('same')\n");
	await expect(comparison.getByText("The program has changed since it was compared.")).toBeVisible();
	await comparison.getByRole("button", { name: "Compare again" }).click();
	await expect(comparison.getByText(/^No difference\. Both take 1 step, print the same 1 line/)).toBeVisible();
	await expect(sides).toHaveCount(0);
});

test("a shared step opens as it was: program, Python, step and view", async ({ page, context }) => {
	await context.grantPermissions(["clipboard-read", "clipboard-write"]);
	const filler = Array.from({ length: 600 }, (_, n) => `# 第 ${n} 行: "双引号" 'single' & <b> \\ ${n * 7919}\n`).join(
		"",
	);
	const source = `a = ["引用", '"', "'", "\\\\"]\nb = a\ndel a\nprint(b)\n${filler}`;
	expect(source.length).toBeGreaterThan(20_000);
	await open(page);
	await write(page, source);
	await player(page).getByRole("combobox", { name: "Python" }).selectOption("3.14");
	await run(page);
	await expect(position(page)).toHaveText(/^step 4 of 4/);
	await player(page).getByRole("button", { name: "Step back", exact: true }).click();
	await expect(position(page)).toHaveText(/^step 3 of 4/);
	await player(page).getByRole("tab", { name: "Table" }).click();
	await page.getByRole("button", { name: "Share this step" }).click();
	const dialog = page.getByRole("dialog", { name: "Share this step" });
	await expect(dialog.getByText("Copied.")).toBeVisible();
	await expectAccessible(page);
	const link = await page.evaluate(() => navigator.clipboard.readText());
	await expect(dialog.getByRole("textbox", { name: "Link" })).toHaveValue(link);

	const visitor = await context.newPage();
	await visitor.goto(link);
	await expect(position(visitor)).toHaveText(/^step 3 of 4/);
	await expect(player(visitor).getByRole("combobox", { name: "Python" })).toHaveValue("3.14");
	await expect(player(visitor).getByRole("tab", { name: "Table" })).toHaveAttribute("aria-selected", "true");
	await expect(visitor.getByText("This program came with the link.")).toBeVisible();
	const download = visitor.waitForEvent("download");
	await visitor.getByRole("button", { name: "Download .py" }).click();
	expect(readFileSync(await (await download).path(), "utf8")).toBe(source);
});

test("where the clipboard is refused, the link can be selected", async ({ page, browser, baseURL }) => {
	// Plain http under a name that is not localhost: no secure context, no clipboard.
	const origin = `http://laptop.test:${new URL(baseURL ?? page.url()).port}`;
	const other = await browser.newPage();
	await open(other, `${origin}/en/play`);
	await other.getByRole("button", { name: "Share this step" }).click();
	const dialog = other.getByRole("dialog", { name: "Share this step" });
	await expect(dialog.getByText(/The text is selected/)).toBeVisible();
	const field = dialog.getByRole("textbox", { name: "Link" });
	await expect(field).toBeFocused();
	await expect(field).toHaveValue(new RegExp(`^${origin}/en/play#1`));
	expect(await other.evaluate(() => getSelection()?.toString())).toContain("/en/play#1");
	await other.close();
});

test("a broken link says so, and loses nothing", async ({ page }) => {
	await open(page);
	await write(page, "# Mine\nprint('kept')\n");
	const whole = await addressOf({ source: "print('linked')\n", place: restAt(1) });
	for (const [fragment, message] of [
		[whole.slice(0, -3), /^The link is damaged/],
		["1z.abc.!!!", /^The link is damaged/],
		[`9z${whole.slice(2)}`, /^The link was made by a later version/],
	] as const) {
		await page.goto("about:blank");
		await page.goto(`/en/play#${fragment}`);
		await expect(page.getByText(message)).toBeVisible();
		await expect(chooser(page).locator("option:checked")).toHaveText("Mine");
		await expect(editor(page)).toContainText("print('kept')");
	}
	// The whole one, opened in the page that is there.
	await page.evaluate((fragment) => {
		location.hash = fragment;
	}, whole);
	await expect(output(page)).toHaveText("linked\n");
	await expect(chooser(page).locator("option", { hasText: "Mine" })).toHaveCount(1);
	// The other language shows it too.
	await page.getByRole("link", { name: "中文" }).click();
	await expect(page.locator(".hwp-output pre")).toHaveText("linked\n");
});

test("a program too long for a link can be downloaded", async ({ page }) => {
	await open(page);
	let state = 1;
	const noise = Array.from({ length: 90_000 }, () => {
		state = (Math.imul(state, 1103515245) + 12345) >>> 0;
		return String.fromCharCode(0x4e00 + ((state >>> 12) % 20_000));
	}).join("");
	await write(page, `x = "${noise}"\n`);
	await page.getByRole("button", { name: "Share this step" }).click();
	await expect(page.getByRole("dialog").getByText("This program is too long for a link.")).toBeVisible();
	await page.getByRole("button", { name: "Close" }).click();
	const download = page.waitForEvent("download");
	await page.getByRole("button", { name: "Download .py" }).click();
	expect(readFileSync(await (await download).path(), "utf8")).toContain(noise);
});

test("a player stands in a frame on another site; no other page does", async ({ page, baseURL }) => {
	const fragment = await addressOf({
		source: "a = [1]\nb = a\ndel a\nprint('framed', b)\n",
		profile: "3.14",
		place: restAt(2),
	});
	const frame = (path: string) => `<iframe src="${baseURL}${path}" width="1000" height="800"></iframe>`;
	const site = await elsewhere(`<!doctype html><title>x</title>${frame(`/en/embed#${fragment}`)}`);
	try {
		await page.goto(site.url);
		const framed = page.frameLocator("iframe");
		await expect(framed.locator(".hwp-position")).toHaveText(/^step 2 of 4/);
		await expect(framed.locator("header, footer")).toHaveCount(0);
		await framed.getByRole("button", { name: "To the end" }).click();
		await expect(framed.locator(".hwp-output pre")).toHaveText("framed [1]\n");
		const link = framed.getByRole("link", { name: "Open in Heapwise" });
		// It follows the player, a moment later.
		await expect(async () => {
			const [path, held = ""] = (await link.getAttribute("href"))?.split("#") ?? [];
			expect(path).toBe("/en/play");
			expect(await openFragment(held)).toMatchObject({ shared: { profile: "3.14", place: restAt(4) } });
		}).toPass();
		const opening = page.waitForEvent("popup");
		await link.click();
		await expect(position(await opening)).toHaveText(/^step 4 of 4/);
	} finally {
		site.server.close();
	}
	const embed = await page.request.get("/en/embed");
	expect(embed.headers()["content-security-policy"]).toContain("frame-ancestors *");
	expect(embed.headers()["set-cookie"]).toBeUndefined();
	for (const path of ["/en/play", "/en", "/en/counting/references"]) {
		const { "content-security-policy": policy } = (await page.request.get(path)).headers();
		expect(policy).toContain("frame-ancestors 'self'");
	}
});

test("an embedded player says what is wrong with its address", async ({ page }) => {
	await page.goto("/en/embed");
	await expect(page.getByText("No program came with this address.")).toBeVisible();
	await expectAccessible(page);
	await page.goto("about:blank");
	await page.goto("/zh-CN/embed#1z.1.AAAA");
	await expect(page.getByText(/^链接已损坏/)).toBeVisible();
	await expect(page.getByRole("link", { name: "在 Heapwise 中打开" })).toHaveAttribute("href", "/zh-CN/play");
});

test("an endless loop is stopped, and can be compared and stopped", async ({ page }) => {
	await open(page);
	await write(page, "while True:\n    x = [[] for _ in range(100)]\n");
	await run(page);
	await player(page).getByRole("button", { name: "Stop" }).click();
	await expect(player(page).getByText(/^Stopped\. The run was not over/)).toBeVisible();
	await page.getByRole("button", { name: "Compare 3.13 and 3.14" }).click();
	const comparison = page.getByRole("region", { name: "3.13 and 3.14 compared" });
	await comparison.getByRole("button", { name: "Stop" }).click();
	await expect(comparison.getByText("Stopped. Nothing was compared.")).toBeVisible();
	await expect(editor(page)).toContainText("while True:");
});

test("a program that fails, one outside the subset and an empty one say so", async ({ page }) => {
	await open(page);
	await write(page, "print('before')\n1 / 0\n");
	await run(page);
	await expect(
		player(page).getByText(/^An exception ended the program\. Line 2, column 1: ZeroDivisionError/),
	).toBeVisible();
	await expect(output(page)).toContainText("ZeroDivisionError: division by zero");

	await write(page, "async def f():\n    pass\nprint(f)\n");
	await run(page);
	await expect(player(page).getByText(/uses something this machine does not model yet/)).toBeVisible();

	await page.getByRole("button", { name: "New program" }).click();
	await run(page);
	await expect(position(page)).toHaveText(/^step 0 of 0/);
	await expect(player(page).getByText("Nothing printed yet.")).toBeVisible();
});

for (const { colorScheme, viewport, locale } of [
	{ colorScheme: "light", viewport: { width: 1280, height: 800 }, locale: "en" },
	{ colorScheme: "dark", viewport: { width: 1280, height: 800 }, locale: "zh-CN" },
	{ colorScheme: "light", viewport: { width: 320, height: 640 }, locale: "zh-CN" },
	{ colorScheme: "dark", viewport: { width: 320, height: 640 }, locale: "en" },
] as const) {
	test.describe(`${colorScheme}, ${viewport.width} px wide`, () => {
		test.use({ colorScheme, viewport });

		test(`axe finds nothing in the playground and the embedded player in ${locale}`, async ({ page }) => {
			await open(page, `/${locale}/play`);
			await expectAccessible(page);
			await page.locator("select").first().selectOption("example:cycle");
			await expect(page.locator(".hwp-position")).toContainText("12");
			await expectAccessible(page);
			const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
			expect(await overflow()).toBeLessThanOrEqual(0);
			const fragment = await addressOf({ source: "a = []\nb = [a]\n", place: restAt(2) });
			await page.goto(`/${locale}/embed#${fragment}`);
			await expect(page.locator(".hwp-position")).toContainText("2");
			await expectAccessible(page);
			expect(await overflow()).toBeLessThanOrEqual(0);
		});
	});
}
