"use client";
/** The collector at work: the collection at this place, phase by phase and visit by visit, or the way to the nearest. */
import { nextMark, previousMark } from "../../../engine/marks";
import type { MoreStrings } from "../more-strings";
import type { ViewsProps } from "../Views";
import { PhasePanel } from "./PhasePanel";
import type { Seen } from "./seen";

export function CollectorView({ seen, ...props }: ViewsProps<MoreStrings> & { readonly seen: Seen | null }) {
	const { recorded, shown, strings, onGo } = props;
	const { collections } = recorded.summary;
	const { step } = shown.place;
	const elsewhere = nextMark(collections, step) ?? previousMark(collections, step);
	return (
		<div className="hwp-collector">
			{seen !== null ? (
				<PhasePanel {...props} seen={seen} />
			) : (
				<div className="hwp-no-collection">
					<p>{strings.noCollection}</p>
					{elsewhere === null ? null : (
						<button type="button" className="hwp-button" onClick={() => onGo(elsewhere)}>
							{elsewhere > step ? strings.toNextCollection : strings.previousCollection}
						</button>
					)}
				</div>
			)}
		</div>
	);
}
