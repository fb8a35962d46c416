import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { build } from "esbuild";

/**
 * Makes public/cpython, what "Run on CPython" needs (docs/decisions/0016): for each of the engine's Pythons the pyodide
 * of that version, as three files that a page fetches whole and hands to the frame; the frame's page, with its script in
 * it; and index.json, which says where they are, how large, and what policy the frame is served with. All but index.json
 * lie under a name that changes with what is in them.
 */

/** @typedef {"3.13" | "3.14"} ProfileName */

/** @type {Readonly<Record<ProfileName, string>>} */
const PACKAGES = { 3.13: "pyodide", 3.14: "pyodide-314" };

/** @type {(data: string | Buffer) => Promise<Buffer>} */
const compressed = promisify(gzip);

/**
 * @param {string} root
 * @returns {Promise<void>}
 */
export async function buildCPython(root) {
	const target = join(root, "public", "cpython");
	const script = await bundled(root, { entryPoints: [join(root, "components", "cpython", "frame", "frame.ts")] });
	// It must not end the element that it stands in.
	if (/<\/script/i.test(script)) throw new Error("the frame's script has an end of script in it");
	const frame = `<!doctype html><html lang="en"><meta charset="utf-8"><title>CPython</title><script>${script}</script></html>\n`;
	const files = new Map([["frame.html", Buffer.from(frame)]]);
	/** @type {Record<string, { python: string, pyodide: string, parts: Record<string, { path: string, bytes: number }> }>} */
	const releases = {};
	for (const [profile, name] of Object.entries(PACKAGES)) {
		const folder = join(root, "node_modules", name);
		const [worker, wasm] = await Promise.all([
			workerOf(root, name).then((text) => compressed(text)),
			compressed(readFileSync(join(folder, "pyodide.asm.wasm"))),
		]);
		const parts = {
			worker: { path: `${profile}/worker.js.gz`, data: worker },
			wasm: { path: `${profile}/python.wasm.gz`, data: wasm },
			stdlib: { path: `${profile}/stdlib.zip`, data: readFileSync(join(folder, "python_stdlib.zip")) },
		};
		for (const { path, data } of Object.values(parts)) files.set(path, data);
		releases[profile] = {
			python: lockOf(folder).info.python,
			pyodide: JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version,
			parts: Object.fromEntries(
				Object.entries(parts).map(([part, { path, data }]) => [part, { path, bytes: data.length }]),
			),
		};
	}
	files.set("LICENSE.txt", licence(root, releases));
	const hash = createHash("sha256");
	for (const [path, data] of files) hash.update(`${path}\0`).update(data);
	const digest = hash.digest("hex").slice(0, 12);
	rmSync(target, { recursive: true, force: true });
	for (const [path, data] of files) {
		mkdirSync(join(target, digest, path, ".."), { recursive: true });
		writeFileSync(join(target, digest, path), data);
	}
	const index = { base: `/cpython/${digest}/`, policy: policyFor(script), releases };
	writeFileSync(join(target, "index.json.new"), JSON.stringify(index));
	renameSync(join(target, "index.json.new"), join(target, "index.json"));
}

/**
 * The frame's policy. It may run its own script, compile WebAssembly and make a worker of what it was handed, which is
 * held to the same; it may fetch nothing. `sandbox` makes its origin opaque even where nobody framed it.
 * @param {string} script
 */
function policyFor(script) {
	const hash = createHash("sha256").update(script).digest("base64");
	return [
		"sandbox allow-scripts",
		"default-src 'none'",
		`script-src 'sha256-${hash}' 'wasm-unsafe-eval'`,
		"worker-src blob:",
		"base-uri 'none'",
		"form-action 'none'",
	].join("; ");
}

/**
 * The worker's script with a pyodide in it. 0.29's interpreter is a script that sets a global for the loader to find;
 * 314's is a module that the loader can be given.
 * @param {string} root
 * @param {string} name
 */
async function workerOf(root, name) {
	const folder = join(root, "node_modules", name);
	const { info } = lockOf(folder);
	const asModule = existsSync(join(folder, "pyodide.asm.mjs"));
	const contents = [
		`import { loadPyodide } from ${JSON.stringify(join(folder, "pyodide.mjs"))};`,
		asModule ? `import createPyodideModule from ${JSON.stringify(join(folder, "pyodide.asm.mjs"))};` : "",
		`import { waitForOrder } from ${JSON.stringify(join(root, "components", "cpython", "frame", "worker.ts"))};`,
		`const lockFileContents = ${JSON.stringify({ info, packages: {} })};`,
		`waitForOrder(loadPyodide, { lockFileContents${asModule ? ", createPyodideModule" : ""} });`,
	].join("\n");
	const script = await bundled(root, { stdin: { contents, resolveDir: root } });
	return asModule ? script : `${readFileSync(join(folder, "pyodide.asm.js"), "utf8")}\n${script}`;
}

/**
 * @param {string} folder
 * @returns {{ info: { python: string } }}
 */
function lockOf(folder) {
	return JSON.parse(readFileSync(join(folder, "pyodide-lock.json"), "utf8"));
}

/**
 * @param {string} root
 * @param {import("esbuild").BuildOptions} entry
 */
async function bundled(root, entry) {
	const { outputFiles } = await build({
		...entry,
		absWorkingDir: root,
		bundle: true,
		write: false,
		minify: true,
		format: "iife",
		target: "es2022",
		// What loaders import in Node only.
		external: ["node:*", "ws"],
		// A worker made of a blob has no address of a module; nothing is looked for beside it.
		define: { "import.meta.url": "location.href" },
		legalComments: "inline",
		logLevel: "error",
	});
	const text = outputFiles?.[0]?.text;
	if (text === undefined) throw new Error("the bundler made nothing");
	return text.trim();
}

/**
 * @param {string} root
 * @param {Readonly<Record<string, { python: string, pyodide: string }>>} releases
 */
function licence(root, releases) {
	const versions = Object.values(releases).map(({ python, pyodide }) => `Pyodide ${pyodide} with CPython ${python}`);
	const words = `These files hold ${versions.join(" and ")}, compressed and otherwise as published.
Pyodide is under the Mozilla Public License 2.0 (https://mozilla.org/MPL/2.0/); its source is at https://github.com/pyodide/pyodide.
CPython and its library are under the following licence.

`;
	return Buffer.concat([Buffer.from(words), readFileSync(join(root, "engine", "library", "LICENSE.txt"))]);
}
