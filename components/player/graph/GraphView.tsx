"use client";
/** The object graph at one step, drawn from the run's layout: nothing on it ever moves. */
import { type FocusEvent, type KeyboardEvent, useId, useMemo, useRef, useState } from "react";
import { apart } from "../../apart";
import { FIRST_VALUE, titleOf } from "../names";
import type { ViewsProps } from "../Views";
import { Drawing } from "./Drawing";
import { OPENED_AT_ONCE } from "./fold";
import { Legend } from "./Legend";
import type { Rect } from "./layout";
import { PLAIN } from "./lens";
import { asDrawn, asKept, type DrawnReference, edgeKeyOf, type GraphMarks, markedEdges, referenceOf } from "./marks";
import { nearTo } from "./near";
import type { FoldOutline } from "./outline";
import { layoutFor, pictureFor } from "./prepare";
import { placeIn, pressedAt } from "./pressed";
import { sceneOf } from "./scene";
import { graphStrings } from "./strings";
import { Tools } from "./Tools";
import { useCensus } from "./use-census";
import { useInView } from "./use-in-view";
import { useLens } from "./use-lens";
import { useZoom } from "./use-zoom";
import { cardTowards, isDirection } from "./walk";

const CENSUS_TABLE = apart(() => import("./CensusTable").then((module) => module.CensusTable));
const FOLD_PANEL = apart(() => import("./FoldPanel").then((module) => module.FoldPanel));
const NEIGHBOURHOOD = apart(() => import("./Neighbourhood").then((module) => module.Neighbourhood));
const VALUE_PANEL = apart(() => import("./ValuePanel").then((module) => module.ValuePanel));

/** With more edges than this, those that nothing happened to step back. */
const DENSE = 40;

interface GraphProps
	extends Pick<ViewsProps, "recorded" | "shown" | "strings" | "selected" | "onSelect" | "asking" | "live"> {
	/** The width to lay out for: the same at every step, whatever else stands beside the graph. */
	readonly width: number;
	/** The program's title, for the names of saved pictures. */
	readonly title?: string | undefined;
	/** An answer, drawn on the picture: what it does not name steps back. */
	readonly marks?: GraphMarks | undefined;
	/** The reference that is asked about, and how another comes to be. */
	readonly picked?: DrawnReference | null;
	readonly onPick?: (reference: DrawnReference | null) => void;
}

const NONE_OPEN: ReadonlyMap<number, number> = new Map();

