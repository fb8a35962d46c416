import { expectAccessible } from "./axe";
import { prompt } from "./content";
import { expect, test } from "./watched";

const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 320, height: 640 };
const PAGES = ["", "/counting/references", "/collector/cycles", "/machine"] as const;

/** Every two of language, theme and size meet once. */
const READERS = [
	{ locale: "en", colorScheme: "light", viewport: DESKTOP },
	{ locale: "en", colorScheme: "dark", viewport: PHONE },
	{ locale: "zh-CN", colorScheme: "light", viewport: PHONE },
	{ locale: "zh-CN", colorScheme: "dark", viewport: DESKTOP },
] as const;

for (const { locale, colorScheme, viewport } of READERS) {
	test.describe(`${colorScheme}, ${viewport.width} px wide`, () => {
		test.use({ colorScheme, viewport });

		for (const path of PAGES) {
			test(`axe finds nothing at /${locale}${path}`, async ({ page }) => {
				await page.goto(`/${locale}${path}`);
				await expect(page.locator("html")).toHaveAttribute("lang", locale);
				await expect(page.locator("html")).toHaveAttribute("data-theme", colorScheme);
				await expectAccessible(page);
				const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
				expect(overflow, "sideways scrolling").toBeLessThanOrEqual(0);
			});
		}
	});
}

test.describe("a page that does not exist", () => {
	test.use({ tolerated: /status of 404/ });

	for (const [path, lang, title] of [
		["/en/no/such", "en", "Nothing refers to this page"],
		["/zh-CN/no", "zh-CN", "没有引用指向这一页"],
		["/fr", "en", "Nothing refers to this page"],
	] as const) {
		test(`says so at ${path}, in its language`, async ({ page }) => {
			const response = await page.goto(path);
			expect(response?.status()).toBe(404);
			await expect(page.locator("html")).toHaveAttribute("lang", lang);
			await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
			await expectAccessible(page);
		});
	}
});

test("a reader without a mouse reaches the text first", async ({ page }) => {
	await page.goto("/en/counting/references");
	await page.keyboard.press("Tab");
	const skip = page.getByRole("link", { name: "Skip to the text" });
	await expect(skip).toBeFocused();
	await expect(skip).toBeInViewport();
	await page.keyboard.press("Enter");
	await expect(page.locator("main")).toBeFocused();
});

test("options are a radio group that the keyboard works", async ({ page }) => {
	await page.goto("/en/counting/references");
	const group = page.getByRole("region", { name: "Before you run it" }).getByRole("group");
	await expect(group).toHaveAccessibleName(prompt("first-guess"));
	await group.getByRole("radio").first().focus();
	await page.keyboard.press("ArrowDown");
	await expect(group.getByRole("radio").nth(1)).toBeChecked();
});
