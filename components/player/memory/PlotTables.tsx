"use client";
/** The plot in text: its curves at some steps, and every collection marked. */
import { useMemo } from "react";
import { keyed } from "../keyed";
import { formatBytes } from "../strings";
import { collectionsIn } from "./plot";
import type { MemorySample } from "./samples";
import type { MemoryStrings } from "./strings";

/** Steps of the curves listed, evenly over the run, and collections. */
const STEPS = 24;
const COLLECTIONS = 60;

interface TablesProps {
	readonly samples: readonly MemorySample[];
	readonly said: MemoryStrings;
	readonly onGo: (step: number) => void;
}

export function PlotTables({ samples, said, onGo }: TablesProps) {
	const listed = useMemo(() => {
		const every = Math.max(1, (samples.length - 1) / (STEPS - 1));
		return samples.filter(
			(_, at) => Math.floor(at / every) !== Math.floor((at - 1) / every) || at === samples.length - 1,
		);
	}, [samples]);
	const collections = useMemo(() => collectionsIn(samples), [samples]);
	const step = (at: number) => (
		<button type="button" className="hwp-link" aria-label={said.toStep(at)} onClick={() => onGo(at)}>
			{at}
		</button>
	);
	return (
		<details className="hwp-memory-details">
			<summary>{said.asTable}</summary>
			<div className="hwp-comparison-tables">
				<table className="hwp-table">
					<thead>
						<tr>
							<th scope="col">{said.step}</th>
							<th scope="col">{said.objects}</th>
							<th scope="col">{said.bytes}</th>
						</tr>
					</thead>
					<tbody>
						{listed.map((sample) => (
							<tr key={sample.step}>
								<th scope="row">{step(sample.step)}</th>
								<td>{sample.alive}</td>
								<td>{formatBytes(sample.bytes)}</td>
							</tr>
						))}
					</tbody>
				</table>
				{collections.length === 0 ? null : (
					<table className="hwp-table">
						<caption>{said.collectionsTable}</caption>
						<thead>
							<tr>
								<th scope="col">{said.step}</th>
								<th scope="col">{said.line}</th>
								<th scope="col">{said.generationWord}</th>
								<th scope="col">{said.why}</th>
								<th scope="col">{said.collected}</th>
							</tr>
						</thead>
						<tbody>
							{keyed(collections.slice(0, COLLECTIONS), (each) => String(each.step)).map(({ key, item }) => (
								<tr key={key}>
									<th scope="row">{step(item.step)}</th>
									<td>{item.line}</td>
									<td>{item.generation}</td>
									<td>{said.reason[item.reason]}</td>
									<td>{item.collected}</td>
								</tr>
							))}
							{collections.length > COLLECTIONS ? (
								<tr className="hwp-folded">
									<td colSpan={5}>{said.more(collections.length - COLLECTIONS)}</td>
								</tr>
							) : null}
						</tbody>
					</table>
				)}
			</div>
		</details>
	);
}
