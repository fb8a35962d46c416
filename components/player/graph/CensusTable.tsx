"use client";
/** All objects of a step in two short tables, where there are too many for cards: by type, and the largest containers. */
import { titleOf } from "../names";
import { formatBytes, type PlayerStrings } from "../strings";
import { foldStrings } from "./fold-strings";
import type { Scene } from "./scene";
import type { Census } from "./use-census";

interface CensusTableProps {
	readonly census: Census | null;
	readonly scene: Scene;
	readonly onSelect: (serial: number) => void;
	readonly strings: PlayerStrings;
}

const TYPES = 8;
const CONTAINERS = 6;

export function CensusTable({ census, scene, onSelect, strings }: CensusTableProps) {
	const said = foldStrings(strings);
	const most = census?.types[0]?.bytes ?? 1;
	const containers = scene.state.objects
		.map((object) => ({ object, items: object.slots.length + object.slotsOmitted }))
		.filter(({ object }) => object.slotsOmitted > 0)
		.sort((a, b) => b.items - a.items)
		.slice(0, CONTAINERS);
	return (
		<div className="hwp-census">
			<table>
				<caption>{said.census(scene.state.alive)}</caption>
				<thead>
					<tr>
						<th scope="col">{said.type}</th>
						<th scope="col">{said.objects}</th>
						<th scope="col">{said.bytes}</th>
						<td />
					</tr>
				</thead>
				<tbody>
					{census === null ? (
						<tr>
							<td colSpan={4}>{said.counting}</td>
						</tr>
					) : (
						census.types.slice(0, TYPES).map(({ type, objects, bytes }) => (
							<tr key={type}>
								<th scope="row">{type}</th>
								<td>{said.number(objects)}</td>
								<td>{formatBytes(bytes)}</td>
								<td aria-hidden="true">
									<span className="hwp-census-bar" style={{ inlineSize: `${(100 * bytes) / most}%` }} />
								</td>
							</tr>
						))
					)}
				</tbody>
			</table>
			{census !== null && census.types.length > TYPES ? (
				<p className="hwp-quiet">{said.andMore(census.types.length - TYPES)}</p>
			) : null}
			{containers.length === 0 ? null : (
				<table>
					<caption>{said.containers}</caption>
					<thead>
						<tr>
							<th scope="col">{strings.object}</th>
							<th scope="col">{said.items}</th>
						</tr>
					</thead>
					<tbody>
						{containers.map(({ object, items }) => (
							<tr key={object.serial}>
								<th scope="row">
									<button type="button" className="hwp-member" onClick={() => onSelect(object.serial)}>
										{titleOf(object)}
									</button>
								</th>
								<td>{said.number(items)}</td>
							</tr>
						))}
					</tbody>
				</table>
			)}
		</div>
	);
}
