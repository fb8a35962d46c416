"use client";
/** The object graph at one step, drawn from the run's layout: nothing on it ever moves. */
import { type KeyboardEvent, useEffect, useId, useMemo, useRef } from "react";
import { keyed } from "../keyed";
import type { ViewsProps } from "../Views";
import { Card, Ghost } from "./Card";
import "./graph.css";
import { Edge } from "./Edge";
import { Frame } from "./Frame";
import { Inspector } from "./Inspector";
import { Legend } from "./Legend";
import { layoutRun } from "./layout";
import { type GraphMarks, markedEdges } from "./marks";
import { type Route, routeEdge } from "./route";
import { type SceneEdge, sceneOf } from "./scene";

/** With more edges than this, those that nothing happened to step back. */
const DENSE = 40;

interface GraphProps extends Pick<ViewsProps, "recorded" | "shown" | "strings" | "selected" | "onSelect"> {
	/** The width to lay out for: the same at every step, whatever else stands beside the graph. */
	readonly width: number;
	/** An answer, drawn on the picture: what it does not name steps back. */
	readonly marks?: GraphMarks | undefined;
}

export function GraphView({ recorded, shown, strings, selected, onSelect, width, marks }: GraphProps) {
	const id = useId();
	const { outline } = recorded;
	const layout = useMemo(() => layoutRun(outline, width), [outline, width]);
	const routes = useMemo(() => {
		const known = new Map<string, Route | null>();
		return ({ key, edge }: SceneEdge) => {
			let route = known.get(key);
			if (route === undefined) {
				route = routeEdge(layout, edge);
				known.set(key, route);
			}
			return route;
		};
	}, [layout]);
	const scene = useMemo(() => sceneOf(shown, outline, layout.ghostSteps), [shown, outline, layout]);
	const placed = scene.cards.filter((card) => layout.cards.has(card.object.serial));
	const ghosts = scene.ghosts.filter((death) => layout.cards.has(death.serial));
	const missing = scene.state.alive - placed.length;
	const counts = new Map(scene.state.objects.map((object) => [object.serial, object]));
	const edges = marks === undefined ? scene.edges : markedEdges(scene.edges, marks, scene.frames, outline, counts);
	const chosen = selected === null ? undefined : counts.get(selected);
	const focusable = selected !== null && counts.has(selected) ? selected : placed[0]?.object.serial;

	// A long run's picture is higher than its window: the card that the step is about comes into it, or else a living one.
	const canvas = useRef<HTMLDivElement>(null);
	useEffect(() => {
		const box = canvas.current;
		if (box === null) return;
		const cards = scene.cards.filter((card) => layout.cards.has(card.object.serial));
		const living = cards.map((card) => card.object.serial);
		const touched = cards.findLast((card) => card.born || card.countBefore !== null)?.object.serial;
		const inView = (serial: number) => {
			const rect = layout.cards.get(serial);
			return rect !== undefined && rect.y >= box.scrollTop && rect.y + rect.height <= box.scrollTop + box.clientHeight;
		};
		const lead = touched ?? (living.some(inView) ? undefined : living.at(-1));
		const rect = lead === undefined || inView(lead) ? undefined : layout.cards.get(lead);
		if (rect !== undefined) box.scrollTop = rect.y + rect.height / 2 - box.clientHeight / 2;
	}, [scene, layout]);

	const press = (target: EventTarget) => {
		const card = target instanceof Element ? target.closest("[data-serial]") : null;
		if (card === null) return false;
		const serial = Number(card.getAttribute("data-serial"));
		onSelect(serial === selected ? null : serial);
		return true;
	};

	const onKeyDown = (event: KeyboardEvent<SVGSVGElement>) => {
		if (event.key === "Enter" || event.key === " ") {
			if (press(event.target)) event.preventDefault();
			return;
		}
		const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
		if (by === 0 || placed.length === 0) return;
		event.preventDefault();
		const at = placed.findIndex((card) => card.object.serial === selected);
		const to = placed[(at + by + placed.length) % placed.length];
		if (to === undefined) return;
		onSelect(to.object.serial);
		event.currentTarget.querySelector<SVGGElement>(`[data-serial="${to.object.serial}"]`)?.focus();
	};

	return (
		<div className="hwp-graph">
			<div ref={canvas} className="hwp-canvas">
				<svg
					aria-label={strings.graph}
					width={layout.width}
					height={layout.height}
					viewBox={`0 0 ${layout.width} ${layout.height}`}
					onClick={(event) => press(event.target)}
					onKeyDown={onKeyDown}
					className={
						marks !== undefined
							? "hwp-answered"
							: selected !== null && counts.has(selected)
								? "hwp-focused"
								: scene.edges.length > DENSE
									? "hwp-dense"
									: undefined
					}
				>
					<defs>
						{(["strong", "weak", "over", "counted", "chain", "cut"] as const).map((tone) => (
							<marker
								key={tone}
								id={`${id}-${tone}`}
								className={`hwp-tip hwp-tip-${tone}`}
								viewBox="0 0 10 10"
								refX="9"
								refY="5"
								markerWidth={tone === "counted" ? 9 : 8}
								markerHeight={tone === "counted" ? 9 : 8}
								markerUnits="userSpaceOnUse"
								orient="auto"
							>
								<path d={tone === "weak" ? "M0 1 9 5 0 9" : "M0 1 9 5 0 9z"} />
							</marker>
						))}
						<pattern
							id={`${id}-hatch`}
							width="6"
							height="6"
							patternUnits="userSpaceOnUse"
							patternTransform="rotate(45)"
						>
							<line className="hwp-hatch" x1="0" y1="0" x2="0" y2="6" />
						</pattern>
					</defs>
					{keyed(scene.frames, (frame) => frame.name).map(({ key, item: frame, at: depth }) => {
						const rect = layout.frames[depth];
						const names = outline.frames[depth]?.names[frame.name];
						if (rect === undefined || names === undefined) return null;
						return (
							<Frame
								key={key}
								frame={frame}
								depth={depth}
								rect={rect}
								names={names}
								step={scene.state.step}
								objects={counts}
								active={depth === scene.frames.length - 1}
								selected={selected}
								strings={strings}
							/>
						);
					})}
					{ghosts.map((death) => {
						const place = layout.cards.get(death.serial);
						return place === undefined ? null : (
							<Ghost key={death.serial} death={death} place={place} strings={strings} />
						);
					})}
					{placed.map((card) => {
						const place = layout.cards.get(card.object.serial);
						if (place === undefined) return null;
						return (
							<Card
								key={card.object.serial}
								card={card}
								place={place}
								hatch={`url(#${id}-hatch)`}
								selected={selected === card.object.serial}
								focusable={focusable === card.object.serial}
								mark={marks?.objects.get(card.object.serial) ?? null}
								strings={strings}
							/>
						);
					})}
					{edges.map((drawn) => {
						const route = routes(drawn);
						if (route === null) return null;
						const { key, edge, tone } = drawn;
						const leaves = edge.from.kind === "card" && edge.from.serial === selected;
						const touches = selected !== null && (leaves || edge.to === selected);
						return <Edge key={key} route={route} weak={edge.weak} tone={tone} touches={touches} id={id} />;
					})}
				</svg>
			</div>
			{scene.cards.length + ghosts.length === 0 ? <p className="hwp-quiet hwp-pad">{strings.noObjects}</p> : null}
			{chosen === undefined ? null : <Inspector object={chosen} state={scene.state} strings={strings} />}
			<Legend scene={scene} strings={strings} />
			<p className="hwp-quiet hwp-pad">
				{missing > 0 ? `${strings.moreObjects(missing)} ` : ""}
				{scene.framesOmitted > 0 ? `${strings.moreFrames(scene.framesOmitted)} ` : ""}
				{scene.state.folded > 0 ? strings.foldedObjects(scene.state.folded) : ""}
			</p>
		</div>
	);
}
