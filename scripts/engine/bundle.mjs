import { readdirSync, readFileSync } from "node:fs";
import { join, posix, relative, sep } from "node:path";
import { rolldown } from "rolldown";
import { parseAst } from "rolldown/parseAst";
import { CHUNKS } from "./chunks.mjs";

const CORE = "core";
/** @type {ReadonlyMap<string, string>} Which chunk a source stands in. */
const chunkOf = new Map(Object.entries(CHUNKS).flatMap(([name, files]) => files.map((file) => [file, name])));

/**
 * Makes the machine's files: `core.mjs`, and one for each chunk, whose default export installs it. Rolldown leaves
 * top-level constants constants and puts those that are numbers in the place of their names; V8 then compiles the words'
 * address and every register's into the loop. (A bundler that writes `var`, for its quicker start, makes each a load and
 * a check.)
 * @param {string} root
 * @param {{ readonly recording: boolean, readonly manifests: readonly object[], readonly describing?: boolean }} options
 * `describing`: with what makes the manifests, which are those of the chunks.
 * @returns {Promise<ReadonlyMap<string, string>>} The text of each file.
 */
export async function bundleMachine(root, { recording, manifests, describing = false }) {
	const bundle = await rolldown({
		input: {
			[CORE]: join(root, "engine", "machine", describing ? "manifests.ts" : "index.ts"),
			...Object.fromEntries(Object.keys(CHUNKS).map((name) => [name, `${ENTRY}${name}`])),
		},
		platform: "neutral",
		transform: {
			target: "es2022",
			define: { RECORDING: String(recording), CHUNKS: JSON.stringify(manifests) },
		},
		optimization: { inlineConst: { mode: "all", pass: 3 } },
		preserveEntrySignatures: "allow-extension",
		plugins: [chunksApart(root), wordsWrittenOut],
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
			groups: [{ debugName: "chunks", name: (/** @type {string} */ id) => groupOf(root, id) }],
		},
		minify: {
			compress: { target: "es2022" },
			mangle: !readable,
			codegen: { removeWhitespace: !readable },
		},
	});
	await bundle.close();
	return installable(new Map(output.map((file) => [file.fileName, file.type === "chunk" ? file.code : ""])));
}

/**
 * Lets chunks be installed from wherever they were loaded: what one imports of the core becomes the argument of its
 * default export, and the core gets `provideChunk(name, chunk)`, which hands it over. The core keeps the places of all
 * chunks when it has been loaded to its end.
 * @param {ReadonlyMap<string, string>} files
 */
function installable(files) {
	const made = new Map();
	const taken = new Set();
	for (const [file, code] of files) {
		if (file === `${CORE}.mjs`) continue;
		const name = file.replace(/\.mjs$/, "");
		const [statement, names = ""] = /^import ?\{([^}]*)\} ?from ?"\.\/core\.mjs";/.exec(code) ?? [];
		const body = code.slice(statement?.length ?? 0);
		if (CHUNKS[name] === undefined || statement === undefined || /^(import|export)\b/m.test(body))
			throw new Error(`the bundler made of ${file} something else than a chunk`);
		const parts = names.split(",").map((part) => part.trim().split(" as "));
		for (const [imported] of parts) taken.add(imported);
		made.set(file, `export default function({${parts.map(([from, to = from]) => `${from}:${to}`).join()}}){${body}}`);
	}
	const core = files.get(`${CORE}.mjs`) ?? "";
	const [statement, names = ""] = /export ?\{([^}]*)\};?\s*$/.exec(core) ?? [];
	if (statement === undefined) throw new Error("the core exports nothing");
	const parts = names.split(",").map((part) => part.trim().split(" as "));
	const given = parts.filter(([local, name = local]) => taken.has(name));
	const ours = ["installChunk", "keepPlaces"];
	const [install, keep] = ours.map((wanted) => parts.find(([local, name = local]) => name === wanted)?.[0]);
	const open = parts.filter(([local = "", name = local]) => !taken.has(name) && !ours.includes(name));
	made.set(
		`${CORE}.mjs`,
		`${core.slice(0, -statement.length)}
const $given={${given.map(([local, name = local]) => `${name}:${local}`).join()}};
export function provideChunk(name,chunk){${install}(name,()=>chunk($given))}
${keep}();
export{${open.map((part) => part.join(" as ")).join()}};
`,
	);
	return made;
}
/**
 * `at(address)` of arena.ts says in the types that there is a word at every address; what it does is `H[address]`, and
 * that is written in its place: V8 would check at each call that `at` is still the same function.
 */
