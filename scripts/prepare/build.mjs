import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeCompileHints } from "./compile-hints.mjs";
import { writeInlineScripts } from "./csp.mjs";
import { hashOf, isFresh } from "./sources.mjs";
import { run } from "./terminal.mjs";
import { tellNoStyles } from "./told-styles.mjs";

/** Everything the site is built from. */
const SOURCES = [
	"app",
	"components",
	"content",
	"engine",
	"exercises",
	"instrumentation-client.ts",
	"public",
	"server",
	"prisma/models",
	"scripts/prepare/build.mjs",
	"scripts/prepare/compile-hints.mjs",
	"scripts/prepare/csp.mjs",
	"scripts/prepare/told-styles.mjs",
	"next.config.mjs",
	"postcss.config.mjs",
	"proxy.ts",
	"tsconfig.json",
	"package.json",
	"package-lock.json",
];

/** @param {string} root */
export function buildSite(root) {
	// NEXT_PUBLIC_ variables are written into the pages; NODE's version decides nothing that is kept.
	const settings = Object.entries(process.env).filter(([name]) => name.startsWith("NEXT_PUBLIC_"));
	const hash = `${hashOf(root, SOURCES)} ${JSON.stringify(settings.sort())}`;
	const stampFile = join(root, ".next", "heapwise-stamp");
	if (isFresh(hash, stampFile) && existsSync(join(root, ".next", "BUILD_ID"))) return;
	// A build that is broken off must not pass for the one before it.
	rmSync(stampFile, { force: true });
	const next = join(root, "node_modules", "next", "dist", "bin", "next");
	const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
	run("Building the site", process.execPath, [next, "build"], { cwd: root, env });
	tellNoStyles(root);
	// Of what stands in them now.
	writeInlineScripts(root);
	writeCompileHints(root);
	writeFileSync(stampFile, hash);
}
