/** A code object's instructions as the release writes them, and where they stand in its bytecode. */
import type { CodeObject } from "../compile/code";
import { CACHES, JUMPS, rewrite } from "../compile/rewrite";
import { assembleLayout, extensions, type Layout, layoutOf } from "./codeunits";
import { profile } from "./machine";

export interface WrittenCode {
	/** opcode | oparg << 8, the opcode with the release's number. */
	readonly words: Int32Array;
	readonly layout: Layout;
	/** Of each of our instructions, the code unit where the first that is written for it begins; then the end. */
	readonly starts: Int32Array;
	/** Of each of our instructions, the code unit of the one that does what it does, behind its EXTENDED_ARG. */
	readonly places: Int32Array;
}
const written = new WeakMap<CodeObject, WrittenCode>();

export function writtenCode(code: CodeObject): WrittenCode {
	let found = written.get(code);
	if (found === undefined) {
		found = write(code);
		written.set(code, found);
	}
	return found;
}

function write(code: CodeObject): WrittenCode {
	const place = ({ starts, opargs }: Layout, at: number): number =>
		(starts[at] as number) + extensions(opargs[at] as number);
	if (profile().name === "3.13") {
		const layout = layoutOf(code);
		const places = code.instructions.map((_, i) => place(layout, i));
		return { words: code.instructions, layout, starts: layout.starts, places };
	}
	const { words, firsts, mains } = rewrite(code.instructions);
	const layout = assembleLayout(words, { caches: CACHES, jumps: JUMPS });
	const starts = firsts.map((at) => layout.starts[at] as number);
	return { words, layout, starts, places: mains.map((at) => place(layout, at)) };
}

/** Where an instruction itself stands, behind its EXTENDED_ARG: what `f_lasti` and `tb_lasti` tell, in code units. */
export function unitOf(code: CodeObject, index: number): number {
	return writtenCode(code).places[index] ?? -1;
}
