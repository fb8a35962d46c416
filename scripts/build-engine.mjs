import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { imageIn } from "../server/engine/image.mjs";
import { keepCode } from "../server/engine/machine.mjs";
import { buildLibrary } from "./build-library.mjs";
import { bundleMachine } from "./engine/bundle.mjs";
import { CHUNKS } from "./engine/chunks.mjs";
import { SELDOM } from "./engine/seldom.mjs";

/**
 * Compiles the engine twice from its one source, into engine/dist: `recording` keeps a log of every count changed, `fast`
 * has none of that code. Each is a folder with `core.mjs` and the chunks that are loaded when a program needs them
 * (engine/chunks.mjs), and a file of the same name that has them all. The page, the server, the tests and the command
 * line all use these, so what was tested is what runs. The library is made beside them (build-library.mjs).
 * `version.mjs` names the build; submissions are stored with it.
 */

/** @type {readonly { readonly name: string, readonly recording: boolean }[]} */
const VARIANTS = [
	{ name: "fast", recording: false },
	{ name: "recording", recording: true },
];

/** @param {string} up From the file to engine/. */
const declarations = (up) => `import type { Engine } from "${up}api";
export declare const run: Engine["run"];
export declare const record: Engine["record"];
export declare const startRun: Engine["startRun"];
export declare const startRecording: Engine["startRecording"];
export declare const provideLibrary: Engine["provideLibrary"];
export declare const libraryFilesOf: Engine["libraryFilesOf"];
export declare const provideImage: Engine["provideImage"];
/** A part of the engine as its file's default export gives it. */
export type Chunk = (core: never) => void;
/** Installs a part of the engine that a program needs: \`NAME.mjs\` among the files that NotAtHand or libraryFilesOf names. */
export declare function provideChunk(name: string, chunk: Chunk): void;
/** Such files with which a run that is under way would go on faster. */
export declare function wishes(): readonly string[];
/** Thrown where more of the library or of the engine must be provided; see Engine.run. */
export declare class NotAtHand extends Error {
	readonly files: readonly string[];
}
/** For tests: a run whose every so many-th step is audited (engine/machine/audit.ts); of the recording build. */
export { audit } from "${up}machine/audit";
/** For tests: takes references away in earnest, and puts the state back (engine/machine/carryout.ts). */
export { carryOut } from "${up}machine/carryout";
/** For tests: the audit of the state that \`stateAt\` was last asked for. Empty: every count is right. */
export declare function stateHash(): string;
/** For tests of the recording build: pages written since the last keyframe without being noted. None. */
export declare function unnotedPages(): readonly number[];
/** For tests: calls and jumps back after which code is translated (engine/machine/hotcode.ts); without a number, the usual. */
export declare function translateAfter(count?: number): void;
/** For the build: what \`provideImage\` takes. */
export { bootImage } from "${up}machine/bootimage";
export declare function recount(): { readonly serial: number; readonly type: string; readonly refcnt: number; readonly found: number }[];
`;

const CHUNK_DECLARATIONS = `import type { Chunk } from "./core.mjs";
/** How each part of the engine is loaded. */
export declare const chunks: Readonly<Record<string, () => Promise<{ readonly default: Chunk }>>>;
/** By the name of a module of the library, the parts that importing it comes to need, a space apart. */
export declare const chunksOfModules: Readonly<Record<string, string>>;
`;

/**
 * How a host loads each chunk, and which it does well to load with a module (record-module-chunks.mjs found them).
 * @param {readonly string[]} names
 * @param {string} ofModules JSON
 */
const chunkTable = (names, ofModules) =>
	`export const chunks = {${names.map((c) => `${c}: () => import("./${c}.mjs")`).join(", ")}};
export const chunksOfModules = ${JSON.stringify(JSON.parse(ofModules))};
`;

/**
 * The file that has all of a variant.
 * @param {string} variant
 * @param {readonly string[]} chunks
 */
function wholeOf(variant, chunks) {
	return `import { provideChunk } from "./${variant}/core.mjs";
export * from "./${variant}/core.mjs";
${chunks.map((name) => `import ${name} from "./${variant}/${name}.mjs";\nprovideChunk("${name}", ${name});`).join("\n")}
`;
}

/**
 * @param {string} folder
 * @param {ReadonlyMap<string, string>} files
 */
function write(folder, files) {
	mkdirSync(folder, { recursive: true });
	for (const [name, text] of files) writeFileSync(join(folder, name), text);
}

