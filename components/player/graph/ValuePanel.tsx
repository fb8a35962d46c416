"use client";
/** A small value that has a card: what its count is made of. The engine's questions are about objects, and not asked of it. */
import type { HeapState, ObjectView } from "../../../engine/api";
import { keyed } from "../keyed";
import { titleOf } from "../names";
import type { PlayerStrings } from "../strings";
import { foldStrings } from "./fold-strings";

interface ValuePanelProps {
	readonly value: ObjectView;
	readonly state: HeapState;
	readonly onSelect: (serial: number) => void;
	readonly onClose: () => void;
	readonly strings: PlayerStrings;
}

interface Holder {
	/** As the program writes it: `a`, `list #3 [0]`. */
	readonly words: string;
	/** Serial of the object, null: a frame holds it. */
	readonly serial: number | null;
}

const LISTED = 24;

export function ValuePanel({ value, state, onSelect, onClose, strings }: ValuePanelProps) {
	const said = foldStrings(strings);
	const holders = holdersOf(value.serial, state);
	const interned = state.values?.some(({ id, interned }) => id === value.id && interned) === true;
	const more = value.refcnt - holders.length;
	return (
		<section role="group" className="hwp-fold-panel" aria-label={said.value}>
			<p>
				<b>{titleOf(value)}</b>
				{" · "}
				{value.immortal ? said.immortalValue : said.valueCount(value.refcnt)}
				{interned ? ` ${said.interned}` : ""}
			</p>
			<ul className="hwp-members">
				{keyed(holders.slice(0, LISTED), ({ words }) => words).map(({ key, item: { words, serial } }) => (
					<li key={key}>
						{serial === null ? (
							<code className="hwp-holder">{words}</code>
						) : (
							<button
								type="button"
								className="hwp-member"
								aria-label={said.look(words)}
								onClick={() => onSelect(serial)}
							>
								{words}
							</button>
						)}
					</li>
				))}
				{holders.length > LISTED ? <li className="hwp-quiet">{said.andMore(holders.length - LISTED)}</li> : null}
				{value.immortal || more <= 0 ? null : <li className="hwp-quiet">{said.heldElsewhere(more)}</li>}
			</ul>
			<p className="hwp-fold-ways">
				<button type="button" className="hwp-button" onClick={onClose}>
					{said.closeFold}
				</button>
			</p>
		</section>
	);
}

/** The references of a state that lead to a value, each for itself. */
function holdersOf(serial: number, { frames, objects }: HeapState): readonly Holder[] {
	const holders: Holder[] = [];
	for (const [depth, frame] of frames.entries()) {
		for (const { name, ref } of frame.names) {
			if (ref.kind !== "object" || ref.serial !== serial) continue;
			holders.push({ words: depth === 0 ? name : `${frame.name}: ${name}`, serial: null });
		}
	}
	for (const object of objects) {
		for (const { label, ref, strength } of object.slots) {
			if (ref.kind !== "object" || ref.serial !== serial || strength === "weak") continue;
			holders.push({ words: `${titleOf(object)} ${label}`, serial: object.serial });
		}
	}
	return holders;
}
