"use client";
import type { RecordingSummary } from "../../../engine/api";
/** The collections of a run, in a table: when, which generation, what started it and what it found. */
import { ScrollBox } from "../ScrollBox";
import { MOST_COLLECTIONS } from "./history";
import type { GenerationsStrings } from "./strings";
import type { History } from "./use-history";

interface CollectionsProps {
	readonly history: History;
	readonly summary: RecordingSummary;
	readonly step: number;
	readonly words: GenerationsStrings;
	readonly onGo: (step: number) => void;
}

export function Collections({ history, summary, step, words, onGo }: CollectionsProps) {
	const total = summary.collected.at(-1) ?? 0;
	const listed = history.collections.slice(0, MOST_COLLECTIONS);
	const { columns } = words;
	return (
		<section className="hwg-collections">
			<h3 className="hwg-sub">{words.collections}</h3>
			{total === 0 ? (
				<p className="hwg-quiet">{words.noCollections}</p>
			) : (
				<ScrollBox label={words.collections} className="hwg-scroll">
					<table className="hwp-table">
						<thead>
							<tr>
								<th scope="col">{columns.number}</th>
								<th scope="col">{columns.step}</th>
								<th scope="col">{columns.generation}</th>
								<th scope="col">{columns.reason}</th>
								<th scope="col">{columns.collected}</th>
							</tr>
						</thead>
						<tbody>
							{listed.map((ran) => (
								<tr key={ran.number} aria-current={ran.step === step ? "true" : undefined}>
									<th scope="row">{ran.number}</th>
									<td>
										<button
											type="button"
											className="hwp-link hwg-to"
											aria-label={words.toStep(ran.number, ran.step)}
											onClick={() => onGo(ran.step)}
										>
											{ran.step}
										</button>
									</td>
									<td>{ran.generation}</td>
									<td>{words.reason[ran.reason]}</td>
									<td>{ran.collected}</td>
								</tr>
							))}
							{history.complete && total > listed.length ? (
								<tr className="hwp-folded">
									<td colSpan={5}>{words.more(total - listed.length)}</td>
								</tr>
							) : null}
						</tbody>
					</table>
				</ScrollBox>
			)}
		</section>
	);
}
