/** The built engine, for scripts and tests: built anew where its sources are newer, with its library at hand. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { imageIn } from "../../server/engine/image.mjs";
import { libraryIn } from "../../server/engine/library.mjs";
import { buildEngine } from "../build-engine.mjs";
import { libraryCompiler } from "../build-library.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * The time of the newest file under a folder.
 * @param {string} folder
 * @returns {number}
 */
function newest(folder) {
	let time = 0;
	for (const entry of readdirSync(folder, { withFileTypes: true })) {
		if (entry.name === "dist" || entry.name === "conformance") continue;
		const path = join(folder, entry.name);
		time = Math.max(time, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs);
	}
	return time;
}

/**
 * The built engine with its library; built first where its sources are newer. Modules are compiled when a program first
 * imports them.
 * @param {"fast" | "recording"} variant
 * @returns {Promise<import("../../engine/api").Engine>}
 */
export async function loadEngine(variant) {
	const dist = join(root, "engine", "dist");
	const file = join(dist, `${variant}.mjs`);
	const library = join(dist, "library");
	if (
		!existsSync(file) ||
		!existsSync(join(library, ".stamp")) ||
		statSync(file).mtimeMs < Math.max(newest(join(root, "engine")), newest(join(root, "scripts")))
	)
		await buildEngine(root, { ahead: false });
	/** @type {import("../../engine/api").Engine} */
	const engine = await import(pathToFileURL(file).href);
	for (const profile of /** @type {const} */ (["3.13", "3.14"])) engine.provideImage(profile, imageIn(dist, profile));
	await furnish(engine);
	return engine;
}

/**
 * Gives an engine the built library; modules are compiled when a program first imports them.
 * @param {Pick<import("../../engine/api").Engine, "provideLibrary">} engine
 */
export async function furnish(engine) {
	const library = join(root, "engine", "dist", "library");
	const compile = await libraryCompiler(root);
	for (const profile of /** @type {const} */ (["3.13", "3.14"])) {
		const built = libraryIn(join(library, profile));
		engine.provideLibrary(profile, {
			...built,
			code: (name) => {
				const entry = built.index[name];
				return built.code(name) ?? (entry === undefined ? null : compile(profile, name, entry).code);
			},
		});
	}
}
