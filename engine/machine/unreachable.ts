/**
 * What of a generation nothing outside it holds (`deduce_unreachable`, one function a phase), and what of the rest need not
 * be looked at again: tuples and dicts that can be in no cycle.
 */
import { at, H } from "./arena";
import { watcher } from "./collectorwatch";
import { dictEntryAt, mayBeTracked } from "./dict";
import { recording } from "./events";
import { gcListInit, gcListMove, untrack } from "./gclist";
import { PERMANENT_LIST } from "./generations";
import {
	COLLECTING,
	ENTRY_KEY,
	ENTRY_VALUE,
	FLAGS,
	GC_NEXT,
	GC_REFS,
	HAS_GC,
	NULL,
	type Ref,
	SIZE,
	TYPE,
	UNREACHABLE,
} from "./layout";
import { traverse } from "./traversal";
import { tupleItem } from "./tuple";
import { DICT, TUPLE } from "./typeids";

/** Whose references are being visited, for the watcher. */
let visiting: Ref | typeof NULL = NULL;

/** `update_refs`: gc_refs of each candidate is its count. Immortal objects leave for the permanent generation. */
function updateRefs(containers: number): void {
	for (let o = at(containers + GC_NEXT); o !== containers; ) {
		const next = at(o + GC_NEXT);
		const count = at(o);
		if (count < 0) gcListMove(o, PERMANENT_LIST);
		else {
			H[o + GC_REFS] = count;
			H[o + FLAGS] = at(o + FLAGS) | COLLECTING;
			if (recording) watcher?.visit(NULL, o);
		}
		o = next;
	}
}

/** `visit_decref`: a reference from inside the candidates. */
function visitDecref(child: Ref): void {
	const flags = at(child + FLAGS);
	if ((flags & HAS_GC) === 0 || (flags & COLLECTING) === 0) return;
	H[child + GC_REFS] = at(child + GC_REFS) - 1;
	if (recording) watcher?.visit(visiting, child);
}

/** `subtract_refs`: afterwards gc_refs counts the references from outside the candidates. */
function subtractRefs(containers: number): void {
	for (let o = at(containers + GC_NEXT); o !== containers; o = at(o + GC_NEXT)) {
		if (recording) visiting = o;
		traverse(o, visitDecref);
	}
}

/**
 * `move_unreachable`: what nothing outside holds, directly or through others, ends in `unreachable`; the rest stays in
 * `young`, in the order in which it was found to be reachable, and is no longer COLLECTING.
 */
function moveUnreachable(young: number, unreachable: number): void {
	const visitReachable = (child: Ref): void => {
		const flags = at(child + FLAGS);
		if ((flags & HAS_GC) === 0 || (flags & COLLECTING) === 0) return;
		if ((flags & UNREACHABLE) !== 0) {
			// It was moved too early: back to the end of young, where it will be visited.
			H[child + FLAGS] = flags & ~UNREACHABLE;
			gcListMove(child, young);
			H[child + GC_REFS] = 1;
		} else if (at(child + GC_REFS) === 0) H[child + GC_REFS] = 1;
		if (recording) watcher?.visit(visiting, child);
	};
	for (let o = at(young + GC_NEXT); o !== young; ) {
		let next: Ref;
		if (at(o + GC_REFS) > 0) {
			if (recording) visiting = o;
			traverse(o, visitReachable);
			next = at(o + GC_NEXT);
			H[o + FLAGS] = at(o + FLAGS) & ~COLLECTING;
		} else {
			next = at(o + GC_NEXT);
			gcListMove(o, unreachable);
			H[o + FLAGS] = at(o + FLAGS) | UNREACHABLE;
		}
		if (recording) watcher?.visit(NULL, o);
		o = next;
	}
	// Unlike CPython's, the two lists share no pointers with the flags; the mark of the unreachable stays until cleared.
}

/** `deduce_unreachable` */
export function deduceUnreachable(base: number, unreachable: number, watched: boolean): void {
	if (watched) watcher?.enter("update_refs", [[base, "candidate"]]);
	updateRefs(base);
	if (watched) watcher?.phase("update_refs", [[base, "candidate"]]);
	if (watched) watcher?.enter("subtract_refs", [[base, "candidate"]]);
	subtractRefs(base);
	if (watched) watcher?.phase("subtract_refs", [[base, "candidate"]]);
	gcListInit(unreachable);
	if (watched)
		watcher?.enter("move_unreachable", [
			[base, "reachable"],
			[unreachable, "unreachable"],
		]);
	moveUnreachable(base, unreachable);
	if (watched)
		watcher?.phase("move_unreachable", [
			[base, "reachable"],
			[unreachable, "unreachable"],
		]);
}

/** `untrack_tuples`: a tuple whose items can be in no cycle leaves the lists. */
export function untrackTuples(head: number): void {
	for (let o = at(head + GC_NEXT); o !== head; ) {
		const next = at(o + GC_NEXT);
		if (at(o + TYPE) === TUPLE) {
			const n = at(o + SIZE);
			let keep = false;
			for (let i = 0; i < n && !keep; i++) {
				const item = tupleItem(o, i);
				keep = item === NULL || mayBeTracked(item);
			}
			if (!keep) untrack(o);
		}
		o = next;
	}
}

/** `untrack_dicts` (3.13): the same for dicts, in full collections. */
export function untrackDicts(head: number): void {
	for (let o = at(head + GC_NEXT); o !== head; ) {
		const next = at(o + GC_NEXT);
		if (at(o + TYPE) === DICT) {
			let keep = false;
			for (let i = 0; !keep; i++) {
				const entry = dictEntryAt(o, i);
				if (entry === -1) break;
				if (entry !== 0) keep = mayBeTracked(at(entry + ENTRY_VALUE)) || mayBeTracked(at(entry + ENTRY_KEY));
			}
			if (!keep) untrack(o);
		}
		o = next;
	}
}
