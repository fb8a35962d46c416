import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * The programs of a corpus: those in a folder and the folders in it, or one file.
 * @param {string} path
 * @returns {string[]}
 */
export function programs(path) {
	if (!statSync(path).isDirectory()) return [path];
	return readdirSync(path)
		.sort()
		.flatMap((name) => {
			const inner = join(path, name);
			if (statSync(inner).isDirectory()) return programs(inner);
			return name.endsWith(".py") && name !== "record.py" ? [inner] : [];
		});
}