const wordsWrittenOut = {
	name: "words written out",
	transform: {
		filter: { id: /[/\\]engine[/\\]machine[/\\]\w+\.ts$/ },
		/**
		 * @param {string} code
		 * @param {string} id
		 */
		handler(code, id) {
			const imported = code.replace(/import \{([^}]*)\} from "\.\/arena";/, (statement, names) =>
				/\bat\b/.test(names) ? `import { H as $H } from "./arena";${statement}` : statement,
			);
			if (imported === code) return null;
			/** @type {{ readonly from: number, readonly to: number, readonly text: string }[]} */
			const edits = [];
			visit(parseAst(imported, { lang: "ts" }, id), (node) => {
				const { callee } = node;
				if (node.type !== "CallExpression" || !isNode(callee) || callee.name !== "at") return;
				const [address] = Array.isArray(node.arguments) ? node.arguments : [];
				if (!isNode(address)) throw new Error(`${id}: at() is called without an address`);
				edits.push({ from: node.start, to: address.start, text: "$H[" });
				edits.push({ from: address.end, to: node.end, text: "]" });
			});
			edits.sort((a, b) => a.from - b.from);
			let text = "";
			let end = 0;
			for (const edit of edits) {
				text += imported.slice(end, edit.from) + edit.text;
				end = edit.to;
			}
			return text + imported.slice(end);
		},
	},
};

/** Virtual files: a chunk's entry, and what the rest of the machine sees of a chunk's source. */
const ENTRY = "\0entry:";
const FACE = "\0face:";

/** @param {string} id */
const isVirtual = (id) => id.startsWith("\0");

/**
 * A source's name as in CHUNKS.
 * @param {string} root
 * @param {string} id
 */
function sourceOf(root, id) {
	return relative(join(root, "engine"), id).split(sep).join("/").replace(/\.ts$/, "");
}

/**
 * The file that a module of the bundle goes to.
 * @param {string} root
 * @param {string} id
 */
function groupOf(root, id) {
	if (id.startsWith(ENTRY)) return id.slice(ENTRY.length);
	return (isVirtual(id) ? undefined : chunkOf.get(sourceOf(root, id))) ?? CORE;
}

/**
 * What is imported of each source of a chunk from outside it.
 * @param {string} root
 */
function importedFromOutside(root) {
	/** @type {Map<string, Set<string>>} */
	const found = new Map();
	for (const path of readdirSync(join(root, "engine"), { recursive: true, encoding: "utf8" })) {
		if (!/^(machine|text|syntax|compile)[/\\]\w+\.ts$/.test(path)) continue;
		const importer = path.split(sep).join("/").replace(/\.ts$/, "");
		const code = readFileSync(join(root, "engine", path), "utf8");
		for (const [, type, names = "", specifier = ""] of code.matchAll(
			/^(?:import|export) (type )?\{([^}]*)\} from "(\.[^"]+)";/gm,
		)) {
			const source = posix.join(posix.dirname(importer), specifier);
			const chunk = chunkOf.get(source);
			if (type !== undefined || chunk === undefined || chunk === chunkOf.get(importer)) continue;
			for (const name of names.split(",").map((part) => part.trim().split(" as ")[0] ?? "")) {
				if (name === "" || name.startsWith("type ")) continue;
				found.set(source, (found.get(source) ?? new Set()).add(name));
			}
		}
	}
	return found;
}

/**
 * Puts a face in the place of each source that is imported from outside its chunk: functions of the same names, which
 * call what the chunk has given for them, and demand it before.
 * @param {string} root
 * @returns {import("rolldown").Plugin}
 */
