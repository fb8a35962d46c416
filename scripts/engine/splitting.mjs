import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative, resolve, sep } from "node:path";
import { parseAst } from "rolldown/parseAst";
import { CHUNKS } from "./chunks.mjs";
import { probed, SELDOM, seldomNames, seldomOf, takenOut } from "./seldom.mjs";

/**
 * How the machine's sources are split into the core and the chunks (chunks.mjs): which file each goes to, what the others
 * see of a chunk's sources, and how a chunk is handed what it takes from the core.
 */

export const CORE = "core";
/** The core as a script, and all the chunks as another. */
const SCRIPTS = { core: "core.js", chunks: "chunks.js" };
/** Virtual files: a chunk's entry, and what the rest of the machine sees of a chunk's source. */
const ENTRY = "\0entry:";
const FACE = "\0face:";
/** What stands for the functions that are seldom called, all in one table: each is little more than its place there. */
const SELDOM_TABLE = "\0seldom";

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
	/** @type {Map<string, string>} The text of each source, without what is taken out of it, which is a source of its own. */
	#texts;
	#root;

	/**
	 * @param {string} root
	 * @param {{ readonly seldom?: "apart" | "probed" | "there" }} options what is done with functions that are seldom called
	 * (seldom.mjs); `probed`: nothing is taken out, and each function that could be says when it is called
	 */
	constructor(root, { seldom = "apart" } = {}) {
		this.#root = root;
		this.#texts = new Map(
			sourcesIn(root).map((path) => [
				path.split(sep).join("/").replace(/\.ts$/, ""),
				readFileSync(join(root, "engine", path), "utf8"),
			]),
		);
		const imports = importsOf(this.#texts);
		const core = reached(imports, ["machine/index"], chunksOf(imports));
		if (seldom === "probed") for (const source of core) this.#texts.set(source, probed(this.#textOf(source), source));
		if (seldom === "apart") this.#takeOut(core);
		this.#imports = importsOf(this.#texts);
		this.#chunkOf = chunksOf(this.#imports);
	}

	/** @param {string} source */
	#textOf(source) {
		const text = this.#texts.get(source);
		if (text === undefined) throw new Error(`${source} is imported, and is not there`);
		return text;
	}

	/** @param {ReadonlySet<string>} core */
	#takeOut(core) {
		const texts = new Map([...core].map((source) => [source, this.#textOf(source)]));
		for (const [source, { kept, seldom }] of takenOut(texts, seldomNames())) {
			this.#texts.set(source, kept);
			this.#texts.set(seldomOf(source), seldom);
		}
	}

	/** The sources of a chunk that are named, or taken out of others. @param {string} chunk @returns {readonly string[]} */
	#sourcesOf(chunk) {
		if (chunk !== SELDOM) return CHUNKS[chunk] ?? [];
		return [...this.#texts.keys()].filter((source) => source.endsWith(`.${SELDOM}`)).sort();
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
		const texts = this.#texts;
		const sourcesOf = (/** @type {string} */ chunk) => this.#sourcesOf(chunk);
		/** @type {Map<string, ReturnType<typeof exportedFunctions>>} */
		const known = new Map();
		/** @param {string} source */
		const functionsOf = (source) => {
			const found = known.get(source) ?? readFunctions(source);
			known.set(source, found);
			return found;
		};
		/** @param {string} source */
		const readFunctions = (source) => {
			const names = wanted.get(source);
			if (names === undefined) return [];
			const functions = exportedFunctions(texts.get(source) ?? "", source);
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
					const path = resolve(dirname(from), `${specifier.replace(/\.ts$/, "")}.ts`);
					const resolved = texts.has(sourceOf(root, path))
						? { id: path }
						: await this.resolve(specifier, from, { ...options, skipSelf: true });
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
				if (id === SELDOM_TABLE) return seldomTable(root);
				if (id === entryOf(SELDOM)) {
					const all = sourcesOf(SELDOM).map((source, i) => ({ source, i, functions: functionsOf(source) }));
					return `import { fill } from ${JSON.stringify(SELDOM_TABLE)};
${all.map(({ source, i }) => `import * as of${i} from ${JSON.stringify(join(root, "engine", `${source}.ts`))};`).join("\n")}
fill([${all.flatMap(({ i, functions }) => functions.map(({ name }) => `of${i}.${name}`)).join(", ")}]);`;
				}
				if (id.startsWith(ENTRY)) {
					return sourcesOf(id.slice(ENTRY.length))
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
				if (!id.startsWith(FACE)) {
					const code = texts.get(sourceOf(root, id));
					return code === undefined ? null : { code, moduleType: "ts" };
				}
				const source = id.slice(FACE.length);
				const functions = functionsOf(source);
				if (chunkOf.get(source) === SELDOM) {
					const before = sourcesOf(SELDOM).slice(0, sourcesOf(SELDOM).indexOf(source));
					const first = before.reduce((sum, other) => sum + functionsOf(other).length, 0);
					const made = functions.map(
						({ name, parameters }, i) => `export const ${name} = /* @__PURE__ */ ${facing(parameters)}(${first + i});`,
					);
					return `import { ${FACING.join(", ")} } from ${JSON.stringify(SELDOM_TABLE)};\n${made.join("\n")}`;
				}
				return `import { demand } from ${JSON.stringify(join(root, "engine", "machine", "chunks.ts"))};
const absent = () => demand(${JSON.stringify(chunkOf.get(source))});
${functions.map(({ name }) => `let $${name} = absent;`).join("\n")}
${functions.map(({ name, parameters }) => `export function ${name}(${parameters}) { return $${name}(${parameters}); }`).join("\n")}
export function fill(given) { ${functions.map(({ name }) => `$${name} = given.${name};`).join(" ")} }`;
			},
		};
	}
}

/** By the number of their parameters, what makes faces from places in the table; the last for any number. */
const FACING = ["of0", "of1", "of2", "of3", "of4", "of5", "ofAny"];

/** @param {string} parameters as of exportedFunctions */
function facing(parameters) {
	const count = parameters === "" ? 0 : parameters.split(", ").length;
	return (parameters.includes("...") ? undefined : FACING[count]) ?? "ofAny";
}

/**
 * The table, which is filled when the chunk is loaded. Its functions are there from the start: sources that use faces may
 * be run before it.
 * @param {string} root
 */
function seldomTable(root) {
	const faces = FACING.map((name, count) => {
		const parameters = name === "ofAny" ? "...p" : Array.from({ length: count }, (_, i) => `p${i}`).join(", ");
		return `export function ${name}(i) { return (${parameters}) => (table[i] ?? absent)(${parameters}); }`;
	});
	return `import { demand } from ${JSON.stringify(join(root, "engine", "machine", "chunks.ts"))};
function absent() { demand(${JSON.stringify(SELDOM)}); }
let table = [];
export function fill(given) { table = given; }
${faces.join("\n")}`;
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
 * @param {ReadonlyMap<string, string>} texts
 * @returns {readonly Import[]}
 */
function importsOf(texts) {
	/** @type {Import[]} */
	const found = [];
	for (const [importer, code] of texts)
		for (const [, type, , list = "", specifier = ""] of code.matchAll(
			/^(?:import|export) (type )?(\{([^}]*)\} from )?"(\.[^"]+)";/gm,
		)) {
			const names = list.split(",").map((part) => part.trim().split(" as ")[0] ?? "");
			const values = names.filter((name) => name !== "" && !name.startsWith("type "));
			if (type !== undefined || (list !== "" && values.length === 0)) continue;
			found.push({ importer, source: posix.join(posix.dirname(importer), specifier), names: values });
		}
	return found;
}

