/** Who refers to whom in a state. */
import type { HeapState } from "../../../engine/api";
import { titleOf } from "../names";
import type { PlayerStrings } from "../strings";

export interface Referrer {
	/** The frame or object that holds the reference. */
	readonly holder: string;
	/** The name or field within it. */
	readonly way: string;
	readonly weak: boolean;
	/** It goes through a cell, whose one reference all that share it show. */
	readonly shared: boolean;
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
		for (const { name, ref, cell } of frame.names) {
			if (ref.kind === "object") add(ref.serial, { holder, way: name, weak: false, shared: cell });
		}
	}
	for (const object of state.objects) {
		for (const { label, ref, strength } of object.slots) {
			if (ref.kind === "object")
				add(ref.serial, { holder: titleOf(object), way: label, weak: strength === "weak", shared: false });
		}
	}
	return referrers;
}
