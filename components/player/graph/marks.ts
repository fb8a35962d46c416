/**
 * What an answer draws on the graph: a chain of references that keeps an object alive, references taken away to see what
 * would die, and the objects that would. Named as the engine names them, and found on the picture here.
 */
import type { FrameView, ObjectView, RefView, SlotView } from "../../../engine/api";
import type { ChainLink } from "../../../engine/questions";
import { frameRows, namelessRow, serialsOf } from "../frame-rows";
import { foldedEdge, foldedKey, type Picture } from "./fold";
import type { Entries } from "./lens";
import { type EdgeOutline, MAX_ROWS } from "./outline";
import type { SceneEdge } from "./scene";

/** A reference as `Reference` and `WhyAlive` of the engine's questions name it. */
export interface DrawnReference {
	/** Serial of the holder; null: a root holds it, and the label says which (`global x`, `local x of f`). */
	readonly from: number | null;
	readonly label: string;
	/** Serial of what it leads to. */
	readonly to: number;
}

export interface MarkedReference extends DrawnReference {
	/** `chain`: it keeps an object alive. `cut`: it is thought away. */
	readonly tone: "chain" | "cut";
}

export type ObjectTone = "chain" | "would-die-count" | "would-die-collector";

export interface GraphMarks {
	readonly references: readonly MarkedReference[];
	/** By serial. */
	readonly objects: ReadonlyMap<number, ObjectTone>;
}

/**
 * The marks of a chain as `whyAlive` gives it, from a root or from an object. Where it runs through objects that have no
 * card (a function, a class), one reference leads past them.
 */
export function chainMarks(chain: readonly ChainLink[], from: number | null = null): readonly MarkedReference[] {
	const marks: MarkedReference[] = [];
	let holder = from;
	let past: string | null = null;
	for (const link of chain) {
		const label: string = past ?? link.label;
		past = link.to.own ? null : label;
		if (!link.to.own) continue;
		marks.push({ from: holder, label, to: link.to.serial, tone: "chain" });
		holder = link.to.serial;
	}
	return marks;
}

/**
 * Whether the label that a card has for a field and the one by which questions are answered mean the same: an entry whose
 * key is no word has `key` and `value` on the card, and `key Node object` and `[Node object]` in an answer.
 */
export function isField(onCard: string, label: string): boolean {
	if (onCard === label) return true;
	if (onCard === "key") return label.startsWith("key ");
	return onCard === "value" ? label.startsWith("[") : onCard === "item" && label === "an item";
}

const leadsTo = (ref: RefView, serial: number): boolean => serialsOf(ref).includes(serial);

/** Where a frame's name or an object's field is on the picture; null where it has no place on it. */
function placeOf(
	mark: DrawnReference,
	frames: readonly FrameView[],
	picture: Picture,
	objects: ReadonlyMap<number, ObjectView>,
): EdgeOutline["from"] | null {
	if (mark.from !== null) {
		const holder = objects.get(mark.from);
		if (holder === undefined) return null;
		const named = ({ label }: SlotView) => isField(label, mark.label);
		// Entries whose keys are no words are called alike on the card.
		const exact = holder.slots.findIndex((slot) => named(slot) && leadsTo(slot.ref, mark.to));
		const at = exact < 0 ? holder.slots.findIndex(named) : exact;
		return {
			kind: "card",
			serial: mark.from,
			row: at < 0 ? Math.min(holder.slots.length, MAX_ROWS) : Math.min(at, MAX_ROWS),
		};
	}
	const [, variable, ofFrame] = /^(?:global|local) (\S+)(?: of (.+))?$/.exec(mark.label) ?? [];
	const name = variable ?? namelessRow(mark.label);
	if (name === null) return null;
	const whose = variable === undefined ? /^the value stack of (.+)$/.exec(mark.label)?.[1] : ofFrame;
	const holding = frames.flatMap((frame, depth) => {
		if (
			whose === undefined
				? variable !== undefined && depth > 0
				: frame.name !== whose && !whose.endsWith(`.${frame.name}`)
		)
			return [];
		const row = picture.frames[depth]?.names[frame.name]?.findIndex((known) => known.name === name) ?? -1;
		const bound = frameRows(frame).find((known) => known.name === name);
		return row < 0 || bound === undefined ? [] : [{ depth, row, exact: leadsTo(bound.ref, mark.to) }];
	});
	const best = holding.findLast(({ exact }) => exact) ?? holding.at(-1);
	return best === undefined ? null : { kind: "name", depth: best.depth, row: best.row };
}

/** Where a marked reference is drawn; null where it is not. */
function edgeOf(
	mark: DrawnReference,
	frames: readonly FrameView[],
	picture: Picture,
	objects: ReadonlyMap<number, ObjectView>,
): EdgeOutline | null {
	const from = placeOf(mark, frames, picture, objects);
	return from === null ? null : foldedEdge({ from, to: mark.to, weak: false, past: false, label: mark.label }, picture);
}

/** The key of the edge that stands for a reference. */
export function edgeKeyOf(...where: Parameters<typeof edgeOf>): string | null {
	const edge = edgeOf(...where);
	return edge === null ? null : foldedKey(edge);
}

/** How the engine's questions name a reference that the graph draws. */
export function referenceOf({ from, to, label }: EdgeOutline, frames: readonly FrameView[]): DrawnReference {
	if (from.kind === "card") return { from: from.serial, label, to };
	return {
		from: null,
		label: from.depth === 0 ? `global ${label}` : `local ${label} of ${frames[from.depth]?.name}`,
		to,
	};
}

/** As the picture has it: what is an entry of a closed weak container leaves that container's card. */
export function asDrawn<R extends DrawnReference>(reference: R, entries: Entries): R {
	const container = reference.from === null ? undefined : entries.get(reference.from);
	return container === undefined ? reference : { ...reference, from: container };
}

/** The other way about: as the engine has it, which knows an entry by what keeps it. Fields are the container's own. */
export function asKept(reference: DrawnReference, entries: Entries): DrawnReference {
	if (reference.label.startsWith(".")) return reference;
	for (const [keeps, container] of entries) if (container === reference.from) return { ...reference, from: keeps };
	return reference;
}

/** The edges of a picture with an answer drawn on it: those that it marks take its tone, others join them. */
export function markedEdges(
	edges: readonly SceneEdge[],
	marks: GraphMarks,
	frames: readonly FrameView[],
	picture: Picture,
	objects: ReadonlyMap<number, ObjectView>,
	entries: Entries,
): readonly SceneEdge[] {
	const byKey = new Map(edges.map((edge) => [edge.key, edge]));
	for (const mark of marks.references) {
		const edge = edgeOf(asDrawn(mark, entries), frames, picture, objects);
		if (edge === null) continue;
		const key = foldedKey(edge);
		byKey.set(key, { key, edge: byKey.get(key)?.edge ?? edge, tone: mark.tone });
	}
	return [...byKey.values()];
}
