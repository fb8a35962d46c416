/** The geometry of the memory plot: two curves over the steps and a lane for each generation's collections. */
import type { RecordingSummary } from "../../../engine/api";
import type { CollectionSample, MemorySample } from "./samples";

export const LEFT = 62;
const RIGHT = 14;
const TOP = 22;
const CURVE = 96;
const GAP = 30;
const LANE = 16;
const AXIS = 24;

export interface Curve {
	readonly top: number;
	readonly bottom: number;
	readonly d: string;
	readonly highest: number;
	readonly highestAt: number;
}

export interface Plot {
	readonly width: number;
	readonly height: number;
	readonly objects: Curve;
	readonly bytes: Curve;
	/** The middle of each generation's lane. */
	readonly lanes: readonly [number, number, number];
	readonly lanesBottom: number;
	readonly xOf: (step: number) => number;
	/** The nearest step to a place across. */
	readonly stepAt: (x: number) => number;
}

interface Point {
	readonly step: number;
	readonly value: number;
}

/** The points of a curve, at most one for each half pixel: of those that fall together, the highest. */
function thinned(points: readonly Point[], most: number): readonly Point[] {
	const width = Math.max(1, Math.ceil(points.length / most));
	const kept: Point[] = [];
	for (let from = 0; from < points.length; from += width) {
		const first = points[from];
		if (first === undefined) break;
		let value = first.value;
		for (const point of points.slice(from, from + width)) value = Math.max(value, point.value);
		kept.push({ step: first.step, value });
	}
	return kept;
}

function curveOf(points: readonly Point[], top: number, xOf: (step: number) => number, stepped: boolean): Curve {
	let highest: Point = points[0] ?? { step: 0, value: 0 };
	for (const point of points) if (point.value > highest.value) highest = point;
	const bottom = top + CURVE;
	const scale = CURVE / Math.max(1, highest.value);
	let d = "";
	for (const { step, value } of thinned(points, 1200)) {
		const x = xOf(step).toFixed(1);
		const y = (bottom - value * scale).toFixed(1);
		d += d === "" ? `M${x} ${y}` : stepped ? `H${x}V${y}` : `L${x} ${y}`;
	}
	return { top, bottom, d, highest: highest.value, highestAt: highest.step };
}

export function plotOf(summary: RecordingSummary, samples: readonly MemorySample[], width: number): Plot {
	const { steps, live, every } = summary;
	const across = Math.max(1, width - LEFT - RIGHT);
	const xOf = (step: number) => LEFT + (step / Math.max(1, steps)) * across;
	const alive = Array.from(live, (value, at) => ({ step: Math.min(at * every, steps), value }));
	const objects = curveOf(alive, TOP, xOf, true);
	const bytes = curveOf(
		samples.map(({ step, bytes: value }) => ({ step, value })),
		objects.bottom + GAP,
		xOf,
		samples.length > steps,
	);
	const lanesTop = bytes.bottom + GAP - 10;
	const lane = (at: number) => lanesTop + (at + 0.5) * LANE;
	const lanesBottom = lanesTop + 3 * LANE;
	return {
		width,
		height: lanesBottom + AXIS,
		objects,
		bytes,
		lanes: [lane(0), lane(1), lane(2)],
		lanesBottom,
		xOf,
		stepAt: (x) => Math.round(Math.min(1, Math.max(0, (x - LEFT) / across)) * steps),
	};
}

export interface CollectionAt extends CollectionSample {
	readonly step: number;
}

export function collectionsIn(samples: readonly MemorySample[]): readonly CollectionAt[] {
	return samples.flatMap(({ step, collections }) => collections.map((collection) => ({ ...collection, step })));
}

/** Samples of both kinds in the order of their steps, each step once. */
export function merged(a: readonly MemorySample[], b: readonly MemorySample[]): readonly MemorySample[] {
	if (b.length === 0) return a;
	const byStep = new Map([...a, ...b].map((sample) => [sample.step, sample]));
	return [...byStep.values()].sort((one, other) => one.step - other.step);
}
