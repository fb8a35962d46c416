import { describe, expect, it } from "vitest";
import { record as recorded } from "../../../engine/dist/recording.mjs";
import { cycleRecording } from "../cycle.fixture";
import { restAt } from "../place";
import { pictureOf } from "./fold";
import { outlineOf } from "./outline";
import { sceneOf } from "./scene";

const { summary, stateAt } = cycleRecording();
const picture = pictureOf(outlineOf(summary.steps, stateAt), new Map());
const at = (step: number, phase: number | null = null) =>
	sceneOf(
		{
			place: { step, phase, moment: null },
			state: stateAt(step),
			before: step > 0 ? stateAt(step - 1) : null,
			happened: null,
		},
		picture,
		6,
	);

describe("sceneOf", () => {
	it("tells new references from old ones and from those just gone", () => {
		expect(
			at(5)
				.edges.filter((edge) => edge.tone === "new")
				.map((edge) => edge.key),
		).toEqual(["31.1>32"]);
		expect(
			at(8)
				.edges.filter((edge) => edge.tone === "over")
				.map((edge) => edge.key),
		).toEqual(["0:1>31", "0:2>32"]);
	});

	it("shows the heap before the step while a collection is open", () => {
		const scene = at(9, 1);
		expect(scene.state.step).toBe(8);
		expect(scene.phase?.name).toBe("subtract_refs");
		expect(scene.edges.filter((edge) => edge.tone === "counted").map((edge) => edge.key)).toEqual([
			"31.1>32",
			"32.1>31",
		]);
		expect(scene.cards.find((card) => card.object.serial === 31)?.row?.gcRefs).toBe(0);
		expect(scene.ghosts).toEqual([]);
	});

	it("has references in one order at every step, whichever come and go", () => {
		const run = recorded(`a, b = [], []
for i in range(6):
    a.append([i])
    b.append(a[0] if i % 2 else a[-1])
    c = a[i // 2]
a[0], a[2] = b, a[1]
del b[1], c, a[1]
`);
		const drawn = pictureOf(outlineOf(run.summary.steps, run.stateAt), new Map());
		const known = new Map<string, Set<string>>();
		let turned = 0;
		let gone = 0;
		for (let step = 1; step <= run.summary.steps; step++) {
			const { edges } = sceneOf(
				{ place: restAt(step), state: run.stateAt(step), before: run.stateAt(step - 1), happened: null },
				drawn,
				6,
			);
			gone += edges.filter(({ tone }) => tone === "over").length;
			const keys = edges.map(({ key }) => key);
			for (const [at, key] of keys.entries()) {
				const after = known.get(key) ?? new Set<string>();
				known.set(key, after);
				for (const later of keys.slice(at + 1)) {
					if (known.get(later)?.has(key) === true) turned++;
					after.add(later);
				}
			}
		}
		expect(gone).toBeGreaterThan(3);
		expect(turned).toBe(0);
	});

	it("keeps ghosts for as many steps as the layout does", () => {
		expect(at(10).ghosts.map((death) => death.serial)).toEqual([31, 32]);
		const later = sceneOf(
			{ place: { step: 10, phase: null, moment: null }, state: stateAt(10), before: null, happened: null },
			picture,
			0,
		);
		expect(later.ghosts).toEqual([]);
	});
});
