"use client";
/** A page of a step's list: its rows are buttons that arrows go through, with the way to the pages around it. */
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { PAGE } from "./pages";
import type { BytecodeStrings } from "./strings";

export interface ListRow {
	/** Its number in the step. */
	readonly at: number;
	readonly content: ReactNode;
	/** A line over it, such as the function that its code is of. */
	readonly heading: string | null;
	/** `now`: the one that the place is at. */
	readonly when: "done" | "now" | "to come";
}

interface PagedListProps {
	readonly label: string;
	readonly className: string;
	readonly rows: readonly ListRow[];
	readonly from: number;
	readonly total: number;
	readonly strings: BytecodeStrings;
	readonly onChoose: (at: number) => void;
	readonly onTurn: (from: number) => void;
}

const MOVES: Readonly<Record<string, number>> = {
	ArrowUp: -1,
	ArrowDown: 1,
	Home: Number.NEGATIVE_INFINITY,
	End: Number.POSITIVE_INFINITY,
};

/** Up, Down, Home and End go from row to row. */
function onKeyDown(event: KeyboardEvent<HTMLButtonElement>): void {
	const by = MOVES[event.key];
	const list = event.currentTarget.closest("ol");
	if (by === undefined || list === null || event.ctrlKey || event.metaKey || event.altKey) return;
	event.preventDefault();
	const rows = [...list.querySelectorAll("button")];
	const to = Math.max(0, Math.min(rows.length - 1, rows.indexOf(event.currentTarget) + by));
	rows[to]?.focus();
}

export function PagedList(props: PagedListProps) {
	const { label, className, rows, from, total, strings, onChoose, onTurn } = props;
	const list = useRef<HTMLOListElement>(null);
	const now = rows.find((row) => row.when === "now")?.at ?? null;
	const entry = now ?? rows[0]?.at;
	useEffect(() => {
		const box = list.current;
		const row = box?.querySelector<HTMLElement>(now === null ? "li" : '[aria-current="step"]');
		if (box == null || row == null) return;
		// The list moves, never the page.
		const top = row.offsetTop - box.offsetTop;
		if (top < box.scrollTop) box.scrollTop = Math.max(0, top - row.offsetHeight);
		else if (top + row.offsetHeight > box.scrollTop + box.clientHeight)
			box.scrollTop = top + 2 * row.offsetHeight - box.clientHeight;
	}, [now]);
	const later = total - from - rows.length;
	return (
		<>
			{from === 0 ? null : (
				<button type="button" className="hwp-turn" onClick={() => onTurn(Math.max(0, from - PAGE))}>
					{strings.earlier(from)}
				</button>
			)}
			<ol ref={list} className={`hwp-paged ${className}`} aria-label={label}>
				{rows.map((row) => (
					<li key={row.at}>
						{row.heading === null ? null : <span className="hwp-paged-heading">{row.heading}</span>}
						<button
							type="button"
							className={`hwp-paged-row hwp-paged-${row.when === "to come" ? "coming" : row.when}`}
							aria-current={row.when === "now" ? "step" : undefined}
							tabIndex={row.at === entry ? 0 : -1}
							onClick={() => onChoose(row.at)}
							onKeyDown={onKeyDown}
						>
							<span className="hwp-paged-mark" aria-hidden="true">
								{row.when === "now" ? "▸" : ""}
							</span>
							{row.content}
						</button>
					</li>
				))}
			</ol>
			{later <= 0 ? null : (
				<button type="button" className="hwp-turn" onClick={() => onTurn(from + PAGE)}>
					{strings.later(later)}
				</button>
			)}
		</>
	);
}
