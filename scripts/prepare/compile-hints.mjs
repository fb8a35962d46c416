import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Has V8 compile every function of a script while it is being fetched, in another thread, and not one by one in the
 * page's own when they are called first. Other engines take it for the comment that it is.
 */
const HINT = "//# allFunctionsCalledOnLoad\n";

/**
 * Puts the hint over the scripts that every page is brought to life by: React and Next's own (docs/decisions/0018).
 * @param {string} root
 */
export function writeCompileHints(root) {
	/** @type {{ rootMainFiles: string[] }} */
	const { rootMainFiles } = JSON.parse(readFileSync(join(root, ".next", "build-manifest.json"), "utf8"));
	for (const file of rootMainFiles) {
		const path = join(root, ".next", file);
		const script = readFileSync(path, "utf8");
		if (!script.startsWith(HINT)) writeFileSync(path, HINT + script);
	}
}
