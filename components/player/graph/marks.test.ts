import { describe, expect, it } from "vitest";
import { provideLibrary, record } from "../../../engine/dist/recording.mjs";
import { furnish } from "../../../scripts/engine/load.mjs";
import { isReference } from "../asking/through";
import { pictureOf } from "./fold";
import { PLAIN, through } from "./lens";
import { asKept, chainMarks, markedEdges, referenceOf } from "./marks";
import { outlineOf } from "./outline";
import { sceneOf } from "./scene";

await furnish({ provideLibrary });

function at(source: string) {
	const { summary, stateAt, ask } = record(source, {});
	const picture = pictureOf(outlineOf(summary.steps, stateAt, 10), new Map());
	const step = summary.steps - 1;
	const { state, entries } = through(stateAt(step), PLAIN, new Map());
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
		markedEdges(scene.edges, { references, objects: new Map() }, scene.frames, picture, objects, entries)
			.filter(({ tone }) => tone === "chain" || tone === "cut")
			.map(({ key }) => key);
	const references = (serial: number) => ask.referencesTo(step, serial);
	return { state, scene, entries, chain, marked, references };
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

	it("finds a chain that goes past an iterator, from a name and from a loop", () => {
		const { state, scene, chain, marked } = at("waiting = iter([[1]])\nfor node in [[2], [3]]:\n    pass\n");
		const held = [...state.frames.flatMap(({ names }) => names.map(({ ref }) => ref)), state.frames[0]?.temporaries];
		const past = held.flatMap((ref) => (ref?.kind === "value" ? (ref.holds ?? []) : []));
		expect(past).toHaveLength(2);
		for (const serial of past) {
			const [key, ...more] = marked(chain(serial));
			expect(more).toEqual([]);
			expect(scene.edges.find((edge) => edge.key === key)?.edge).toMatchObject({ past: true, to: serial });
		}
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

	it("knows a closed weak container's own entries by what keeps them inside", () => {
		const { state, scene, entries, chain, marked, references } = at(`import weakref
class Key: pass
a, b = Key(), Key()
notes = weakref.WeakKeyDictionary({a: [], b: [1]})
pass
`);
		const list = state.objects.find(({ text }) => text === "[…1]")?.serial ?? 0;
		const drawn = scene.edges.find(({ edge }) => edge.to === list);
		// Its row is that of the second value, though both are called alike.
		expect(marked(chain(list))).toContain(drawn?.key);
		if (drawn === undefined) throw new Error("no edge");
		const kept = asKept(referenceOf(drawn.edge, scene.frames), entries);
		expect(references(list).some((reference) => isReference(reference, kept))).toBe(true);
	});

	it("marks nothing for what is not on the picture", () => {
		const { marked } = at("a = [1]\npass\n");
		expect(marked([{ from: null, label: "the value stack of f", to: 99, tone: "chain" }])).toEqual([]);
		expect(marked([{ from: 77, label: ".x", to: 99, tone: "cut" }])).toEqual([]);
	});
});