/**
 * What some sources import, and what that imports, but for what is listed.
 * @param {readonly Import[]} imports
 * @param {readonly string[]} from
 * @param {ReadonlyMap<string, string>} listed
 */
function reached(imports, from, listed) {
	const found = new Set(from);
	for (const importer of found)
		for (const { importer: by, source } of imports) if (by === importer && !listed.has(source)) found.add(source);
	return found;
}

/**
 * Which sources stand in chunks: those that are listed, and what only they need.
 * @param {readonly Import[]} imports
 */
function chunksOf(imports) {
	const listed = new Map(Object.entries(CHUNKS).flatMap(([name, files]) => files.map((file) => [file, name])));
	for (const { source } of imports) if (source.endsWith(`.${SELDOM}`)) listed.set(source, SELDOM);
	/** @param {readonly string[]} from */
	const reach = (from) => reached(imports, from, listed);
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
 *
 * The same is also made two scripts, for hosts that keep V8's code of them (server/engine/machine.mjs): a function that gives
 * what the core exports, and an object of the chunks by name.
 * @param {ReadonlyMap<string, string>} files
 * @param {ReadonlySet<string>} published What the core exports for its hosts, a chunk's need of it or not.
 */
export function installable(files, published) {
	/** @type {Map<string, string>} */
	const made = new Map();
	const taken = new Set();
	/** @type {string[]} */
	const chunks = [];
	for (const [file, code] of files) {
		if (file === `${CORE}.mjs`) continue;
		const name = file.replace(/\.mjs$/, "");
		const [statement = "", names = ""] = /^import ?\{([^}]*)\} ?from ?"\.\/core\.mjs";/.exec(code) ?? [];
		const body = code.slice(statement.length);
		if (CHUNKS[name] === undefined || /^(import|export)\b/m.test(body))
			throw new Error(`the bundler made of ${file} something else than a chunk`);
		const parts = names === "" ? [] : names.split(",").map((part) => part.trim().split(" as "));
		for (const [imported] of parts) taken.add(imported);
		const installs = `function({${parts.map(([from, to = from]) => `${from}:${to}`).join()}}){${body}}`;
		made.set(file, `export default ${installs}`);
		chunks.push(`${name}:${installs}`);
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
	const loaded = `${core.slice(0, -statement.length)}
const $given={${given.map(([local, name = local]) => `${name}:${local}`).join()}};
function provideChunk(name,chunk){${install}(name,()=>chunk($given))}
${keep}();`;
	made.set(
		`${CORE}.mjs`,
		`${loaded}\nexport{${[...open, ["provideChunk"]].map((part) => part.join(" as ")).join()}};\n`,
	);
	const shown = open.map(([local = "", name = local]) => `${name}:${local}`);
	made.set(
		SCRIPTS.core,
		inAscii(`"use strict";(function(){${loaded}\nreturn{${[...shown, "provideChunk"].join()}}})\n`),
	);
	made.set(SCRIPTS.chunks, inAscii(`"use strict";({${chunks.join()}})\n`));
	return made;
}

/** So that V8 keeps it a byte a character. @param {string} code */
const inAscii = (code) =>
	code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

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
