import { expect, it } from "vitest";
import { record } from "../../engine/dist/recording.mjs";
import { eventWords } from "./event-words";

const CYCLE = `import gc
class Node:
    pass
a = Node()
a.me = a
del a
gc.collect()
`;

it("names what the collector looks at, and what refers to it, with their types", () => {
	const recording = record(CYCLE);
	const { events } = recording.eventsOf(recording.summary.steps, { count: 10_000 });
	const said = (locale: "en" | "zh-CN") =>
		events.flatMap((event) => (event.kind === "visit" ? [eventWords(event, locale)] : []));
	const own = said("en").filter((text) => text.includes("Node #"));
	expect(own.length).toBeGreaterThan(2);
	expect(own).toContainEqual(expect.stringMatching(/^The collector looks at Node #\d+: gc_refs \d+\.$/));
	expect(own).toContainEqual(
		expect.stringMatching(/^The collector looks at Node #(\d+), to which Node #\1 refers: gc_refs \d+\.$/),
	);
	expect(said("zh-CN")).toContainEqual(
		expect.stringMatching(/^回收器查看 Node #(\d+)（Node #\1 引用它）：gc_refs \d+。$/),
	);
});
