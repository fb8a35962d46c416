import { test as base, expect } from "@playwright/test";

/**
 * `test` for journeys: every page is watched, and a journey fails at its end if the browser reported an error, an
 * exception nobody caught, or a breach of the Content-Security-Policy.
 */
export const test = base.extend<{
	/** Where the journeys' server is, without a slash at the end. */
	readonly origin: string;
	readonly complaints: string[];
}>({
	origin: async ({ baseURL }, use) => {
		if (baseURL === undefined) throw new Error("playwright.config.ts names no baseURL");
		await use(baseURL);
	},
	complaints: [
		async ({ context }, use) => {
			const complaints: string[] = [];
			context.on("console", (message) => {
				if (message.type() === "error") complaints.push(`console: ${message.text()} (${message.location().url})`);
				// Chromium words every breach of the policy this way, in workers too.
				else if (/Content.Security.Policy/i.test(message.text())) complaints.push(`policy: ${message.text()}`);
			});
			context.on("weberror", (error) => complaints.push(`exception: ${error.error().message}`));
			await use(complaints);
			expect(complaints).toEqual([]);
		},
		{ auto: true },
	],
});

export { expect };
