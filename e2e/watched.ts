import { test as base, expect } from "@playwright/test";

/**
 * Playwright's test with every page watched: a console error, an uncaught exception or a violation of the
 * Content-Security-Policy fails the test at its end, whatever else it looked at.
 */
export const test = base.extend<{
	/** What a journey provokes on purpose and the browser reports, or null. */
	readonly tolerated: RegExp | null;
	readonly faults: string[];
}>({
	tolerated: [null, { option: true }],
	faults: [
		async ({ context, tolerated }, use) => {
			const faults: string[] = [];
			await context.exposeFunction("heapwiseViolation", (what: string) => {
				faults.push(`policy: ${what}`);
			});
			await context.addInitScript(() => {
				document.addEventListener("securitypolicyviolation", (event) => {
					const report: unknown = Reflect.get(window, "heapwiseViolation");
					if (typeof report === "function") report(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
				});
			});
			context.on("console", (message) => {
				if (message.type() === "error") faults.push(`console: ${message.text()} (${message.location().url})`);
			});
			context.on("weberror", (error) => {
				faults.push(`exception: ${error.error().message}`);
			});
			await use(faults);
			expect(
				faults.filter((fault) => tolerated?.test(fault) !== true),
				"the browser's console",
			).toEqual([]);
		},
		{ auto: true },
	],
});

export { expect };
