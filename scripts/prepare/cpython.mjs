import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hashOf, isFresh } from "./sources.mjs";
import { Stop, say } from "./terminal.mjs";

/**
 * Afterwards public/cpython has what "Run on CPython" needs. Packages are taken to be what package-lock.json says.
 * @param {string} root
 */
export async function prepareCPython(root) {
	const hash = hashOf(root, [
		"components/cpython/frame",
		"components/cpython/messages.ts",
		"engine/library/LICENSE.txt",
		"scripts/build-cpython.mjs",
		"package-lock.json",
	]);
	const folder = join(root, "public", "cpython");
	const stampFile = join(folder, ".stamp");
	if (isFresh(hash, stampFile) && existsSync(join(folder, "index.json"))) return;
	const started = Date.now();
	// Not at the top: the bundler is there only once the packages are installed.
	const { buildCPython } = await import("../build-cpython.mjs");
	try {
		await buildCPython(root);
	} catch (error) {
		throw new Stop(`CPython for the browser cannot be laid out: ${error.message}`);
	}
	writeFileSync(stampFile, hash);
	say(`Laying out CPython for the browser: done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
