import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Stop, say } from "./terminal.mjs";

/** Where systems keep a Chromium that Playwright can drive. */
const SYSTEM_PATHS = [
	"/usr/bin/chromium",
	"/usr/bin/chromium-browser",
	"/usr/bin/google-chrome-stable",
	"/usr/bin/google-chrome",
	"/snap/bin/chromium",
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
	"/Applications/Chromium.app/Contents/MacOS/Chromium",
	"C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
	"C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

/**
 * The browser for the journeys, as a path; null for Playwright's own. Looks in this order: HEAPWISE_BROWSER,
 * Playwright's own, the system's, then tries to get one.
 * @param {string} root
 * @returns {string | null}
 */
export function findBrowser(root) {
	const override = process.env.HEAPWISE_BROWSER;
	if (override) {
		if (existsSync(override)) return override;
		throw new Stop(`HEAPWISE_BROWSER names ${override}, and there is no such file.`);
	}
	const found = present(root);
	if (found !== undefined) return found;
	say("Getting a browser for the journeys");
	const cli = join(root, "node_modules", "@playwright", "test", "cli.js");
	spawnSync(process.execPath, [cli, "install", "chromium"], { cwd: root, stdio: "ignore", timeout: 300_000 });
	const downloaded = present(root);
	if (downloaded !== undefined) return downloaded;
	if (process.platform === "linux" && process.getuid?.() === 0) {
		const apt = ["-y", "--no-install-recommends", "install", "chromium"];
		const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
		spawnSync("apt-get", ["update"], { stdio: "ignore", timeout: 120_000 });
		spawnSync("apt-get", apt, { stdio: "ignore", timeout: 300_000, env });
	}
	const installed = present(root);
	if (installed !== undefined) return installed;
	throw new Stop(
		"the journeys need a Chromium and none could be had: run `npx playwright install chromium`, install your system's chromium, or set HEAPWISE_BROWSER to one.",
	);
}

/**
 * @param {string} root
 * @returns {string | null | undefined} undefined: there is none
 */
function present(root) {
	const { chromium } = createRequire(join(root, "package.json"))("@playwright/test");
	if (existsSync(chromium.executablePath())) return null;
	return SYSTEM_PATHS.find((path) => existsSync(path));
}
