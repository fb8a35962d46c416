/**
 * The promise of the graph, on programs made at random and run in the real engine: nothing moves because something else
 * came or went, no two things that stand on the picture together overlap, and references go round cards.
 */
import { describe, expect, it } from "vitest";
import type { HeapState } from "../../../engine/api";
import { provideLibrary, record } from "../../../engine/dist/recording.mjs";
import { furnish } from "../../../scripts/engine/load.mjs";
import { OPENED_AT_ONCE, type Picture, pictureOf } from "./fold";
import { type Layout, layoutRun, type Rect } from "./layout";
import { outlineOf } from "./outline";
import { pointsOf } from "./path.fixture";
import { randomProgram } from "./random-program.fixture";
import { routeEdge } from "./route";
import { type Scene, sceneOf } from "./scene";

await furnish({ provideLibrary });

/** Few at a time in every run of the tests; `STILL_PROGRAMS=400` looks at more. */
const PROGRAMS = Number(process.env.STILL_PROGRAMS ?? 12);
const WIDTHS = [256, 380, 560, 820, 1200];

interface Standing extends Rect {
	readonly what: string;
}

/** Everything that is drawn at a step, by what it is. */
function standing(scene: Scene, layout: Layout): readonly Standing[] {
	const found: Standing[] = [];
	const add = (what: string, rect: Rect | undefined) => {
		if (rect !== undefined) found.push({ ...rect, what });
	};
	for (const depth of scene.frames.keys()) add(`frame ${depth}`, layout.frames[depth]);
	for (const { object } of scene.cards) add(`card ${object.serial}`, layout.cards.get(object.serial));
	for (const { serial } of scene.ghosts) add(`card ${serial}`, layout.cards.get(serial));
	for (const { fold } of scene.folds) add(`card ${fold.id}`, layout.cards.get(fold.id));
	return found;
}

function overlaps(a: Rect, b: Rect): boolean {
	return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function inside({ x, y }: { readonly x: number; readonly y: number }, card: Rect): boolean {
	return x > card.x + 1 && x < card.x + card.width - 1 && y > card.y + 1 && y < card.y + card.height - 1;
}

function check(states: readonly HeapState[], picture: Picture, width: number, where: string): void {
	const layout = layoutRun(picture, width);
	const places = new Map<string, string>();
	const routed = new Set<string>();
	for (const [step, state] of states.entries()) {
		const before = states[step - 1] ?? null;
		const shown = { place: { step, phase: null, moment: null }, state, before, happened: null };
		const scene = sceneOf(shown, picture, layout.ghostSteps);
		const there = standing(scene, layout);
		for (const [at, thing] of there.entries()) {
			const place = `${thing.x} ${thing.y} ${thing.width} ${thing.height}`;
			const known = places.get(thing.what);
			if (known !== undefined && known !== place) expect.fail(`${where}, step ${step}: ${thing.what} moved`);
			places.set(thing.what, place);
			if (thing.x < 0 || thing.y < 0 || thing.x + thing.width > layout.width || thing.y + thing.height > layout.height)
				expect.fail(`${where}, step ${step}: ${thing.what} is off the picture`);
			const hit = there.slice(at + 1).find((other) => other.what !== thing.what && overlaps(thing, other));
			if (hit !== undefined) expect.fail(`${where}, step ${step}: ${thing.what} overlaps ${hit.what}`);
		}
		// Every living object is on the picture: as its card, or in a fold.
		const folded = new Set(scene.folds.flatMap(({ members }) => members.map(({ serial }) => serial)));
		for (const { serial } of state.objects) {
			if (!folded.has(serial) && !layout.cards.has(serial)) expect.fail(`${where}, step ${step}: ${serial} is missing`);
		}
		for (const { key, edge } of scene.edges) {
			if (routed.has(key)) continue;
			routed.add(key);
			const route = routeEdge(layout, edge);
			if (route === null) continue;
			const points = pointsOf(route.d);
			const [top, bottom] = points.reduce(
				([low, high], { y }) => [Math.min(low, y), Math.max(high, y)],
				[Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
			);
			if (!Number.isFinite(top + bottom)) expect.fail(`${where}: ${route.d}`);
			for (const [serial, card] of layout.cards) {
				if (card.y > bottom || card.y + card.height < top) continue;
				if (points.some((point) => inside(point, card)))
					expect.fail(`${where}: the reference ${key} crosses card ${serial}`);
			}
		}
	}
}

describe.each([
	{ name: "small programs, drawn in full", many: false },
	{ name: "programs with more objects than cards, folded", many: true },
])("$name", ({ many }) => {
	it("keep every card where it is, apart from every other, out of the way of references", () => {
		let opened = 0;
		let folds = 0;
		for (let seed = 1; seed <= PROGRAMS; seed++) {
			const { summary, stateAt } = record(randomProgram(seed, many ? 14 : 22, many), {});
			if (summary.report.outcome.kind !== "finished") expect.fail(`seed ${seed}: ${summary.report.stderr}`);
			const all = Array.from({ length: summary.steps + 1 }, (_, step) => stateAt(step, { limit: 400 }));
			const mostAlive = summary.live.reduce((most, count) => Math.max(most, count), 1);
			const outline = outlineOf(summary.steps, stateAt, mostAlive);
			// Of a long run every so manieth step: what stands there is the same as what would have stood between.
			const every = Math.max(1, Math.floor(all.length / 40));
			const states = all.filter((_, step) => step % every === 0);
			const width = WIDTHS[seed % WIDTHS.length] ?? 820;
			check(states, pictureOf(outline, new Map()), width, `seed ${seed}, width ${width}`);
			folds += outline.folds.length;
			const first = outline.folds[0];
			if (first === undefined || seed % 4 !== 0) continue;
			opened += 1;
			check(states, pictureOf(outline, new Map([[first.id, OPENED_AT_ONCE]])), width, `seed ${seed}, opened`);
		}
		expect(folds > 0).toBe(many);
		expect(opened > 0).toBe(many);
	}, 120_000);
});
