import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { OutputChunk } from "@/engine/api";
import * as whole from "@/engine/dist/fast.mjs";
import { imageIn } from "./image.mjs";
import { libraryIn } from "./library.mjs";
import { machineIn } from "./machine.mjs";

const DIST = join(process.cwd(), "engine", "dist");
const copy = mkdtempSync(join(tmpdir(), "machine-"));
afterAll(() => rmSync(copy, { recursive: true }));

/** Of a few steps and of many; with parts that it imports, that it asks for, and that it asks for late. */
const PROGRAMS = [
	"print([1, 2, 3])\n",
	"import itertools, weakref\nprint(next(itertools.count(3)), weakref.ref)\n",
	"print(f'{3.14159:>10.2f}', 2 ** 200 // 3, {1, 2} ^ {2, 3}, 'aXb'.swapcase())\n1 / 0\n",
	"total = 0\nfor i in range(20_000):\n    total += i\nprint(total, 3j * 2, bytes([1, 2]).hex(), dict.fromkeys('ab'))\n",
	"1 +\n",
];

describe("the machine of a server", () => {
	const told = (run: typeof whole.run, source: string) => {
		const { stdout, stderr, outcome, figures } = run(source);
		return { stdout, stderr, outcome, figures: { ...figures, milliseconds: 0 } };
	};

	it("runs programs as the machine that has all its parts from the start", () => {
		whole.provideLibrary("3.13", libraryIn(join(DIST, "library", "3.13")));
		const machine = machineIn(DIST);
		machine.provideLibrary("3.13", libraryIn(join(DIST, "library", "3.13")));
		for (const source of PROGRAMS) expect(told(machine.run, source)).toEqual(told(whole.run, source));
	});

	it("hands over what a short program wrote before the interpreter's exit, whichever way the script ended", () => {
		const machine = machineIn(DIST);
		const held = "class Held:\n    def __del__(self):\n        print('gone')\nheld = Held()\nprint('ready')\n";
		for (const [end, exitStatus, said] of [
			["", 0, /^$/],
			["1 / 0\n", 1, /ZeroDivisionError: division by zero\n$/],
			["raise SystemExit('enough')\n", 1, /^enough\n$/],
		] as const) {
			const told: OutputChunk[] = [];
			const report = machine.run(held + end, {}, ({ output }) => told.push(...output));
			const textOf = (stream: string) => told.flatMap((c) => (c.stream === stream ? [c.text] : [])).join("");
			expect([textOf("stdout"), report.stdout]).toEqual(["ready\n", "ready\ngone\n"]);
			expect(textOf("stderr")).toMatch(said);
			expect(report.stderr).toBe(textOf("stderr"));
			expect(report.outcome).toEqual({ kind: "finished", exitStatus });
		}
	});

	it("compiles its scripts where V8's code of them is another's", () => {
		cpSync(join(DIST, "fast"), join(copy, "fast"), { recursive: true });
		for (const script of ["core", "chunks"]) writeFileSync(join(copy, "fast", `${script}.code`), "no code of V8's");
		expect(machineIn(copy).run("import itertools\nprint(next(itertools.count(3)))\n").stdout).toBe("3\n");
	});

	it("reads no chunk for a program that needs none", () => {
		rmSync(join(copy, "fast", "chunks.js"));
		const machine = machineIn(copy);
		machine.provideImage("3.13", imageIn(DIST, "3.13"));
		expect(machine.run("x = [1]\nx.append(x)\ndel x\nprint('ready')\n").stdout).toBe("ready\n");
	});
});
