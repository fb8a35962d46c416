"use client";
/** The views on the heap at one step. Loaded when a program is first run. */
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Locale } from "../../exercises/types";
import { BytecodeView } from "./bytecode/BytecodeView";
import { CollectorView } from "./collector/CollectorView";
import { PhasePanel } from "./collector/PhasePanel";
import { seenAt } from "./collector/seen";
import { useCourses } from "./collector/use-courses";
import { eventWords } from "./event-words";
import { GenerationsView } from "./generations/GenerationsView";
import { GraphView } from "./graph/GraphView";
import type { Place } from "./place";
import type { Recorded } from "./protocol";
import type { PlayerStrings } from "./strings";
import type { ViewName } from "./Tabs";
import { TableView } from "./table/TableView";
import { TextbookView } from "./textbook/TextbookView";
import type { Asking, Shown } from "./use-run";

export interface ViewsProps {
	readonly view: ViewName;
	readonly recorded: Recorded;
	readonly shown: Shown;
	readonly strings: PlayerStrings;
	/** Serial of the selected object, or null. */
	readonly selected: number | null;
	readonly onSelect: (serial: number | null) => void;
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
/** From this width on, a collection's phases stand beside the graph, and below it otherwise. */
const BESIDE = 660;
const PHASES_WIDTH = 276;

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
	return (
		<div className="hwp-views" ref={box} style={{ minBlockSize: tallest }}>
			{shown.happened === null ? null : (
				<p className="hwp-happened" role="status">
					{eventWords(shown.happened, props.locale)}
				</p>
			)}
			{width === null ? null : <View {...props} width={width} />}
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

function View({ width, ...props }: ViewsProps & { readonly width: number }) {
	const { view, recorded, shown } = props;
	const { collected, lines } = recorded.summary;
	const courses = useCourses(recorded, shown.place.step, props.asking);
	const seen = useMemo(() => seenAt(shown, courses, lines), [shown, courses, lines]);
	switch (view) {
		case "graph": {
			const beside = width >= BESIDE;
			// Where the run collects at all, room is kept for the phases at every step: the graph must not shift.
			const collects = beside && (collected.at(-1) ?? 0) > 0;
			const room = collects ? width - PHASES_WIDTH : width;
			return (
				<div className={`${beside ? "hwp-beside" : "hwp-below"}${collects ? " hwp-collects" : ""}`}>
					<GraphView {...props} width={room} />
					{seen === null ? null : <PhasePanel {...props} seen={seen} />}
				</div>
			);
		}
		case "generations":
			return <GenerationsView {...props} width={width} />;
		case "collector":
			return <CollectorView {...props} seen={seen} />;
		case "textbook":
			return <TextbookView {...props} seen={seen} />;
		case "bytecode":
			return <BytecodeView {...props} />;
		case "table":
			return <TableView {...props} />;
	}
}
