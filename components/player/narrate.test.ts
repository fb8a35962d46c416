import { describe, expect, it } from "vitest";
import { cycleRecording } from "./cycle.fixture";
import { narrate } from "./narrate";

const { summary, stateAt } = cycleRecording();
const at = (step: number) => ({ state: stateAt(step), before: step === 0 ? null : stateAt(step - 1) });

describe("narrate", () => {
	it("says what ran and what it did to counts", () => {
		expect(narrate(at(8), summary, 0, "en")).toBe("Line 12 ran. a: 2 to 1. b: 2 to 1.");
	});

	it("says who was made", () => {
		expect(narrate(at(3), summary, 0, "en")).toBe("Line 7 ran. Node #31 was made.");
	});

	it("says who was freed and how, what was collected and what was printed", () => {
		expect(narrate(at(9), summary, 0, "en")).toBe(
			"Line 13 ran. Node #31 was freed by the collector. Node #32 was freed by the collector. Generation 0 was collected: 2 unreachable. Printed: 2",
		);
		expect(narrate(at(9), summary, 0, "zh-CN")).toContain("Node #31 被回收器释放。");
	});

	it("says where it starts and ends", () => {
		expect(narrate(at(0), summary, null, "en")).toBe("Start. Line 1 runs next.");
		expect(narrate(at(10), summary, 2, "en")).toContain("The program has ended.");
	});
});
