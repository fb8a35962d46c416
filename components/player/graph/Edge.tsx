"use client";
/** The references on the graph. */
import { memo } from "react";
import type { Route } from "./route";
import type { SceneEdge } from "./scene";

/** The kinds of tips, each a marker of the picture. */
export const TIPS = ["plain", "plain-weak", "strong", "weak", "over", "counted", "chain", "cut"] as const;

interface EdgeProps {
	readonly route: Route;
	readonly weak: boolean;
	readonly tone: SceneEdge["tone"];
	/** It leaves or reaches the selected object. */
	readonly touches: boolean;
	/** The reference that is asked about. */
	readonly picked: boolean;
	/** Its key on the picture: a press says by it which was meant. */
	readonly name: string;
	/** Prefix of the ids of the tips. */
	readonly id: string;
}

/** The tip at its end: those of references that nothing has happened to grow faint with them. */
function tipOf(tone: SceneEdge["tone"], weak: boolean, marked: boolean): (typeof TIPS)[number] {
	if (tone === "plain" && !marked) return weak ? "plain-weak" : "plain";
	if (tone === "plain" || tone === "new") return weak ? "weak" : "strong";
	return tone;
}

function EdgeDrawing({ route, weak, tone, touches, picked, name, id }: EdgeProps) {
	const tip = tipOf(tone, weak, touches || picked);
	const kind = weak ? "hwp-weak" : "hwp-strong";
	return (
		<g
			className={`hwp-edge ${kind} hwp-edge-${tone}${touches ? " hwp-touches" : ""}${picked ? " hwp-picked" : ""}`}
			data-edge={name}
		>
			<path className="hwp-edge-reach" d={route.d} />
			<path d={route.d} pathLength={tone === "new" && !weak ? 1 : undefined} markerEnd={`url(#${id}-${tip})`} />
			<circle cx={route.from.x} cy={route.from.y} r="3.2" />
			{tone === "counted" ? (
				<g className="hwp-minus" transform={`translate(${route.word.x} ${route.word.y})`}>
					<text y="4.5">−1</text>
				</g>
			) : null}
			{tone === "cut" ? (
				<path className="hwp-cut" d="M-5 -5 5 5M-5 5 5 -5" transform={`translate(${route.word.x} ${route.word.y})`} />
			) : null}
		</g>
	);
}

/** Redrawn only where its own look changes: its way never does. */
const Edge = memo(EdgeDrawing);

/** The way of a reference on the picture, or null where it has none. */
export type Routes = (edge: SceneEdge) => Route | null;

/** The references of one holder. */
interface Leaving {
	readonly source: string;
	readonly edges: readonly SceneEdge[];
}

/** References by what they leave, each in the order given. */
export function bySource(edges: readonly SceneEdge[]): readonly Leaving[] {
	const groups = new Map<string, SceneEdge[]>();
	for (const edge of edges) {
		const { from } = edge.edge;
		const source = from.kind === "name" ? `frame ${from.depth}` : `card ${from.serial}`;
		const group = groups.get(source);
		if (group === undefined) groups.set(source, [edge]);
		else group.push(edge);
	}
	return [...groups].map(([source, edges]) => ({ source, edges }));
}

interface EdgesProps {
	readonly edges: readonly SceneEdge[];
	readonly routes: Routes;
	/** What stands for the selection on the picture. */
	readonly centre: number | null;
	/** Key of the reference that is asked about. */
	readonly picked: string | null;
	readonly id: string;
}

function EdgesDrawing({ edges, routes, centre, picked, id }: EdgesProps) {
	return edges.map((drawn) => {
		const route = routes(drawn);
		if (route === null) return null;
		const { key, edge, tone } = drawn;
		const leaves = edge.from.kind === "card" && edge.from.serial === centre;
		return (
			<Edge
				key={key}
				route={route}
				weak={edge.weak}
				tone={tone}
				touches={centre !== null && (leaves || edge.to === centre)}
				picked={key === picked}
				name={key}
				id={id}
			/>
		);
	});
}

/** Of most holders a step changes no reference. */
export const Edges = memo(EdgesDrawing, (a, b) => {
	return (
		a.routes === b.routes &&
		a.centre === b.centre &&
		a.picked === b.picked &&
		a.id === b.id &&
		a.edges.length === b.edges.length &&
		a.edges.every(({ key, tone }, at) => key === b.edges[at]?.key && tone === b.edges[at]?.tone)
	);
});
