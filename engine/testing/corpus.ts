/** Programs of the repository, for tests that break them or run them all. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const CORPUS = fileURLToPath(new URL("../conformance", import.meta.url));

/** The programs of the conformance corpus, by path. */
export function corpusPrograms(): string[] {
	const found: string[] = [];
	const walk = (folder: string): void => {
		for (const entry of readdirSync(folder, { withFileTypes: true })) {
			const path = join(folder, entry.name);
			if (entry.isDirectory()) walk(path);
			else if (entry.name.endsWith(".py") && folder !== CORPUS) found.push(path);
		}
	};
	walk(CORPUS);
	return found.sort().map((path) => readFileSync(path, "utf8"));
}
