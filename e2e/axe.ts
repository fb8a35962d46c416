import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Nothing that axe knows to be wrong is on the page, best practices included. */
export async function expectAccessible(page: Page): Promise<void> {
	const { violations } = await new AxeBuilder({ page }).analyze();
	const found = violations.map(({ id, help, nodes }) => ({
		id,
		help,
		at: nodes.map((node) => node.target.join(" ")),
		why: nodes[0]?.failureSummary,
	}));
	expect(found, `axe at ${page.url()}`).toEqual([]);
}
