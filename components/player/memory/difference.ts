/**
 * What lies between two steps of a run: who was born, who died, and whose count is another. Exact for what it lists; of
 * a heap too large to be listed whole, it says of how many objects it tells.
 */
import type { DeathView, HeapState, Moment, ObjectView, PageOptions, StateOptions } from "../../../engine/api";

/** What is asked of a recording. */
export interface Source {
	stateAt(moment: number | Moment, options?: StateOptions): HeapState;
	deaths(options?: PageOptions): readonly DeathView[];
}

export interface Born {
	readonly serial: number;
	readonly text: string;
	readonly refcnt: number;
}

export interface Died extends DeathView {
	/** It was born after the earlier step. */
	readonly bornBetween: boolean;
}

export interface Changed {
	readonly serial: number;
	readonly text: string;
	readonly before: number;
	readonly after: number;
}

export interface Difference {
	readonly from: number;
	readonly to: number;
	/** Alive at the later step and not at the earlier one, the eldest first. */
	readonly born: readonly Born[];
	readonly bornMore: number;
	/** In the order of their deaths. */
	readonly died: readonly Died[];
	readonly diedMore: number;
	/** Alive at both, with another count. */
	readonly changed: readonly Changed[];
	readonly changedMore: number;
	/** Of the objects alive at the earlier and at the later step, how many were not looked at. */
	readonly unseenBefore: number;
	readonly unseenAfter: number;
}

/** Objects and deaths that are looked at: as many as the engine lists. */
const LOOKED_AT = 10_000;

const bySerial = (objects: readonly ObjectView[]): ReadonlyMap<number, ObjectView> =>
	new Map(objects.map((object) => [object.serial, object]));

/** The first `rows` of each kind, and how many more there are. `from` is the earlier step. */
export function differenceBetween(source: Source, from: number, to: number, rows: number): Difference {
	const later = source.stateAt(to, { limit: LOOKED_AT });
	const first = source.stateAt(from, { limit: 1 }).died;
	const dead = source.deaths({ from: first, count: Math.min(LOOKED_AT, later.died - first) });
	// Of those listed at one step, each is looked up at the other too: what is said of them is exact.
	const serials = [...later.objects, ...dead].map(({ serial }) => serial);
	const earlier = source.stateAt(from, { limit: LOOKED_AT, serials });
	const known = bySerial(earlier.objects);
	const still =
		later.objectsOmitted === 0 ? later : source.stateAt(to, { limit: LOOKED_AT, serials: [...known.keys()] });
	const born: Born[] = [];
	for (const { serial, text, refcnt } of later.objects) if (!known.has(serial)) born.push({ serial, text, refcnt });
	const changed: Changed[] = [];
	for (const { serial, text, refcnt, immortal } of still.objects) {
		const before = known.get(serial);
		if (before !== undefined && before.refcnt !== refcnt && !immortal)
			changed.push({ serial, text, before: before.refcnt, after: refcnt });
	}
	const elders = (a: { readonly serial: number }, b: { readonly serial: number }) => a.serial - b.serial;
	born.sort(elders);
	changed.sort(elders);
	return {
		from,
		to,
		born: born.slice(0, rows),
		bornMore: Math.max(0, born.length - rows),
		died: dead.slice(0, rows).map((death) => ({ ...death, bornBetween: !known.has(death.serial) })),
		diedMore: later.died - first - Math.min(rows, dead.length),
		changed: changed.slice(0, rows),
		changedMore: Math.max(0, changed.length - rows),
		unseenBefore: earlier.objectsOmitted,
		unseenAfter: later.objectsOmitted,
	};
}
