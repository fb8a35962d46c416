"use client";
/**
 * The player: a program that can be edited, run in the engine's worker, and stepped through both ways with its output,
 * its counts and its heap in view. Lessons, exercises, playground and embeds all use this one component.
 *
 * Nothing but this file, the plain editor and the sheet of keys is loaded with the page: the engine's worker is made and
 * the views are imported when the reader turns to the player (see use-warming.ts), Monaco at the first edit. The colours come from the page's tokens (`app` brings them).
 *
 * Keys, while the focus is in the player and not in the program: see `Help.tsx`.
 */
import { type ReactNode, useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { RunReport, StepMarks } from "../../engine/api";
import { PROFILES, type ProfileName } from "../../engine/profiles";
import type { Locale } from "../../exercises/types";
import { apart } from "../apart";
import { useOnCPython } from "../cpython/use-on-cpython";
import { Controls, useWays } from "./Controls";
import { type Breakpoints, carried } from "./editor/breakpoints";
import type { EditorHandle } from "./editor/handle";
import { type EditorMarks, NO_MARKS } from "./editor/marks";
import { SourceEditor } from "./editor/SourceEditor";
import { Field } from "./Field";
import { failedLine } from "./failed-line";
import { FIRST_PROFILE } from "./first-run";
import { GRAINS, type Grain } from "./grain";
import { Icon } from "./icons";
import { Output } from "./Output";
import "./player.css";
import "./asking/asking.css";
import "./graph/graph.css";
import "./collector/collector.css";
import { nextMark, previousMark } from "../../engine/marks";
import { afterPaint, usePainted } from "./after-paint";
import { answerRun, comeAlive, showsAtOnce } from "./early-run";
import { following, keysOf } from "./keys";
import { firstPace, PACE_MS, PACES, type Pace, PHASE_FACTOR } from "./pace";
import { beganIn, phasesIn } from "./phases";
import type { Place } from "./place";
import { Scrub } from "./Scrub";
import { Stage } from "./Stage";
import { formatBytes, STRINGS } from "./strings";
import { Tabs, type ViewName } from "./Tabs";
import { Told } from "./Told";
import { spanOf } from "./timeline";
import { useBreakpoints } from "./use-breakpoints";
import { useFields } from "./use-fields";
import { useNearness } from "./use-nearness";
import { useQuick } from "./use-quick";
import { useRun } from "./use-run";
import { useWarming } from "./use-warming";

export interface PlayerProps {
	/** The author's text of the program: where the editor starts, and what Reset goes back to. */
	readonly source: string;
	/** A text to start from instead, such as the learner's own draft. Read when the player appears, and when it changes. */
	readonly draft?: string;
	/** Written over the program; a file name unless the lesson has something better. */
	readonly title?: string;
	/** The run of `source` to its end, made with the page (first-run.ts): the first click on Run waits for no engine. */
	readonly first?: string | null;
	/** Whether that run's first picture is drawn with the page (Still.tsx): no unless told. */
	readonly drawn?: boolean;
	/** It stands far down its page: its form fields come after the page (use-fields.ts). No unless told. */
	readonly late?: boolean;
	/** The Python to be; the reader can choose another. 3.13 unless told. */
	readonly profile?: ProfileName;
	readonly locale: Locale;
	/** `exercise`: the program is the learner's answer; its editor is named and sized for that. */
	readonly mode: "program" | "exercise";
	/** Called after every run in the browser, with what the engine reports and the text that was run. */
	readonly onReport?: (report: RunReport, source: string) => void;
	/** Called with the whole text at every edit. */
	readonly onSourceChange?: (source: string) => void;
	/** Runs once when the player first comes into view. */
	readonly autoRun?: boolean;
	/** Whether the reader can change the program: yes unless told. */
	readonly editable?: boolean;
	/** The place to show when a run has ended: its end unless told. */
	readonly showAt?: Place | "start" | "end";
	/** The view to begin with: the graph unless told. */
	readonly view?: ViewName;
	/** Called when it shows another place, view or Python, and at first. */
	readonly onPlace?: (showing: Showing) => void;
	/** The Pythons to choose from: all of them unless told. */
	readonly profiles?: readonly ProfileName[];
	/** Buttons of the page's own, in the player's head. */
	readonly tools?: ReactNode;
	/** Whether the reader may run the program on real CPython too: no unless told. */
	readonly cpython?: boolean;
}

/** What a player shows. */
export interface Showing {
	readonly profile: ProfileName;
	readonly view: ViewName;
	/** Null where nothing has run, or the program has changed since. */
	readonly place: Place | null;
}

const ALL_PROFILES: readonly ProfileName[] = Object.values(PROFILES).map(({ name }) => name);

/** Where nothing has run. */
const NO_SPANS = { deaths: null, collections: null };

const VIEWS_APART = apart(() => import("./Views").then((module) => module.default));
const ENDING = apart(() => import("./Ending").then((module) => module.default));
const ERROR_RANGE = apart(() => import("./editor/error-range").then((module) => module.errorRange));
const MARKS_AT = apart(() => import("./editor/notes").then((module) => module.marksAt));
const NARRATE = apart(() => import("./narrate").then((module) => module.narrate));
const HELP = apart(() => import("./Help").then((module) => module.default));

/** What a run's first picture takes. */
function fetchForPicture(): void {
	VIEWS_APART.fetch();
	MARKS_AT.fetch();
}

/** What is wanted once a run is over: nothing of it is fetched before the reader has asked for one. */
function fetchForRun(): void {
	for (const piece of [ENDING, ERROR_RANGE, NARRATE, HELP]) piece.fetch();
}

export default function Player(props: PlayerProps) {
	const { source, draft, title = "main.py", locale, mode, autoRun = false, editable = true } = props;
	const { onReport, onSourceChange, onPlace, showAt = "end", first = null, profiles = ALL_PROFILES, tools } = props;
	const strings = STRINGS[locale];
	const [text, setText] = useState(draft ?? source);
	const [profile, setProfile] = useState<ProfileName>(props.profile ?? "3.13");
	const [view, setView] = useState<ViewName>(props.view ?? "graph");
	const [selected, setSelected] = useState<number | null>(null);
	const [pinned, setPinned] = useState<number | null>(null);
	const [grain, setGrain] = useState<Grain>("line");
	const [pace, setPace] = useState<Pace>("normal");
	useEffect(() => setPace(firstPace()), []);
	const [playing, setPlaying] = useState(false);
	const [breakpoints, setBreakpoints] = useState<Breakpoints>([]);
	const [helping, setHelping] = useState(false);
	const id = useId();
	const editor = useRef<EditorHandle>(null);
	const root = useRef<HTMLElement>(null);
	const control = useRun({ showAt, onReport, first: first === null ? null : { source, text: first } });
	const { recorded, shown, activity, progress, go, run, stop, walk } = control;

	// Breakpoints go along with their lines, whoever changes the text.
	const held = useRef(text);
	useEffect(() => {
		const before = held.current;
		held.current = text;
		setBreakpoints((set) => carried(set, before, text));
	}, [text]);

	// A draft that arrives later (from storage, from the server) replaces the text; so does another program.
	const given = useRef(draft ?? source);
	useEffect(() => {
		const latest = draft ?? source;
		if (latest === given.current) return;
		given.current = latest;
		setText(latest);
	}, [draft, source]);

	const edit = useCallback(
		(value: string) => {
			setText(value);
			given.current = value;
			onSourceChange?.(value);
		},
		[onSourceChange],
	);

	const quick = useQuick(shown);
	const running = activity === "running" || activity === "keeping";
	const Views = VIEWS_APART.use(false);
	const Ending = ENDING.use(false);
	const errorRange = ERROR_RANGE.use(false);
	const marksAt = MARKS_AT.use(false);
	const narrate = NARRATE.use(false);
	const Help = HELP.use(helping);
	// A run ahead is drawn out of sight: the click only shows it.
	const ahead = control.ahead?.source === text && control.ahead.profile === profile ? control.ahead : null;
	const drawn = recorded !== null && shown !== null ? { recorded, shown } : running ? null : ahead;
	const rests = recorded === null || shown === null || Views === null || Views === "absent";
	/** The rest comes once the first picture stands, or while the run is waited for. */
	const live = usePainted(recorded !== null && shown !== null && Views !== null);
	const wanted = live || activity !== "idle";
	useEffect(() => {
		if (wanted) return afterPaint(fetchForRun);
	}, [wanted]);
	const summary = recorded?.summary ?? null;
	const steps = summary?.steps ?? 0;
	const step = shown?.place.step ?? 0;
	const current = recorded !== null && control.ranSource === text && control.ranProfile === profile;

	const asSent = text === source && profile === FIRST_PROFILE && view === "graph" && showAt === "end";
	const still = props.drawn && first !== null && asSent ? { first, title, locale } : null;

	const place = current ? (shown?.place ?? null) : null;
	useEffect(() => onPlace?.({ profile, view, place }), [onPlace, profile, view, place]);

	const start = useCallback(() => {
		setPlaying(false);
		setSelected(null);
		setPinned(null);
		fetchForPicture();
		run(text, profile);
	}, [run, text, profile]);

	const onCPython = useOnCPython({
		enabled: props.cpython ?? false,
		program: text,
		profile,
		locale,
		ours: { report: summary?.report ?? null, program: control.ranSource, profile: control.ranProfile, running },
		onRunOurs: start,
	});

	useNearness(root);
	const fields = useFields(root, props.late ?? false);
	const { warm } = control;
	useWarming(
		root,
		useCallback(() => {
			fetchForPicture();
			warm(given.current, profile);
		}, [warm, profile]),
	);

	/** Answers a click on Run, where it has shown a picture already when that has been painted. */
	const starting = useRef<() => void>(() => {});
	const onRun = useCallback(() => {
		starting.current();
		starting.current = () => {};
		if (root.current !== null && showsAtOnce(root.current)) starting.current = afterPaint(start);
		else start();
	}, [start]);
	useEffect(() => () => starting.current(), []);

	const early = useRef(true);
	useEffect(() => {
		const element = root.current;
		if (!early.current || element === null) return;
		early.current = false;
		if (comeAlive(element)) onRun();
	}, [onRun]);

	useLayoutEffect(() => {
		if (root.current !== null && (recorded !== null || activity !== "idle")) answerRun(root.current);
	}, [recorded, activity]);

	const auto = useRef(autoRun);
	useEffect(() => {
		const element = root.current;
		if (!auto.current || element === null) return;
		const seen = new IntersectionObserver((entries) => {
			if (!entries.some((entry) => entry.isIntersecting)) return;
			auto.current = false;
			seen.disconnect();
			start();
		});
		seen.observe(element);
		return () => seen.disconnect();
	}, [start]);

	const phases = shown === null ? 0 : phasesIn(shown.state).length;
	const phase = shown?.place.phase ?? null;
	const moment = shown?.place.moment ?? null;
	const { goTo: show } = control;
	const goTo = useCallback(
		(place: Place) => {
			setPlaying(false);
			show(place);
		},
		[show],
	);
	const goPhase = useCallback(
		(to: number | null) => {
			setPlaying(false);
			go(step, to);
		},
		[go, step],
	);
	/** Through the phases of the step shown, and out at its end; of a collection that takes several steps, on through these. */
	const toPhase = (by: 1 | -1) => {
		if (shown === null) return;
		const { collecting } = shown.state;
		const [first] = phasesIn(shown.state);
		const begunBefore = first !== undefined && beganIn(first.collection) < step;
		const to = phase === null ? (by > 0 ? 0 : phases - 1) : phase + by;
		const within = to >= 0 && to < phases;
		const goesOn = phase === null ? collecting !== null : !within && (by > 0 ? collecting !== null : begunBefore);
		if (goesOn) {
			setPlaying(false);
			void walk("phase", by);
		} else if (phases > 0) goPhase(within ? to : null);
	};
	const jump = useCallback(
		(to: number) => {
			setPlaying(false);
			go(to);
		},
		[go],
	);
	const stepBy = (by: 1 | -1) => {
		setPlaying(false);
		void walk(grain, by);
	};
	const ways = useBreakpoints({ recorded, asking: control.asking, breakpoints, onFound: jump });
	const toBreakpoint = (by: 1 | -1) => {
		if (shown === null || running || breakpoints.length === 0) return;
		setPlaying(false);
		ways.seek(shown.place, by);
	};

	useEffect(() => {
		if (!playing || summary === null) return;
		if (step >= steps && phase === null && moment === null) {
			setPlaying(false);
			return;
		}
		// A collection is played phase by phase, slowly enough to read what each does: of a step without one, there is none.
		const onwards = async () => {
			if (grain !== "line" || moment !== null) {
				if (!(await walk(grain, 1))) setPlaying(false);
			} else if (phase === null) go(step + 1, 0);
			else go(step, phase + 1 < phases ? phase + 1 : null);
		};
		const timer = setTimeout(onwards, PACE_MS[pace] * (phase === null ? 1 : PHASE_FACTOR));
		return () => clearTimeout(timer);
	}, [playing, pace, step, steps, phase, moment, phases, summary, grain, go, walk]);

	// Play rests at a breakpoint that it comes to.
	const playedFrom = useRef(0);
	const line = shown?.state.line ?? null;
	useEffect(() => {
		if (playing && moment === null && line !== null && step !== playedFrom.current && breakpoints.includes(line))
			setPlaying(false);
	}, [playing, moment, line, step, breakpoints]);

	const play = () => {
		if (summary === null || running || steps === 0) return;
		playedFrom.current = step >= steps ? 0 : step;
		if (!playing && step >= steps && moment === null && phase === null) go(0);
		setPlaying(!playing);
	};

	const toMark = (marks: StepMarks | undefined, by: 1 | -1) => {
		const to = marks === undefined ? null : by > 0 ? nextMark(marks, step) : previousMark(marks, step);
		if (to !== null) jump(to);
	};
	const toEnd = (by: 1 | -1) => jump(by > 0 ? steps : 0);
	const toDeath = (by: 1 | -1) => toMark(summary?.deaths, by);
	const toCollection = (by: 1 | -1) => toMark(summary?.collections, by);
	const buttons = useWays({ run: onRun, stop, toEnd, step: stepBy, play, toDeath, toCollection, toBreakpoint });
	const onKeyDown = keysOf({
		step: stepBy,
		toEnd,
		run: () => !running && start(),
		escape: () => {
			if (running) stop();
			else if (ways.searching !== null) ways.giveUp();
			else if (playing) setPlaying(false);
			else return false;
			return true;
		},
		pace: (by) => setPace(following(PACES, pace, by)),
		grain: (by) => setGrain(following(GRAINS, grain, by)),
		toBreakpoint,
		play,
		toDeath,
		toCollection,
		toPhase,
		help: () => setHelping(true),
		view: setView,
	});

	const ready = summary !== null && !running;
	const inside = moment !== null || phase !== null;
	const spans = useMemo(
		() => (summary === null ? NO_SPANS : { deaths: spanOf(summary.deaths), collections: spanOf(summary.collections) }),
		[summary],
	);
	const report = summary?.report ?? null;
	const atEnd = shown !== null && step === steps && phase === null && moment === null;
	const error = useMemo(
		() =>
			report !== null &&
			report.outcome.kind === "finished" &&
			report.outcome.exitStatus !== 0 &&
			errorRange !== null &&
			errorRange !== "absent"
				? errorRange(control.ranSource ?? "", report.stderr)
				: null,
		[report, control.ranSource, errorRange],
	);
	const wrong = current && atEnd ? error : null;
	const marks = useMemo<EditorMarks>(() => {
		if (shown === null || !current || report === null || marksAt === null || marksAt === "absent") return NO_MARKS;
		const failed = atEnd && activity !== "stopped" ? failedLine(report.outcome, report.errorLine) : null;
		return marksAt(shown, wrong?.underlines[0]?.line ?? failed, wrong);
	}, [shown, current, report, atEnd, wrong, activity, marksAt]);

	// Inside a collection, everything shows the heap as it was before the step.
	const visible = phase !== null ? (shown?.before ?? shown?.state ?? null) : (shown?.state ?? null);
	const position =
		visible === null ? "" : strings.position(step, steps, visible.alive, formatBytes(visible.bytes), moment);

	return (
		<section
			ref={root}
			className={`hwp hwp-${mode}${quick ? " hwp-quick" : ""}`}
			aria-label={`${strings.player}: ${title}`}
			onKeyDown={onKeyDown}
		>
			<div className="hwp-grid">
				<div className="hwp-head">
					<span className="hwp-title">{title}</span>
					<span className="hwp-tools">
						{tools}
						{onCPython.button}
						{editable && text !== source ? (
							<button type="button" className="hwp-button hwp-plain-button" onClick={() => edit(source)}>
								<Icon name="reset" />
								{strings.reset}
							</button>
						) : null}
						{profiles.length > 1 ? (
							<label className="hwp-profile">
								{strings.python}{" "}
								<Field here={fields}>
									<select
										value={profile}
										onChange={(event) => setProfile(PROFILES[event.target.value === "3.14" ? "3.14" : "3.13"].name)}
									>
										{profiles.map((name) => (
											<option key={name}>{name}</option>
										))}
									</select>
								</Field>
							</label>
						) : (
							<span className="hwp-profile">
								{strings.python} {profile}
							</span>
						)}
					</span>
				</div>
				<div className="hwp-left">
					<SourceEditor
						value={text}
						onChange={edit}
						readOnly={!editable}
						fields={fields}
						marks={marks}
						strings={strings}
						breakpoints={breakpoints}
						onBreakpoints={setBreakpoints}
						errorId={wrong === null ? null : `${id}-error`}
						handle={editor}
					/>
					{Ending === null || Ending === "absent" ? null : (
						<Ending
							activity={activity}
							fault={control.fault}
							steps={recorded === null ? null : steps}
							report={current && atEnd ? report : null}
							wrong={wrong}
							wrongId={`${id}-error`}
							onGo={(line, column) => editor.current?.goTo(line, column)}
							locale={locale}
						/>
					)}
					{activity === "absent" ? (
						<p className="hwp-notice" role="alert">
							{strings.absent}
						</p>
					) : null}
					{summary === null ? null : (
						<Output
							chunks={summary.output}
							length={atEnd ? null : (visible?.outputLength ?? 0)}
							title={title}
							strings={strings}
						/>
					)}
				</div>
				<div className="hwp-tabs">
					<Tabs id={id} view={view} strings={strings} onView={setView} />
					<button
						type="button"
						className="hwp-button hwp-square hwp-help-button"
						aria-label={strings.help}
						title={`${strings.help} (?)`}
						onClick={() => setHelping(true)}
					>
						?
					</button>
				</div>
				<Stage
					id={id}
					view={view}
					running={running}
					recorded={recorded !== null}
					rests={rests}
					absent={Views === "absent"}
					strings={strings}
					still={still}
				>
					{drawn === null || Views === null || Views === "absent" ? null : (
						<Views
							title={title}
							view={view}
							recorded={drawn.recorded}
							shown={drawn.shown}
							strings={strings}
							selected={selected}
							onSelect={setSelected}
							onPhase={goPhase}
							onGo={jump}
							onPlace={goTo}
							asking={control.asking}
							live={live}
							pinned={pinned}
							onPin={setPinned}
							locale={locale}
						/>
					)}
				</Stage>
				<div className="hwp-foot">
					<Controls
						strings={strings}
						running={running}
						fields={fields}
						current={current}
						ready={ready}
						plays={ready && steps > 0}
						playing={playing}
						back={ready && (step > 0 || inside)}
						forward={ready && (step < steps || inside)}
						deathBefore={spans.deaths !== null && spans.deaths.first < step}
						deathAfter={spans.deaths !== null && step < spans.deaths.last}
						collectionBefore={spans.collections !== null && spans.collections.first < step}
						collectionAfter={spans.collections !== null && step < spans.collections.last}
						grain={grain}
						pace={pace}
						breaks={breakpoints.length > 0}
						onGrain={setGrain}
						onPace={setPace}
						ways={buttons}
					/>
					{recorded === null || running ? null : (
						<Scrub
							summary={recorded.summary}
							memory={recorded.outline.memory}
							step={step}
							pinned={pinned}
							position={position}
							strings={strings}
							onGo={jump}
						/>
					)}
					{running ? <progress className="hwp-progress" aria-label={strings.running} /> : null}
					<p className="hwp-position">
						{activity === "keeping"
							? strings.keeping
							: running && progress !== null
								? strings.stepsSoFar(progress)
								: position}
					</p>
					{ways.searching === null ? null : (
						<p className="hwp-searching" role="status">
							{strings.searching(ways.searching.step)}
							<button type="button" className="hwp-button" onClick={ways.giveUp}>
								{strings.stop}
							</button>
						</p>
					)}
					{ways.none ? (
						<p className="hwp-searching" role="status">
							{strings.noneThatWay}
						</p>
					) : null}
					{recorded !== null && !current && !running ? <p className="hwp-edited">{strings.edited}</p> : null}
				</div>
			</div>
			{onCPython.panel}
			<Told
				shown={playing ? null : shown}
				summary={summary}
				narrate={narrate === "absent" ? null : narrate}
				locale={locale}
			/>
			{helping && Help !== null && Help !== "absent" ? (
				<Help locale={locale} onClose={() => setHelping(false)} />
			) : null}
		</section>
	);
}
