"use client";
/** A look into a fold: what its objects' counts are, and its first members, each to be selected. */
import { titleOf } from "../names";
import type { PlayerStrings } from "../strings";
import { type FoldTotal, foldCount } from "./FoldCard";
import { OPENED_AT_ONCE } from "./fold";
import { foldStrings } from "./fold-strings";
import type { SceneFold } from "./scene";

interface FoldPanelProps {
	readonly scene: SceneFold;
	/** What holds its objects, in words; null where it is not one alone. */
	readonly holder: { readonly title: string; readonly items: number | null } | null;
	readonly all: FoldTotal | null;
	readonly selected: number | null;
	readonly onSelect: (serial: number) => void;
	/** Draws some more of its members as cards. */
	readonly onOpen: () => void;
	readonly onClose: () => void;
	readonly strings: PlayerStrings;
}

const LISTED = 24;
const COUNTS = 4;

export function FoldPanel({ scene, holder, all, selected, onSelect, onOpen, onClose, strings }: FoldPanelProps) {
	const said = foldStrings(strings);
	const { members } = scene;
	const byCount = new Map<string, number>();
	for (const { refcnt, immortal } of members) {
		const word = immortal ? "∞" : String(refcnt);
		byCount.set(word, (byCount.get(word) ?? 0) + 1);
	}
	const counts = [...byCount].sort((a, b) => b[1] - a[1]).slice(0, COUNTS);
	const start = Math.max(0, members.findIndex(({ serial }) => serial === selected) - LISTED + 1);
	const listed = members.slice(start, start + LISTED);
	return (
		<section role="group" className="hwp-fold-panel" aria-label={said.inFold}>
			<p>
				<b>{said.foldWords(foldCount(scene, all, said), scene.fold.type)}</b>
				{" · "}
				{holder === null ? "" : `${said.heldByContainer(holder.title, holder.items)} `}
				{counts.map(([count, objects]) => said.countWords(count, objects)).join(" · ")}
			</p>
			<ul className="hwp-members">
				{listed.map((object) => (
					<li key={object.serial}>
						<button
							type="button"
							className="hwp-member"
							aria-pressed={object.serial === selected}
							aria-label={said.look(titleOf(object))}
							onClick={() => onSelect(object.serial)}
						>
							#{object.serial}
						</button>
					</li>
				))}
				{members.length > listed.length ? (
					<li className="hwp-quiet">{said.andMore(members.length - listed.length)}</li>
				) : null}
			</ul>
			<p className="hwp-fold-ways">
				{members.length > 0 ? (
					<button type="button" className="hwp-button" onClick={onOpen}>
						{said.drawMembers(Math.min(OPENED_AT_ONCE, members.length))}
					</button>
				) : null}
				<button type="button" className="hwp-button" onClick={onClose}>
					{said.closeFold}
				</button>
			</p>
		</section>
	);
}
