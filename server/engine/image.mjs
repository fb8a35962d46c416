import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * A profile's machine before any program, read from where the build left it when the first run begins.
 * @param {string} dist the folder of the built engine
 * @param {string} profile
 * @returns {() => import("../../engine/api").BootImage | null}
 */
export function imageIn(dist, profile) {
	const file = join(dist, "images", profile);
	return () => {
		if (!existsSync(`${file}.words`)) return null;
		const bytes = readFileSync(`${file}.words`);
		return {
			words: new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4),
			payloads: readFileSync(`${file}.json`, "utf8"),
		};
	};
}
