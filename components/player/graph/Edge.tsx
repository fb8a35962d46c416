"use client";
/** A reference on the graph. */
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
export const Edge = memo(EdgeDrawing);
