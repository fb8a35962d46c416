import { createHash } from "node:crypto";
import { existsSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * A hash of files by name and content, folders entered; names that do not exist count as absent. Tests are left out:
 * nothing is built from them.
 * @param {string} root
 * @param {readonly string[]} names
 */
export function hashOf(root, names) {
	const hash = createHash("sha256");
	for (const name of names) addTo(hash, root, name);
	return hash.digest("hex");
}

/**
 * @param {import("node:crypto").Hash} hash
 * @param {string} root
 * @param {string} name
 */
function addTo(hash, root, name) {
	const path = join(root, name);
	if (!existsSync(path)) return;
	if (lstatSync(path).isDirectory()) {
		for (const entry of readdirSync(path).sort()) addTo(hash, root, `${name}/${entry}`);
	} else if (!/\.test\.tsx?$/.test(name)) {
		hash.update(`${name}\0`).update(readFileSync(path)).update("\0");
	}
}

/**
 * Whether what was made from sources of this hash is still there.
 * @param {string} hash
 * @param {string} stampFile
 */
export function isFresh(hash, stampFile) {
	return existsSync(stampFile) && readFileSync(stampFile, "utf8") === hash;
}
