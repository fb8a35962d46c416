"use client";
/**
 * The views on the heap at one step: the graph, what stands beside it, and the others, which come apart. Loaded when a
 * run is near.
 */
import { type RefObject, startTransition, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Locale } from "../../exercises/types";
import { apart } from "../apart";
import type { DrawnAnswer } from "./asking/Asking";
import { ASK_INVITE } from "./asking/invite";
import { FOLD_CARD } from "./graph/fold-card";
import { GraphView } from "./graph/GraphView";
import type { DrawnReference } from "./graph/marks";
import { prepare } from "./graph/prepare";
import type { Place } from "./place";
import type { Recorded } from "./protocol";
import type { PlayerStrings } from "./strings";
import type { ViewName } from "./Tabs";
import type { Asking, Shown } from "./use-run";

const OTHER_VIEWS = apart(() => import("./OtherViews").then((module) => module.default));
const ASKING = apart(() => import("./asking/Asking").then((module) => module.default));
/** What stands beside the graph of a run with collections. */
export const PHASES = apart(() => import("./collector/Phases").then((module) => module.default));
const HAPPENED = apart(() => import("./Happened").then((module) => module.default));

export const NO_ANSWER: DrawnAnswer = { marks: undefined, picked: null };

export interface ViewsProps<Strings extends PlayerStrings = PlayerStrings> {
	readonly view: ViewName;
	readonly recorded: Recorded;
	readonly shown: Shown;
	readonly strings: Strings;
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
	/** They are in sight, and not drawn ahead of a run that nobody has asked for yet. */
	readonly live: boolean;
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
	const { recorded, view, shown, selected, live } = props;
	const width = useWidth(box, recorded);
	useTallest(box, { recorded, view, width }, shown);
	const [panel, setPanel] = useState<HTMLElement | null>(null);
	const [answer, setAnswer] = useState<DrawnAnswer>(NO_ANSWER);
	const pick = useRef<((reference: DrawnReference | null) => void) | null>(null);
	const onPick = useCallback((reference: DrawnReference | null) => pick.current?.(reference), []);
	const Questions = ASKING.use(live);
	const Happened = HAPPENED.use(live);
	// Where it could not be fetched, whoever selects something else asks for it again.
	useEffect(() => {
		if (selected !== null) ASKING.fetch();
	}, [selected]);
	const asks = Questions !== null && Questions !== "absent";
	return (
		<div className="hwp-views" ref={box}>
			{shown.happened === null || Happened === null || Happened === "absent" ? null : (
				<Happened event={shown.happened} locale={props.locale} />
			)}
			{width === null ? null : (
				<View
					{...props}
					width={width}
					answer={answer}
					onPick={onPick}
					panel={setPanel}
					asks={asks}
					absent={Questions === "absent"}
				/>
			)}
			{asks ? <Questions {...props} views={box} panel={panel} pick={pick} onAnswer={setAnswer} /> : null}
		</div>
	);
}

/** The width that the views have; null until the run's picture is ready for it. */
function useWidth(box: RefObject<HTMLElement | null>, { outline }: Recorded): number | null {
	const [width, setWidth] = useState<number | null>(null);
	const drawn = useRef(outline);
	useEffect(() => {
		drawn.current = outline;
	}, [outline]);
	useEffect(() => {
		const element = box.current;
		if (element === null) return;
		let latest = 0;
		const measure = async () => {
			const wide = Math.max(256, Math.floor(element.clientWidth / WIDTH_STEP) * WIDTH_STEP);
			if (wide === latest) return;
			latest = wide;
			await prepare(drawn.current, graphWidth(wide));
			// The whole picture is drawn for it: in pieces, so that the page goes on answering.
			if (wide === latest) startTransition(() => setWidth(wide));
		};
		const observer = new ResizeObserver(measure);
		observer.observe(element);
		measure();
		return () => {
			latest = 0;
			observer.disconnect();
		};
	}, [box]);
	return width;
}

/** Room is kept beside the graph at every step, whatever stands there: the graph must not shift. */
const graphWidth = (width: number): number => (width >= BESIDE ? width - SIDE_WIDTH : width);

/** What a view's height is the height of: another run's, view's or width's is another. */
interface Seen {
	readonly recorded: Recorded;
	readonly view: ViewName;
	readonly width: number | null;
}

/**
 * The greatest height that a view has needed since it was chosen: it keeps it from then on, so that the controls under
 * it stay where the pointer is.
 */
function useTallest(box: RefObject<HTMLElement | null>, { recorded, view, width }: Seen, shown: Shown): void {
	const kept = useRef<(Seen & { height: number }) | null>(null);
	useLayoutEffect(() => {
		// Only a step changes the height.
		if (shown === null) return;
		// The frame in which it is painted lays it out anyway.
		const frame = requestAnimationFrame(() => {
			const element = box.current;
			if (element === null) return;
			let same = kept.current;
			if (same?.recorded !== recorded || same.view !== view || same.width !== width) {
				same = { recorded, view, width, height: 0 };
				kept.current = same;
				element.style.minBlockSize = "";
			}
			const height = element.scrollHeight;
			if (height <= same.height) return;
			same.height = height;
			element.style.minBlockSize = `${height}px`;
		});
		return () => cancelAnimationFrame(frame);
	}, [box, recorded, view, width, shown]);
}

export interface ViewProps extends ViewsProps {
	readonly width: number;
	/** What the graph draws of an answer. */
	readonly answer: DrawnAnswer;
	readonly onPick: (reference: DrawnReference | null) => void;
	/** Told where the panel of the selected object is drawn. */
	readonly panel: (element: HTMLElement | null) => void;
	/** There is something that draws it; or what does could not be fetched. */
	readonly asks: boolean;
	readonly absent: boolean;
}

export function View({ width, answer, onPick, panel, asks, absent, ...props }: ViewProps) {
	const { view, recorded, selected, locale, strings } = props;
	const collected = (recorded.summary.collected.at(-1) ?? 0) > 0;
	const folds = recorded.outline.folds.length > 0;
	const Others = OTHER_VIEWS.use(view !== "graph");
	const Phases = PHASES.use(collected && view === "graph");
	const FoldCard = FOLD_CARD.use(folds);
	const invite = ASK_INVITE[locale];
	const away = (
		<p className="hwp-quiet hwp-pad" role="alert">
			{strings.absent}
		</p>
	);
	const ask = (
		<section ref={panel} role="group" className="hwp-ask" aria-label={invite.title}>
			{asks ? null : absent && selected !== null ? away : <p className="hwp-ask-invite">{invite.words}</p>}
		</section>
	);
	if (view !== "graph") {
		return (
			<div className="hwp-under">
				{Others === null ? null : Others === "absent" ? away : <Others {...props} width={width} />}
				{selected === null ? null : ask}
			</div>
		);
	}
	// The picture is drawn once, whole.
	if ((collected && Phases === null) || (folds && FoldCard === null)) return null;
	const beside = width >= BESIDE;
	return (
		<div className={`${beside ? "hwp-beside" : "hwp-below"}${beside && collected ? " hwp-collects" : ""}`}>
			<GraphView {...props} {...answer} width={graphWidth(width)} onPick={onPick} />
			<div className={beside ? "hwp-side" : "hwp-under"}>
				{Phases === null ? null : Phases === "absent" ? away : <Phases {...props} />}
				{ask}
			</div>
		</div>
	);
}
