import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { CHUNKS } from "./chunks.mjs";
import { CORE, entryOf, exportedNames, installable, Splitting, sourcesIn } from "./splitting.mjs";
import { wordsWrittenOut } from "./words.mjs";

/** @typedef {NonNullable<ConstructorParameters<typeof Splitting>[1]>} SplitOptions */

/**
 * Makes the machine's files: `core.mjs`, and one for each chunk, whose default export installs it. Rolldown leaves
 * top-level constants constants and puts those that are numbers in the place of their names; V8 then compiles the words'
 * address and every register's into the loop. (A bundler that writes `var`, for its quicker start, makes each a load and
 * a check.)
 * @param {string} root
 * @param {{ readonly recording: boolean, readonly manifests: readonly object[], readonly describing?: boolean, readonly seldom?: SplitOptions["seldom"] }} options
 * `describing`: with what makes the manifests, which are those of the chunks.
 * `seldom`: see Splitting. What describes the chunks must have the same: the order of declarations depends on it.
 * @returns {Promise<ReadonlyMap<string, string>>} The text of each file.
 */
export async function bundleMachine(root, { recording, manifests, describing = false, seldom = "apart" }) {
	const splitting = new Splitting(root, { seldom });
	const bundle = await rolldown({
		input: {
			[CORE]: join(root, "engine", "machine", describing ? "manifests.ts" : "index.ts"),
			...Object.fromEntries(Object.keys(CHUNKS).map((name) => [name, entryOf(name)])),
		},
		platform: "neutral",
		transform: {
			target: "es2022",
			define: { RECORDING: String(recording), CHUNKS: JSON.stringify(manifests), BUILD: String(numberOf(root)) },
		},
		optimization: { inlineConst: { mode: "all", pass: 3 } },
		preserveEntrySignatures: "allow-extension",
		plugins: [splitting.plugin, wordsWrittenOut({ marking: recording })],
	});
	// `HEAPWISE_READABLE=1` keeps lines and names, for profiles and for the stacks of outcomes of kind `bug`.
	const readable = process.env.HEAPWISE_READABLE !== undefined || describing;
	const { output } = await bundle.generate({
		format: "esm",
		comments: { legal: true },
		entryFileNames: "[name].mjs",
		chunkFileNames: "[name].mjs",
		minifyInternalExports: true,
		codeSplitting: {
			includeDependenciesRecursively: false,
			groups: [{ debugName: "chunks", name: (/** @type {string} */ id) => splitting.fileOf(id) }],
		},
		minify: {
			compress: { target: "es2022" },
			mangle: !readable,
			codegen: { removeWhitespace: !readable },
		},
	});
	await bundle.close();
	const index = join(root, "engine", "machine", "index.ts");
	return installable(
		new Map(output.map((file) => [file.fileName, file.type === "chunk" ? file.code : ""])),
		exportedNames(readFileSync(index, "utf8"), index),
	);
}

/**
 * A number for what the machine is made from: 31 bits of a hash.
 * @param {string} root
 */
function numberOf(root) {
	const hash = createHash("sha256");
	for (const path of sourcesIn(root)) hash.update(path).update(readFileSync(join(root, "engine", path)));
	for (const script of ["bundle.mjs", "chunks.mjs", "seldom.json", "seldom.mjs", "splitting.mjs", "words.mjs"])
		hash.update(readFileSync(new URL(script, import.meta.url)));
	return hash.digest().readInt32LE() >>> 1;
}
