/** The table of a collection: what the collector knows of each object in one of its phases. */
import type { GenerationView, PhaseName, PhaseRow, PhaseView } from "../api";
import { at } from "./arena";
import type { PhaseLists } from "./collectorwatch";
import { gcListSize } from "./gclist";
import { generationHead } from "./generations";
import {
	COLLECTING,
	FINALIZED,
	FLAGS,
	GC_NEXT,
	GC_REFS,
	GEN_COUNT,
	GEN_THRESHOLD,
	type Ref,
	SERIAL,
	TYPE,
	UNREACHABLE,
} from "./layout";
import { typeName } from "./types";
import { isShown, shortText } from "./viewtext";

/** How a phase has an object at this moment, where a list of it says `listed` for its end. */
function rowState(o: Ref, name: PhaseName, listed: PhaseRow["state"]): PhaseRow["state"] {
	const flags = at(o + FLAGS);
	switch (name) {
		case "move_unreachable":
			if ((flags & UNREACHABLE) !== 0) return "unreachable";
			if ((flags & COLLECTING) === 0) return listed;
			return at(o + GC_REFS) > 0 ? "reached" : "candidate";
		case "handle_resurrected_objects":
			if ((flags & UNREACHABLE) !== 0) return "unreachable";
			return isCountedAgain(o) ? listed : "candidate";
		case "finalize_garbage":
			return (flags & FINALIZED) !== 0 ? listed : "unreachable";
		default:
			return listed;
	}
}

/**
 * Whether handle_resurrected_objects has found a reachable object so. One that it has not begun with is not COLLECTING
 * either, but has the gc_refs with which move_unreachable set it aside: 0.
 */
function isCountedAgain(o: Ref): boolean {
	return (at(o + FLAGS) & COLLECTING) === 0 && at(o + GC_REFS) > 0;
}

/** gc_refs, where the phase has set it. */
function gcRefsOf(o: Ref, name: PhaseName): number | null {
	switch (name) {
		case "update_refs":
			return (at(o + FLAGS) & COLLECTING) !== 0 ? at(o + GC_REFS) : null;
		case "handle_resurrected_objects":
			return (at(o + FLAGS) & (COLLECTING | UNREACHABLE)) !== 0 || at(o + GC_REFS) > 0 ? at(o + GC_REFS) : null;
		case "subtract_refs":
		case "move_unreachable":
			return at(o + GC_REFS);
		default:
			return null;
	}
}

/** What a visit leaves of an object: the same as the table would say. */
export function visited(
	name: PhaseName,
	o: Ref,
): { readonly gcRefs: number | null; readonly state: PhaseRow["state"] } {
	return { gcRefs: gcRefsOf(o, name), state: rowState(o, name, STATES[name]) };
}
const STATES: Readonly<Record<PhaseName, PhaseRow["state"]>> = {
	update_refs: "candidate",
	subtract_refs: "candidate",
	move_unreachable: "reachable",
	handle_weakrefs: "unreachable",
	finalize_garbage: "finalized",
	handle_resurrected_objects: "resurrected",
	delete_garbage: "deleted",
};

/** The program's own objects on the lists of a phase, as they are now: at most `limit`, the unreachable first. */
export function phaseRows(name: PhaseName, lists: PhaseLists, limit: number): Omit<PhaseView, "name" | "step"> {
	const rows: PhaseRow[] = [];
	let omitted = 0;
	let folded = 0;
	for (const [head, listed] of [...lists].sort(
		(a, b) => Number(b[1] === "unreachable") - Number(a[1] === "unreachable"),
	))
		for (let o = at(head + GC_NEXT); o !== head; o = at(o + GC_NEXT)) {
			if (!isShown(o)) {
				folded++;
				continue;
			}
			if (rows.length >= limit) {
				omitted++;
				continue;
			}
			rows.push({
				serial: at(o + SERIAL),
				type: typeName(at(o + TYPE)),
				text: shortText(o),
				refcnt: at(o),
				gcRefs: gcRefsOf(o, name),
				state: rowState(o, name, listed),
			});
		}
	rows.sort((a, b) => a.serial - b.serial);
	return { rows, omitted, folded };
}

export type Generations = readonly [GenerationView, GenerationView, GenerationView];

export function generationsNow(): Generations {
	const view = (g: number): GenerationView => {
		const head = generationHead(g);
		return { count: at(head + GEN_COUNT), threshold: at(head + GEN_THRESHOLD), size: gcListSize(head) };
	};
	return [view(0), view(1), view(2)];
}
