"use client";
/**
 * The playground: the one player at full width, with programs of the reader's own, examples, links and a comparison of
 * the two Pythons. What the reader writes is kept at every edit, each program by itself.
 */
import { useCallback, useEffect, useRef, useState } from "react";
import type { ProfileName } from "../../engine/profiles";
import { useLocale } from "../i18n/LocaleProvider";
import Player, { type Showing } from "../player/Player";
import { type Place, restAt } from "../player/place";
import type { ViewName } from "../player/Tabs";
import { Chooser, type Example, type Origin } from "./Chooser";
import { downloadProgram } from "./download";
import { openFragment } from "./fragment";
import "./play.css";
import { PageLink } from "../shell/PageLink";
import {
	keepLastOpen,
	keepProgram,
	lastOpen,
	newProgramId,
	type OwnProgram,
	ownPrograms,
	readProgram,
	removeProgram,
} from "./programs";
import { Share } from "./Share";
import { PLAY_STRINGS } from "./strings";

/** A program put into the player: another one is another player. */
interface Given {
	readonly serial: number;
	readonly name: string;
	readonly source: string;
	readonly profile: ProfileName;
	readonly view: ViewName;
	/** Runs as soon as it is seen. */
	readonly run: boolean;
}

type Notice = "opened" | "damaged" | "newer" | "unreadable" | "removed" | "notKept";

type CompareComponent = typeof import("./Compare").default;

