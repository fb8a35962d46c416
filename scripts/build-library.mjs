import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { inflateRawSync } from "node:zlib";
import { build } from "esbuild";
import { applyDiff } from "./engine/unified-diff.mjs";

/**
 * Makes the library of the engine's Pythons, in engine/dist/library/PROFILE: CPython's own modules, out of the archive
 * of the standard library that a pyodide package has, brought to the release that the profile follows by the diffs in
 * engine/library/patches (record-library-patches.py), and compiled by our compiler. Per module NAME.code, what the
 * machine loads, and NAME.py, its text for tracebacks; index.json says what there is. Which modules:
 * engine/library/modules.json; a text of that name in engine/library stands in for CPython's. What `standsForC` lists is C in CPython: a program sees
 * none of its frames; of what `edited` lists, a line that is beyond our compiler is replaced; what `frozen` lists is in the interpreter itself: a traceback shows no lines of it. Nothing is done where nothing has changed.
 */

/** @typedef {"3.13" | "3.14"} ProfileName */
/** @typedef {{ package: boolean, filename: string, imports: string[], standsForC?: true, frozen?: true }} Entry */

/** @type {Readonly<Record<ProfileName, string>>} the packages with the archives */
const PACKAGES = { 3.13: "pyodide", 3.14: "pyodide-314" };

const require = createRequire(import.meta.url);

/**
 * Writes the texts and the indices; the code of modules where it is asked for `ahead`, otherwise only as
 * `libraryCompiler` is called (compiling all of it takes seconds, and whoever changes the compiler runs programs again and again).
 * @param {string} root
 * @param {boolean} ahead
 * @returns {Promise<string>} a hash of what the library was made from
 */
export async function buildLibrary(root, ahead) {
	const source = join(root, "engine", "library");
	const target = join(root, "engine", "dist", "library");
	mkdirSync(target, { recursive: true });
	await build({
		entryPoints: [join(root, "engine", "compile", "library.ts")],
		outfile: join(target, "compiler.mjs"),
		bundle: true,
		format: "esm",
		platform: "neutral",
		target: "es2022",
		logLevel: "error",
	});
	const hash = createHash("sha256");
	hash.update(readFileSync(join(target, "compiler.mjs")));
	for (const script of [import.meta.url, new URL("engine/unified-diff.mjs", import.meta.url)])
		hash.update(readFileSync(new URL(script)));
	for (const name of readdirSync(source, { recursive: true, encoding: "utf8" }).sort()) {
		if (/\.(py|json|patch)$/.test(name)) hash.update(name).update(readFileSync(join(source, name)));
	}
	const archives = Object.entries(PACKAGES).map(([profile, name]) => {
		const bytes = readFileSync(join(dirname(require.resolve(`${name}/package.json`)), "python_stdlib.zip"));
		hash.update(bytes);
		return { profile: /** @type {ProfileName} */ (profile), bytes };
	});
	const digest = hash.digest("hex").slice(0, 12);
	const stamp = join(target, ".stamp");
	const made = existsSync(stamp) ? readFileSync(stamp, "utf8") : "";
	const published = existsSync(join(root, "public", "library", digest));
	if ((made === `${digest} whole` && published) || (made.startsWith(digest) && !ahead)) return digest;
	rmSync(stamp, { force: true });
	const list = JSON.parse(readFileSync(join(source, "modules.json"), "utf8"));
	for (const { profile, bytes } of archives) {
		const files = unzipped(bytes);
		const folder = join(target, profile);
		rmSync(folder, { recursive: true, force: true });
		mkdirSync(folder, { recursive: true });
		const patches = patchesIn(source, profile);
		/** @type {Record<string, Entry>} */
		const modules = {};
		for (const name of [...list.both, ...list[profile]].sort()) {
			const { path, text } = moduleText(name, files, source, patches);
			writeFileSync(join(folder, `${name}.py`), edited(text, list.edited[name]));
			const isPackage = path.endsWith("__init__.py");
			modules[name] = {
				package: isPackage,
				filename: `/usr/lib/python${profile}/${path}`,
				imports: [],
				...(list.standsForC.includes(name) ? { standsForC: true } : {}),
				...(list.frozen.includes(name) ? { frozen: true } : {}),
			};
		}
		for (const name of patches.keys())
			throw new Error(`a patch of ${profile}'s ${name}, which the archive does not give`);
		writeFileSync(join(folder, "index.json"), JSON.stringify(modules));
		if (!ahead) continue;
		const compile = await libraryCompiler(root);
		for (const [name, entry] of Object.entries(modules)) entry.imports = compile(profile, name, entry).imports;
		writeFileSync(join(folder, "index.json"), JSON.stringify(withClosures(modules)));
	}
	writeFileSync(join(target, "LICENSE.txt"), readFileSync(join(source, "LICENSE.txt")));
	if (ahead) publish(root, target, digest);
	writeFileSync(stamp, ahead ? `${digest} whole` : digest);
	return digest;
}

