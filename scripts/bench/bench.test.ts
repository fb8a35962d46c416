import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { geomean, meanRatio, median, worst } from "./figures.mjs";

const folder = mkdtempSync(join(tmpdir(), "heapwise-bench-"));
afterAll(() => rmSync(folder, { recursive: true }));

const KEYS = [
	"geomean",
	"worst",
	"pyodideGeomean",
	"overPyodide",
	"recordingRatio",
	"replayRatio",
	"seekMedianMs",
	"seekWorstMs",
	"coldMs",
	"coldEndMs",
	"coreGzipKb",
	"bytesPerLineStep",
];

function hasPython(): boolean {
	try {
		execFileSync("python3", ["--version"], { stdio: "ignore" });
		return true;
	} catch {
		return false;
	}
}

describe("npm run bench", () => {
	it("tells every figure, and times nobody for other work", () => {
		writeFileSync(
			join(folder, "tiny.py"),
			"values = []\nfor i in range(200):\n    values.append(i * i)\nprint(sum(values))\n",
		);
		const command = ["scripts/bench.mjs", "--runs", "1", "--seeks", "3", "--only", "pyodide,micropython", "--json"];
		const text = execFileSync(process.execPath, [...command, "--programs", folder, "--timeline", folder], {
			encoding: "utf8",
		});
		const report = JSON.parse(text);
		const needPython = new Set(hasPython() ? [] : ["geomean", "worst", "pyodideGeomean"]);
		expect(KEYS.filter((key) => !needPython.has(key) && !Number.isFinite(report[key]))).toEqual([]);
		const [row] = report.rows;
		expect(row.name).toBe("tiny");
		for (const name of ["heapwise", "pyodide", "micropython"]) expect(row.times[name]).toMatchObject({ failed: null });
		expect(row.recordingFailed).toBeNull();
	}, 300_000);

	it("says what is wrong with a command line", () => {
		expect(() => execFileSync(process.execPath, ["scripts/bench.mjs", "--runs", "none"], { stdio: "pipe" })).toThrow(
			/usage: npm run -s bench/,
		);
	});
});

describe("figures", () => {
	it("are null of nothing", () => {
		expect([median([]), geomean([]), worst([]), meanRatio([[1, null]])]).toEqual([null, null, null, null]);
	});

	it("are of those that have both times", () => {
		expect(median([9, 1, 4])).toBe(4);
		expect(median([4, 1])).toBe(2.5);
		expect(
			meanRatio([
				[2, 1],
				[8, 1],
				[null, 1],
			]),
		).toBeCloseTo(4);
	});
});
