import { describe, expect, it } from "vitest";
import { cycleRecording } from "../cycle.fixture";
import { pictureOf } from "./fold";
import { type Layout, layoutRun, type Rect } from "./layout";
import { outlineOf } from "./outline";
import { pointsOf } from "./path.fixture";
import { randomRun } from "./random-run.fixture";
import { routeEdge } from "./route";
import { sceneOf } from "./scene";

const WIDTHS = [256, 380, 540, 1200];

function overlap(a: Rect, b: Rect): boolean {
	return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Everything that stands on the picture at a step: frames, cards of the living, ghosts of the dead. */
function standing(layout: Layout, run: ReturnType<typeof randomRun>, step: number): readonly Rect[] {
	const state = run.stateAt(step);
	const ghosts = state.deaths.filter((death) => death.step + layout.ghostSteps >= step);
	const serials = [...state.objects, ...ghosts].map((object) => object.serial);
	const cards = serials.flatMap((serial) => layout.cards.get(serial) ?? []);
	return [...layout.frames.slice(0, state.frames.length), ...cards];
}

describe("layoutRun", () => {
	const runs = Array.from({ length: 8 }, (_, seed) => randomRun(seed + 1, 40 + seed * 30, 4 + seed * 6));

	it("never lets two things that are on the picture together overlap", () => {
		for (const [seed, run] of runs.entries()) {
			const outline = outlineOf(run.steps, run.stateAt);
			for (const width of WIDTHS) {
				const layout = layoutRun(outline, width);
				for (let step = 0; step <= run.steps; step += 2) {
					const rects = standing(layout, run, step);
					for (const [at, rect] of rects.entries()) {
						const hit = rects.slice(at + 1).find((other) => overlap(rect, other));
						if (hit !== undefined)
							expect.fail(`seed ${seed + 1}, width ${width}, step ${step}: ${JSON.stringify([rect, hit])}`);
					}
				}
			}
		}
	});

	it("gives every object of a run its place, inside the picture", () => {
		for (const run of runs) {
			const outline = outlineOf(run.steps, run.stateAt);
			const layout = layoutRun(outline, 820);
			for (let step = 0; step <= run.steps; step++) {
				const unplaced = run.stateAt(step).objects.filter(({ serial }) => !layout.cards.has(serial));
				if (unplaced.length > 0) expect.fail(`step ${step}: no place for ${unplaced[0]?.serial}`);
			}
			for (const card of layout.cards.values()) {
				expect(card.x).toBeGreaterThanOrEqual(0);
				expect(card.y).toBeGreaterThanOrEqual(12);
				expect(card.x + card.width).toBeLessThanOrEqual(layout.width);
				expect(card.y + card.height).toBeLessThanOrEqual(layout.height);
			}
		}
	});

	it("lays one run out in one way", () => {
		const run = randomRun(5, 120, 20);
		const first = layoutRun(outlineOf(run.steps, run.stateAt), 820);
		const again = layoutRun(outlineOf(run.steps, run.stateAt), 820);
		expect([...again.cards]).toEqual([...first.cards]);
	});

	it("keeps ghosts for ever in a short run, and lets places be used again in a long one", () => {
		const few = randomRun(3, 30, 8);
		expect(layoutRun(outlineOf(few.steps, few.stateAt), 820).ghostSteps).toBe(Number.POSITIVE_INFINITY);
		const many = randomRun(3, 1400, 12);
		const layout = layoutRun(outlineOf(many.steps, many.stateAt), 820);
		expect(layout.cards.size).toBeGreaterThan(100);
		expect(layout.height).toBeLessThan(3000);
	});

	it("stays within the width it is given where one column of cards fits in it", () => {
		const { summary, stateAt } = cycleRecording();
		const outline = outlineOf(summary.steps, stateAt);
		for (const width of [380, 540, 820, 1200]) expect(layoutRun(outline, width).width).toBeLessThanOrEqual(width);
	});

	it("sets two objects that hold each other side by side where there is room", () => {
		const { summary, stateAt } = cycleRecording();
		const layout = layoutRun(outlineOf(summary.steps, stateAt), 820);
		expect(layout.cards.get(31)?.column).toBe(0);
		expect(layout.cards.get(32)?.column).toBe(1);
	});
});

describe("routeEdge", () => {
	it("crosses no card and no frame, on any width", () => {
		for (let seed = 1; seed <= 12; seed++) {
			const run = randomRun(seed, 60 + seed * 10, 14);
			const picture = pictureOf(outlineOf(run.steps, run.stateAt), new Map());
			for (const width of WIDTHS) {
				const layout = layoutRun(picture, width);
				const seen = new Set<string>();
				for (let step = 0; step <= run.steps; step += 7) {
					const shown = {
						place: { step, phase: null, moment: null },
						state: run.stateAt(step),
						before: null,
						happened: null,
					};
					for (const { key, edge } of sceneOf(shown, picture, layout.ghostSteps).edges) {
						if (seen.has(key)) continue;
						seen.add(key);
						const route = routeEdge(layout, edge);
						if (route === null) continue;
						for (const { x, y } of pointsOf(route.d)) {
							if (!Number.isFinite(x + y)) expect.fail(route.d);
							for (const card of layout.cards.values()) {
								const inside =
									x > card.x + 1 && x < card.x + card.width - 1 && y > card.y + 1 && y < card.y + card.height - 1;
								if (inside) expect.fail(`seed ${seed}, width ${width}: ${route.d} enters ${JSON.stringify(card)}`);
							}
						}
					}
				}
			}
		}
	});
});