/**
 * What each chunk declares: found by loading the machine, then one chunk after the other.
 * @param {string} root
 * @param {string} dist
 * @param {"apart" | "there"} seldom where functions that are seldom called stand (engine/splitting.mjs)
 * @returns {Promise<readonly object[]>}
 */
export async function describeChunks(root, dist, seldom = "apart") {
	const folder = join(dist, `describing-${process.pid}-${Date.now()}`);
	try {
		write(folder, await bundleMachine(root, { recording: false, manifests: [], describing: true, seldom }));
		const load = (/** @type {string} */ name) => import(pathToFileURL(join(folder, `${name}.mjs`)).href);
		const { manifestsOf, provideChunk } = await load("core");
		// It declares nothing, and what is called here may stand in it.
		provideChunk(SELDOM, (await load(SELDOM)).default);
		const chunks = [];
		for (const name of Object.keys(CHUNKS)) {
			const chunk = await load(name);
			chunks.push({ name, install: () => provideChunk(name, chunk.default) });
		}
		return manifestsOf(chunks);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/**
 * Writes the machine of each profile before any program, which Node's hosts have it begin with (server/engine/image.mjs).
 * Both variants boot to the same state.
 * @param {string} dist
 * @param {ReadonlyMap<string, string>} files of a variant
 */
async function writeImages(dist, files) {
	const folder = join(dist, `booting-${process.pid}-${Date.now()}`);
	try {
		write(folder, files);
		const load = (/** @type {string} */ name) => import(pathToFileURL(join(folder, `${name}.mjs`)).href);
		const { bootImage, provideChunk } = await load("core");
		provideChunk("audit", (await load("audit")).default);
		for (const profile of ["3.13", "3.14"]) {
			const { words, payloads } = bootImage(profile);
			const file = join(dist, "images", profile);
			mkdirSync(join(dist, "images"), { recursive: true });
			writeFileSync(`${file}.json`, payloads);
			writeFileSync(`${file}.words`, words);
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/**
 * Runs what many programs do, so that V8's code of it is kept. They import nothing: there is no library yet.
 * @param {string} root
 * @param {string} dist
 */
function keepMachineCode(root, dist) {
	keepCode(dist, (machine) => {
		machine.provideImage("3.13", imageIn(dist, "3.13"));
		for (const program of ["fib", "lists"])
			machine.run(readFileSync(join(root, "engine", "bench", `${program}.py`), "utf8"), { limits: { work: 100_000 } });
	});
}

/**
 * @param {string} root
 * @param {{ ahead: boolean }} options `ahead`: with every module of the library compiled, not only as programs need them
 */
export async function buildEngine(root, { ahead }) {
	const folder = join(root, "engine", "dist");
	mkdirSync(folder, { recursive: true });
	const hash = createHash("sha256");
	const manifests = await describeChunks(root, folder);
	for (const { name, recording } of VARIANTS) {
		const files = await bundleMachine(root, { recording, manifests });
		rmSync(join(folder, name), { recursive: true, force: true });
		write(join(folder, name), files);
		for (const file of [...files.keys()].sort()) hash.update(files.get(file) ?? "");
		if (!recording) await writeImages(folder, files);
		const names = Object.keys(CHUNKS);
		write(
			join(folder, name),
			new Map([
				["core.d.mts", declarations("../../")],
				["chunks.mjs", chunkTable(names, readFileSync(new URL("engine/module-chunks.json", import.meta.url), "utf8"))],
				["chunks.d.mts", CHUNK_DECLARATIONS],
			]),
		);
		write(
			folder,
			new Map([
				[`${name}.mjs`, wholeOf(name, names)],
				[`${name}.d.mts`, declarations("../")],
			]),
		);
	}
	keepMachineCode(root, folder);
	const library = await buildLibrary(root, ahead);
	hash.update(library);
	const version = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version;
	const name = `${version}+${hash.digest("hex").slice(0, 12)}`;
	writeFileSync(
		join(folder, "version.mjs"),
		`export const engineVersion = ${JSON.stringify(name)};\nexport const libraryVersion = ${JSON.stringify(library)};\n`,
	);
	writeFileSync(
		join(folder, "version.d.mts"),
		"export declare const engineVersion: string;\n/** Where pages find the library: /library/VERSION. */\nexport declare const libraryVersion: string;\n",
	);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	await buildEngine(fileURLToPath(new URL("..", import.meta.url)), { ahead: true });
}
