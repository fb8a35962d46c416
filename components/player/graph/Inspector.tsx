"use client";
/** The selected object in words: its count, and every reference that makes it up. */
import type { HeapState, ObjectView } from "../../../engine/api";
import { titleOf } from "../names";
import type { PlayerStrings } from "../strings";
import { referrersOf } from "../table/referrers";

interface InspectorProps {
	readonly object: ObjectView;
	readonly state: HeapState;
	readonly strings: PlayerStrings;
}

const LISTED = 12;

export function Inspector({ object, state, strings }: InspectorProps) {
	const holders = referrersOf(state, strings).get(object.serial) ?? [];
	const where = object.generation === null ? strings.notTracked : strings.generation(object.generation);
	return (
		<p className="hwp-inspector" aria-live="polite">
			<b>{strings.inspect(titleOf(object), object.immortal ? "∞" : String(object.refcnt), where)}</b> {strings.heldBy}{" "}
			{holders.length === 0 ? strings.nobody : null}
			{holders.slice(0, LISTED).map(({ holder, way, weak }, at) => (
				<span key={`${holder}${way}`}>
					{at === 0 ? "" : ", "}
					{holder}
					<code>{way}</code>
					{weak ? <span className="hwp-weak-word"> {strings.weakMark}</span> : null}
				</span>
			))}
			{holders.length > LISTED ? ` ${strings.moreRows(holders.length - LISTED)}` : ""}
			{"."}
		</p>
	);
}
