import { describe, expect, it } from "vitest";
import { provideLibrary, record } from "../../../engine/dist/recording.mjs";
import { furnish } from "../../../scripts/engine/load.mjs";
import { fileName } from "./export";
import { OPENED_AT_ONCE, pictureOf } from "./fold";
import { layoutRun } from "./layout";
import { outlineOf } from "./outline";
import { sceneOf } from "./scene";

await furnish({ provideLibrary });

const NODE = "class Node:\n    def __init__(self, n):\n        self.n = n\n\n";

function drawn(source: string, opened: ReadonlyMap<number, number> = new Map()) {
	const { summary, stateAt } = record(source, {});
	const step = summary.steps - 1;
	const state = stateAt(step, { limit: 400 });
	const outline = outlineOf(summary.steps, stateAt, 400);
	const picture = pictureOf(outline, opened);
	const shown = { place: { step, phase: null, moment: null }, state, before: null, happened: null };
	return { scene: sceneOf(shown, picture, 6), picture, outline, state };
}

describe("folding", () => {
	it("leaves a run of few objects as it is", () => {
		const { scene, picture } = drawn(`${NODE}xs = [Node(i) for i in range(20)]\npass\n`);
		expect(picture.foldById.size).toBe(0);
		expect(scene.cards).toHaveLength(21);
	});

	it("folds the items of a container, those that its card does not list among them", () => {
		const { scene } = drawn(`${NODE}xs = [Node(i) for i in range(100)]\npass\n`);
		expect(scene.folds.map(({ fold, members }) => [fold.type, members.length])).toEqual([["Node", 100]]);
		expect(scene.folds[0]?.fold.labels).toEqual([".n"]);
		expect(scene.cards.map(({ object }) => object.type)).toEqual(["list"]);
		// One reference leads from the container to the fold, and not one for each item.
		expect(scene.edges.filter(({ edge }) => edge.to < 0)).toHaveLength(1);
	});

	it("folds what a folded group holds by itself, and a chain as one", () => {
		const { scene } = drawn(
			`${NODE}xs = []\nfor i in range(50):\n    n = Node(i)\n    n.own = [i]\n    xs.append(n)\ndel n\npass\n`,
		);
		expect(scene.folds.map(({ fold, members }) => [fold.type, members.length]).sort()).toEqual([
			["Node", 50],
			["list", 50],
		]);
		const chain = drawn(
			`${NODE}head = Node(0)\nfor i in range(60):\n    n = Node(i)\n    n.next = head\n    head = n\ndel n\npass\n`,
		);
		expect(chain.scene.folds).toHaveLength(1);
		expect(chain.scene.folds[0]?.members.length).toBeGreaterThan(50);
		expect(chain.scene.cards.length).toBeLessThan(10);
	});

	it("draws the first members as cards when it is opened, and leaves no object out", () => {
		const source = `${NODE}xs = [Node(i) for i in range(100)]\npass\n`;
		const id = drawn(source).outline.folds[0]?.id ?? 0;
		const { scene, picture, state } = drawn(source, new Map([[id, OPENED_AT_ONCE]]));
		expect(scene.cards).toHaveLength(1 + OPENED_AT_ONCE);
		expect(scene.folds[0]?.members).toHaveLength(100 - OPENED_AT_ONCE);
		const layout = layoutRun(picture, 820);
		const seen = scene.cards.filter(({ object }) => layout.cards.has(object.serial)).length;
		expect(seen + (scene.folds[0]?.members.length ?? 0)).toBe(state.alive);
	});

	it("has nothing above what is there that is still to come", () => {
		const { picture } = drawn(
			`${NODE}xs = []
for i in range(60):
    xs.append(Node(i))
late = {}
for i in range(20):
    late[i] = [i]
pass
`,
		);
		const { cards, columns } = layoutRun(picture, 320);
		expect(columns).toHaveLength(1);
		const born = [...picture.cards].sort((a, b) => a.from - b.from || a.serial - b.serial);
		const tops = born.map(({ serial }) => cards.get(serial)?.y ?? 0);
		expect(tops).toEqual([...tops].sort((a, b) => a - b));
	});

	it("tells what was freed of a fold", () => {
		const { scene } = drawn(`${NODE}xs = [Node(i) for i in range(60)]\ndel xs[10:]\npass\n`);
		expect(scene.folds[0]?.members).toHaveLength(10);
		expect(scene.folds[0]?.freed).toBe(50);
	});
});

describe("fileName", () => {
	it("says the program and the step, in letters of any language", () => {
		expect(fileName("main.py", 12, "svg")).toBe("main-step-12.svg");
		expect(fileName("两个 节点: 互相?.py", 3, "png")).toBe("两个-节点-互相-step-3.png");
		expect(fileName("..", 0, "svg")).toBe("program-step-0.svg");
	});
});
