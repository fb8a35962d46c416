"use client";
/** An object on the graph, and its ghost. */
import { memo } from "react";
import type { DeathView, ObjectView, PhaseRow } from "../../../engine/api";
import { keyed } from "../keyed";
import { serialText, titleOf } from "../names";
import type { PlayerStrings } from "../strings";
import { FOOT, HEADER, type PlacedCard, ROW, rowMiddle } from "./layout";
import type { ObjectTone } from "./marks";
import { isFurniture, MAX_ROWS, refText, rowsOmitted, textWidth, titleText, VALUE_CHARS } from "./outline";
import type { SceneCard } from "./scene";
import { graphStrings } from "./strings";

/** A text cut to so many places. */
export function clip(text: string, places: number): string {
	if (textWidth(text) <= places) return text;
	let cut = "";
	for (const character of text) {
		if (textWidth(cut + character) >= places) break;
		cut += character;
	}
	return `${cut}…`;
}

const CHAR = 7.9;

interface CardProps {
	readonly card: SceneCard;
	readonly place: PlacedCard;
	/** Paint of the hatching. */
	readonly hatch: string;
	readonly selected: boolean;
	/** The one card that Tab reaches; arrows go on from there. */
	readonly focusable: boolean;
	/** It steps back before what is near the selection. */
	readonly far: boolean;
	/** What has a card of its own. */
	readonly places: ReadonlyMap<number, unknown>;
	/** What an answer says of it. */
	readonly mark: ObjectTone | null;
	readonly strings: PlayerStrings;
}

/** The count as its badge says it: `2`, `1→2` where this step changed it, `1 → 0` for gc_refs, `∞`. */
function badgeOf({ object, countBefore, row }: SceneCard): { readonly was: string | null; readonly is: string } {
	if (object.immortal) return { was: null, is: "∞" };
	if (row !== null && row.gcRefs !== null) return { was: String(row.refcnt), is: String(row.gcRefs) };
	if (countBefore !== null && countBefore !== object.refcnt)
		return { was: String(countBefore), is: String(object.refcnt) };
	return { was: null, is: String(object.refcnt) };
}

/** How the collector's finding is drawn. */
function rowClass(row: PhaseRow | null): string {
	if (row === null) return "";
	return row.state === "candidate" && row.gcRefs === 0 ? " hwp-row-doubtful" : ` hwp-row-${row.state}`;
}

/** Its deallocation has begun and is not over. */
export function isDying({ immortal, refcnt }: ObjectView): boolean {
	return !immortal && refcnt === 0;
}

function whereIs(object: ObjectView, strings: PlayerStrings): string {
	return object.generation === null ? strings.notTracked : strings.generation(object.generation);
}

function CardDrawing({ card, place, hatch, selected, focusable, far, mark, places: drawn, strings }: CardProps) {
	const { object, countBefore, born, row } = card;
	const badge = badgeOf(card);
	const badgeWidth = 16 + (badge.is.length + (badge.was === null ? 0 : badge.was.length + 2)) * 7.5;
	const changed = row === null && countBefore !== null ? (countBefore < object.refcnt ? " hwp-up" : " hwp-down") : "";
	const hatched = row !== null && (row.state === "unreachable" || row.state === "finalized" || row.state === "deleted");
	const doubtful = row?.state === "candidate" && row.gcRefs === 0;
	// SVG has no button of its own; the graph hears its presses.
	const button = { role: "button", "aria-pressed": selected } as const;
	const said = graphStrings(strings);
	const dying = isDying(object);
	const doom =
		mark === "would-die-count"
			? said.wouldDieByCount
			: mark === "would-die-collector"
				? said.wouldDieByCollector
				: dying
					? said.beingFreed
					: null;
	const { title, dead } = titleText(object.text);
	const more = rowsOmitted(object);
	const slots = object.slots.slice(0, MAX_ROWS);
	const places = Math.floor((place.width - 26) / CHAR);
	return (
		<g
			transform={`translate(${place.x} ${place.y})`}
			className={`hwp-card${rowClass(row)}${dying ? " hwp-dying" : ""}${changed}${selected ? " hwp-selected" : ""}${far ? " hwp-far" : ""}${mark === null ? "" : ` hwp-mark-${mark}`}`}
			data-serial={object.serial}
			{...button}
			tabIndex={focusable ? 0 : -1}
			aria-label={`${strings.cardLabel(
				titleOf(object),
				object.immortal ? strings.immortal : String(object.refcnt),
				whereIs(object, strings),
			)}${doom === null ? "" : ` · ${doom}`}`}
		>
			<g className={born ? "hwp-born" : undefined}>
				{hatched || doubtful ? (
					<rect className="hwp-card-paper" width={place.width} height={place.height} rx="6" />
				) : null}
				<rect
					className="hwp-card-box"
					width={place.width}
					height={place.height}
					rx="6"
					style={hatched || doubtful ? { fill: hatch } : undefined}
				/>
				{row?.state === "finalized" || row?.state === "resurrected" ? (
					<rect className="hwp-card-inner" x="3" y="3" width={place.width - 6} height={place.height - 6} rx="4" />
				) : null}
				{object.generation === null ? null : (
					<path
						className={`hwp-gen hwp-gen-${object.generation}`}
						d={`M5.5 .5 H6 A5.5 5.5 0 0 0 .5 6 V${place.height - 6} A5.5 5.5 0 0 0 5.5 ${place.height - 0.5}z`}
					/>
				)}
				<text x="15" y="21" className="hwp-card-title">
					{clip(title, Math.max(6, Math.floor((place.width - 28) / 7.2) - serialText(object.serial).length - 1))}
					<tspan className="hwp-card-serial" dx="6">
						{serialText(object.serial)}
					</tspan>
				</text>
				{keyed(slots, (slot) => slot.label).map(({ key, item: slot, at }) => {
					const label = slot.label.replace(/^\./, "");
					// What has no card of its own, since it is folded, is named by its serial.
					const folded = slot.ref.kind === "object" && !drawn.has(slot.ref.serial) ? serialText(slot.ref.serial) : null;
					const value = folded ?? clip(refText(slot.ref, label), VALUE_CHARS);
					const y = rowMiddle(at) + 4.5;
					return (
						<g key={key} className="hwp-slot">
							<text x="15" y={y}>
								{clip(label, places - textWidth(value) - 1)}
							</text>
							{value === "" ? null : (
								<text
									x={place.width - 12}
									y={y}
									className={folded !== null || isFurniture(slot.ref) ? "hwp-value hwp-furniture" : "hwp-value"}
								>
									{value}
								</text>
							)}
						</g>
					);
				})}
				{dead ? (
					<g className="hwp-slot hwp-dead-slot">
						<text x="15" y={rowMiddle(slots.length) + 4.5}>
							to
						</text>
						<text x={place.width - 12} y={rowMiddle(slots.length) + 4.5} className="hwp-value">
							{strings.dead}
						</text>
					</g>
				) : null}
				{more === 0 ? null : (
					<text x="15" y={HEADER + slots.length * ROW + FOOT + 8} className="hwp-card-more">
						{strings.moreRows(more)}
					</text>
				)}
				{doom === null ? null : (
					<text x="15" y={place.height + 15} className="hwp-doom">
						{doom}
					</text>
				)}
				<g className="hwp-badge" transform={`translate(${place.width - badgeWidth + 9} -11)`}>
					<rect width={badgeWidth} height="22" rx="11" />
					<text x={badgeWidth / 2} y="15.5">
						{badge.was === null ? null : <tspan className="hwp-was">{badge.was}→</tspan>}
						<tspan>{badge.is}</tspan>
					</text>
				</g>
			</g>
		</g>
	);
}

