"use client";
/** A reference on the graph. */
import { memo } from "react";
import type { Route } from "./route";
import type { SceneEdge } from "./scene";

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

function EdgeDrawing({ route, weak, tone, touches, picked, name, id }: EdgeProps) {
	const tip = tone === "plain" || tone === "new" ? (weak ? "weak" : "strong") : tone;
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
export const Edge = memo(EdgeDrawing);
