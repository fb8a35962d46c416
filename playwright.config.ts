import { defineConfig, devices } from "@playwright/test";
import { findBrowser } from "./scripts/prepare/browser.mjs";

/** Journeys against the built site, served by `next start` on a database of its own (e2e/server.mjs). */

const port = Number(process.env.HEAPWISE_E2E_PORT || 3170);
const baseURL = `http://localhost:${port}`;
const browser = findBrowser(process.cwd());
const asRoot = process.getuid?.() === 0;

export default defineConfig({
	testDir: "e2e",
	outputDir: "test-results",
	timeout: 60_000,
	expect: { timeout: 10_000 },
	// Two cores do not make faster journeys than these, and the server needs one.
	workers: 2,
	fullyParallel: true,
	forbidOnly: true,
	retries: 0,
	reporter: [["list"], ["json", { outputFile: "test-results/journeys.json" }]],
	use: {
		...devices["Desktop Chrome"],
		baseURL,
		// Traces take as long as the journeys themselves where a picture has many parts: `--trace on` makes them.
		trace: "off",
		launchOptions: {
			...(browser === null ? {} : { executablePath: browser }),
			chromiumSandbox: !asRoot,
			// laptop.test stands for an address on the local network: plain http, and no secure context.
			args: ["--disable-dev-shm-usage", "--disable-gpu", "--host-resolver-rules=MAP laptop.test 127.0.0.1"],
		},
	},
	webServer: {
		command: `node e2e/server.mjs ${port}`,
		url: `${baseURL}/api/health`,
		timeout: 60_000,
		gracefulShutdown: { signal: "SIGTERM", timeout: 5_000 },
		stdout: "ignore",
		stderr: "pipe",
	},
});
