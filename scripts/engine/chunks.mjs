/**
 * The parts of the machine that are files of their own, loaded when a program comes to need them, and the sources of
 * each, in engine/. What the rest imports of a chunk's sources must be functions: it gets one that asks for the chunk
 * until this is loaded (bundle.mjs). The order is that of their places in the machine's tables (machine/chunks.ts).
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const CHUNKS = {
	re: ["machine/sre", "machine/srematches", "machine/sretemplates", "text/sre", "text/sreCharacters", "text/sreCodes"],
	itertools: [
		"machine/itertools",
		"machine/itertoolscombine",
		"machine/itertoolsgroups",
		"machine/itertoolsselect",
		"machine/groupby",
		"machine/tee",
	],
	math: ["machine/mathmodule", "text/elementary", "text/fdlibm", "text/gammas"],
	array: ["machine/arraymodule", "machine/itemcodes", "machine/memoryview", "machine/structs"],
	syntaxtrees: [
		"machine/asttypes",
		"machine/astnodes",
		"machine/asttonodes",
		"machine/astfromnodes",
		"machine/astchecks",
	],
};