export function GraphView(props: GraphProps) {
	const {
		recorded,
		strings,
		selected,
		onSelect,
		width,
		title = "main.py",
		marks,
		picked = null,
		onPick,
		asking,
		live,
	} = props;
	const id = useId();
	const said = graphStrings(strings);
	const [lens, setLens] = useState(PLAIN);
	const drawn = useLens(recorded, props.shown, asking, lens);
	const { outline, shown, inside, entries } = drawn;
	// A value's serial is one outline's own.
	const [looking, setLooking] = useState({ outline, value: null as number | null });
	const value = looking.outline === outline ? looking.value : null;
	const setValue = (serial: number | null) => setLooking({ outline, value: serial });
	// What was opened belongs to one run: folds of another have the same ids.
	const [openedIn, setOpenedIn] = useState({ outline, opened: NONE_OPEN, looked: null as number | null });
	const { opened, looked } = openedIn.outline === outline ? openedIn : { opened: NONE_OPEN, looked: null };
	const look = (fold: number | null) => setOpenedIn({ outline, opened, looked: fold });
	const picture = useMemo(() => pictureFor(outline, opened), [outline, opened]);
	const layout = useMemo(() => layoutFor(picture, width), [picture, width]);
	const scene = useMemo(() => sceneOf(shown, picture, layout.ghostSteps), [shown, picture, layout]);
	const objects = useMemo(() => new Map(scene.state.objects.map((object) => [object.serial, object])), [scene.state]);
	const edges = useMemo(
		() =>
			marks === undefined ? scene.edges : markedEdges(scene.edges, marks, scene.frames, picture, objects, entries),
		[scene, marks, picture, objects, entries],
	);
	const pickedKey = picked === null ? null : edgeKeyOf(asDrawn(picked, entries), scene.frames, picture, objects);
	const folded = scene.folds.reduce((sum, { members }) => sum + members.length, 0);
	const placed = scene.cards.filter(({ object }) => layout.cards.has(object.serial)).length;
	const missing = scene.state.alive - placed - folded;
	const many = scene.state.objectsOmitted > 0;
	const census = useCensus(asking, scene.state.step, many);
	/** All of its type but those with cards, where one fold takes the rest of a type. */
	const totalOf = (fold: FoldOutline) => {
		if (!many) return null;
		const counted = census?.types.find(({ type }) => type === fold.type);
		const alone =
			picture.foldByType.get(fold.type) === fold.id &&
			picture.folds.filter(({ type }) => type === fold.type).length === 1;
		if (counted === undefined || !alone) return { objects: null };
		const apart = scene.cards.filter(
			({ object }) => object.type === fold.type && layout.cards.has(object.serial),
		).length;
		return { objects: counted.objects - apart };
	};
	const chosen = selected === null ? undefined : objects.get(selected);
	/** A value that is looked at stands before the selected object, of which the player knows. */
	const lookedAt = value === null ? undefined : objects.get(value);
	const centre = lookedAt?.serial ?? selected;
	const near = useMemo(() => nearTo(centre, scene, picture, layout.cards), [centre, scene, picture, layout]);
	const select = (serial: number | null) => {
		if (serial !== null && serial >= FIRST_VALUE) setValue(serial === value ? null : serial);
		else {
			setValue(null);
			onSelect(serial);
		}
	};

	/** The card that Tab reaches: where the arrows last went, the selected one, or the first. */
	const [at, setAt] = useState<number | null>(null);
	const standing = useMemo(() => {
		const rects = new Map<number, Rect>();
		for (const { fold } of scene.folds) {
			const rect = layout.cards.get(fold.id);
			if (rect !== undefined) rects.set(fold.id, rect);
		}
		for (const { object } of scene.cards) {
			const rect = layout.cards.get(object.serial);
			if (rect !== undefined) rects.set(object.serial, rect);
		}
		for (const { serial } of scene.ghosts) {
			const rect = layout.cards.get(serial);
			if (rect !== undefined) rects.set(serial, rect);
		}
		return rects;
	}, [scene, layout]);
	const reach = [at, selected].find((each) => each !== null && standing.has(each)) ?? standing.keys().next().value;

	const canvas = useRef<HTMLDivElement>(null);
	const svg = useRef<SVGSVGElement>(null);
	const zoom = useZoom(canvas, layout, live);

	const { scale } = zoom;
	useInView(canvas, scene, layout, scale);

	/** An edge leads to what it refers to, and to the questions about it. */
	const pick = (key: string) => {
		const edge = edges.find((each) => each.key === key)?.edge;
		if (edge === undefined) return;
		if (edge.to < 0) return look(edge.to);
		if (key === pickedKey) return onPick?.(null);
		if (edge.to !== centre) select(edge.to);
		// A fold's is one of many, a weak one keeps nothing, and what has one that leads past it has no name for it.
		const one =
			!edge.weak && !edge.past && edge.to < FIRST_VALUE && (edge.from.kind === "name" || edge.from.serial >= 0);
		onPick?.(one ? asKept(referenceOf(edge, scene.frames), entries) : null);
	};

	/** Whether it was something, and what pressing it does is done. */
	const press = (target: EventTarget) => {
		const pressed = pressedAt(target);
		const at = placeIn(pressed);
		if (at !== null) setAt(at);
		if (pressed?.kind === "edge") pick(pressed.key);
		else if (pressed?.kind === "card") select(pressed.serial === selected ? null : pressed.serial);
		else if (pressed?.kind === "fold") look(pressed.id === looked ? null : pressed.id);
		return pressed !== null;
	};

	/** Left and right walk from card to card once the keyboard has come here; after a click they still step the run. */
	const walks = useRef(false);
	const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		if (event.key === "Enter" || event.key === " ") {
			if (press(event.target)) event.preventDefault();
			return;
		}
		if (zoom.key(event.key, event.shiftKey)) {
			event.preventDefault();
			return;
		}
		const from = placeIn(pressedAt(event.target));
		if (from === null) return;
		if (event.key === "Escape") {
			walks.current = false;
			select(null);
			canvas.current?.focus();
			event.preventDefault();
			return;
		}
		if (!isDirection(event.key)) return;
		const level = event.key === "ArrowLeft" || event.key === "ArrowRight";
		if (level && !walks.current) return;
		walks.current = true;
		event.preventDefault();
		const rect = standing.get(from);
		const to = rect === undefined ? null : cardTowards(rect, event.key, standing);
		if (to === null) return;
		setAt(to);
		if (to >= 0) select(to);
		svg.current?.querySelector<SVGGElement>(to >= 0 ? `[data-serial="${to}"]` : `[data-fold="${to}"]`)?.focus();
	};

	const open = scene.folds.find(({ fold }) => fold.id === looked);
	const openHolder = open?.fold.holder == null ? undefined : objects.get(open.fold.holder);
	const FoldPanel = FOLD_PANEL.use(open !== undefined);
	const apartFrom = chosen === undefined || layout.cards.has(chosen.serial) ? undefined : chosen;
	const Neighbourhood = NEIGHBOURHOOD.use(apartFrom !== undefined);
	const CensusTable = CENSUS_TABLE.use(many);
	const ValuePanel = VALUE_PANEL.use(lookedAt !== undefined);
	const anyOpen = opened.size > 0;
	const tone =
		marks !== undefined
			? "hwp-answered"
			: near !== null
				? "hwp-focused"
				: edges.length > DENSE
					? "hwp-dense"
					: undefined;
	// It scrolls, so it takes the focus; the keys of its cards come up to it.
	const scrolled = {
		tabIndex: 0,
		role: "group",
		"aria-label": strings.graph,
		onKeyDown,
		onPointerDown: () => {
			walks.current = false;
		},
		onFocus: (event: FocusEvent<HTMLDivElement>) => {
			if (event.target.matches(":focus-visible")) walks.current = true;
		},
	} as const;
	return (
		<div className="hwp-graph">
			<div ref={canvas} className="hwp-canvas" {...scrolled}>
				<svg
					ref={svg}
					aria-label={strings.graph}
					width={layout.width * scale}
					height={layout.height * scale}
					viewBox={`0 0 ${layout.width} ${layout.height}`}
					onClick={(event) => press(event.target)}
					onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
					className={tone}
				>
					<Drawing
						id={id}
						picture={picture}
						layout={layout}
						scene={scene}
						edges={edges}
						objects={objects}
						selected={centre}
						looked={looked}
						focusable={reach}
						marks={marks}
						picked={pickedKey}
						// What an answer marks stands out wherever it is.
						near={marks === undefined ? near : null}
						totalOf={totalOf}
						strings={strings}
					/>
				</svg>
			</div>
			{scene.cards.length + scene.folds.length + scene.ghosts.length === 0 ? (
				<p className="hwp-quiet hwp-pad">{strings.noObjects}</p>
			) : null}
			{open === undefined || FoldPanel === null || FoldPanel === "absent" ? null : (
				<FoldPanel
					scene={open}
					holder={
						openHolder === undefined
							? null
							: {
									title: titleOf(openHolder),
									items: openHolder.slotsOmitted > 0 ? openHolder.slots.length + openHolder.slotsOmitted : null,
								}
					}
					all={totalOf(open.fold)}
					selected={selected}
					onSelect={onSelect}
					onOpen={() =>
						setOpenedIn({
							outline,
							opened: new Map(opened).set(open.fold.id, (opened.get(open.fold.id) ?? 0) + OPENED_AT_ONCE),
							looked,
						})
					}
					onClose={() => look(null)}
					strings={strings}
				/>
			)}
			{lookedAt === undefined || ValuePanel === null || ValuePanel === "absent" ? null : (
				<ValuePanel
					value={lookedAt}
					state={scene.state}
					onSelect={select}
					onClose={() => setValue(null)}
					strings={strings}
				/>
			)}
			{selected === null || !inside.has(selected) ? null : (
				<p className="hwp-fold-panel">
					{said.isInside}{" "}
					<button type="button" className="hwp-button" onClick={() => setLens({ ...lens, insides: true })}>
						{said.drawInsides}
					</button>
				</p>
			)}
			{apartFrom === undefined || Neighbourhood === null || Neighbourhood === "absent" ? null : (
				<Neighbourhood
					outline={outline}
					shown={shown}
					object={apartFrom}
					objects={objects}
					width={width}
					onSelect={onSelect}
					strings={strings}
				/>
			)}
			<div className="hwp-graph-foot">
				<Legend scene={scene} places={layout.cards} strings={strings} />
				{anyOpen ? (
					<button
						type="button"
						className="hwp-button"
						onClick={() => setOpenedIn({ outline, opened: NONE_OPEN, looked: null })}
					>
						{said.foldAgain}
					</button>
				) : null}
				<Tools
					svg={svg}
					title={title}
					step={scene.state.step}
					zoom={zoom}
					lens={lens}
					onLens={setLens}
					containers={recorded.outline.inside.length > 0}
					strings={strings}
				/>
			</div>
			{many && CensusTable !== null && CensusTable !== "absent" ? (
				<CensusTable census={census} scene={scene} onSelect={onSelect} strings={strings} />
			) : null}
			<p className="hwp-quiet hwp-pad">
				{missing > 0 && !many ? `${strings.moreObjects(missing)} ` : ""}
				{scene.framesOmitted > 0 ? `${strings.moreFrames(scene.framesOmitted)} ` : ""}
				{inside.size > 0 ? `${said.notDrawn(inside.size)} ` : ""}
				{scene.state.folded > 0 ? strings.foldedObjects(scene.state.folded) : ""}
			</p>
		</div>
	);
}
