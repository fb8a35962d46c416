import { expect, it } from "vitest";
import { record } from "../../engine/dist/recording.mjs";
import { LastEvents } from "./last-events";
import { restAt } from "./place";

it("is the engine's own event at every place of a step, however the reader goes, and few pages are asked for", async () => {
	const { eventsOf, instructionsOf, summary } = record("xs = []\nfor x in range(300): xs.append([x])\nxs.clear()\n");
	const step = summary.steps;
	const { events, total } = eventsOf(step, { count: 10_000 });
	expect(total).toBeGreaterThan(500);
	let asked = 0;
	const session = {
		eventsOf: async (...given: Parameters<typeof eventsOf>) => {
			asked++;
			return eventsOf(...given);
		},
		instructionsOf: async (...given: Parameters<typeof instructionsOf>) => instructionsOf(...given),
	};
	const last = new LastEvents();
	const there = Array.from({ length: total - 1 }, (_, at) => at + 1);
	for (const at of [...there, ...there.toReversed()])
		expect(await last.before(session, { step, phase: null, moment: { kind: "event", at } })).toEqual(events[at - 1]);
	expect(asked).toBeLessThan(total / 50);
	const [, second] = instructionsOf(step).instructions;
	expect(await last.before(session, { step, phase: null, moment: { kind: "instruction", at: 1 } })).toEqual(
		events[(second?.event ?? 0) - 1],
	);
	expect(await last.before(session, restAt(step))).toBeNull();
	expect(await last.before(null, restAt(step))).toBeNull();
});
