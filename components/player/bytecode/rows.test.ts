import { beforeAll, describe, expect, it } from "vitest";
import type { Recording } from "../../../engine/api";
import { provideLibrary, record } from "../../../engine/dist/recording.mjs";
import { furnish } from "../../../scripts/engine/load.mjs";
import { Pages, pageOf } from "./pages";
import { afterEvent, instructionRows, stackFrames } from "./rows";

const SOURCE = `class Node:
    def __init__(self, name):
        self.name = name

a = Node("a")
b = [a, a]
`;

describe("a step's rows on a real run", () => {
	let run: Recording | null = null;
	const recording = (): Recording => {
		if (run === null) throw new Error("nothing was recorded");
		return run;
	};
	beforeAll(async () => {
		await furnish({ provideLibrary });
		run = record(SOURCE, {});
	});

	it("say where another function's code begins, and a line once", () => {
		const step = [...recording().summary.lines].indexOf(5) + 1;
		const rows = instructionRows(recording().instructionsOf(step).instructions);
		expect(rows.map(({ item, enters, line }) => [item.name, enters, line])).toEqual([
			["LOAD_NAME", true, 5],
			["PUSH_NULL", false, null],
			["LOAD_CONST", false, null],
			["CALL", false, null],
			["RESUME", true, 2],
		]);
	});

	it("show the top first, and what the last instruction pushed", () => {
		const step = [...recording().summary.lines].indexOf(6) + 1;
		const execution = (instruction: number) => recording().stateAt({ step, instruction }).execution;
		const [one, two] = [execution(1), execution(2)];
		if (one === null || two === null) throw new Error("no execution inside a step");
		const [frame, ...others] = stackFrames(two, one);
		expect(others).toEqual([]);
		expect(frame?.rows.map(({ depth, fresh }) => [depth, fresh])).toEqual([
			[2, true],
			[1, false],
		]);
	});
});

describe("pages", () => {
	it("begin at multiples of a hundred, and are asked for once", async () => {
		expect([pageOf(0), pageOf(99), pageOf(100), pageOf(250)]).toEqual([0, 0, 100, 200]);
		let asked = 0;
		const pages = new Pages(async (step, from) => {
			asked++;
			return `${step} ${from}`;
		});
		expect(pages.known(3, 100)).toBeNull();
		expect(await pages.get(3, 100)).toBe("3 100");
		expect(await pages.get(3, 100)).toBe("3 100");
		expect(pages.known(3, 100)).toBe("3 100");
		expect(asked).toBe(1);
		for (let step = 10; step < 60; step++) await pages.get(step, 0);
		expect(pages.known(3, 100)).toBeNull();
	});

	it("lead from an event to the moment after it, at the last one to the step's end", () => {
		expect(afterEvent(4, 0, 3).moment).toEqual({ kind: "event", at: 1 });
		expect(afterEvent(4, 2, 3).moment).toBeNull();
	});
});