/** Redrawn only where something that it shows has changed: a step usually changes few of many. */
export const Card = memo(CardDrawing, (a, b) => {
	return (
		a.place === b.place &&
		a.selected === b.selected &&
		a.focusable === b.focusable &&
		a.far === b.far &&
		a.mark === b.mark &&
		a.places === b.places &&
		a.hatch === b.hatch &&
		a.strings === b.strings &&
		a.card.born === b.card.born &&
		a.card.countBefore === b.card.countBefore &&
		sameRow(a.card.row, b.card.row) &&
		sameObject(a.card.object, b.card.object)
	);
});

function sameRow(a: PhaseRow | null, b: PhaseRow | null): boolean {
	return a === b || (a !== null && b !== null && a.gcRefs === b.gcRefs && a.refcnt === b.refcnt && a.state === b.state);
}

/** Whether two views of one object show the same. */
export function sameObject(a: ObjectView, b: ObjectView): boolean {
	if (a === b) return true;
	if (a.serial !== b.serial || a.refcnt !== b.refcnt || a.generation !== b.generation || a.text !== b.text)
		return false;
	if (a.immortal !== b.immortal || a.slotsOmitted !== b.slotsOmitted || a.slots.length !== b.slots.length) return false;
	return a.slots.every((slot, at) => {
		const other = b.slots[at];
		if (other === undefined || slot.label !== other.label || slot.strength !== other.strength) return false;
		if (slot.ref.kind === "object") return other.ref.kind === "object" && other.ref.serial === slot.ref.serial;
		return other.ref.kind === "value" && other.ref.text === slot.ref.text;
	});
}

interface GhostProps {
	readonly death: DeathView;
	readonly place: PlacedCard;
	/** It died a few steps ago at most. */
	readonly fresh: boolean;
	readonly selected: boolean;
	/** Tab reaches it, as with cards. */
	readonly focusable: boolean;
	readonly strings: PlayerStrings;
}

function GhostDrawing({ death, place, fresh, selected, focusable, strings }: GhostProps) {
	const by = death.by === "count" ? strings.byCount : strings.byCollector;
	const title = titleOf(death);
	const button = { role: "button", "aria-pressed": selected } as const;
	return (
		<g
			transform={`translate(${place.x} ${place.y})`}
			className={`hwp-ghost${fresh ? "" : " hwp-ghost-old"}${selected ? " hwp-ghost-selected" : ""}`}
			data-serial={death.serial}
			{...button}
			tabIndex={focusable ? 0 : -1}
			aria-label={strings.ghostLabel(title, `${by}, ${strings.atLine(death.line)}`)}
		>
			<rect width={place.width} height={place.height} rx="6" />
			<text x="15" y="21" className="hwp-ghost-title">
				{clip(title, Math.floor((place.width - 26) / 7.2))}
			</text>
			<text x="15" y="37" className="hwp-ghost-cause">
				{place.width >= 136 || place.height < 60 ? by : strings.freed}
			</text>
			{place.height >= 60 ? (
				<text x="15" y="53" className="hwp-ghost-cause">
					{strings.atLine(death.line)}
				</text>
			) : null}
		</g>
	);
}

/** A freed object where it lived, and what freed it. */
export const Ghost = memo(GhostDrawing, (a, b) => {
	return (
		a.place === b.place &&
		a.fresh === b.fresh &&
		a.selected === b.selected &&
		a.focusable === b.focusable &&
		a.strings === b.strings &&
		a.death.serial === b.death.serial
	);
});
