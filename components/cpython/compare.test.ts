import { describe, expect, it } from "vitest";
import { type Answer, compare, rowsOf, withUsualPaths } from "./compare";
import { folded } from "./folds";

const ended = (stdout: string, stderr = "", status = 0): Answer => ({ stdout, stderr, status });
const cut = (stdout: string): Answer => ({ stdout, stderr: "", status: null });
const kinds = (ours: string, theirs: string): string =>
	rowsOf(ours, theirs)
		.map(({ kind, ours: left, theirs: right }) => `${kind[0]}${left?.at ?? "-"}${right?.at ?? "-"}`)
		.join(" ");

describe("lines side by side", () => {
	it("are equal where they are, and paired where they are not", () => {
		expect(kinds("a\nb\nc\n", "a\nX\nc\n")).toBe("s11 d22 s33");
		expect(kinds("a\nc\n", "a\nb\nc\n")).toBe("s11 d-2 s23");
		expect(kinds("a\nb\nc\n", "c\n")).toBe("d1- d2- s31");
		expect(kinds("", "")).toBe("");
		expect(kinds("a", "a\n")).toBe("s11");
		expect(kinds("\n\n", "\n")).toBe("s11 d2-");
	});

	it("find the longest common run of lines, not the first", () => {
		expect(kinds("x\na\nb\nc\n", "a\nb\nc\nx\n")).toBe("d1- s21 s32 s43 d-4");
	});

	it("count as equal where nothing but an address differs", () => {
		expect(kinds("<Node at 0x7f00aa>\n", "<Node at 0xc0ffee>\n")).toBe("a11");
		expect(kinds("<Node at 0x7f00aa> 1\n", "<Node at 0xc0ffee> 2\n")).toBe("d11");
	});

	it("are paired in order where there are too many to align", () => {
		const many = (first: string) => [first, ...Array.from({ length: 900 }, (_, i) => `${first}${i}`)].join("\n");
		const rows = rowsOf(many("a"), many("b"));
		expect(rows).toHaveLength(901);
		expect(rows.every(({ kind, ours, theirs }) => kind === "differs" && ours?.at === theirs?.at)).toBe(true);
	});
});

describe("a comparison", () => {
	it("is the same, or differs, in either stream or the status", () => {
		expect(compare(ended("a\n", "b\n"), ended("a\n", "b\n")).verdict).toBe("same");
		expect(compare(ended("a\n"), ended("b\n"))).toMatchObject({ verdict: "differs", differing: 1 });
		expect(compare(ended("a\n", "x\n"), ended("a\n"))).toMatchObject({ verdict: "differs", differing: 1 });
		expect(compare(ended("a\n"), ended("a\n", "", 1))).toMatchObject({ verdict: "differs", statusDiffers: true });
	});

	it("reaches as far as a run that was cut short, by whole lines", () => {
		expect(compare(ended("a\nb\nc\n"), cut("a\nb")).verdict).toBe("so-far");
		expect(compare(cut("a\n"), cut("a\nb\n")).stdout).toHaveLength(1);
		expect(compare(ended("a\n"), cut("b\n")).verdict).toBe("differs");
		// One that ended cannot have printed less than one that was cut.
		expect(compare(ended("a\n"), cut("a\nb\n")).verdict).toBe("differs");
	});
});

describe("paths", () => {
	it("are those of a usual installation", () => {
		expect(withUsualPaths('  File "/home/pyodide/main.py", line 1')).toBe('  File "main.py", line 1');
		expect(withUsualPaths('  File "/lib/python314.zip/copy.py"')).toBe('  File "/usr/lib/python3.14/copy.py"');
	});
});

describe("folding", () => {
	const lines = (count: number, differing: readonly number[]): string =>
		folded(
			rowsOf(
				Array.from({ length: count }, (_, i) => `${i}\n`).join(""),
				Array.from({ length: count }, (_, i) => (differing.includes(i) ? "?\n" : `${i}\n`)).join(""),
			),
			200,
		)
			.map((part) => (part.kind === "row" ? (part.row.ours?.at ?? "-") : `${part.kind} ${part.count}`))
			.join(",");

	it("hides equal lines far from any that differs", () => {
		expect(lines(20, [9])).toBe("fold 7,8,9,10,11,12,fold 8");
		expect(lines(12, [4])).toBe("1,2,3,4,5,6,7,fold 5");
		expect(lines(3, [])).toBe("1,2,3");
	});

	it("is bounded and says how many rows are left", () => {
		expect(lines(500, []).endsWith("200,rest 300")).toBe(true);
	});
});
