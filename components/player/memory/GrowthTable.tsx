"use client";
/** What grew between two steps, by type: as `objgraph.show_growth` tells it, with who was born and who died. */
import type { Growth } from "../../../engine/questions";
import { formatBytes } from "../strings";
import type { MemoryStrings } from "./strings";

/** Types listed; the rest is counted. */
const ROWS = 40;

export function GrowthTable({ growth, said }: { readonly growth: readonly Growth[]; readonly said: MemoryStrings }) {
	if (growth.length === 0) return <p className="hwp-quiet">{said.noneGrown}</p>;
	return (
		<table className="hwp-table hwp-growth">
			<caption>{said.growth}</caption>
			<thead>
				<tr>
					<th scope="col">{said.type}</th>
					<th scope="col">{said.before}</th>
					<th scope="col">{said.after}</th>
					<th scope="col">{said.change}</th>
					<th scope="col">{said.born}</th>
					<th scope="col">{said.died}</th>
					<th scope="col">{said.bytes}</th>
				</tr>
			</thead>
			<tbody>
				{growth.slice(0, ROWS).map(({ type, before, after, born, died, bytesBefore, bytesAfter }) => (
					<tr key={type}>
						<th scope="row">
							<code>{type}</code>
						</th>
						<td>{before}</td>
						<td>{after}</td>
						<td className={toneOf(after - before)}>{signed(after - before, String)}</td>
						<td>{born}</td>
						<td>{died}</td>
						<td>
							{formatBytes(bytesAfter)}{" "}
							<span className={toneOf(bytesAfter - bytesBefore)}>{signed(bytesAfter - bytesBefore, formatBytes)}</span>
						</td>
					</tr>
				))}
				{growth.length > ROWS ? (
					<tr className="hwp-folded">
						<td colSpan={7}>{said.more(growth.length - ROWS)}</td>
					</tr>
				) : null}
			</tbody>
		</table>
	);
}

const toneOf = (by: number): string | undefined => (by > 0 ? "hwp-grown" : by < 0 ? "hwp-shrunk" : undefined);

/** `+3`, `−1.2 kB`; no growth is a dash. */
function signed(by: number, words: (size: number) => string): string {
	if (by === 0) return "–";
	return `${by > 0 ? "+" : "−"}${words(Math.abs(by))}`;
}
