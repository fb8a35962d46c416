"use client";
/** Objects, bytes and collections over the whole run, with the place in it. */
import { type PointerEvent, useMemo } from "react";
import type { RecordingSummary } from "../../../engine/api";
import { formatBytes } from "../strings";
import { type Curve, collectionsIn, LEFT, type Plot, plotOf } from "./plot";
import type { MemorySample } from "./samples";
import type { MemoryStrings } from "./strings";

interface MemoryPlotProps {
	readonly summary: RecordingSummary;
	readonly samples: readonly MemorySample[];
	readonly width: number;
	readonly step: number;
	readonly pinned: number | null;
	readonly said: MemoryStrings;
	readonly onGo: (step: number) => void;
}

export function MemoryPlot({ summary, samples, width, step, pinned, said, onGo }: MemoryPlotProps) {
	const plot = useMemo(() => plotOf(summary, samples, width), [summary, samples, width]);
	const collections = useMemo(() => collectionsIn(samples), [samples]);
	const right = plot.xOf(summary.steps);
	// The scrub bar does the same by keyboard.
	const press = (event: PointerEvent<SVGSVGElement>) =>
		onGo(plot.stepAt(event.clientX - event.currentTarget.getBoundingClientRect().left));
	return (
		<svg
			className="hwp-memory-plot"
			width={plot.width}
			height={plot.height}
			viewBox={`0 0 ${plot.width} ${plot.height}`}
			role="img"
			aria-label={said.title}
			onPointerUp={press}
		>
			<CurveDrawing
				curve={plot.objects}
				name={said.objects}
				most={String(plot.objects.highest)}
				right={right}
				kind="objects"
			/>
			<CurveDrawing
				curve={plot.bytes}
				name={said.bytes}
				most={formatBytes(plot.bytes.highest)}
				right={right}
				kind="bytes"
			/>
			{plot.lanes.map((y, generation) => (
				<g key={said.generation(generation)} className="hwp-memory-lane">
					<text x={LEFT - 10} y={y + 4}>
						{said.generation(generation)}
					</text>
					<path d={`M${LEFT} ${y}H${right}`} />
				</g>
			))}
			{([0, 1, 2] as const).map((generation) => (
				<path
					key={generation}
					className={`hwp-memory-collections hwp-memory-gen-${generation}`}
					d={collections
						.filter((collection) => collection.generation === generation)
						.map((collection) => `M${plot.xOf(collection.step).toFixed(1)} ${plot.lanes[generation] - 6}v12`)
						.join("")}
				/>
			))}
			<StepAxis plot={plot} steps={summary.steps} said={said} />
			{pinned === null ? null : <Place plot={plot} step={pinned} kind="pin" />}
			<Place plot={plot} step={step} kind="now" />
		</svg>
	);
}

interface CurveProps {
	readonly curve: Curve;
	readonly name: string;
	readonly most: string;
	readonly right: number;
	readonly kind: "objects" | "bytes";
}

function CurveDrawing({ curve, name, most, right, kind }: CurveProps) {
	const { top, bottom, d } = curve;
	return (
		<g className={`hwp-memory-curve hwp-memory-${kind}`}>
			<text x={LEFT} y={top - 9} className="hwp-memory-name">
				{name}
			</text>
			<text x={LEFT - 10} y={top + 5}>
				{most}
			</text>
			<text x={LEFT - 10} y={bottom + 4}>
				0
			</text>
			<path className="hwp-memory-frame" d={`M${LEFT} ${top}H${right}M${LEFT} ${bottom}H${right}`} />
			{d === "" ? null : (
				<>
					<path className="hwp-memory-area" d={`${d}H${right}V${bottom}H${LEFT}z`} />
					<path className="hwp-memory-line" d={`${d}H${right}`} />
				</>
			)}
		</g>
	);
}

function StepAxis({
	plot,
	steps,
	said,
}: {
	readonly plot: Plot;
	readonly steps: number;
	readonly said: MemoryStrings;
}) {
	const y = plot.lanesBottom + 17;
	return (
		<g className="hwp-memory-axis">
			<text x={LEFT - 10} y={y}>
				{said.step}
			</text>
			<text x={LEFT} y={y} className="hwp-memory-first">
				0
			</text>
			<text x={plot.xOf(steps)} y={y}>
				{steps}
			</text>
		</g>
	);
}

interface PlaceProps {
	readonly plot: Plot;
	readonly step: number;
	readonly kind: "pin" | "now";
}

/** A line at a step; its number stands at its foot where it does not meet the axis's own. */
function Place({ plot, step, kind }: PlaceProps) {
	const x = plot.xOf(step);
	const first = plot.xOf(0);
	const last = plot.stepAt(plot.width);
	const free = x > first + 24 && x < plot.xOf(last) - 44;
	return (
		<g className={`hwp-memory-place hwp-memory-place-${kind}`}>
			<path d={`M${x.toFixed(1)} ${plot.objects.top - 4}V${plot.lanesBottom + 3}`} />
			{free ? (
				<text x={x} y={plot.lanesBottom + 17}>
					{step}
				</text>
			) : null}
		</g>
	);
}
