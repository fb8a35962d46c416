import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildLibrary } from "./build-library.mjs";
import { bundleMachine } from "./engine/bundle.mjs";

/**
 * Compiles the engine twice from its one source, into engine/dist: `recording.mjs` keeps a log of every count changed,
 * `fast.mjs` has none of that code. The page, the server, the tests and the command line all use these two files, so
 * what was tested is what runs. The library is made beside them (build-library.mjs). `version.mjs` names the build; submissions are stored with it.
 */

/** @type {readonly { readonly name: string, readonly recording: boolean }[]} */
const VARIANTS = [
	{ name: "fast", recording: false },
	{ name: "recording", recording: true },
];

const DECLARATIONS = `import type { Engine } from "../api";
export declare const run: Engine["run"];
export declare const record: Engine["record"];
export declare const provideLibrary: Engine["provideLibrary"];
export declare const libraryFilesOf: Engine["libraryFilesOf"];
/** Thrown where the library must be provided with more; see Engine.run. */
export declare class NotAtHand extends Error {
	readonly files: readonly string[];
}
/** For tests: a run whose every so many-th step is audited (engine/machine/audit.ts); of the recording build. */
export { audit } from "../machine/audit";
/** For tests: takes references away in earnest, and puts the state back (engine/machine/carryout.ts). */
export { carryOut } from "../machine/carryout";
/** For tests: the audit of the state that \`stateAt\` was last asked for. Empty: every count is right. */
export declare function recount(): { readonly serial: number; readonly type: string; readonly refcnt: number; readonly found: number }[];
`;

/**
 * @param {string} root
 * @param {{ ahead: boolean }} options `ahead`: with every module of the library compiled, not only as programs need them
 */
export async function buildEngine(root, { ahead }) {
	const folder = join(root, "engine", "dist");
	mkdirSync(folder, { recursive: true });
	const hash = createHash("sha256");
	for (const { name, recording } of VARIANTS) {
		const outfile = join(folder, `${name}.mjs`);
		await bundleMachine(root, { outfile, recording });
		writeFileSync(join(folder, `${name}.d.mts`), DECLARATIONS);
		hash.update(readFileSync(outfile));
	}
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
