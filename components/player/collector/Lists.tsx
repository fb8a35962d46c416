"use client";
/** The candidates in the lists that CPython has them in, with their numbers, and the object that a visit looks at. */
import { type RefObject, useLayoutEffect, useRef } from "react";
import type { PhaseName } from "../../../engine/api";
import type { MoreStrings } from "../more-strings";
import { titleOf } from "../names";
import type { Seen, SeenRow } from "./seen";
import type { CollectorStrings, ListName } from "./strings";
import { useMoves } from "./use-moves";

interface ListsProps {
	readonly seen: Seen;
	readonly note: string | null;
	readonly strings: MoreStrings;
	readonly words: CollectorStrings;
	readonly selected: number | null;
	readonly onSelect: (serial: number | null) => void;
}

/** Rows that are listed of a list. */
const ROWS = 60;

interface List {
	readonly name: ListName;
	readonly rows: readonly SeenRow[];
}

/** Which lists a phase works on, and who is in them. `done`: as it left them. */
export function listsOf(phase: PhaseName, rows: readonly SeenRow[], done: boolean): readonly List[] {
	const aside = rows.filter(({ state }) => state === "unreachable");
	const others = rows.filter(({ state }) => state !== "unreachable");
	switch (phase) {
		case "update_refs":
		case "subtract_refs":
			return [{ name: "young", rows }];
		case "move_unreachable":
			return [
				{ name: "young", rows: others },
				{ name: "unreachable", rows: aside },
			];
		case "handle_weakrefs":
		case "finalize_garbage":
			return [{ name: "unreachable", rows }];
		case "handle_resurrected_objects":
			return [
				// One list, which CPython calls the second from the beginning: who is left in it is known at the end.
				{ name: done ? "resurrected" : "unreachable", rows: others },
				{ name: "still_unreachable", rows: aside },
			];
		case "delete_garbage":
			return [{ name: "final_unreachable", rows }];
	}
}

/** The rows, or of very many those about which something was found, in order of birth. */
export function mostTelling(rows: readonly SeenRow[], visited: number | null): readonly SeenRow[] {
	if (rows.length <= ROWS) return rows;
	const rank = ({ serial, state, gcRefs, copied }: SeenRow) =>
		serial === visited ? 0 : state !== "candidate" && state !== "reachable" ? 1 : gcRefs !== copied ? 2 : 3;
	return [...rows]
		.sort((a, b) => rank(a) - rank(b))
		.slice(0, ROWS)
		.sort((a, b) => a.serial - b.serial);
}

export function Lists({ seen, note, strings, words, selected, onSelect }: ListsProps) {
	const box = useRef<HTMLDivElement>(null);
	useMoves(box, seen);
	const { phase } = seen;
	const visited = seen.visit?.serial ?? null;
	useVisitedInView(box, seen);
	const shared = { seen, note, strings, words, selected, onSelect, visited };
	const lists = phase === null ? [] : listsOf(phase, seen.rows, seen.phaseDone);
	const listed = seen.rows.some(({ serial }) => serial === visited);
	return (
		<div ref={box} className="hwc-lists">
			{note === null || (listed && phase !== "handle_weakrefs") ? null : <p className="hwc-note">{note}</p>}
			{phase === null ? (
				<CandidateTable {...shared} name={null} rows={seen.rows} />
			) : (
				lists.map(({ name, rows }) => <CandidateTable key={name} {...shared} name={name} rows={rows} />)
			)}
			{seen.omitted === 0 ? null : <p className="hwc-folded">{strings.moreRows(seen.omitted)}</p>}
			{seen.folded === 0 ? null : <p className="hwc-folded">{strings.foldedRows(seen.folded)}</p>}
		</div>
	);
}

/** Scrolls the lists, and nothing else, as far as it takes to see the object that is visited and what is said of it. */
function useVisitedInView(box: RefObject<HTMLElement | null>, seen: Seen): void {
	useLayoutEffect(() => {
		const lists = box.current;
		if (seen.visit === null || lists === null) return;
		const row = lists.querySelector('[aria-current="true"]');
		const last = row?.nextElementSibling?.matches(".hwc-note-row") ? row.nextElementSibling : row;
		if (row == null || last == null) return;
		const { top, bottom } = lists.getBoundingClientRect();
		const head = row.closest("table")?.tHead?.offsetHeight ?? 0;
		const above = row.getBoundingClientRect().top - top - head;
		const below = last.getBoundingClientRect().bottom - bottom;
		if (above < 0) lists.scrollTop += above;
		else if (below > 0) lists.scrollTop += below;
	}, [box, seen]);
}

