import { describe, expect, it } from "vitest";
import { cycleRecording } from "./cycle.fixture";
import { keyOf } from "./place";
import { States, stepOn } from "./states";

const { stateAt } = cycleRecording();

describe("the states of a run", () => {
	it("are asked for once, also while the answer is waited for", async () => {
		const asked: string[] = [];
		const states = new States(async (moment) => {
			asked.push(keyOf(moment));
			return stateAt(moment.step);
		});
		const [one, same] = await Promise.all([states.at({ step: 2 }), states.at({ step: 2 })]);
		expect(one).toBe(same);
		expect(await states.at({ step: 2 })).toBe(one);
		await states.at({ step: 2, event: 1 });
		expect(asked).toEqual(["2", "2e1"]);
		states.forget();
		await states.at({ step: 2 });
		expect(asked).toEqual(["2", "2e1", "2"]);
	});

	it("are asked for again where that failed, and not where they were given", async () => {
		let asked = 0;
		const states = new States(async ({ step }) => {
			asked += 1;
			if (asked === 1) throw new Error("the engine is gone");
			return stateAt(step);
		});
		await expect(states.at({ step: 1 })).rejects.toThrow("gone");
		expect((await states.at({ step: 1 })).step).toBe(1);
		states.give(stateAt(3));
		expect((await states.at({ step: 3 })).step).toBe(3);
		expect(asked).toBe(2);
	});

	it("are expected where the reader goes step by step, within the run", () => {
		expect(stepOn(3, 4, 10)).toBe(5);
		expect(stepOn(4, 3, 10)).toBe(1);
		expect(stepOn(3, 7, 10)).toBeNull();
		expect(stepOn(9, 10, 10)).toBeNull();
		expect(stepOn(2, 1, 10)).toBeNull();
	});
});
