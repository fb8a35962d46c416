"use client";
/** A frame on the graph: its names, what each is bound to, and the count of what it is bound to. */
import { memo } from "react";
import type { FrameView, ObjectView } from "../../../engine/api";
import { frameRows, isNameless, rowTitle } from "../frame-rows";
import type { PlayerStrings } from "../strings";
import { clip } from "./Card";
import { FOOT, HEADER, type Rect, ROW, rowMiddle } from "./layout";
import { isFurniture, type NameOutline, refText, textWidth, VALUE_CHARS } from "./outline";

interface FrameProps {
	readonly frame: FrameView;
	readonly depth: number;
	readonly rect: Rect;
	/** The names' rows over the whole run. */
	readonly names: readonly NameOutline[];
	readonly step: number;
	readonly objects: ReadonlyMap<number, ObjectView>;
	/** The frame that is running. */
	readonly active: boolean;
	readonly selected: number | null;
	readonly strings: PlayerStrings;
}

function FrameDrawing({ frame, depth, rect, names, step, objects, active, selected, strings }: FrameProps) {
	const bound = new Map(frameRows(frame).map((name) => [name.name, name]));
	const title = depth === 0 ? strings.moduleFrame : strings.frame(frame.name);
	const places = Math.floor((rect.width - 24) / 7.9);
	return (
		<g transform={`translate(${rect.x} ${rect.y})`} className={`hwp-frame${active ? " hwp-active" : ""}`}>
			<rect width={rect.width} height={HEADER + Math.max(1, names.length) * ROW + FOOT} rx="6" />
			<text x="12" y="21" className="hwp-frame-title">
				{clip(title, places + 2)}
			</text>
			{names.map(({ name, from }, row) => {
				const y = rowMiddle(row) + 4.5;
				const view = bound.get(name);
				if (view === undefined) {
					// A name of the module that was bound and is no longer; a call's names belong to that call alone.
					if (depth > 0 || from > step || isNameless(name)) return null;
					return (
						<text key={name} x="12" y={y} className="hwp-name hwp-unbound">
							{clip(name, places)}
						</text>
					);
				}
				const { ref } = view;
				const object = ref.kind === "object" ? objects.get(ref.serial) : undefined;
				const value = clip(refText(ref, name), Math.min(VALUE_CHARS, places - textWidth(name) - 1));
				const count = object === undefined ? "" : object.immortal ? "∞" : String(object.refcnt);
				const width = 10 + count.length * 7;
				return (
					<g key={name} className={ref.kind === "object" && ref.serial === selected ? "hwp-name-selected" : undefined}>
						<text x="12" y={y} className={isNameless(name) ? "hwp-name hwp-nameless" : "hwp-name"}>
							{clip(rowTitle(name, strings), places - textWidth(value) - count.length - 1)}
						</text>
						{value === "" ? null : (
							<text x={rect.width - 12} y={y} className={isFurniture(ref) ? "hwp-value hwp-furniture" : "hwp-value"}>
								{value}
							</text>
						)}
						{count === "" ? null : (
							<g className="hwp-count" transform={`translate(${rect.width - width - 14} ${rowMiddle(row) - 8.5})`}>
								<rect width={width} height="17" rx="8.5" />
								<text x={width / 2} y="12.5">
									{count}
								</text>
							</g>
						)}
					</g>
				);
			})}
		</g>
	);
}

/** Redrawn only where something that it shows has changed. */
export const Frame = memo(FrameDrawing, (a, b) => {
	return (
		a.rect === b.rect && a.names === b.names && a.active === b.active && a.strings === b.strings && sameNames(a, b)
	);
});

function sameNames(a: FrameProps, b: FrameProps): boolean {
	const [rows, others] = [frameRows(a.frame), frameRows(b.frame)];
	if (a.frame.name !== b.frame.name || rows.length !== others.length) return false;
	// A name that is gone is struck through from its first step on.
	if (a.step !== b.step && a.names.some(({ from }) => from > Math.min(a.step, b.step))) return false;
	return rows.every(({ name, ref }, at) => {
		const other = others[at];
		if (other === undefined || other.name !== name || other.ref.kind !== ref.kind) return false;
		if (ref.kind === "value") return other.ref.kind === "value" && other.ref.text === ref.text;
		if (other.ref.kind !== "object" || other.ref.serial !== ref.serial) return false;
		if ((a.selected === ref.serial) !== (b.selected === ref.serial)) return false;
		const [was, is] = [a.objects.get(ref.serial), b.objects.get(ref.serial)];
		return was?.refcnt === is?.refcnt && was?.immortal === is?.immortal;
	});
}
