import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hashOf, isFresh } from "./sources.mjs";
import { Stop, say } from "./terminal.mjs";

/** What the build leaves, all of which must be there. */
const PRODUCTS = [
	"fast.mjs",
	"fast/core.mjs",
	"recording.mjs",
	"recording/core.mjs",
	"version.mjs",
	"images/3.13.words",
	"images/3.14.words",
	"library/3.13/index.json",
	"library/3.14/index.json",
];

/** @param {string} root */
export async function prepareEngine(root) {
	const sources = readdirSync(join(root, "engine")).filter((name) => name !== "dist");
	const hash = hashOf(root, [
		...sources.map((name) => `engine/${name}`),
		"scripts/build-engine.mjs",
		"scripts/build-library.mjs",
		"scripts/engine/bundle.mjs",
		"scripts/engine/chunks.mjs",
		"scripts/engine/splitting.mjs",
		"scripts/engine/unified-diff.mjs",
		"package-lock.json",
	]);
	const folder = join(root, "engine", "dist");
	const stampFile = join(folder, ".stamp");
	if (isFresh(hash, stampFile) && PRODUCTS.every((name) => existsSync(join(folder, name)))) return;
	const started = Date.now();
	// Not at the top: the bundlers are there only once the packages are installed.
	const { buildEngine } = await import("../build-engine.mjs");
	try {
		await buildEngine(root, { ahead: true });
	} catch (error) {
		throw new Stop(`the engine does not compile: ${error.message}`);
	}
	writeFileSync(stampFile, hash);
	say(`Building the engine: done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
