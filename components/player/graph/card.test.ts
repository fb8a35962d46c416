import { expect, it } from "vitest";
import { provideLibrary, record } from "../../../engine/dist/recording.mjs";
import { furnish } from "../../../scripts/engine/load.mjs";
import { restAt } from "../place";
import { cardsOf } from "./card.fixture";

await furnish({ provideLibrary });

it("gives each row of a dead weak reference a place of its own: the collector leaves it its callback", () => {
	const recording = record(`import gc, weakref
class Node: pass
node = Node()
node.me = node
watch = weakref.ref(node, print)
node = None
gc.collect()
`);
	const step = recording.summary.steps;
	const cards = cardsOf(recording, {
		place: restAt(step),
		state: recording.stateAt(step),
		before: null,
		happened: null,
	});
	const [watch] = cards.filter((card) => card.textContent?.includes("weakref"));
	const rows = [...(watch?.querySelectorAll(".hwp-slot") ?? [])];
	expect(rows.map((row) => row.querySelector("text")?.textContent)).toEqual(["callback", "to"]);
	expect(new Set(rows.map((row) => row.querySelector("text")?.getAttribute("y"))).size).toBe(2);
});
