"use client";
/** Two answers side by side: the verdict, the lines, and what this CPython cannot tell. */
import { type ReactNode, useMemo } from "react";
import type { ProfileName } from "../../engine/profiles";
import { ScrollBox } from "../player/ScrollBox";
import { type Answer, type Comparison, compare, type Line, type Row } from "./compare";
import { folded, type Shown } from "./folds";
import type { CPythonStrings } from "./strings";

interface ComparedProps {
	readonly ours: Answer;
	readonly theirs: Answer;
	readonly profile: ProfileName;
	/** CPython's version. */
	readonly python: string;
	readonly strings: CPythonStrings;
}

/** Rows of a stream that are drawn. */
const DRAWN = 200;

export function Compared({ ours, theirs, profile, python, strings }: ComparedProps) {
	const comparison = useMemo(() => compare(ours, theirs), [ours, theirs]);
	const { verdict, stdout, stderr, addresses } = comparison;
	return (
		<div className="hwcp-compared">
			<p className={`hwcp-verdict hwcp-${verdict}`} role="status">
				<span aria-hidden="true" className="hwcp-sign">
					{verdict === "differs" ? "≠" : "="}
				</span>
				{verdictOf(comparison, strings)}
			</p>
			{comparison.statusDiffers ? (
				<p className="hwcp-quiet">{strings.status(ours.status ?? 0, theirs.status ?? 0)}</p>
			) : null}
			{addresses > 0 ? <p className="hwcp-quiet">{strings.addresses(addresses)}</p> : null}
			{stdout.length > 0 ? <Lines rows={stdout} title={strings.stdout} strings={strings} /> : null}
			{stderr.length > 0 ? <Lines rows={stderr} title={strings.stderr} strings={strings} /> : null}
			<details className="hwcp-why" open={verdict === "differs"}>
				<summary>{strings.why}</summary>
				<ul>
					{strings.reasons(profile, python).map((reason) => (
						<li key={reason}>{marked(reason)}</li>
					))}
				</ul>
			</details>
		</div>
	);
}

/** A text with what stands between backquotes as code. */
function marked(text: string): ReactNode[] {
	return text.split("`").map((part, at) => (at % 2 === 1 ? <code key={part}>{part}</code> : part));
}

function verdictOf({ verdict, differing, statusDiffers, stdout, stderr }: Comparison, strings: CPythonStrings): string {
	const lines = stdout.length + stderr.length;
	if (verdict === "differs") return differing > 0 || !statusDiffers ? strings.differs(differing) : strings.same(lines);
	if (verdict === "so-far") return strings.sameSoFar(lines);
	return lines === 0 ? strings.sameNothing : strings.same(lines);
}

interface LinesProps {
	readonly rows: readonly Row[];
	readonly title: string;
	readonly strings: CPythonStrings;
}

function Lines({ rows, title, strings }: LinesProps) {
	const shown = useMemo(() => folded(rows, DRAWN), [rows]);
	return (
		<ScrollBox className="hwcp-lines" label={strings.compared(title)}>
			<table>
				<caption>{title}</caption>
				<thead>
					<tr>
						<th scope="col" className="hwcp-no">
							{strings.line}
						</th>
						<th scope="col">{strings.ours}</th>
						<th scope="col" className="hwcp-mark">
							<span className="hwcp-unseen">{strings.mark}</span>
						</th>
						<th scope="col">{strings.theirs}</th>
					</tr>
				</thead>
				<tbody>
					{shown.map((part, index) => (
						<Part key={keyOf(part, index)} part={part} strings={strings} />
					))}
				</tbody>
			</table>
		</ScrollBox>
	);
}

function keyOf(part: Shown, index: number): string {
	return part.kind === "row" ? `${part.row.ours?.at ?? ""} ${part.row.theirs?.at ?? ""}` : `${part.kind} ${index}`;
}

function Part({ part, strings }: { readonly part: Shown; readonly strings: CPythonStrings }) {
	if (part.kind !== "row") {
		return (
			<tr className="hwcp-fold">
				<td colSpan={4}>{part.kind === "fold" ? strings.equalLines(part.count) : strings.moreLines(part.count)}</td>
			</tr>
		);
	}
	const { kind, ours, theirs } = part.row;
	return (
		<tr className={`hwcp-row-${kind}`}>
			<td className="hwcp-no">{ours?.at ?? theirs?.at}</td>
			<Cell line={ours} strings={strings} />
			<td className="hwcp-mark">
				<span aria-hidden="true">{kind === "differs" ? "≠" : "="}</span>
				<span className="hwcp-unseen">{strings.marks[kind]}</span>
			</td>
			<Cell line={theirs} strings={strings} />
		</tr>
	);
}

/** Of a line longer than this, the beginning. */
const LINE = 2_000;

function Cell({ line, strings }: { readonly line: Line | null; readonly strings: CPythonStrings }) {
	if (line === null) return <td className="hwcp-none">{strings.noLine}</td>;
	return <td className="hwcp-text">{line.text.length > LINE ? `${line.text.slice(0, LINE)}…` : line.text}</td>;
}
