import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";

/**
 * What a browser loads before a program can run: a file and those that it imports at once, as gzip -9 leaves them. What
 * is imported when it is first needed, `import("…")`, does not count.
 * @param {string} file
 * @returns {number} thousands of bytes
 */
export function coreGzipKb(file) {
	/** @type {Set<string>} */
	const files = new Set();
	const add = (/** @type {string} */ path) => {
		if (files.has(path)) return;
		files.add(path);
		const text = readFileSync(path, "utf8");
		for (const [, specifier = ""] of text.matchAll(/\b(?:import|from)\s*"(\.[^"]+)"/g))
			add(join(dirname(path), specifier));
	};
	add(file);
	return [...files].reduce((sum, path) => sum + gzipSync(readFileSync(path), { level: 9 }).length, 0) / 1000;
}
