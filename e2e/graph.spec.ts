import { readFile } from "node:fs/promises";
import type { Download, Locator, Page } from "@playwright/test";
import { fragmentOf } from "@/components/play/fragment";
import { restAt } from "@/components/player/place";
import { expectAccessible } from "./axe";
import { test, expect as watched } from "./watched";

/** The object graph: its size, its folds, its files, values as cards, weak containers, and references that are asked about. */
const expect = watched.configure({ timeout: 25_000 });

const graph = (page: Page): Locator => page.locator(".hwp-graph");
const card = (page: Page, name: string | RegExp): Locator => graph(page).getByRole("button", { name }).first();
const tool = (page: Page, name: string | RegExp): Locator =>
	page.locator(".hwp-graph-tools").getByRole("button", { name, exact: typeof name === "string" });

/** Opens a program of ours at a step. */
async function open(page: Page, source: string, step: number): Promise<void> {
	const fragment = await fragmentOf({ profile: "3.13", view: "graph", source, place: restAt(step) });
	await page.goto(`/en/play#${fragment}`);
	await expect(page.locator(".hwp-position")).toHaveText(new RegExp(`^step ${step} of`));
	await expect(graph(page).locator("svg").first()).toBeVisible();
}

const SHARED = `a = 1000
b = a
c = [a, 1]
word = "hello"
other = "hello"
print(c)
`;

const MANY = `class Node:
    def __init__(self, value):
        self.value = value

nodes = [Node(i) for i in range(60)]
print(len(nodes))
`;

const WEAK = `import weakref
class Page:
    pass
home = Page()
cache = weakref.WeakValueDictionary()
cache["home"] = home
print(len(cache))
`;

const HELD = `class Node:
    pass
node = Node()
box = [node]
print(box)
`;

test("grows and shrinks by buttons, keys and the wheel", async ({ page }) => {
	await open(page, SHARED, 5);
	await tool(page, "Larger").click();
	await expect(tool(page, /^125 percent/)).toBeVisible();
	await tool(page, /^125 percent/).click();
	await expect(tool(page, /^100 percent/)).toBeVisible();
	await page.locator(".hwp-canvas").first().focus();
	await page.keyboard.press("-");
	await expect(tool(page, /^80 percent/)).toBeVisible();
	await page.keyboard.press("0");
	await expect(tool(page, /^100 percent/)).toBeVisible();
	await page.locator(".hwp-canvas").first().hover();
	await page.keyboard.down("Control");
	await page.mouse.wheel(0, -200);
	await page.keyboard.up("Control");
	await expect(tool(page, /^1[1-9]\d percent/)).toBeVisible();
});

test("folds many like objects, and opens them by pointer and by keyboard", async ({ page }) => {
	await open(page, MANY, 125);
	const fold = card(page, /^60 folded objects of type Node/);
	await fold.click();
	const panel = page.getByRole("group", { name: "Folded objects" });
	await expect(panel).toContainText("60 × Node");
	await panel.getByRole("button", { name: "Draw 40 of them as cards" }).click();
	await expect(graph(page).locator(".hwp-card", { hasText: /^Node/ })).toHaveCount(40);
	await expect(card(page, /^20 folded objects of type Node/)).toBeVisible();
	await page.getByRole("button", { name: "Fold again" }).click();
	await expect(graph(page).locator(".hwp-card", { hasText: /^Node/ })).toHaveCount(0);
	await fold.focus();
	await page.keyboard.press("Enter");
	await expect(panel).toBeVisible();
	await page.keyboard.press("Enter");
	await expect(panel).toBeHidden();
});

test("is saved as SVG and as PNG, by pointer and by keyboard", async ({ page }) => {
	await open(page, HELD, 5);
	const bytes = async (download: Download) => readFile(await download.path());
	const [svg] = await Promise.all([page.waitForEvent("download"), tool(page, "Save as SVG").click()]);
	expect(svg.suggestedFilename()).toMatch(/step-5\.svg$/);
	const text = (await bytes(svg)).toString();
	expect(text).toMatch(/^(<\?xml[^>]*>\s*)?<svg/);
	expect(text).toContain("Node");
	expect(text).not.toContain("hwp-");
	await tool(page, "Save as PNG").focus();
	const [png] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
	expect(png.suggestedFilename()).toMatch(/step-5\.png$/);
	expect((await bytes(png)).subarray(1, 4).toString()).toBe("PNG");
});

