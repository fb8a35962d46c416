/** What the graph draws at one place of a run, as plain data: objects, ghosts, references, and what is new or over. */
import type { DeathView, FrameView, HeapState, ObjectView, PhaseRow, PhaseView } from "../../../engine/api";
import type { Shown } from "../use-run";
import { drawnFrames, type EdgeOutline, MAX_ROWS, type Outline } from "./outline";

export interface SceneEdge {
	/** Unlike any other on the picture, and the same from step to step. */
	readonly key: string;
	readonly edge: EdgeOutline;
	/**
	 * `new`: made by this step. `over`: gone with this step. `counted`: being subtracted by the collector. `chain`, `cut`: an
	 * answer marks it.
	 */
	readonly tone: "plain" | "new" | "over" | "counted" | "chain" | "cut";
}

export interface SceneCard {
	readonly object: ObjectView;
	/** Its count before this step, where the step changed it. */
	readonly countBefore: number | null;
	readonly born: boolean;
	/** What the collector knows of it in the phase shown. */
	readonly row: PhaseRow | null;
}

export interface Scene {
	readonly state: HeapState;
	readonly frames: readonly FrameView[];
	/** Frames folded in the middle of a deep recursion. */
	readonly framesOmitted: number;
	readonly cards: readonly SceneCard[];
	readonly ghosts: readonly DeathView[];
	readonly edges: readonly SceneEdge[];
	readonly phase: PhaseView | null;
}

/** The phase at an index counted over all collections of a step. */
export function phaseAt(state: HeapState, index: number | null): PhaseView | null {
	if (index === null) return null;
	return state.collections.flatMap((collection) => collection.phases)[index] ?? null;
}

/** The references of a state, by key. */
function edgesOf(state: HeapState, outline: Outline): ReadonlyMap<string, EdgeOutline> {
	const edges = new Map<string, EdgeOutline>();
	for (const [depth, frame] of drawnFrames(state.frames).entries()) {
		const names = outline.frames[depth]?.names[frame.name] ?? [];
		for (const { name, ref } of frame.names) {
			const row = names.findIndex((known) => known.name === name);
			if (ref.kind !== "object" || row < 0) continue;
			edges.set(`${depth}:${row}>${ref.serial}`, { from: { kind: "name", depth, row }, to: ref.serial, weak: false });
		}
	}
	for (const object of state.objects) {
		for (const [row, slot] of object.slots.slice(0, MAX_ROWS).entries()) {
			if (slot.ref.kind !== "object") continue;
			edges.set(`${object.serial}.${row}>${slot.ref.serial}`, {
				from: { kind: "card", serial: object.serial, row },
				to: slot.ref.serial,
				weak: slot.strength === "weak",
			});
		}
	}
	return edges;
}

interface News {
	/** Counts before, of those that are others now. */
	readonly counts: ReadonlyMap<number, number>;
	readonly born: ReadonlySet<number>;
}

const NOTHING_NEW: News = { counts: new Map(), born: new Set() };

/** What is new since the state before: of a step whole as the engine tells it, inside a step by comparison. */
function newIn({ place, state, before }: Shown): News {
	if (place.moment === null || before === null) {
		return { counts: new Map(state.changes.map((change) => [change.serial, change.from])), born: new Set(state.born) };
	}
	const earlier = new Map(before.objects.map((object) => [object.serial, object.refcnt]));
	const counts = new Map<number, number>();
	for (const { serial, refcnt } of state.objects) {
		const was = earlier.get(serial);
		if (was !== undefined && was !== refcnt) counts.set(serial, was);
	}
	return { counts, born: new Set(state.born.filter((serial) => !earlier.has(serial))) };
}

/** The scene at a place; inside a collection's phase it is the heap before the step, with what the phase found. */
export function sceneOf(shown: Shown, outline: Outline, ghostSteps: number): Scene {
	const phase = phaseAt(shown.state, shown.place.phase);
	const inside = phase !== null && shown.before !== null;
	const state = inside && shown.before !== null ? shown.before : shown.state;
	const rows = new Map((phase ?? shown.state.collecting)?.rows.map((row) => [row.serial, row]) ?? []);
	const { counts, born } = inside ? NOTHING_NEW : newIn(shown);
	const now = edgesOf(state, outline);
	const earlier = !inside && shown.before !== null ? edgesOf(shown.before, outline) : now;
	const subtracting = phase?.name === "subtract_refs";
	const visited = shown.happened?.kind === "visit" && shown.happened.phase === "subtract_refs" ? shown.happened : null;
	const edges: SceneEdge[] = [];
	for (const [key, edge] of now) {
		const between = !edge.weak && edge.from.kind === "card";
		const counted =
			between &&
			(visited === null
				? subtracting && rows.has(edge.from.serial) && rows.has(edge.to)
				: edge.from.serial === visited.from && edge.to === visited.serial);
		edges.push({ key, edge, tone: counted ? "counted" : earlier.has(key) ? "plain" : "new" });
	}
	for (const [key, edge] of earlier) if (!now.has(key)) edges.push({ key, edge, tone: "over" });
	const frames = drawnFrames(state.frames);
	return {
		state,
		frames,
		framesOmitted: state.framesOmitted + state.frames.length - frames.length,
		cards: state.objects.map((object) => ({
			object,
			countBefore: counts.get(object.serial) ?? null,
			born: born.has(object.serial),
			row: rows.get(object.serial) ?? null,
		})),
		ghosts: state.deaths.filter((death) => death.step + ghostSteps >= state.step),
		edges,
		phase,
	};
}
