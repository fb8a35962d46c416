"use client";
/** Many like objects as one card: how many live, what their counts are, what their fields hold. */
import { memo } from "react";
import type { PlayerStrings } from "../strings";
import { clip } from "./Card";
import { FOLD_HEAD } from "./fold";
import { type FoldStrings, foldStrings } from "./fold-strings";
import { type PlacedCard, rowMiddle } from "./layout";
import { textWidth, VALUE_CHARS } from "./outline";
import type { SceneFold } from "./scene";

interface FoldCardProps {
	readonly scene: SceneFold;
	readonly place: PlacedCard;
	readonly hatch: string;
	/** It is open for a look, or holds the selected object. */
	readonly selected: boolean;
	readonly focusable: boolean;
	/** It steps back before what is near the selection. */
	readonly far: boolean;
	/** How many there are of it; null: what the state lists is all. */
	readonly all: FoldTotal | null;
	readonly strings: PlayerStrings;
}

const CHAR = 7.9;

/** The number of a fold's objects where a state does not list them all; null while nobody knows it. */
export interface FoldTotal {
	readonly objects: number | null;
}

/** `100`, or `300+` where there are more. */
export function foldCount({ members }: SceneFold, all: FoldTotal | null, said: FoldStrings): string {
	if (all === null) return said.number(members.length);
	return all.objects === null ? `${said.number(members.length)}+` : said.number(Math.max(members.length, all.objects));
}

/** The counts of the members: `1`, or from the least to the greatest. */
export function countRange({ members }: SceneFold): string {
	let least = Number.POSITIVE_INFINITY;
	let most = 0;
	for (const { refcnt } of members) {
		least = Math.min(least, refcnt);
		most = Math.max(most, refcnt);
	}
	return members.length === 0 ? "" : least === most ? String(least) : `${least} – ${most}`;
}

function FoldDrawing({ scene, place, hatch, selected, focusable, far, all, strings }: FoldCardProps) {
	const said = foldStrings(strings);
	const { fold, members, freed, born, died, fields, unreachable } = scene;
	const { width, height } = place;
	const places = Math.floor((width - 26) / CHAR);
	const badge = [born > 0 ? `+${born}` : "", died > 0 ? `−${died}` : ""].filter((word) => word !== "").join(" ");
	const badgeWidth = 16 + badge.length * 7.5;
	const button = { role: "button", "aria-pressed": selected } as const;
	const count = foldCount(scene, all, said);
	const bands = bandsOf(scene, height);
	return (
		<g
			transform={`translate(${place.x} ${place.y})`}
			className={`hwp-card hwp-fold${selected ? " hwp-selected" : ""}${members.length === 0 ? " hwp-fold-empty" : ""}${died > 0 ? " hwp-down" : born > 0 ? " hwp-up" : ""}${far ? " hwp-far" : ""}`}
			data-fold={fold.id}
			{...button}
			tabIndex={focusable ? 0 : -1}
			aria-label={said.foldLabel(count, fold.type, freed)}
		>
			<path className="hwp-fold-under" d={`M8 ${height + 5} H${width - 1} A6 6 0 0 0 ${width + 5} ${height - 1} V8`} />
			{unreachable > 0 ? <rect className="hwp-card-paper" width={width} height={height} rx="6" /> : null}
			<rect
				className="hwp-card-box"
				width={width}
				height={height}
				rx="6"
				style={unreachable > 0 ? { fill: hatch } : undefined}
			/>
			{bands.map(({ generation, y, size }) => (
				<rect key={generation} className={`hwp-gen-${generation}`} x="0.5" y={y} width="5" height={size} />
			))}
			<text x="15" y="21" className="hwp-card-title">
				{count}
				<tspan className="hwp-card-serial"> × </tspan>
				{clip(fold.type, Math.max(5, Math.floor((width - 34) / 7.2) - count.length - 3))}
			</text>
			<g className="hwp-fold-fact">
				<text x="15" y={rowMiddle(0) + 4.5}>
					{said.counts}
				</text>
				<text x={width - 12} y={rowMiddle(0) + 4.5} className="hwp-fold-number">
					{countRange(scene)}
				</text>
			</g>
			{fold.labels.map((label, at) => {
				const field = clip(label.replace(/^\./, ""), Math.max(4, places - 4));
				const value = clip(fields[at] ?? "", Math.min(VALUE_CHARS, places - textWidth(field) - 1));
				const y = rowMiddle(FOLD_HEAD + at) + 4.5;
				return (
					<g key={label} className="hwp-slot">
						<text x="15" y={y}>
							{field}
						</text>
						{value === "" ? null : (
							<text x={width - 12} y={y} className="hwp-value">
								{value}
							</text>
						)}
					</g>
				);
			})}
			{freed === 0 ? null : (
				<g className="hwp-fold-fact">
					<text x="15" y={rowMiddle(FOLD_HEAD + fold.labels.length) + 4.5}>
						{said.freedSoFar}
					</text>
					<text x={width - 12} y={rowMiddle(FOLD_HEAD + fold.labels.length) + 4.5} className="hwp-fold-number">
						{freed}
					</text>
				</g>
			)}
			{badge === "" ? null : (
				<g className="hwp-badge" transform={`translate(${width - badgeWidth + 9} -11)`}>
					<rect width={badgeWidth} height="22" rx="11" />
					<text x={badgeWidth / 2} y="15.5">
						{badge}
					</text>
				</g>
			)}
		</g>
	);
}

/** The strip on the left: how its members are spread over the generations, the oldest at the bottom. */
function bandsOf(
	{ members }: SceneFold,
	height: number,
): readonly { readonly generation: number; readonly y: number; readonly size: number }[] {
	if (members.length === 0) return [];
	const inside = height - 12;
	let y = 6;
	return ([0, 1, 2] as const).flatMap((generation) => {
		const size = (inside * members.filter((object) => object.generation === generation).length) / members.length;
		const band = { generation, y, size };
		y += size;
		return size === 0 ? [] : [band];
	});
}

/** Redrawn only where something that it shows has changed. */
export const FoldCard = memo(FoldDrawing, (a, b) => {
	return (
		a.place === b.place &&
		a.hatch === b.hatch &&
		a.selected === b.selected &&
		a.focusable === b.focusable &&
		a.far === b.far &&
		(a.all === null) === (b.all === null) &&
		a.all?.objects === b.all?.objects &&
		a.strings === b.strings &&
		sameFold(a.scene, b.scene)
	);
});

function sameFold(a: SceneFold, b: SceneFold): boolean {
	return (
		a.fold === b.fold &&
		a.freed === b.freed &&
		a.born === b.born &&
		a.died === b.died &&
		a.unreachable === b.unreachable &&
		a.members.length === b.members.length &&
		a.fields.every((field, at) => field === b.fields[at]) &&
		a.members.every((member, at) => {
			const other = b.members[at];
			return other !== undefined && member.refcnt === other.refcnt && member.generation === other.generation;
		})
	);
}
