import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/**
 * Nothing that axe knows to be wrong is on the page, best practices included, or in the part of it that `within` (a CSS
 * selector) names: where only that part is another than when the whole page was looked at, which takes several times
 * as long.
 */
export async function expectAccessible(page: Page, within?: string): Promise<void> {
	if (within !== undefined) await expect(page.locator(within), "what axe is to look at").not.toHaveCount(0);
	const whole = new AxeBuilder({ page });
	const { violations } = await (within === undefined ? whole : whole.include(within)).analyze();
	const found = violations.map(({ id, help, nodes }) => ({
		id,
		help,
		at: nodes.map((node) => node.target.join(" ")),
		why: nodes[0]?.failureSummary,
	}));
	expect(found, `axe at ${page.url()}`).toEqual([]);
}
