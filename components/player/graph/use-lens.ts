"use client";
/** The run and its place as a lens has them: asked of the engine where the lens shows what a recorded state leaves out. */
import { useEffect, useMemo, useState } from "react";
import type { HeapState } from "../../../engine/api";
import { momentBefore, momentOf } from "../place";
import type { Recorded } from "../protocol";
import type { Asking, Shown } from "../use-run";
import { type Entries, type Lens, PLAIN, type Seen, through, withValueChanges } from "./lens";
import type { Outline } from "./outline";

export interface Drawn {
	readonly outline: Outline;
	readonly shown: Shown;
	/** Objects inside weak containers that are not drawn. */
	readonly inside: ReadonlySet<number>;
	readonly entries: Entries;
	/** The lens that this is seen through: while another is being asked for, the plain one. */
	readonly lens: Lens;
}

interface Outlined {
	readonly recorded: Recorded;
	readonly lens: Lens;
	readonly outline: Outline;
}

interface Valued {
	readonly recorded: Recorded;
	readonly shown: Shown;
}

/** `lens`: the same object as long as it is the same lens. */
export function useLens(recorded: Recorded, shown: Shown, asking: Asking, lens: Lens): Drawn {
	const [outlined, setOutlined] = useState<Outlined | null>(null);
	const [valued, setValued] = useState<Valued | null>(null);
	const plain = !lens.values && !lens.insides;

	useEffect(() => {
		if (plain) return;
		let over = false;
		asking.outline(lens).then(
			(outline) => !over && setOutlined({ recorded, lens, outline }),
			// A run that was given up has no outline; the next one is asked anew.
			() => {},
		);
		return () => {
			over = true;
		};
	}, [asking, recorded, lens, plain]);

	useEffect(() => {
		if (!lens.values) return;
		let over = false;
		const { place } = shown;
		const earlier = momentBefore(place);
		Promise.all([asking.stateAt(momentOf(place), true), earlier === null ? null : asking.stateAt(earlier, true)]).then(
			([state, before]) => !over && setValued({ recorded, shown: { ...shown, state, before } }),
			() => {},
		);
		return () => {
			over = true;
		};
	}, [asking, recorded, shown, lens]);

	const known = outlined?.recorded === recorded && outlined.lens === lens ? outlined.outline : null;
	const withValues = valued?.recorded === recorded ? valued.shown : null;
	const ready = known !== null && (!lens.values || withValues !== null);
	const outline = ready && !plain ? known : recorded.outline;
	const seen = ready && !plain ? lens : PLAIN;
	// The state with its values follows the state by a moment: until it is there, the one before stands.
	const whole = seen.values && withValues !== null ? withValues : shown;
	return useMemo(() => {
		const look = (state: HeapState): Seen => through(state, seen, outline.values);
		const now = look(whole.state);
		const before = whole.before === null ? null : look(whole.before).state;
		const same = now.state === whole.state && before === whole.before;
		const state = seen.values && before !== null ? withValueChanges(now.state, before) : now.state;
		const { inside, entries } = now;
		return { outline, shown: same ? whole : { ...whole, state, before }, inside, entries, lens: seen };
	}, [outline, whole, seen]);
}
