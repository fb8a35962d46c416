import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { hashOf, isFresh } from "./sources.mjs";
import { Stop, say } from "./terminal.mjs";

/**
 * Afterwards app/faces has the typefaces that pages are set in. Packages are taken to be what package-lock.json says.
 * @param {string} root
 */
export async function prepareFaces(root) {
	const hash = hashOf(root, ["scripts/build-faces.mjs", "package-lock.json"]);
	const stampFile = join(root, "app", "faces", ".stamp");
	if (isFresh(hash, stampFile)) return;
	const started = Date.now();
	// Not at the top: what it takes is there only once the packages are installed.
	const { buildFaces } = await import("../build-faces.mjs");
	try {
		await buildFaces(root);
	} catch (error) {
		throw new Stop(`The typefaces cannot be made: ${error.message}`);
	}
	writeFileSync(stampFile, hash);
	say(`Making the typefaces: done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