interface CandidateTableProps extends ListsProps {
	/** Null: they are in no list any more. */
	readonly name: ListName | null;
	readonly rows: readonly SeenRow[];
	readonly visited: number | null;
}

function CandidateTable({ seen, name, rows, note, visited, strings, words, selected, onSelect }: CandidateTableProps) {
	const { phase } = seen;
	const listed = mostTelling(rows, visited);
	const counting = phase === "update_refs" || phase === "subtract_refs";
	const numbers = counting || phase === "move_unreachable" || phase === "handle_resurrected_objects";
	const copies = phase === "subtract_refs";
	// Of two lists, one says by itself what its objects are.
	const setAside = phase === "move_unreachable" ? name === "unreachable" : name === "still_unreachable";
	const states = !counting && !setAside;
	const columns = (phase === null ? 1 : 2) + (copies ? 1 : 0) + (numbers ? 1 : 0) + (states ? 1 : 0);
	return (
		<table className={`hwp-table hwc-table${name === null ? "" : ` hwc-list-${name}`}`} data-list={name}>
			<caption>
				{name === null ? (
					words.fates
				) : (
					<>
						<code>{name}</code>{" "}
						<span className="hwc-caption-words">
							{counting
								? words.candidates(seen.generation)
								: name === "still_unreachable" && !seen.phaseDone
									? words.stillOpen
									: words.list[name]}
						</span>
					</>
				)}
			</caption>
			<thead>
				<tr>
					<th scope="col">{strings.object}</th>
					{phase === null ? null : (
						<th scope="col" className="hwp-code-word">
							refcnt
						</th>
					)}
					{copies ? (
						<th scope="col" className="hwc-number">
							{words.copied}
						</th>
					) : null}
					{numbers ? (
						<th scope="col" className="hwp-code-word">
							gc_refs
						</th>
					) : null}
					{states ? <th scope="col">{strings.state}</th> : null}
				</tr>
			</thead>
			<tbody>
				{rows.length === 0 ? (
					<tr className="hwc-folded">
						<td colSpan={columns}>{words.none}</td>
					</tr>
				) : null}
				{listed.flatMap((row) => {
					const here = row.serial === visited;
					const chosen = row.serial === selected;
					return [
						<tr
							key={row.serial}
							data-serial={row.serial}
							aria-current={here ? "true" : undefined}
							className={`hwp-row-${row.waiting ? "candidate" : row.state}${chosen ? " hwp-row-selected" : ""}${here ? " hwc-visited" : ""}`}
						>
							<th scope="row">
								<button
									type="button"
									className="hwp-link hwc-object"
									aria-pressed={chosen}
									onClick={() => onSelect(chosen ? null : row.serial)}
								>
									{titleOf(row)}
								</button>
							</th>
							{phase === null ? null : (
								<td className="hwc-number" data-column="refcnt">
									{row.refcnt ?? ""}
								</td>
							)}
							{copies ? (
								<td className="hwc-number" data-column="copied">
									{row.copied ?? ""}
								</td>
							) : null}
							{numbers ? (
								<td className="hwc-number" data-column="gc_refs">
									<GcRefs row={row} />
								</td>
							) : null}
							{states ? (
								<td className="hwp-fate" data-column="state">
									{row.waiting
										? words.waiting
										: phase === "delete_garbage"
											? words.toClear
											: strings.rowState[row.state]}
								</td>
							) : null}
						</tr>,
						here && note !== null && phase !== "handle_weakrefs" ? (
							<tr key={`${row.serial} note`} className="hwc-note-row">
								<td colSpan={columns}>{note}</td>
							</tr>
						) : null,
					];
				})}
				{rows.length > listed.length ? (
					<tr className="hwc-folded">
						<td colSpan={columns}>{strings.moreRows(rows.length - listed.length)}</td>
					</tr>
				) : null}
			</tbody>
		</table>
	);
}

function GcRefs({ row: { gcRefs, gcRefsBefore } }: { readonly row: SeenRow }) {
	if (gcRefs === null) return null;
	if (gcRefsBefore === null) return gcRefs;
	return (
		<>
			<s>{gcRefsBefore}</s> <b>{gcRefs}</b>
		</>
	);
}
