import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import subsetFont from "subset-font";

/**
 * Makes app/faces: of each of our typefaces what nearly every page is set in, a third of what the whole face weighs. What
 * is left out stands in the whole face, which a page fetches where it has such a sign (app/fonts.ts).
 */

/** From first to last. Signs of ASCII, and what prose takes beside them: spaces, quotation marks, dashes, dots, × and −. */
export const COMMON = [
	[0x0000, 0x007f],
	[0x00a0, 0x00a0],
	[0x00b7, 0x00b7],
	[0x00d7, 0x00d7],
	[0x2000, 0x200b],
	[0x2010, 0x2027],
	[0x2212, 0x2212],
];

/** What style sheets ask of prose and controls: kerning, ligatures, and figures of each kind. Code is set without any. */
const FEATURES = ["ccmp", "kern", "liga", "lnum", "locl", "mark", "onum", "pnum", "tnum"];

/**
 * `weights`: one, or from the least to the greatest that style sheets ask for, or all that there are.
 * @type {readonly { name: string, of: string, weights: number | { min: number, max: number } | null, features: readonly string[], only?: string }[]}
 */
const FACES = [
	{ name: "serif", of: "source-serif-4-latin-wght-normal", weights: { min: 400, max: 700 }, features: FEATURES },
	{ name: "serif-300", of: "source-serif-4-latin-wght-normal", weights: 300, features: ["lnum"], only: "0123456789" },
	{ name: "serif-italic-400", of: "source-serif-4-latin-wght-italic", weights: 400, features: FEATURES },
	{ name: "serif-italic-600", of: "source-serif-4-latin-wght-italic", weights: 600, features: FEATURES },
	{ name: "sans", of: "source-sans-3-latin-wght-normal", weights: null, features: FEATURES },
	{ name: "mono", of: "jetbrains-mono-latin-wght-normal", weights: { min: 400, max: 700 }, features: [] },
];

/** @param {string} root */
export async function buildFaces(root) {
	const folder = join(root, "app", "faces");
	const common = COMMON.map(([first = 0, last = 0]) =>
		Array.from({ length: last - first + 1 }, (_, at) => String.fromCodePoint(first + at)).join(""),
	).join("");
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	for (const { name, of, weights, features, only } of FACES) {
		const family = of.slice(0, of.indexOf("-latin"));
		const whole = join(root, "node_modules", "@fontsource-variable", family, "files", `${of}.woff2`);
		const face = await subsetFont(readFileSync(whole), only ?? common, {
			targetFormat: "woff2",
			keepFeatures: [...features],
			...(weights === null ? {} : { variationAxes: { wght: weights } }),
		});
		writeFileSync(join(folder, `${name}.woff2`), face);
	}
}
