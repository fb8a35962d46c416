import { readdirSync, readFileSync } from "node:fs";
import { join, posix, relative, sep } from "node:path";
import { parseAst } from "rolldown/parseAst";
import { CHUNKS } from "./chunks.mjs";

/**
 * How the machine's sources are split into the core and the chunks (chunks.mjs): which file each goes to, what the others
 * see of a chunk's sources, and how a chunk is handed what it takes from the core.
 */

export const CORE = "core";
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

/** The module that a chunk is made from. @param {string} chunk */
export const entryOf = (chunk) => `${ENTRY}${chunk}`;

/** Where a source is imported: by which source, which names. */
/** @typedef {{ readonly importer: string, readonly source: string, readonly names: readonly string[] }} Import */

export class Splitting {
	/** @type {ReadonlyMap<string, string>} The chunk of each source that stands in one. */
	#chunkOf;
	/** @type {readonly Import[]} */
	#imports;
	#root;

	/** @param {string} root */
	constructor(root) {
		this.#root = root;
		this.#imports = importsOf(root);
		this.#chunkOf = chunksOf(this.#imports);
	}

	/** The file that a module of the bundle goes to. @param {string} id */
	fileOf(id) {
		if (id.startsWith(ENTRY)) return id.slice(ENTRY.length);
		return (isVirtual(id) ? undefined : this.#chunkOf.get(sourceOf(this.#root, id))) ?? CORE;
	}

	/**
	 * What is imported of each source of a chunk from outside it.
	 * @returns {ReadonlyMap<string, ReadonlySet<string>>}
	 */
	#importedFromOutside() {
		const found = new Map();
		for (const { importer, source, names } of this.#imports) {
			const chunk = this.#chunkOf.get(source);
			if (chunk === undefined || chunk === this.#chunkOf.get(importer)) continue;
			found.set(source, new Set([...(found.get(source) ?? []), ...names]));
		}
		return found;
	}

	/**
	 * Puts a face in the place of each source that is imported from outside its chunk: functions of the same names, which
	 * call what the chunk has given for them, and demand it before.
	 * @returns {import("rolldown").Plugin}
	 */
	get plugin() {
		const wanted = this.#importedFromOutside();
		const root = this.#root;
		const chunkOf = this.#chunkOf;
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
}

/**
 * The files that the machine is made from, in engine/.
 * @param {string} root
 */
export function sourcesIn(root) {
	return readdirSync(join(root, "engine"), { recursive: true, encoding: "utf8" })
		.filter((path) => /^(machine|text|syntax|compile)[/\\]\w+\.ts$/.test(path) || path === "profiles.ts")
		.sort();
}

/**
 * The imports of values between the machine's sources.
 * @param {string} root
 * @returns {readonly Import[]}
 */
function importsOf(root) {
	/** @type {Import[]} */
	const found = [];
	for (const path of sourcesIn(root)) {
		const importer = path.split(sep).join("/").replace(/\.ts$/, "");
		const code = readFileSync(join(root, "engine", path), "utf8");
		for (const [, type, , list = "", specifier = ""] of code.matchAll(
			/^(?:import|export) (type )?(\{([^}]*)\} from )?"(\.[^"]+)";/gm,
		)) {
			const names = list.split(",").map((part) => part.trim().split(" as ")[0] ?? "");
			const values = names.filter((name) => name !== "" && !name.startsWith("type "));
			if (type !== undefined || (list !== "" && values.length === 0)) continue;
			found.push({ importer, source: posix.join(posix.dirname(importer), specifier), names: values });
		}
	}
	return found;
}

/**
 * Which sources stand in chunks: those that are listed, and what only they need.
 * @param {readonly Import[]} imports
 */
function chunksOf(imports) {
	const listed = new Map(Object.entries(CHUNKS).flatMap(([name, files]) => files.map((file) => [file, name])));
	/** @param {readonly string[]} from */
	const reach = (from) => {
		const reached = new Set(from);
		for (const importer of reached)
			for (const { importer: by, source } of imports) if (by === importer && !listed.has(source)) reached.add(source);
		return reached;
	};
	const core = reach(["machine/index"]);
	/** @type {Map<string, string>} */
	const chunkOf = new Map();
	const shared = new Set();
	for (const [name, files] of Object.entries(CHUNKS))
		for (const source of reach(files)) {
			if (listed.has(source) || core.has(source)) continue;
			if (chunkOf.has(source)) shared.add(source);
			chunkOf.set(source, name);
		}
	for (const source of shared) chunkOf.delete(source);
	return new Map([...chunkOf, ...listed]);
}

/**
 * Lets chunks be installed from wherever they were loaded: what one imports of the core becomes the argument of its
 * default export, and the core gets `provideChunk(name, chunk)`, which hands it over. The core keeps the places of all
 * chunks when it has been loaded to its end.
 * @param {ReadonlyMap<string, string>} files
 * @param {ReadonlySet<string>} published What the core exports for its hosts, a chunk's need of it or not.
 */
export function installable(files, published) {
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
	const open = parts.filter(
		([local = "", name = local]) => (!taken.has(name) || published.has(name)) && !ours.includes(name),
	);
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
 * The names that a source exports, of its own and of others'.
 * @param {string} code
 * @param {string} source
 * @returns {Set<string>}
 */
export function exportedNames(code, source) {
	const names = new Set();
	const add = (/** @type {unknown} */ id) => {
		if (isNode(id)) names.add(String(id.name));
	};
	for (const node of parseAst(code, { lang: "ts" }, source).body) {
		if (node.type !== "ExportNamedDeclaration" || node.exportKind === "type") continue;
		for (const { exported } of node.specifiers) add(exported);
		if (!isNode(node.declaration)) continue;
		const { declaration } = node;
		if (declaration.type === "VariableDeclaration") for (const { id } of declaration.declarations) add(id);
		else add(declaration.id);
	}
	return names;
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

/** @typedef {{ readonly type: string, readonly start: number, readonly end: number, readonly [key: string]: unknown }} Node */

/** @param {unknown} value @returns {value is Node} */
function isNode(value) {
	return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}
