import { describe, expect, it } from "vitest";
import { provideLibrary, record } from "../../../engine/dist/recording.mjs";
import { furnish } from "../../../scripts/engine/load.mjs";
import { pictureOf } from "./fold";
import { chainMarks, markedEdges } from "./marks";
import { outlineOf } from "./outline";
import { sceneOf } from "./scene";

await furnish({ provideLibrary });

function at(source: string) {
	const { summary, stateAt, ask } = record(source, {});
	const picture = pictureOf(outlineOf(summary.steps, stateAt, 10), new Map());
	const step = summary.steps - 1;
	const state = stateAt(step);
	const scene = sceneOf(
		{ place: { step, phase: null, moment: null }, state, before: null, happened: null },
		picture,
		6,
	);
	const objects = new Map(state.objects.map((object) => [object.serial, object]));
	const chain = (serial: number) => {
		const why = ask.whyAlive(step, serial);
		if (why.kind !== "reachable") throw new Error(why.kind);
		return chainMarks(why.chain);
	};
	const marked = (references: ReturnType<typeof chain>) =>
		markedEdges(scene.edges, { references, objects: new Map() }, scene.frames, picture, objects)
			.filter(({ tone }) => tone === "chain" || tone === "cut")
			.map(({ key }) => key);
	return { state, scene, chain, marked };
}

describe("marks", () => {
	it("finds the engine's chain on the picture, from the name on", () => {
		const { state, scene, chain, marked } = at(`inner = [1]
outer = {"a": [inner]}
del inner
pass
`);
		const inner = state.objects.find(({ text }) => text === "[…1]" && !text.includes("{"))?.serial ?? 0;
		const keys = marked(chain(inner));
		expect(keys.length).toBe(chain(inner).length);
		expect(keys.every((key) => scene.edges.some((edge) => edge.key === key))).toBe(true);
		expect(keys[0]).toMatch(/^0:/);
	});

	it("draws one reference past what has no card: a function's closure", () => {
		const { state, scene, chain, marked } = at(`def make():
    seen = [1]
    def add():
        return seen
    return add

add = make()
pass
`);
		const seen = state.objects.find(({ type }) => type === "list")?.serial ?? 0;
		const references = chain(seen);
		expect(references.at(-1)?.to).toBe(seen);
		expect(marked(references)).toHaveLength(references.length);
		expect(scene.cards.some((card) => card.object.serial === seen)).toBe(true);
	});

	it("marks nothing for what is not on the picture", () => {
		const { marked } = at("a = [1]\npass\n");
		expect(marked([{ from: null, label: "the value stack of f", to: 99, tone: "chain" }])).toEqual([]);
		expect(marked([{ from: 77, label: ".x", to: 99, tone: "cut" }])).toEqual([]);
	});
});
