/** What the graph draws at one place of a run, as plain data: objects, ghosts, references, and what is new or over. */
import type { DeathView, FrameView, HeapState, ObjectView, PhaseRow, PhaseView } from "../../../engine/api";
import { frameRows, isNameless, serialsOf } from "../frame-rows";
import { phasesIn } from "../phases";
import type { Shown } from "../use-run";
import { foldedEdge, foldedKey, foldLabel, type Picture } from "./fold";
import { drawnFrames, type EdgeOutline, type FoldOutline, MAX_ROWS, refText } from "./outline";

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

/** What a folded card shows at a step. */
export interface SceneFold {
	readonly fold: FoldOutline;
	/** Its members that are alive and listed, by serial. */
	readonly members: readonly ObjectView[];
	/** Its members freed so far, of those that the state still tells of. */
	readonly freed: number;
	/** Made and freed by this step. */
	readonly born: number;
	readonly died: number;
	/** By field: what stands in it, where it is a value; null where references leave it. */
	readonly fields: readonly (string | null)[];
	/** Of a collection's phase: members found unreachable, or worse. */
	readonly unreachable: number;
}

export interface Scene {
	readonly state: HeapState;
	readonly frames: readonly FrameView[];
	/** Frames folded in the middle of a deep recursion. */
	readonly framesOmitted: number;
	readonly cards: readonly SceneCard[];
	readonly folds: readonly SceneFold[];
	readonly ghosts: readonly DeathView[];
	readonly edges: readonly SceneEdge[];
	readonly phase: PhaseView | null;
}

/** The phase at an index counted over all that were done in a step. */
export function phaseAt(state: HeapState, index: number | null): PhaseView | null {
	if (index === null) return null;
	return phasesIn(state)[index]?.view ?? null;
}

type Edges = ReadonlyMap<string, EdgeOutline>;

/** Of states that were drawn: the state of one step is what the next is compared with. */
const drawn = new WeakMap<Picture, WeakMap<HeapState, Edges>>();

/** The references of a state, by key. */
function edgesOf(state: HeapState, picture: Picture): Edges {
	let known = drawn.get(picture);
	if (known === undefined) {
		known = new WeakMap();
		drawn.set(picture, known);
	}
	const edges = known.get(state) ?? edgesIn(state, picture);
	known.set(state, edges);
	return edges;
}

function edgesIn(state: HeapState, picture: Picture): Edges {
	const edges = new Map<string, EdgeOutline>();
	const draw = (edge: EdgeOutline) => {
		const drawn = foldedEdge(edge, picture);
		if (drawn === null) return;
		const key = foldedKey(drawn);
		if (!edges.has(key)) edges.set(key, drawn);
	};
	for (const [depth, frame] of drawnFrames(state.frames).entries()) {
		const names = picture.frames[depth]?.names[frame.name] ?? [];
		for (const { name, ref } of frameRows(frame)) {
			const row = names.findIndex((known) => known.name === name);
			if (row < 0) continue;
			const from = { kind: "name", depth, row } as const;
			const past = ref.kind === "value" || isNameless(name);
			for (const to of serialsOf(ref)) draw({ from, to, weak: false, past, label: name });
		}
	}
	for (const object of state.objects) {
		for (const [row, { label, strength, ref }] of object.slots.slice(0, MAX_ROWS).entries()) {
			const from = { kind: "card", serial: object.serial, row } as const;
			for (const to of serialsOf(ref)) draw({ from, to, weak: strength === "weak", past: ref.kind === "value", label });
		}
	}
	return edges;
}

/** The folds of a state; members that the outline never saw are counted to the fold of their type. */
function foldsOf(
	state: HeapState,
	picture: Picture,
	born: ReadonlySet<number>,
	rows: ReadonlyMap<number, PhaseRow>,
	ghostSteps: number,
): readonly SceneFold[] {
	if (picture.foldById.size === 0) return [];
	// Beyond its life, and its ghost's, others may stand in its place.
	const lives = new Map(picture.cards.map((card) => [card.serial, card]));
	const stands = (id: number) => {
		const life = lives.get(id);
		return life !== undefined && life.from <= state.step && state.step <= life.to + ghostSteps;
	};
	const foldOf = ({ serial, type }: { readonly serial: number; readonly type: string }) => {
		const known = picture.foldOf.get(serial);
		if (known !== undefined || lives.has(serial)) return known;
		const like = picture.foldByType.get(type);
		return like !== undefined && stands(like) ? like : undefined;
	};
	const members = grouped(state.objects, foldOf);
	const deaths = grouped(state.deaths, foldOf);
	const standing = [...picture.foldById.values()].filter(({ id }) => members.has(id) || (deaths.has(id) && stands(id)));
	return standing.map((fold) => {
		const alive = members.get(fold.id) ?? [];
		const dead = deaths.get(fold.id) ?? [];
		return {
			fold,
			members: alive,
			freed: dead.length,
			born: alive.filter(({ serial }) => born.has(serial)).length,
			died: dead.filter(({ step }) => step === state.step).length,
			fields: fold.labels.map((label) => fieldText(alive, label)),
			unreachable: alive.filter(({ serial }) => {
				const found = rows.get(serial)?.state;
				return found === "unreachable" || found === "finalized" || found === "deleted";
			}).length,
		};
	});
}

