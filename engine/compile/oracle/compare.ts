/**
 * Compares our bytecode with that of a native CPython 3.13, for any number of programs:
 *
 *     npx tsx engine/compile/oracle/compare.ts PYTHON FILE_OR_FOLDER...
 *
 * Prints what differs, and at the end how many programs are the same.
 */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { parse } from "../../syntax/parse";
import { compile } from "../compile";
import { flattened, readDump } from "./flatten";

const HERE = fileURLToPath(new URL(".", import.meta.url));

const DRIVER = `
import sys
sys.path.insert(0, ${JSON.stringify(HERE)})
from dump import compiled, json
for path in sys.stdin.read().split("\\0"):
    with open(path, "rb") as f:
        print(json.dumps(compiled(f.read())))
`;

function pythonFiles(path: string): string[] {
	if (!statSync(path).isDirectory()) return [path];
	return readdirSync(path, { withFileTypes: true })
		.filter((entry) => entry.isDirectory() || (entry.isFile() && entry.name.endsWith(".py")))
		.flatMap((entry) => pythonFiles(join(path, entry.name)));
}

/** Where two values first differ, as a path and the two. */
function firstDifference(a: unknown, b: unknown, path: string): string | null {
	if (isDeepStrictEqual(a, b)) return null;
	if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) {
		return `${path}: CPython ${JSON.stringify(a)}, ours ${JSON.stringify(b)}`;
	}
	const [x, y] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
	for (const key of new Set([...x.keys(), ...y.keys()])) {
		const found = firstDifference(x.get(key), y.get(key), `${path}.${key}`);
		if (found !== null) return found;
	}
	return path;
}

const [python = "python3.13", ...paths] = process.argv.slice(2);
const files = paths.flatMap(pythonFiles);
const dumps = execFileSync(python, ["-B", "-W", "ignore", "-c", DRIVER], {
	input: files.join("\0"),
	maxBuffer: 2 ** 31 - 1,
}).toString();
const counts = { same: 0, different: 0, unsupported: 0, parser: 0 };
dumps
	.trimEnd()
	.split("\n")
	.forEach((dump, i) => {
		const file = files[i] ?? "";
		const source = readFileSync(file, "utf8");
		const tree = parse(source);
		if (tree.kind === "error") {
			counts.parser++;
			return;
		}
		const result = compile(tree.module, { filename: "main.py", borrowedLoads: false, foldsTree: true, source });
		if (result.kind === "unsupported") {
			counts.unsupported++;
			return;
		}
		const difference = firstDifference(readDump(dump), flattened(result, tree.warnings), "");
		if (difference === null) counts.same++;
		else {
			counts.different++;
			console.log(`${file}${difference}`);
		}
	});
console.log(JSON.stringify(counts));
