/** The rows of a frame: its names, and what it keeps alive beside them. */
import type { FrameView, NameView, RefView } from "../../engine/api";
import type { PlayerStrings } from "./strings";

/** Called by what no name can be. As wide as what is read there. */
const TEMPORARIES = "(temporaries)";
const HANDLED = "(being handled)";

export function frameRows({ names, temporaries, handled }: FrameView): readonly NameView[] {
	if (temporaries === undefined && handled === undefined) return names;
	const rows = [...names];
	if (temporaries !== undefined) rows.push({ name: TEMPORARIES, ref: temporaries, cell: false });
	if (handled !== undefined) rows.push({ name: HANDLED, ref: handled, cell: false });
	return rows;
}

/** What is read in a row. */
export function rowTitle(name: string, strings: PlayerStrings): string {
	return name === TEMPORARIES ? strings.temporaries : name === HANDLED ? strings.beingHandled : name;
}

/** It is no name, and nothing that a program could write. */
export const isNameless = (name: string): boolean => name.startsWith("(");

/** The row for a root that an answer tells of by other words than a name's. */
export function namelessRow(label: string): string | null {
	if (label === "the exception being handled") return HANDLED;
	return label.startsWith("the value stack of ") ? TEMPORARIES : null;
}

/** Serials of the objects that a reference leads to, itself or through what has no card. */
export function serialsOf(ref: RefView): readonly number[] {
	return ref.kind === "object" ? [ref.serial] : (ref.holds ?? []);
}
