/** What a visit did, in a sentence. */
import type { Seen } from "./seen";
import type { CollectorStrings } from "./strings";

/** Null: the place is not right after a visit. `nameOf`: an object's title. */
export function noteOf(
	{ phase, visit }: Pick<Seen, "phase" | "visit">,
	nameOf: (serial: number) => string,
	{ note, others, itself }: CollectorStrings,
): string | null {
	if (visit === null || phase === null) return null;
	const { serial, from, gcRefs, state, before } = visit;
	const holder = from === null || from === 0 ? others : from === serial ? itself : nameOf(from);
	switch (phase) {
		case "update_refs":
			return note.copied(gcRefs ?? 0);
		case "subtract_refs":
			return note.subtracted(holder);
		case "move_unreachable":
			if (from === null) return state === "unreachable" ? note.setAside : note.reachable(gcRefs ?? 0);
			if (before?.state === "unreachable") return note.broughtBack(holder);
			if (from === serial) return note.reachedByItself;
			return before === null || before.gcRefs === 0 ? note.reached(holder) : note.reachedAlready(holder);
		case "handle_weakrefs":
			return from === null ? null : note.cleared(nameOf(serial), holder);
		case "finalize_garbage":
			return note.finalizer;
		case "handle_resurrected_objects":
			if (from !== null) {
				if (before?.state === "unreachable") return note.broughtBack(holder);
				if (from === serial && (before?.gcRefs ?? 0) === (gcRefs ?? 0)) return note.reachedByItself;
				const fewer = (before?.gcRefs ?? 0) > (gcRefs ?? 0);
				return fewer
					? note.subtractedAgain(holder)
					: before?.gcRefs === 0
						? note.reached(holder)
						: note.reachedAlready(holder);
			}
			if (state === "candidate") return note.copiedAgain(gcRefs ?? 0);
			return state === "unreachable" ? note.stillUnreachable : note.resurrected;
		case "delete_garbage":
			return note.cleaned;
	}
}
