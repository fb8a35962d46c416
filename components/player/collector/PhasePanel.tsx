"use client";
/** A collection phase by phase: its candidates' counts, gc_refs and fate, and what the phase does in a sentence. */
import type { CollectionView, PhaseName, PhaseRow } from "../../../engine/api";
import { Icon } from "../icons";
import { titleOf } from "../names";
import type { PlayerStrings } from "../strings";
import type { Shown } from "../use-run";

interface PhasePanelProps {
	readonly shown: Shown;
	/** Collections that had run before this step. */
	readonly earlier: number;
	readonly strings: PlayerStrings;
	readonly selected: number | null;
	readonly onSelect: (serial: number | null) => void;
	readonly onPhase: (phase: number | null) => void;
}

interface Located {
	readonly collection: CollectionView;
	/** Its place among the step's collections. */
	readonly order: number;
	/** Index of its first phase over all of the step's. */
	readonly first: number;
}

/** The collection that a phase belongs to; the step's last where none is chosen. */
function locate(collections: readonly CollectionView[], phase: number | null): Located | null {
	let first = 0;
	for (const [order, collection] of collections.entries()) {
		const after = first + collection.phases.length;
		if (phase === null ? order === collections.length - 1 : phase < after) return { collection, order, first };
		first = after;
	}
	return null;
}

/** What each candidate had become when the collection was over. */
function fates(collection: CollectionView): readonly PhaseRow[] {
	const last = new Map<number, PhaseRow>();
	for (const phase of collection.phases) for (const row of phase.rows) last.set(row.serial, { ...row, gcRefs: null });
	return [...last.values()];
}

/** gc_refs as the nearest earlier phase that uses it left it. */
function gcRefsBefore(collection: CollectionView, at: number): ReadonlyMap<number, number> {
	const before = new Map<number, number>();
	for (const phase of collection.phases.slice(0, at)) {
		for (const row of phase.rows) if (row.gcRefs !== null) before.set(row.serial, row.gcRefs);
	}
	return before;
}

/** Rows that are listed of a phase. */
const ROWS = 60;

/** The rows, or of very many those about which something was found, in order of birth. */
function mostTelling(rows: readonly PhaseRow[]): readonly PhaseRow[] {
	if (rows.length <= ROWS) return rows;
	const telling = rows.filter((row) => row.state !== "candidate" && row.state !== "reachable");
	const others = rows.filter((row) => row.state === "candidate" || row.state === "reachable");
	return [...telling, ...others].slice(0, ROWS).sort((a, b) => a.serial - b.serial);
}

