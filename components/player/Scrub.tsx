"use client";
/** The map of the whole run: live objects over its steps, deaths and collections marked, and the place in it. */
import { useLayoutEffect, useMemo, useRef } from "react";
import type { RecordingSummary } from "../../engine/api";
import type { MemorySample } from "./memory/samples";
import type { PlayerStrings } from "./strings";
import { bytesPlot, livePlot, thinnedMarks } from "./timeline";

interface ScrubProps {
	readonly summary: RecordingSummary;
	readonly memory: readonly MemorySample[];
	readonly step: number;
	/** The step that others are compared with, or null. */
	readonly pinned: number | null;
	/** The position in words. */
	readonly position: string;
	readonly strings: PlayerStrings;
	readonly onGo: (step: number) => void;
}

export function Scrub({ summary, memory, step, pinned, position, strings, onGo }: ScrubProps) {
	const steps = Math.max(1, summary.steps);
	const drawn = useMemo(
		() => ({
			plot: livePlot(summary),
			bytes: bytesPlot(memory, summary.steps),
			deaths: thinnedMarks(summary.deaths, summary.steps, 300)
				.map((at) => `M${at} 1.04V1.2`)
				.join(""),
			collections: thinnedMarks(summary.collections, summary.steps, 120)
				.map((at) => `M${at} -0.08V1.22`)
				.join(""),
		}),
		[summary, memory],
	);
	const bar = useRef<HTMLInputElement>(null);
	/** While the pointer holds the thumb, it is the pointer's: the place shown follows it, sometimes a little later. */
	const held = useRef(false);
	const put = () => {
		const { current } = bar;
		if (current !== null && !held.current && current.valueAsNumber !== step) current.value = String(step);
	};
	useLayoutEffect(put);
	const hold = (now: boolean) => () => {
		held.current = now;
		put();
	};
	return (
		<div className="hwp-scrub">
			<svg className="hwp-plot" viewBox={`0 -0.08 ${steps} 1.3`} preserveAspectRatio="none" aria-hidden="true">
				<path className="hwp-plot-area" d={`${drawn.plot} V1 H0z`} />
				<path className="hwp-plot-line" d={drawn.plot} vectorEffect="non-scaling-stroke" />
				<path className="hwp-plot-bytes" d={drawn.bytes} vectorEffect="non-scaling-stroke" />
				<path className="hwp-plot-collections" d={drawn.collections} vectorEffect="non-scaling-stroke" />
				<path className="hwp-plot-deaths" d={drawn.deaths} vectorEffect="non-scaling-stroke" />
				{pinned === null ? null : (
					<path className="hwp-plot-pin" d={`M${pinned} -0.08V1.22`} vectorEffect="non-scaling-stroke" />
				)}
			</svg>
			<input
				ref={bar}
				type="range"
				min={0}
				max={summary.steps}
				step={1}
				defaultValue={0}
				onPointerDown={(event) => event.button === 0 && hold(true)()}
				onPointerUp={hold(false)}
				onPointerCancel={hold(false)}
				onLostPointerCapture={hold(false)}
				onBlur={hold(false)}
				onChange={(event) => onGo(event.target.valueAsNumber)}
				aria-label={strings.scrub}
				aria-valuetext={position}
			/>
		</div>
	);
}
