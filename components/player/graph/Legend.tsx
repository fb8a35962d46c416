"use client";
/** What the lines and marks mean: only those on the picture. */
import type { PlayerStrings } from "../strings";
import type { Scene } from "./scene";
import { graphStrings } from "./strings";

interface LegendProps {
	readonly scene: Scene;
	/** What has a place on the picture. */
	readonly places: ReadonlyMap<number, unknown>;
	readonly strings: PlayerStrings;
}

export function Legend({ scene, places, strings }: LegendProps) {
	const there = scene.edges.filter(({ tone }) => tone !== "over");
	const strong = there.some(({ edge }) => !edge.weak);
	const weak = there.some(({ edge }) => edge.weak);
	const generations = new Set(scene.cards.map((card) => card.object.generation));
	const unreachable = scene.cards.some(
		({ row }) => row !== null && row.state !== "candidate" && row.state !== "reachable",
	);
	const entries: readonly (readonly [boolean, string, string])[] = [
		[strong, "hwp-key-strong", strings.strong],
		[weak, "hwp-key-weak", strings.weak],
		[there.length < scene.edges.length, "hwp-key-over", graphStrings(strings).referenceOver],
		[unreachable, "hwp-key-unreachable", strings.unreachable],
		[generations.has(0), "hwp-key-gen-0", strings.generation(0)],
		[generations.has(1), "hwp-key-gen-1", strings.generation(1)],
		[generations.has(2), "hwp-key-gen-2", strings.generation(2)],
		[scene.ghosts.some(({ serial }) => places.has(serial)), "hwp-key-ghost", strings.ghost],
	];
	const drawn = entries.filter(([present]) => present);
	if (drawn.length === 0) return null;
	return (
		<ul className="hwp-legend">
			{drawn.map(([, sign, word]) => (
				<li key={sign}>
					<span className={`hwp-key ${sign}`} aria-hidden="true" />
					{word}
				</li>
			))}
		</ul>
	);
}
