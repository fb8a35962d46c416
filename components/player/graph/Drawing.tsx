"use client";
/** The picture itself: frames, ghosts, cards, folds and references, each where the run's layout puts it. */
import { memo, useMemo } from "react";
import type { ObjectView } from "../../../engine/api";
import { keyed } from "../keyed";
import type { PlayerStrings } from "../strings";
import { Card, Ghost } from "./Card";
import { bySource, Edges, type Routes, TIPS } from "./Edge";
import type { FoldTotal } from "./FoldCard";
import { Frame } from "./Frame";
import type { Picture } from "./fold";
import { FOLD_CARD } from "./fold-card";
import type { Layout } from "./layout";
import type { GraphMarks } from "./marks";
import type { FoldOutline } from "./outline";
import { type Route, routeEdge } from "./route";
import type { Scene, SceneEdge } from "./scene";

interface DrawingProps {
	/** Prefix of the ids of tips and hatching: unlike any other picture's on the page. */
	readonly id: string;
	readonly picture: Picture;
	readonly layout: Layout;
	readonly scene: Scene;
	readonly edges: readonly SceneEdge[];
	readonly objects: ReadonlyMap<number, ObjectView>;
	readonly selected: number | null;
	/** The fold that is looked into. */
	readonly looked: number | null;
	/** Serial or fold of the one card that Tab reaches. */
	readonly focusable: number | undefined;
	readonly marks: GraphMarks | undefined;
	/** Key of the reference that is asked about. */
	readonly picked: string | null;
	/** What steps back is drawn faint: what is not near the selection. */
	readonly near: ReadonlySet<number> | null;
	/** How many objects a fold stands for, where a state does not list them all. */
	readonly totalOf: (fold: FoldOutline) => FoldTotal | null;
	readonly strings: PlayerStrings;
}

/** Ghosts of deaths longer ago than this are drawn fainter. */
const FRESH = 4;

export function Drawing(props: DrawingProps) {
	const {
		id,
		picture,
		layout,
		scene,
		edges,
		objects,
		selected,
		looked,
		focusable,
		marks,
		picked,
		near,
		totalOf,
		strings,
	} = props;
	const FoldCard = FOLD_CARD.use(scene.folds.length > 0);
	const hatch = `url(#${id}-hatch)`;
	const routes = useMemo<Routes>(() => {
		const known = new Map<string, Route | null>();
		return ({ key, edge }) => {
			let route = known.get(key);
			if (route === undefined) {
				route = routeEdge(layout, edge);
				known.set(key, route);
			}
			return route;
		};
	}, [layout]);
	/** What stands for the selection on the picture. */
	const centre = selected === null ? null : (picture.foldOf.get(selected) ?? selected);
	const far = (serial: number) => near !== null && !near.has(serial);
	const leaving = useMemo(() => bySource(edges), [edges]);
	return (
		<>
			<Definitions id={id} />
			{keyed(scene.frames, (frame) => frame.name).map(({ key, item: frame, at: depth }) => {
				const rect = layout.frames[depth];
				const names = picture.frames[depth]?.names[frame.name];
				if (rect === undefined || names === undefined) return null;
				return (
					<Frame
						key={key}
						frame={frame}
						depth={depth}
						rect={rect}
						names={names}
						step={scene.state.step}
						objects={objects}
						active={depth === scene.frames.length - 1}
						selected={selected}
						strings={strings}
					/>
				);
			})}
			{scene.ghosts.map((death) => {
				const place = layout.cards.get(death.serial);
				if (place === undefined) return null;
				const fresh = scene.state.step - death.step < FRESH;
				return (
					<Ghost
						key={death.serial}
						death={death}
						place={place}
						fresh={fresh}
						selected={selected === death.serial}
						focusable={focusable === death.serial}
						strings={strings}
					/>
				);
			})}
			{scene.folds.map((fold) => {
				const place = layout.cards.get(fold.fold.id);
				if (place === undefined || FoldCard === null || FoldCard === "absent") return null;
				const within = selected !== null && picture.foldOf.get(selected) === fold.fold.id;
				return (
					<FoldCard
						key={fold.fold.id}
						scene={fold}
						place={place}
						hatch={hatch}
						selected={within || looked === fold.fold.id}
						focusable={focusable === fold.fold.id}
						far={far(fold.fold.id)}
						all={totalOf(fold.fold)}
						strings={strings}
					/>
				);
			})}
			{scene.cards.map((card) => {
				const { serial } = card.object;
				const place = layout.cards.get(serial);
				if (place === undefined) return null;
				return (
					<Card
						key={serial}
						card={card}
						place={place}
						hatch={hatch}
						selected={selected === serial}
						focusable={focusable === serial}
						far={far(serial)}
						mark={marks?.objects.get(serial) ?? null}
						places={layout.cards}
						strings={strings}
					/>
				);
			})}
			{leaving.map(({ source, edges }) => (
				<Edges key={source} edges={edges} routes={routes} centre={centre} picked={picked} id={id} />
			))}
		</>
	);
}

const Definitions = memo(function DrawDefinitions({ id }: { readonly id: string }) {
	return (
		<defs>
			{TIPS.map((tone) => (
				<marker
					key={tone}
					id={`${id}-${tone}`}
					className={`hwp-tip hwp-tip-${tone}`}
					viewBox="0 0 10 10"
					refX="9"
					refY="5"
					markerWidth={tone === "counted" || tone === "chain" ? 9 : 8}
					markerHeight={tone === "counted" || tone === "chain" ? 9 : 8}
					markerUnits="userSpaceOnUse"
					orient="auto"
				>
					<path d={tone === "weak" || tone === "plain-weak" ? "M0 1 9 5 0 9" : "M0 1 9 5 0 9z"} />
				</marker>
			))}
			<pattern id={`${id}-hatch`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
				<line className="hwp-hatch" x1="0" y1="0" x2="0" y2="6" />
			</pattern>
		</defs>
	);
});