function grouped<T>(items: readonly T[], foldOf: (item: T) => number | undefined): ReadonlyMap<number, readonly T[]> {
	const groups = new Map<number, T[]>();
	for (const item of items) {
		const fold = foldOf(item);
		if (fold === undefined) continue;
		const group = groups.get(fold);
		if (group === undefined) groups.set(fold, [item]);
		else group.push(item);
	}
	return groups;
}

/** The first few values that members have in a field; null where they refer to objects. */
function fieldText(members: readonly ObjectView[], label: string): string | null {
	const texts = new Set<string>();
	for (const { slots } of members) {
		for (const slot of slots) {
			if (foldLabel(slot.label) !== label) continue;
			if (slot.ref.kind === "object") return null;
			texts.add(refText(slot.ref, label.replace(/^\./, "")));
			if (texts.size > 3) return `${[...texts].slice(0, 3).join(", ")}, …`;
		}
	}
	return [...texts].join(", ");
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

/**
 * The order in which references are drawn: by what refers, then by key. Two of them stand in the same order at every step,
 * whichever else is there, so that nothing on the page is taken out and put in again.
 */
function inPlace(a: SceneEdge, b: SceneEdge): number {
	const [from, other] = [a.edge.from, b.edge.from];
	if (from.kind !== other.kind) return from.kind === "name" ? -1 : 1;
	const by = (end: EdgeOutline["from"]) => (end.kind === "name" ? end.depth : end.serial);
	return by(from) - by(other) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}

/** The scene at a place; inside a collection's phase it is the heap before the step, with what the phase found. */
export function sceneOf(shown: Shown, picture: Picture, ghostSteps: number): Scene {
	const phase = phaseAt(shown.state, shown.place.phase);
	const inside = phase !== null && shown.before !== null;
	const state = inside && shown.before !== null ? shown.before : shown.state;
	const rows = new Map((phase ?? shown.state.collecting)?.rows.map((row) => [row.serial, row]) ?? []);
	const { counts, born } = inside ? NOTHING_NEW : newIn(shown);
	const now = edgesOf(state, picture);
	const earlier = !inside && shown.before !== null ? edgesOf(shown.before, picture) : now;
	const subtracting = phase?.name === "subtract_refs";
	const visited = shown.happened?.kind === "visit" && shown.happened.phase === "subtract_refs" ? shown.happened : null;
	const drawnAs = (serial: number | null) => (serial === null ? null : (picture.foldOf.get(serial) ?? serial));
	const edges: SceneEdge[] = [];
	for (const [key, edge] of now) {
		const between = !edge.weak && edge.from.kind === "card";
		const counted =
			between &&
			(visited === null
				? subtracting && rows.has(edge.from.serial) && rows.has(edge.to)
				: edge.from.serial === drawnAs(visited.from) && edge.to === drawnAs(visited.serial));
		edges.push({ key, edge, tone: counted ? "counted" : earlier.has(key) ? "plain" : "new" });
	}
	const frames = drawnFrames(state.frames);
	const earlierFrames = drawnFrames(shown.before?.frames ?? []);
	for (const [key, edge] of earlier) {
		// Names go with their frame: nothing is left where the reference came from.
		const left = edge.from.kind === "name" && frames[edge.from.depth]?.name !== earlierFrames[edge.from.depth]?.name;
		if (!now.has(key) && !left) edges.push({ key, edge, tone: "over" });
	}
	edges.sort(inPlace);
	return {
		state,
		frames,
		framesOmitted: state.framesOmitted + state.frames.length - frames.length,
		cards: state.objects
			.filter(({ serial }) => !picture.foldOf.has(serial))
			.map((object) => ({
				object,
				countBefore: counts.get(object.serial) ?? null,
				born: born.has(object.serial),
				row: rows.get(object.serial) ?? null,
			})),
		folds: foldsOf(state, picture, born, rows, ghostSteps),
		ghosts: state.deaths.filter((death) => death.step + ghostSteps >= state.step && !picture.foldOf.has(death.serial)),
		edges,
		phase,
	};
}
