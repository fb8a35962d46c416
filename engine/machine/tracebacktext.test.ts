/**
 * Entries of tracebacks against those that CPython 3.13.18 and 3.14.10 print, recorded with each frame's position in
 * cases/tracebacks.json: both print the same.
 */
import { describe, expect, test } from "vitest";
import recorded from "./cases/tracebacks.json";
import { setSource } from "./sources";
import { formatStack } from "./tracebacktext";

const file = "main.py";
type Recorded = readonly [string, number, number, number | null, number | null];

function summaries(frames: readonly (readonly (string | number | null)[])[]) {
	return frames.map((frame) => {
		const [name, lineno, endLineno, colno, endColno] = frame as unknown as Recorded;
		return { filename: file, name, lineno, endLineno, colno, endColno };
	});
}

describe("the entries of a traceback", () => {
	for (const { program, frames, text } of recorded) {
		test(program.trim(), () => {
			setSource(file, program);
			expect(formatStack(summaries(frames))).toBe(text);
		});
	}
});