export function PhasePanel({ shown, earlier, strings, selected, onSelect, onPhase }: PhasePanelProps) {
	const { collections } = shown.state;
	const phase = shown.place.phase;
	const located = locate(collections, phase);
	if (located === null) return null;
	const { collection, order, first } = located;
	const total = collections.reduce((sum, each) => sum + each.phases.length, 0);
	const at = phase === null ? null : phase - first;
	const current = at === null ? null : (collection.phases[at] ?? null);
	const rows = current?.rows ?? fates(collection);
	const listed = mostTelling(rows);
	const unlisted = rows.length - listed.length + ((current ?? collection.phases.at(-1))?.omitted ?? 0);
	const before = at === null ? new Map<number, number>() : gcRefsBefore(collection, at);
	const usesGcRefs = rows.some((row) => row.gcRefs !== null);
	const columns = current === null ? 2 : usesGcRefs ? 4 : 3;
	const folded = current?.folded ?? collection.phases.at(-1)?.folded ?? 0;
	const reason =
		collection.reason === "called" ? strings.calledAt(collection.line) : strings.thresholdAt(collection.line);
	return (
		<section className="hwp-phases" aria-label={strings.phases}>
			<div className="hwp-phases-side">
				<h3 className="hwp-phases-title">{strings.collectionTitle(earlier + order + 1, collection.generation)}</h3>
				<p className="hwp-quiet">{reason}</p>
				<ol className="hwp-phase-list">
					{collection.phases.map(({ name }, index) => {
						const state = at === null || index < at ? "done" : index === at ? "now" : "to-come";
						return (
							<li key={name} className={`hwp-phase-${state}`}>
								<button
									type="button"
									aria-current={index === at ? "step" : undefined}
									onClick={() => onPhase(first + index)}
								>
									<PhaseMark state={state} />
									<PhaseLabel name={name} />
								</button>
							</li>
						);
					})}
				</ol>
				<div className="hwp-phase-ways">
					<button
						type="button"
						className="hwp-button hwp-square"
						aria-label={strings.previousPhase}
						title={`${strings.previousPhase} ([)`}
						onClick={() => onPhase(phase === null ? total - 1 : phase > 0 ? phase - 1 : null)}
					>
						<Icon name="left" />
					</button>
					<button
						type="button"
						className="hwp-button hwp-square"
						aria-label={strings.nextPhase}
						title={`${strings.nextPhase} (])`}
						onClick={() => onPhase(phase === null ? 0 : phase + 1 < total ? phase + 1 : null)}
					>
						<Icon name="right" />
					</button>
					{phase === null ? null : (
						<button type="button" className="hwp-button" onClick={() => onPhase(null)}>
							{strings.leavePhases}
						</button>
					)}
				</div>
			</div>
			<div className="hwp-phases-main">
				<p className="hwp-phase-words" aria-live="polite">
					{current === null
						? strings.collectedResult(collection.collected, collection.uncollectable)
						: strings.phase[current.name]}
				</p>
				<table className="hwp-table">
					<thead>
						<tr>
							<th scope="col">{strings.object}</th>
							{current === null ? null : (
								<th scope="col" className="hwp-code-word">
									refcnt
								</th>
							)}
							{usesGcRefs ? (
								<th scope="col" className="hwp-code-word">
									gc_refs
								</th>
							) : null}
							<th scope="col">{strings.state}</th>
						</tr>
					</thead>
					<tbody>
						{listed.map((row) => (
							<tr
								key={row.serial}
								className={`hwp-row-${row.state}${row.serial === selected ? " hwp-row-selected" : ""}`}
							>
								<th scope="row">
									<button
										type="button"
										className="hwp-link"
										onClick={() => onSelect(row.serial === selected ? null : row.serial)}
									>
										{titleOf(row)}
									</button>
								</th>
								{current === null ? null : <td>{row.refcnt}</td>}
								{usesGcRefs ? (
									<td>{row.gcRefs === null ? "" : <GcRefs now={row.gcRefs} before={before.get(row.serial)} />}</td>
								) : null}
								<td className="hwp-fate">{strings.rowState[row.state]}</td>
							</tr>
						))}
						{unlisted === 0 ? null : (
							<tr className="hwp-folded">
								<td colSpan={columns}>{strings.moreRows(unlisted)}</td>
							</tr>
						)}
						{folded === 0 ? null : (
							<tr className="hwp-folded">
								<td colSpan={columns}>{strings.foldedRows(folded)}</td>
							</tr>
						)}
					</tbody>
				</table>
			</div>
		</section>
	);
}

function GcRefs({ now, before }: { readonly now: number; readonly before: number | undefined }) {
	if (before === undefined || before === now) return now;
	return (
		<>
			<s>{before}</s> <b>{now}</b>
		</>
	);
}

function PhaseMark({ state }: { readonly state: "done" | "now" | "to-come" }) {
	return (
		<span className="hwp-phase-mark" aria-hidden="true">
			{state === "done" ? "✓" : state === "now" ? "▸" : "·"}
		</span>
	);
}

/** CPython's own name, with places to break. */
function PhaseLabel({ name }: { readonly name: PhaseName }) {
	return <code>{name}</code>;
}
