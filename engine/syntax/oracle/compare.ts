/**
 * Compares what we say of wrong programs with what a native CPython says:
 *
 *     npx tsx engine/syntax/oracle/compare.ts [--profile 3.14] [--tests TREE] [--mutants N] [--seed N] [--file] [--show N] PYTHON [FILE_OR_FOLDER...]
 *
 * `--tests` takes the invalid programs of CPython's own tests (TREE holds `test/`), `--mutants` makes N of each mistake
 * in every program named. Compared is the exception: type, message, place and text; with `--file` what `python main.py`
 * shows. Prints the differences, the most frequent first, and the two shares.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "../../compile/compile";
import { formatSyntaxError } from "../../machine/syntaxerrortext";
import { PROFILES, type ProfileName } from "../../profiles";
import { mutants } from "../../testing/mistakes";
import type { PythonSyntaxError } from "../errors";
import { parse } from "../parse";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const LARGEST = 2 ** 31 - 1;

function pythonFiles(path: string): string[] {
	if (!statSync(path).isDirectory()) return [path];
	return readdirSync(path, { withFileTypes: true })
		.filter((entry) => entry.isDirectory() || (entry.isFile() && entry.name.endsWith(".py")))
		.flatMap((entry) => pythonFiles(join(path, entry.name)));
}

/** What is wrong with a program, or null; a feature that is refused by name is a text. */
function errorOf(source: string, profile: ProfileName): PythonSyntaxError | string | null {
	const tree = parse(source, profile);
	if (tree.kind === "error") return tree.error;
	const { borrowedLoads, lazyAnnotations } = PROFILES[profile];
	const result = compile(tree.module, { filename: "main.py", borrowedLoads, lazyAnnotations, source });
	if (result.kind === "ok") return null;
	return result.kind === "error" ? result.error : `unsupported: ${result.feature}`;
}

interface Options {
	profile: ProfileName;
	tests: string | null;
	mutants: number;
	seed: number;
	file: boolean;
	show: number;
	rest: string[];
}

function readOptions(words: readonly string[]): Options {
	const options: Options = { profile: "3.13", tests: null, mutants: 0, seed: 1, file: false, show: 40, rest: [] };
	for (let i = 0; i < words.length; i++) {
		const word = words[i] ?? "";
		const value = () => words[++i] ?? "";
		if (word === "--profile") options.profile = value() === "3.14" ? "3.14" : "3.13";
		else if (word === "--tests") options.tests = value();
		else if (word === "--mutants") options.mutants = Number(value());
		else if (word === "--seed") options.seed = Number(value());
		else if (word === "--show") options.show = Number(value());
		else if (word === "--file") options.file = true;
		else options.rest.push(word);
	}
	return options;
}

/** The programs asked for, each with where it comes from. */
function programs(python: string, options: Options): { readonly name: string; readonly source: string }[] {
	const made: { readonly name: string; readonly source: string }[] = [];
	if (options.tests !== null) {
		const folder = mkdtempSync(join(tmpdir(), "syntax-"));
		const list = join(folder, "programs.json");
		execFileSync(python, ["-B", join(HERE, "collect.py"), options.tests, list], { cwd: folder, stdio: "ignore" });
		const sources: string[] = JSON.parse(readFileSync(list, "utf8"));
		rmSync(folder, { recursive: true });
		for (const source of sources) made.push({ name: "tests", source });
	}
	const seen = new Set<string>();
	options.rest.slice(1).forEach((path) => {
		for (const [i, file] of pythonFiles(path).entries()) {
			const text = readFileSync(file, "utf8");
			const sources =
				options.mutants > 0
					? mutants(text, options.mutants, options.seed * 1009 + i)
					: [{ name: "program", source: text }];
			for (const mutant of sources) {
				if (!seen.has(mutant.source)) made.push(mutant);
				seen.add(mutant.source);
			}
		}
	});
	return made;
}

const lineOf = (answer: unknown): unknown => (Array.isArray(answer) ? answer[6] : undefined);

const BATCH = 2000;

function answers(python: string, sources: readonly string[], file: boolean): unknown[] {
	const found: unknown[] = [];
	for (let i = 0; i < sources.length; i += BATCH) {
		const words = ["-B", "-X", "utf8", join(HERE, "answers.py"), ...(file ? ["--file", python] : [])];
		const input = JSON.stringify(sources.slice(i, i + BATCH));
		found.push(...JSON.parse(execFileSync(python, words, { input, maxBuffer: LARGEST }).toString()));
	}
	return found;
}

const options = readOptions(process.argv.slice(2));
const python = options.rest[0] ?? "python3.13";
const all = programs(python, options);
const truth = answers(
	python,
	all.map(({ source }) => source),
	options.file,
);
const counts = { programs: all.length, invalid: 0, rejected: 0, exact: 0, wronglyRejected: 0, unsupported: 0 };
const differences = new Map<string, string[]>();
all.forEach(({ name, source }, i) => {
	const expected = truth[i];
	const error = errorOf(source, options.profile);
	let found: unknown = null;
	let label = "accepted";
	if (typeof error === "string") {
		counts.unsupported++;
		label = error;
	} else if (error !== null) {
		const { type, message, lineno, offset, endLineno, endOffset, text } = error;
		label = `${type}: ${message}`;
		if (options.file) found = formatSyntaxError(error, "main.py", source, options.profile);
		// Of a text that is no file, CPython's compiler keeps no line.
		else found = [type, message, lineno, offset, endLineno, endOffset, lineOf(expected) === null ? null : text];
	}
	if (expected !== null) {
		counts.invalid++;
		if (error !== null) counts.rejected++;
	} else if (error !== null && typeof error !== "string") counts.wronglyRejected++;
	const shown =
		options.file && typeof expected === "string" ? expected.replace(/File ".*main\.py"/, 'File "main.py"') : expected;
	if (JSON.stringify(shown) === JSON.stringify(found)) {
		if (expected !== null) counts.exact++;
		return;
	}
	if (expected === null && typeof error === "string") return;
	const wanted = Array.isArray(expected) ? `${expected[0]}: ${expected[1]}` : String(expected);
	const key = wanted === label ? `${wanted} (place)` : `${wanted}\n   ours: ${label}`;
	const cases = differences.get(key) ?? [];
	cases.push(
		`[${name}] ${JSON.stringify(source.length > 3000 ? source.slice(0, 200) : source)}\n      CPython ${JSON.stringify(shown)}\n      ours    ${JSON.stringify(found)}`,
	);
	differences.set(key, cases);
});
const sorted = [...differences].sort((a, b) => b[1].length - a[1].length);
for (const [key, cases] of sorted.slice(0, options.show)) {
	const shortest = [...cases].sort((a, b) => a.length - b.length).slice(0, 2);
	console.log(`${cases.length} times: ${key}\n   ${shortest.join("\n   ")}`);
}
const share = (n: number) => `${((100 * n) / Math.max(1, counts.invalid)).toFixed(2)}%`;
console.log(JSON.stringify(counts));
console.log(`of ${counts.invalid} invalid programs: rejected ${share(counts.rejected)}, exact ${share(counts.exact)}`);