export function Playground({ examples }: { readonly examples: readonly [Example, ...Example[]] }) {
	const locale = useLocale();
	const strings = PLAY_STRINGS[locale];
	const [first] = examples;
	const [given, setGiven] = useState<Given>({
		serial: 0,
		name: `${first.id}.py`,
		source: first.source,
		profile: "3.13",
		view: "graph",
		run: false,
	});
	const [origin, setOrigin] = useState<Origin>({ kind: "example", id: first.id });
	const [text, setText] = useState(first.source);
	/** Where the next run is shown, once. */
	const [arrival, setArrival] = useState<Place | null>(first.step === null ? null : restAt(first.step));
	const [showing, setShowing] = useState<Showing>({ profile: "3.13", view: "graph", place: null });
	const [notice, setNotice] = useState<Notice | null>(null);
	const [own, setOwn] = useState<readonly OwnProgram[]>([]);
	const [Compare, setCompare] = useState<CompareComponent | null>(null);
	const [comparing, setComparing] = useState(false);
	const [ready, setReady] = useState(false);
	/** The program of `origin` as this page last kept it: another tab may have kept another. */
	const lastKept = useRef<string | null>(null);

	const show = useCallback((from: Origin, what: Omit<Given, "serial">, place: Place | null) => {
		setGiven(({ serial }) => ({ ...what, serial: serial + 1 }));
		setOrigin(from);
		setText(what.source);
		setArrival(place);
		setNotice(null);
		lastKept.current = from.kind === "own" ? what.source : null;
		if (from.kind === "own" || from.kind === "example") keepLastOpen(from);
	}, []);

	const showExample = useCallback(
		({ id, source, step }: Example, run: boolean) =>
			show(
				{ kind: "example", id },
				{ name: `${id}.py`, source, profile: "3.13", view: "graph", run },
				step === null ? null : restAt(step),
			),
		[show],
	);

	const showOwn = useCallback(
		({ id, source, profile }: OwnProgram) =>
			show({ kind: "own", id }, { name: "main.py", source, profile, view: "graph", run: false }, null),
		[show],
	);

	useEffect(() => {
		let over = false;
		const openLink = async () => {
			const opened = await openFragment(location.hash);
			if (over || opened.kind === "none") return;
			if (opened.kind !== "shared") {
				setNotice(opened.kind);
				return;
			}
			const { source, profile, view, place } = opened.shared;
			show({ kind: "link" }, { name: "main.py", source, profile, view, run: place !== null }, place);
			setNotice("opened");
		};
		setOwn(ownPrograms());
		setReady(true);
		const last = lastOpen();
		const kept = last?.kind === "own" ? readProgram(last.id) : null;
		const example = last?.kind === "example" ? examples.find(({ id }) => id === last.id) : undefined;
		if (kept !== null) showOwn(kept);
		else if (example !== undefined && example !== examples[0]) showExample(example, false);
		void openLink();
		const onHash = () => void openLink();
		addEventListener("hashchange", onHash);
		return () => {
			over = true;
			removeEventListener("hashchange", onHash);
		};
	}, [examples, show, showOwn, showExample]);

	const keep = (source: string, profile: ProfileName) => {
		let id = origin.kind === "own" ? origin.id : null;
		// Written by another tab since: both are kept.
		if (id !== null && (readProgram(id)?.source ?? lastKept.current) !== lastKept.current) id = null;
		const program: OwnProgram = { id: id ?? newProgramId(), source, profile, at: Date.now() };
		const kept = keepProgram(program);
		lastKept.current = source;
		if (program.id !== id) {
			const from: Origin = { kind: "own", id: program.id };
			setOrigin(from);
			keepLastOpen(from);
			dropFragment();
		}
		setOwn((before) => [program, ...before.filter((other) => other.id !== program.id)]);
		setNotice(kept ? null : "notKept");
	};

	const edit = (source: string) => {
		setText(source);
		// The place was in the program as it came.
		setArrival(null);
		keep(source, showing.profile);
	};

	const name = origin.kind === "example" ? given.name : "main.py";
	const place = useCallback((now: Showing) => setShowing(now), []);
	const arrived = useCallback(() => setArrival(null), []);

	const choose = (from: Origin) => {
		dropFragment();
		if (from.kind === "example") {
			const example = examples.find(({ id }) => id === from.id);
			if (example !== undefined) showExample(example, true);
		} else if (from.kind === "own") {
			const program = own.find(({ id }) => id === from.id);
			if (program !== undefined) showOwn(readProgram(program.id) ?? program);
		}
	};

	const startAnew = () => {
		dropFragment();
		show({ kind: "new" }, { name: "main.py", source: "", profile: showing.profile, view: "graph", run: false }, null);
	};

	const remove = () => {
		if (origin.kind !== "own") return;
		removeProgram(origin.id);
		setOwn((before) => before.filter(({ id }) => id !== origin.id));
		setOrigin({ kind: "new" });
		lastKept.current = null;
		setNotice("removed");
	};

	const compare = () => {
		setComparing(!comparing);
		if (Compare === null) void import("./Compare").then((module) => setCompare(() => module.default));
	};

	return (
		<div className="play">
			<header className="play-head">
				<h1>{strings.title}</h1>
				<p>{strings.lead}</p>
			</header>
			<div className="play-bar">
				<Chooser
					origin={origin}
					text={text}
					own={own}
					examples={examples}
					strings={strings}
					onChoose={ready ? choose : null}
				/>
				<button type="button" className="button" onClick={startAnew}>
					{strings.fresh}
				</button>
				{origin.kind === "own" ? (
					<button type="button" className="button play-quiet" onClick={remove}>
						{strings.remove}
					</button>
				) : null}
				<button type="button" className="button play-compare-button" aria-pressed={comparing} onClick={compare}>
					{strings.compare}
				</button>
			</div>
			<p
				className={`play-notice${notice === "damaged" || notice === "newer" || notice === "unreadable" ? " play-warning" : ""}`}
				role="status"
			>
				{notice !== null ? strings[notice] : origin.kind === "own" ? strings.kept : ""}
			</p>
			<h2 className="spoken">{strings.player}</h2>
			<Player
				key={given.serial}
				source={given.source}
				title={name}
				profile={given.profile}
				view={given.view}
				locale={locale}
				mode="program"
				autoRun={given.run}
				cpython
				showAt={arrival ?? "end"}
				onReport={arrived}
				onPlace={place}
				onSourceChange={edit}
				tools={
					<>
						<button type="button" className="hwp-button" onClick={() => downloadProgram(text, name)}>
							{strings.download}
						</button>
						<Share shared={{ ...showing, source: text }} locale={locale} strings={strings} />
					</>
				}
			/>
			{comparing && Compare !== null ? <Compare source={text} locale={locale} /> : null}
			<p className="play-about">
				{strings.about314} <PageLink href={`/${locale}/machine`}>{strings.machine}</PageLink>
			</p>
		</div>
	);
}

/** The address names a program no longer: what the page shows is another. */
function dropFragment(): void {
	if (location.hash !== "") history.replaceState(history.state, "", location.pathname + location.search);
}
