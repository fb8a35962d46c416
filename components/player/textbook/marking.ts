/** Mark and sweep at one of its acts: who is white, grey and black, and what the act is, in words. */
import { type Colour, coloursAt, type MarkAndSweep, type MarkEvent } from "../../../engine/questions";
import type { TextbookStrings } from "./strings";

export interface Marked {
	readonly serial: number;
	readonly title: string;
	/** The act is about it. */
	readonly now: boolean;
	readonly swept: boolean;
}

export const COLOURS: readonly Colour[] = ["white", "grey", "black"];

/** Everyone by colour, once the first `acts` have been done; by birth. */
export function markingAt(
	mark: MarkAndSweep,
	acts: number,
	titles: ReadonlyMap<number, string>,
): Readonly<Record<Colour, readonly Marked[]>> {
	const colours = coloursAt(mark, acts);
	const last = mark.events[acts - 1];
	const swept = new Set<number>();
	for (const event of mark.events.slice(0, acts)) if (event.kind === "sweep") swept.add(event.serial);
	const lists: Record<Colour, Marked[]> = { white: [], grey: [], black: [] };
	for (const [serial, title] of titles) {
		const now = last !== undefined && last.serial === serial;
		lists[colours.get(serial) ?? "white"].push({ serial, title, now, swept: swept.has(serial) });
	}
	return lists;
}

/** Titles of all whom the marking is about: those of the heap, of the acts and of the swept, by birth. */
export function titlesOf(
	mark: MarkAndSweep,
	objects: readonly { readonly serial: number; readonly text: string }[],
): ReadonlyMap<number, string> {
	const titles = new Map<number, string>();
	for (const { serial, text } of [...objects, ...mark.swept]) titles.set(serial, `${text} #${serial}`);
	for (const { serial } of mark.events) if (!titles.has(serial)) titles.set(serial, `#${serial}`);
	return new Map([...titles].filter(([serial]) => serial > 0).sort(([a], [b]) => a - b));
}

/** An act in a sentence; of none, what is about to be done. */
export function actWords(
	event: MarkEvent | undefined,
	titleOf: (serial: number) => string,
	{ act }: Pick<TextbookStrings, "act">,
): string {
	switch (event?.kind) {
		case undefined:
			return act.start;
		case "root":
			return act.root(event.label, titleOf(event.serial));
		case "scan":
			return act.scan(titleOf(event.serial));
		case "reference":
			return act.reference(titleOf(event.from), event.label, titleOf(event.serial), event.was);
		case "black":
			return act.black(titleOf(event.serial));
		case "sweep":
			return act.sweep(titleOf(event.serial));
	}
}
