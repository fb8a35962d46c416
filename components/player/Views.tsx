"use client";
/**
 * The views on the heap at one step: the graph, what stands beside it, and the others, which come apart. Loaded when a
 * run is near.
 */
import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Locale } from "../../exercises/types";
import { AskPanel } from "./asking/AskPanel";
import { type Asked, useAsk } from "./asking/use-ask";
import { useAskingKeys, useLife } from "./asking/use-life";
import { PhasePanel } from "./collector/PhasePanel";
import { seenAt } from "./collector/seen";
import { useCourses } from "./collector/use-courses";
import { eventWords } from "./event-words";
import { GraphView } from "./graph/GraphView";
import type { Place } from "./place";
import type { Recorded } from "./protocol";
import type { PlayerStrings } from "./strings";
import type { ViewName } from "./Tabs";
import { useOtherViews } from "./use-other-views";
import type { Asking, Shown } from "./use-run";

export interface ViewsProps {
	readonly view: ViewName;
	readonly recorded: Recorded;
	readonly shown: Shown;
	readonly strings: PlayerStrings;
	/** Serial of the selected object, or null. */
	readonly selected: number | null;
	readonly onSelect: (serial: number | null) => void;
	/** The step that others are compared with, or null. */
	readonly pinned: number | null;
	readonly onPin: (step: number | null) => void;
	/** Shows a phase of the step's collections, or the state after them. */
	readonly onPhase: (phase: number | null) => void;
	readonly onGo: (step: number) => void;
	/** Shows any other place. */
	readonly onPlace: (place: Place) => void;
	readonly asking: Asking;
	/** The program's, for the names of saved pictures. */
	readonly title?: string;
	/** For the views that bring their own strings. */
	readonly locale: Locale;
}

/** Widths are taken in steps, so that a scroll bar's coming and going changes no layout. */
const WIDTH_STEP = 16;
/** From this width on, a collection's phases and the selected object stand beside the graph, and below it otherwise. */
const BESIDE = 660;
const SIDE_WIDTH = 276;

export default function Views(props: ViewsProps) {
	const box = useRef<HTMLDivElement>(null);
	const [width, setWidth] = useState<number | null>(null);
	useEffect(() => {
		const element = box.current;
		if (element === null) return;
		const measure = () => setWidth(Math.max(256, Math.floor(element.clientWidth / WIDTH_STEP) * WIDTH_STEP));
		const observer = new ResizeObserver(measure);
		observer.observe(element);
		measure();
		return () => observer.disconnect();
	}, []);
	const { recorded, view, shown } = props;
	const tallest = useTallest(box, recorded, view, shown);
	const asked = useAsk(props);
	const life = useLife(props);
	const { selected, onPin } = props;
	useAskingKeys(box, {
		life,
		onPutBack: asked.cuts.length > 0 ? asked.onPutBack : null,
		onWhy: selected === null ? null : () => asked.onQuestion(asked.question === "alive" ? null : "alive"),
		onPin: () => onPin(shown.place.step),
	});
	return (
		<div className="hwp-views" ref={box} style={{ minBlockSize: tallest }}>
			{shown.happened === null ? null : (
				<p className="hwp-happened" role="status">
					{eventWords(shown.happened, props.locale)}
				</p>
			)}
			{width === null ? null : (
				<View {...props} width={width} asked={asked} panel={<AskPanel {...props} asked={asked} life={life} />} />
			)}
		</div>
	);
}

/**
 * The greatest height that a view has needed since it was chosen: it keeps it from then on, so that the controls under
 * it stay where the pointer is.
 */
function useTallest(box: RefObject<HTMLElement | null>, recorded: Recorded, view: ViewName, shown: Shown): number {
	const [tallest, setTallest] = useState(0);
	const kept = useRef<{ recorded: Recorded; view: ViewName } | null>(null);
	useLayoutEffect(() => {
		// Only a step changes the height.
		const height = shown === null ? 0 : (box.current?.scrollHeight ?? 0);
		const same = kept.current?.recorded === recorded && kept.current.view === view;
		kept.current = { recorded, view };
		setTallest((before) => (same ? Math.max(before, height) : 0));
	}, [box, recorded, view, shown]);
	return tallest;
}

interface ViewProps extends ViewsProps {
	readonly width: number;
	readonly asked: Asked;
	/** The selected object: what makes up its count, and what is asked about it. */
	readonly panel: ReactNode;
}

function View({ width, asked, panel, ...props }: ViewProps) {
	const { view, recorded, shown, selected } = props;
	const { collected, lines } = recorded.summary;
	const courses = useCourses(recorded, shown.place.step, props.asking);
	const seen = useMemo(() => seenAt(shown, courses, lines), [shown, courses, lines]);
	const Others = useOtherViews(view !== "graph");
	if (view !== "graph") {
		return (
			<div className="hwp-under">
				{Others === null ? null : Others === "absent" ? (
					<p className="hwp-quiet hwp-pad" role="alert">
						{props.strings.absent}
					</p>
				) : (
					<Others {...props} width={width} seen={seen} />
				)}
				{selected === null ? null : panel}
			</div>
		);
	}
	// Room is kept beside the graph at every step, whatever stands there: the graph must not shift.
	const beside = width >= BESIDE;
	const collects = beside && (collected.at(-1) ?? 0) > 0;
	return (
		<div className={`${beside ? "hwp-beside" : "hwp-below"}${collects ? " hwp-collects" : ""}`}>
			<GraphView
				{...props}
				width={beside ? width - SIDE_WIDTH : width}
				marks={asked.marks}
				picked={asked.picked}
				onPick={asked.onPick}
			/>
			<div className={beside ? "hwp-side" : "hwp-under"}>
				{seen === null ? null : <PhasePanel {...props} seen={seen} />}
				{panel}
			</div>
		</div>
	);
}
