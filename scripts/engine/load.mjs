import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildEngine } from "../build-engine.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * The time of the newest file under a folder.
 * @param {string} folder
 * @returns {number}
 */
function newest(folder) {
	let time = 0;
	for (const entry of readdirSync(folder, { withFileTypes: true })) {
		if (entry.name === "dist") continue;
		const path = join(folder, entry.name);
		time = Math.max(time, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs);
	}
	return time;
}

/**
 * The built engine; built first where its sources are newer.
 * @param {"fast" | "recording"} variant
 * @returns {Promise<import("../../engine/api").Engine>}
 */
export async function loadEngine(variant) {
	const file = join(root, "engine", "dist", `${variant}.mjs`);
	if (!existsSync(file) || statSync(file).mtimeMs < newest(join(root, "engine"))) await buildEngine(root);
	return import(file);
}
