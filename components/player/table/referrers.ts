/** Who refers to whom in a state. */
import type { HeapState, RefView } from "../../../engine/api";
import { frameRows, rowTitle, serialsOf } from "../frame-rows";
import { titleOf } from "../names";
import type { PlayerStrings } from "../strings";

export interface Referrer {
	/** The frame or object that holds the reference, with a space after it where the way does not begin with a sign. */
	readonly holder: string;
	/** The name or field within it. */
	readonly way: string;
	readonly weak: boolean;
	/** It goes through a cell, whose one reference all that share it show. */
	readonly shared: boolean;
}

/** With what has the reference, where that has no card. */
function wayOf(label: string, ref: RefView): string {
	return ref.kind === "object" || ref.text === "" ? label : `${label} → ${ref.text}`;
}

/** By serial: the names and fields that refer to it, frames first. */
export function referrersOf(state: HeapState, strings: PlayerStrings): ReadonlyMap<number, readonly Referrer[]> {
	const referrers = new Map<number, Referrer[]>();
	const add = (serial: number, referrer: Referrer) => {
		const known = referrers.get(serial);
		if (known === undefined) referrers.set(serial, [referrer]);
		else known.push(referrer);
	};
	for (const [depth, frame] of state.frames.entries()) {
		const holder = depth === 0 ? "" : `${strings.frame(frame.name)} `;
		for (const { name, ref, cell } of frameRows(frame)) {
			const way = wayOf(rowTitle(name, strings), ref);
			for (const serial of serialsOf(ref)) add(serial, { holder, way, weak: false, shared: cell });
		}
	}
	for (const object of state.objects) {
		for (const { label, ref, strength } of object.slots) {
			const way = wayOf(label, ref);
			const holder = /^[.[]/.test(way) ? titleOf(object) : `${titleOf(object)} `;
			for (const serial of serialsOf(ref)) add(serial, { holder, way, weak: strength === "weak", shared: false });
		}
	}
	return referrers;
}