/**
 * What compiles a module and writes its NAME.code, as the compiler was when the library was last built.
 * @param {string} root
 * @returns {Promise<(profile: ProfileName, name: string, entry: Entry) => { code: Uint8Array, imports: string[] }>}
 */
export async function libraryCompiler(root) {
	const target = join(root, "engine", "dist", "library");
	const { compileLibrary } = await import(pathToFileURL(join(target, "compiler.mjs")).href);
	return (profile, name, { package: isPackage, filename, standsForC, frozen }) => {
		const folder = join(target, profile);
		const text = readFileSync(join(folder, `${name}.py`), "utf8");
		const codeFile = frozen === true ? `<frozen ${name}>` : filename;
		const module = compileLibrary(name, isPackage, text, codeFile, profile, standsForC === true);
		writeFileSync(join(folder, `${name}.code`), module.code);
		return module;
	};
}

/**
 * Puts the library where pages fetch it from, under a name of its own, and what they fetched before away.
 * @param {string} root
 * @param {string} target
 * @param {string} digest
 */
function publish(root, target, digest) {
	const folder = join(root, "public", "library");
	rmSync(folder, { recursive: true, force: true });
	for (const name of [...Object.keys(PACKAGES), "LICENSE.txt"])
		cpSync(join(target, name), join(folder, digest, name), { recursive: true });
}

/**
 * A text with other lines for those that are to be edited: pairs of a line, which a release may not have, and what it becomes.
 * @param {string} text
 * @param {readonly (readonly [string, string])[]} [pairs]
 */
function edited(text, pairs = []) {
	let changed = text;
	for (const [line, other] of pairs) changed = changed.replace(`\n${line}\n`, () => `\n${other}\n`);
	if (pairs.length > 0 && changed === text) throw new Error(`no line ${pairs[0]?.[0]} to be edited`);
	return changed;
}

/**
 * What applies the diffs of a profile, by the names of their modules.
 * @param {string} folder
 * @param {ProfileName} profile
 */
function patchesIn(folder, profile) {
	/** @type {Map<string, (text: string) => string>} */
	const patches = new Map();
	for (const file of readdirSync(join(folder, "patches", profile))) {
		const diff = readFileSync(join(folder, "patches", profile, file), "utf8");
		patches.set(file.replace(/\.patch$/, ""), (text) => applyDiff(text, diff, `patches/${profile}/${file}`));
	}
	return patches;
}

/**
 * A module's text: what stands in for it in engine/library, or CPython's of the release that the profile follows.
 * @param {string} name
 * @param {ReadonlyMap<string, () => string>} files
 * @param {string} folder
 * @param {Map<string, (text: string) => string>} patches The one that is applied is taken out.
 * @returns {{ path: string, text: string }}
 */
function moduleText(name, files, folder, patches) {
	const stem = name.replaceAll(".", "/");
	for (const path of [`${stem}/__init__.py`, `${stem}.py`]) {
		if (existsSync(join(folder, path))) return { path, text: readFileSync(join(folder, path), "utf8") };
		const read = files.get(path);
		if (read === undefined) continue;
		const patch = patches.get(name);
		patches.delete(name);
		return { path, text: patch === undefined ? read() : patch(read()) };
	}
	throw new Error(`engine/library/modules.json lists ${name}, which the archive does not have`);
}

/**
 * `imports` of each module become all that importing it may load, packages above included, itself not.
 * @param {Readonly<Record<string, { package: boolean, filename: string, imports: readonly string[] }>>} modules
 */
function withClosures(modules) {
	/** @param {string} name @param {Set<string>} found */
	const follow = (name, found) => {
		for (let end = name.indexOf("."); end > 0; end = name.indexOf(".", end + 1)) follow(name.slice(0, end), found);
		const module = modules[name];
		if (module === undefined || found.has(name)) return found;
		found.add(name);
		for (const imported of module.imports) follow(imported, found);
		return found;
	};
	return Object.fromEntries(
		Object.entries(modules).map(([name, module]) => [
			name,
			{ ...module, imports: [...follow(name, new Set())].filter((other) => other !== name).sort() },
		]),
	);
}

/**
 * The texts in a zip archive, by path, from its central directory (APPNOTE.TXT 4.3.12).
 * @param {Buffer} zip
 * @returns {Map<string, () => string>}
 */
function unzipped(zip) {
	let end = zip.length - 22;
	while (end >= 0 && zip.readUInt32LE(end) !== 0x06054b50) end--;
	if (end < 0) throw new Error("the archive of the standard library is no zip file");
	/** @type {Map<string, () => string>} */
	const files = new Map();
	let at = zip.readUInt32LE(end + 16);
	for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
		const deflated = zip.readUInt16LE(at + 10) === 8;
		const size = zip.readUInt32LE(at + 20);
		const nameLength = zip.readUInt16LE(at + 28);
		const local = zip.readUInt32LE(at + 42);
		files.set(zip.toString("utf8", at + 46, at + 46 + nameLength), () => {
			const data = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
			const bytes = zip.subarray(data, data + size);
			return (deflated ? inflateRawSync(bytes) : bytes).toString("utf8");
		});
		at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
	}
	return files;
}
