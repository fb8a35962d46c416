// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest";
import { keepLastOpen, keepProgram, lastOpen, ownPrograms, readProgram, removeProgram, titleOf } from "./programs";

const program = (id: string, source: string, at: number) => ({ id, source, profile: "3.14" as const, at });

beforeEach(() => localStorage.clear());

describe("the reader's own programs", () => {
	it("are kept each by itself, the latest first, among other things in storage", () => {
		localStorage.setItem("heapwise-theme", "dark");
		localStorage.setItem("heapwise.play.program.broken", "{");
		expect(keepProgram(program("a", "print('引用')\n", 1))).toBe(true);
		expect(keepProgram(program("b", "", 2))).toBe(true);
		expect(ownPrograms()).toEqual([program("b", "", 2), program("a", "print('引用')\n", 1)]);
		removeProgram("b");
		expect(readProgram("b")).toBeNull();
		expect(readProgram("a")).toEqual(program("a", "print('引用')\n", 1));
	});

	it("says so where nothing can be kept", () => {
		const refuses = () => {
			throw new Error("quota");
		};
		vi.stubGlobal("localStorage", { setItem: refuses });
		expect(keepProgram(program("a", "x", 1))).toBe(false);
		vi.unstubAllGlobals();
	});

	it("remembers what was open", () => {
		expect(lastOpen()).toBeNull();
		keepLastOpen({ kind: "example", id: "cycle" });
		expect(lastOpen()).toEqual({ kind: "example", id: "cycle" });
		localStorage.setItem("heapwise.play.open", "nonsense");
		expect(lastOpen()).toBeNull();
	});

	it("are called by their first words", () => {
		expect(titleOf("\n# A cache\nimport gc\n")).toBe("A cache");
		expect(titleOf("import gc\n")).toBe("import gc");
		expect(titleOf("\n  \n#\n")).toBe("");
		expect(titleOf("x".repeat(99))).toHaveLength(60);
	});
});
