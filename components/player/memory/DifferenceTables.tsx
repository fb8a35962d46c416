"use client";
/** What lies between two steps, object by object, each with the way to where it happened. */
import type { ReactNode } from "react";
import { titleOf } from "../names";
import type { PlayerStrings } from "../strings";
import type { Difference } from "./difference";
import type { MemoryStrings } from "./strings";

/** Rows shown of each table; the rest is counted. */
const ROWS = 60;

export interface DifferenceWays {
	readonly selected: number | null;
	readonly onSelect: (serial: number | null) => void;
	readonly onGo: (step: number) => void;
	readonly onBirth: (serial: number) => void;
	readonly onFirstChange: (serial: number) => void;
}

interface TablesProps {
	readonly difference: Difference;
	readonly ways: DifferenceWays;
	readonly strings: PlayerStrings;
	readonly said: MemoryStrings;
}

export function DifferenceTables({ difference, ways, strings, said }: TablesProps) {
	const { born, bornMore, died, diedMore, changed, changedMore, unseenBefore, unseenAfter } = difference;
	const name = (object: Named) => <Name object={object} ways={ways} />;
	return (
		<>
			<Table title={said.bornTitle} heads={[said.object, said.count]} total={born.length + bornMore} said={said}>
				{born.slice(0, ROWS).map((object) => (
					<tr key={object.serial}>
						<th scope="row">{name(object)}</th>
						<td>{object.refcnt}</td>
						<td>
							<Way
								words={said.birth}
								label={said.toBirth(titleOf(object))}
								onClick={() => ways.onBirth(object.serial)}
							/>
						</td>
					</tr>
				))}
			</Table>
			<Table title={said.diedTitle} heads={[said.object, said.cause]} total={died.length + diedMore} said={said}>
				{died.slice(0, ROWS).map((death) => (
					<tr key={death.serial}>
						<th scope="row">
							<s>{name(death)}</s>
							{death.bornBetween ? <span className="hwp-quiet"> {said.bornBetween}</span> : null}
						</th>
						<td>{death.by === "count" ? strings.byCount : strings.byCollector}</td>
						<td>
							<Way
								words={said.toStep(death.step)}
								label={said.toDeath(titleOf(death), death.step)}
								onClick={() => ways.onGo(death.step)}
							/>
						</td>
					</tr>
				))}
			</Table>
			<Table
				title={said.changedTitle}
				heads={[said.object, said.count]}
				total={changed.length + changedMore}
				said={said}
			>
				{changed.slice(0, ROWS).map((object) => (
					<tr key={object.serial}>
						<th scope="row">{name(object)}</th>
						<td className={object.after > object.before ? "hwp-grown" : "hwp-shrunk"}>
							{object.before}→{object.after}
						</td>
						<td>
							<Way
								words={said.firstChange}
								label={said.toFirstChange(titleOf(object))}
								onClick={() => ways.onFirstChange(object.serial)}
							/>
						</td>
					</tr>
				))}
			</Table>
			{unseenBefore + unseenAfter > 0 ? <p className="hwp-quiet">{said.unseen(unseenBefore, unseenAfter)}</p> : null}
		</>
	);
}

interface Named {
	readonly serial: number;
	readonly text: string;
}

function Name({ object, ways }: { readonly object: Named; readonly ways: DifferenceWays }) {
	const selected = ways.selected === object.serial;
	return (
		<button
			type="button"
			className="hwp-link"
			aria-pressed={selected}
			onClick={() => ways.onSelect(selected ? null : object.serial)}
		>
			{titleOf(object)}
		</button>
	);
}

interface WayProps {
	readonly words: string;
	readonly label: string;
	readonly onClick: () => void;
}

function Way({ words, label, onClick }: WayProps) {
	return (
		<button type="button" className="hwp-link" aria-label={label} onClick={onClick}>
			{words}
		</button>
	);
}

interface TableProps {
	readonly title: (count: number) => string;
	readonly heads: readonly [string, string];
	readonly total: number;
	readonly said: MemoryStrings;
	readonly children: readonly ReactNode[];
}

function Table({ title, heads, total, said, children }: TableProps) {
	if (total === 0) return null;
	return (
		<table className="hwp-table hwp-difference">
			<caption>{title(total)}</caption>
			<thead>
				<tr>
					<th scope="col">{heads[0]}</th>
					<th scope="col">{heads[1]}</th>
					<th scope="col">{said.step}</th>
				</tr>
			</thead>
			<tbody>
				{children}
				{total > children.length ? (
					<tr className="hwp-folded">
						<td colSpan={3}>{said.more(total - children.length)}</td>
					</tr>
				) : null}
			</tbody>
		</table>
	);
}
