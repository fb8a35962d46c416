import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * A profile's library, read from where it was built when a program first imports from it.
 * @param {string} folder
 * @returns {import("../../engine/api").Library}
 */
export function libraryIn(folder) {
	return {
		index: JSON.parse(readFileSync(join(folder, "index.json"), "utf8")),
		code: (name) => {
			const file = join(folder, `${name}.code`);
			return existsSync(file) ? readFileSync(file) : null;
		},
		source: (name) => {
			const file = join(folder, `${name}.py`);
			return existsSync(file) ? readFileSync(file, "utf8") : null;
		},
	};
}
