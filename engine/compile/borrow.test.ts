/** Loads are borrowed where native 3.14 borrows them (oracle/record_borrowed.py). */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "../syntax/parse";
import type { CodeObject } from "./code";
import { compile } from "./compile";
import * as op from "./opcodes";

const read = (name: string) => readFileSync(new URL(`./oracle/${name}`, import.meta.url), "utf8");
const recorded: readonly Readonly<Record<string, boolean>>[] = JSON.parse(read("borrowed.recorded.json"));
const programs = read("programs.txt").split("%%\n");

/** Every load of a local: its place, as the record writes it, and whether it is borrowed. */
function loads(code: CodeObject, found: [string, boolean][] = []): [string, boolean][] {
	code.instructions.forEach((word, at) => {
		const [opcode, oparg] = [word & 0xff, word >> 8];
		const [line, column] = [code.positions[at * 4], code.positions[at * 4 + 2]];
		const add = (local: number, borrowed: boolean) => {
			const name = code.localsplusnames[local];
			found.push([`${code.qualname}:${code.firstlineno}:${line}:${column}:${name}`, borrowed]);
		};
		switch (opcode) {
			case op.LOAD_FAST:
			case op.LOAD_FAST_BORROW:
				add(oparg, opcode === op.LOAD_FAST_BORROW);
				break;
			case op.LOAD_FAST_LOAD_FAST:
			case op.LOAD_FAST_BORROW_LOAD_FAST_BORROW:
				add(oparg >> 4, opcode === op.LOAD_FAST_BORROW_LOAD_FAST_BORROW);
				add(oparg & 15, opcode === op.LOAD_FAST_BORROW_LOAD_FAST_BORROW);
				break;
			case op.STORE_FAST_LOAD_FAST:
				add(oparg & 15, false);
		}
	});
	for (const c of code.consts) if (c.kind === "code") loads(c.value, found);
	return found;
}

function compiled(source: string, borrowedLoads: boolean): CodeObject {
	const tree = parse(source);
	if (tree.kind === "error") throw new Error(tree.error.message);
	const result = compile(tree.module, { filename: "main.py", borrowedLoads });
	if (result.kind !== "ok") throw new Error(result.kind);
	return result.code;
}

describe("borrowed loads", () => {
	it.each(programs.map((source, i) => [i, source] as const))("program %i: %s", (i, source) => {
		const expected = recorded[i] ?? {};
		// A generator expression of 3.14 loads the iterator that the caller made; ours calls iter() on it once more.
		const ours = loads(compiled(source, true)).filter(([place]) => place in expected && !place.endsWith(":.0"));
		expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(ours.map(([place]) => [place, expected[place]])));
	});

	it("of which the record knows enough, of both kinds", () => {
		const all = programs.flatMap((source, i) =>
			loads(compiled(source, true)).filter(([place]) => place in (recorded[i] ?? {})),
		);
		expect(all.filter(([, borrowed]) => borrowed).length).toBeGreaterThan(90);
		expect(all.filter(([, borrowed]) => !borrowed).length).toBeGreaterThan(20);
	});

	it("do not occur in 3.13", () => {
		for (const source of programs)
			expect(loads(compiled(source, false)).filter(([, borrowed]) => borrowed)).toEqual([]);
	});
});
