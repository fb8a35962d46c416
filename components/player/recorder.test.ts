import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import * as machine from "../../engine/dist/recording.mjs";
import { openEngine } from "../../engine/index";
import { Recorder } from "./recorder";

const engine = openEngine({ machine, file: (path) => readFile(`engine/dist/library/${path}`) });

/** A recorder, and how many runs it has begun. */
function counted(): { readonly recorder: Recorder; readonly begun: () => number } {
	let begun = 0;
	const recorder = new Recorder({
		record: (source, options) => {
			begun++;
			return engine.record(source, options);
		},
	});
	return { recorder, begun: () => begun };
}

const SHORT = { source: "import weakref\nitems = [[], {}]\nitems.pop()\nprint(len(items))\n", options: {} };
const LONG = { source: "total = 0\nfor i in range(400000):\n    total += 1\nprint(total)\n", options: {} };
const ENDLESS = { source: "while True:\n    pass\n", options: {} };

const ignore = (): void => {};

it("has a short program run before it is asked for, and it is the run that would have been", async () => {
	const { recorder, begun } = counted();
	const ahead = await recorder.ahead(SHORT, "end");
	const { summary, outline } = await recorder.record(SHORT, ignore);
	expect(ahead).toEqual({
		recorded: { summary, outline },
		state: recorder.stateAt(summary.steps),
		before: recorder.stateAt(summary.steps - 1),
	});
	expect(begun()).toBe(1);
	const states = Array.from({ length: summary.steps + 1 }, (_, step) => recorder.stateAt(step));
	const asked = counted().recorder;
	const again = await asked.record(SHORT, ignore);
	expect(outline).toEqual(again.outline);
	expect({ ...summary, report: summary.report.stdout }).toEqual({
		...again.summary,
		report: again.summary.report.stdout,
	});
	expect(states).toEqual(states.map((_, step) => asked.stateAt(step)));
});

it("runs anew what was not soon done, and what is another program or has other options", async () => {
	const { recorder, begun } = counted();
	expect(await recorder.ahead(LONG, "end")).toBeNull();
	const { summary } = await recorder.record(LONG, ignore);
	expect(summary.report.stdout).toBe("400000\n");
	expect(begun()).toBe(2);
	await recorder.record(LONG, ignore);
	expect(begun()).toBe(2);
	await recorder.record({ ...LONG, options: { limits: { work: 1000 } } }, ignore);
	expect(begun()).toBe(3);
	await recorder.ahead(SHORT, "end");
	expect((await recorder.record({ ...SHORT, options: { profile: "3.14" } }, ignore)).summary.report.profile).toBe(
		"3.14",
	);
	expect(begun()).toBe(5);
});

it("ends a run ahead where another program is to run, and lets it end where it is this one", async () => {
	const { recorder, begun } = counted();
	const ahead = recorder.ahead(ENDLESS, "end");
	recorder.makeWay(SHORT);
	await ahead;
	expect(recorder.stateAt(0)).toBeNull();
	expect((await recorder.record(SHORT, ignore)).summary.report.stdout).toBe("1\n");
	const same = recorder.ahead(SHORT, "end");
	recorder.makeWay(SHORT);
	await same;
	await recorder.record(SHORT, ignore);
	expect(begun()).toBe(3);
});

it("tells how far a run is each time that it rests", async () => {
	const told: number[] = [];
	const { summary } = await new Recorder(engine, 0).record(LONG, (steps) => told.push(steps));
	expect(told.length).toBeGreaterThan(1);
	expect(told).toEqual([...told].sort((a, b) => a - b));
	expect(told.at(-1)).toBeLessThanOrEqual(summary.steps);
});