test("shows small values as objects of their own where it is asked to", async ({ page }) => {
	await open(page, SHARED, 5);
	await expect(card(page, /^int 1000/)).toHaveCount(0);
	await tool(page, "Values").click();
	const int = card(page, /^int 1000/);
	await int.click();
	const panel = page.getByRole("group", { name: "The value" });
	await expect(panel).toContainText(/int 1000 · \d+ references\./);
	await expect(panel).toContainText("a");
	// One string for both names; and of small numbers there is one for ever.
	await expect(graph(page).locator(".hwp-card", { hasText: "str 'hello'" })).toHaveCount(1);
	await expect(card(page, /^int 1,? .*immortal|^int 1 /)).toBeVisible();
	// Its place is the run's.
	const place = await int.getAttribute("transform");
	await page.locator(".hwp").getByRole("button", { name: "Step back", exact: true }).click();
	await expect(page.locator(".hwp-position")).toHaveText(/^step 4 of/);
	await expect(int).toHaveAttribute("transform", place ?? "");
	await tool(page, "Values").focus();
	await page.keyboard.press("Enter");
	await expect(int).toHaveCount(0);
	await expect(panel).toBeHidden();
});

test("draws a weak dictionary as what it means, and its inside where it is asked for", async ({ page }) => {
	await open(page, WEAK, 7);
	await expect(card(page, /^WeakValueDictionary \{…1\}/)).toBeVisible();
	await expect(graph(page).locator(".hwp-edge.hwp-weak")).toHaveCount(1);
	await expect(page.getByText(/^\d+ objects inside weak containers are not drawn\./)).toBeVisible();
	await tool(page, "Insides").focus();
	await page.keyboard.press("Space");
	await expect(card(page, /^function remove/)).toBeVisible();
	await tool(page, "Insides").click();
	await expect(card(page, /^function remove/)).toHaveCount(0);
});

test("a reference is picked on the graph or in the list, and asked about", async ({ page }) => {
	await open(page, HELD, 5);
	const node = await card(page, /^Node/).getAttribute("data-serial");
	const edge = graph(page).locator(`[data-edge$=">${node}"][data-edge*="."]`);
	await edge.locator(".hwp-edge-reach").dispatchEvent("click", { bubbles: true });
	await expect(edge).toHaveClass(/hwp-picked/);
	const panel = page.locator(".hwp-ask");
	const row = panel.locator(".hwp-ask-picked");
	await row.getByRole("button", { name: "Alive through it" }).click();
	await expect(panel.locator(".hwp-ask-chain li")).toHaveCount(2);
	await row.getByRole("button", { name: "What if it went?" }).click();
	await expect(panel.locator(".hwp-ask-whatif")).toBeVisible();
	// The list of references picks likewise, by keyboard.
	await panel.getByRole("button", { name: /^Point out on the graph: .*node/ }).focus();
	await page.keyboard.press("Enter");
	await expect(edge).not.toHaveClass(/hwp-picked/);
	await expect(graph(page).locator(".hwp-picked")).toHaveCount(1);
	await page.keyboard.press("Enter");
	await expect(graph(page).locator(".hwp-picked")).toHaveCount(0);
});

for (const colorScheme of ["light", "dark"] as const) {
	test(`has nothing that axe knows to be wrong, ${colorScheme}`, async ({ page }) => {
		// Axe looks at every part of two pictures.
		test.slow();
		await page.emulateMedia({ colorScheme });
		await open(page, SHARED, 5);
		await tool(page, "Values").click();
		await card(page, /^int 1000/).click();
		await expect(page.getByRole("group", { name: "The value" })).toBeVisible();
		await expectAccessible(page);
		await open(page, HELD, 5);
		await page.reload();
		await card(page, /^Node/).click();
		await page
			.getByRole("button", { name: /^Point out on the graph/ })
			.first()
			.click();
		await expect(page.locator(".hwp-ask-picked")).toBeVisible();
		await expectAccessible(page);
	});
}