function chunksApart(root) {
	const wanted = importedFromOutside(root);
	/** @param {string} source */
	const functionsOf = (source) => {
		const names = wanted.get(source);
		if (names === undefined) return [];
		const functions = exportedFunctions(readFileSync(join(root, "engine", `${source}.ts`), "utf8"), source);
		for (const name of names)
			if (!functions.some((f) => f.name === name))
				throw new Error(`${source} is in a chunk, and ${name}, which others import of it, is no function`);
		return functions.filter(({ name }) => names.has(name));
	};
	return {
		name: "chunks apart",
		resolveId: {
			order: "pre",
			async handler(specifier, importer, options) {
				if (isVirtual(specifier)) return specifier;
				if (importer === undefined) return null;
				const from = isVirtual(importer) ? join(root, "engine", "machine", "index.ts") : importer;
				const resolved = await this.resolve(specifier, from, { ...options, skipSelf: true });
				if (resolved === null) return null;
				const source = sourceOf(root, resolved.id);
				const chunk = chunkOf.get(source);
				const importing = importer.startsWith(ENTRY)
					? importer.slice(ENTRY.length)
					: chunkOf.get(sourceOf(root, importer));
				return chunk === undefined || chunk === importing ? resolved : `${FACE}${source}`;
			},
		},
		load(id) {
			if (id.startsWith(ENTRY)) {
				const sources = CHUNKS[id.slice(ENTRY.length)] ?? [];
				return sources
					.map((source, i) => {
						const names = functionsOf(source).map(({ name }) => name);
						const path = JSON.stringify(join(root, "engine", `${source}.ts`));
						if (names.length === 0) return `import ${path};`;
						return `import * as of${i} from ${path};
import { fill as fill${i} } from ${JSON.stringify(FACE + source)};
fill${i}({ ${names.map((name) => `${name}: of${i}.${name}`).join(", ")} });`;
					})
					.join("\n");
			}
			if (!id.startsWith(FACE)) return null;
			const source = id.slice(FACE.length);
			const functions = functionsOf(source);
			return `import { demand } from ${JSON.stringify(join(root, "engine", "machine", "chunks.ts"))};
const absent = () => demand(${JSON.stringify(chunkOf.get(source))});
${functions.map(({ name }) => `let $${name} = absent;`).join("\n")}
${functions.map(({ name, parameters }) => `export function ${name}(${parameters}) { return $${name}(${parameters}); }`).join("\n")}
export function fill(given) { ${functions.map(({ name }) => `$${name} = given.${name};`).join(" ")} }`;
		},
	};
}

/**
 * The functions that a source exports, with their parameters as a call would pass them on.
 * @param {string} code
 * @param {string} source
 */
function exportedFunctions(code, source) {
	/** @type {{ name: string, parameters: string }[]} */
	const found = [];
	const named = (/** @type {unknown} */ id) => (isNode(id) ? String(id.name) : "");
	const passed = (/** @type {unknown} */ params) =>
		(Array.isArray(params) ? params : []).map((p, i) => (p.type === "RestElement" ? `...p${i}` : `p${i}`)).join(", ");
	for (const node of parseAst(code, { lang: "ts" }, source).body) {
		if (node.type !== "ExportNamedDeclaration" || !isNode(node.declaration)) continue;
		const { declaration } = node;
		if (declaration.type === "FunctionDeclaration")
			found.push({ name: named(declaration.id), parameters: passed(declaration.params) });
		if (declaration.type === "VariableDeclaration")
			for (const { id, init } of declaration.declarations)
				if (init?.type === "ArrowFunctionExpression") found.push({ name: named(id), parameters: passed(init.params) });
	}
	return found;
}

/** A node of the syntax tree: its kind, where it stands, and whatever else that kind has. */
/** @typedef {{ readonly type: string, readonly start: number, readonly end: number, readonly [key: string]: unknown }} Node */

/** @param {unknown} value @returns {value is Node} */
function isNode(value) {
	return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

/**
 * Calls a function for every node of a syntax tree.
 * @param {unknown} value
 * @param {(node: Node) => void} callback
 */
function visit(value, callback) {
	if (typeof value !== "object" || value === null) return;
	if (isNode(value)) callback(value);
	for (const child of Object.values(value)) visit(child, callback);
}
