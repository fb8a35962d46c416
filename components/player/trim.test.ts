import { describe, expect, it } from "vitest";
import { cycleRecording } from "./cycle.fixture";
import { DEATHS_SENT, OTHERS_SENT, trimmed } from "./trim";

describe("trimmed", () => {
	const state = cycleRecording().stateAt(9);

	it("leaves a small state as it is", () => {
		expect(trimmed(state, new Set())).toEqual({ ...state, alive: state.objects.length });
	});

	it("keeps what has a card, some of the rest, and the latest deaths", () => {
		const [object] = state.objects;
		const [death] = state.deaths;
		if (object === undefined || death === undefined) throw new Error("the fixture has both");
		const objects = Array.from({ length: 5000 }, (_, serial) => ({ ...object, serial }));
		const deaths = Array.from({ length: 9000 }, (_, serial) => ({ ...death, serial: 5000 + serial }));
		const sent = trimmed({ ...state, objects, deaths }, new Set([4998]));
		expect(sent.objects).toHaveLength(OTHERS_SENT + 1);
		expect(sent.objects.at(-1)?.serial).toBe(4998);
		expect(sent.alive).toBe(5000);
		expect(sent.deaths).toHaveLength(DEATHS_SENT);
		expect(sent.deaths.at(-1)?.serial).toBe(13_999);
	});
});
