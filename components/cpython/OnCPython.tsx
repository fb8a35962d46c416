"use client";
/**
 * A program run on real CPython, and what it printed held against what our machine printed. Loaded, with all it needs,
 * only when a reader asks for it; it begins at once when it appears.
 */
import { useEffect, useMemo, useRef, useState } from "react";
import type { RunReport } from "../../engine/api";
import type { Locale } from "../../exercises/types";
import { Icon } from "../player/icons";
import { ScrollBox } from "../player/ScrollBox";
import { Compared } from "./Compared";
import { type Answer, withUsualPaths } from "./compare";
import "./cpython.css";
import { type CPythonStrings, STRINGS } from "./strings";
import { type Asked, type FramedRun, useFramedRun, type Written } from "./use-framed-run";

export interface OnCPythonProps {
	/** Another object is another run. */
	readonly asked: Asked;
	/** Our run of the same program on the same Python; null where there is none. */
	readonly ours: RunReport | null;
	/** Whether ours is under way. */
	readonly oursRuns: boolean;
	readonly locale: Locale;
	readonly onAgain: () => void;
	readonly onClose: () => void;
}

/** Text beyond this is not shown while the program runs, the oldest first. */
const SHOWN = 20_000;

export default function OnCPython({ asked, ours, oursRuns, locale, onAgain, onClose }: OnCPythonProps) {
	const strings = STRINGS[locale];
	const root = useRef<HTMLElement>(null);
	const host = useRef<HTMLDivElement>(null);
	const [run, stop] = useFramedRun(host, asked);
	const { release, progress, output } = run;
	const over = progress.kind === "over";
	const theirs = useMemo(() => (over && progress.ran ? answerOf(run) : null), [over, progress, run]);
	const compared = useMemo(() => (ours === null ? null : answerOfOurs(ours)), [ours]);

	// The panel stands below the player, where a reader may not see that it came.
	useEffect(() => {
		if (asked.program !== "") root.current?.scrollIntoView({ block: "nearest" });
	}, [asked]);

	return (
		<section ref={root} className="hwcp" aria-label={strings.region(release?.python ?? asked.profile)}>
			<header className="hwcp-head">
				<h3 className="hwcp-title">{strings.region(release?.python ?? asked.profile)}</h3>
				{release === null ? null : <p className="hwcp-what">{strings.what(release.pyodide)}</p>}
				<span className="hwcp-ways">
					{over ? (
						<button type="button" className="hwp-button" onClick={onAgain}>
							<Icon name="reset" />
							{strings.again}
						</button>
					) : (
						<button type="button" className="hwp-button" onClick={stop}>
							<Icon name="stop" />
							{strings.stop}
						</button>
					)}
					<button type="button" className="hwp-button hwp-square" aria-label={strings.close} onClick={onClose}>
						<Icon name="close" />
					</button>
				</span>
			</header>
			<Status run={run} strings={strings} />
			{theirs !== null && compared !== null ? (
				<Compared
					ours={compared}
					theirs={theirs}
					profile={asked.profile}
					python={release?.python ?? ""}
					strings={strings}
				/>
			) : (
				<>
					{theirs !== null ? (
						<p className="hwcp-quiet">{oursRuns ? strings.waiting : strings.nothingToCompare}</p>
					) : null}
					{output.length > 0 || theirs !== null ? <Live output={output} strings={strings} /> : null}
				</>
			)}
			<div ref={host} />
		</section>
	);
}

function answerOf({ output, progress }: FramedRun): Answer {
	const of = (stream: Written["stream"]) =>
		withUsualPaths(
			output
				.filter((written) => written.stream === stream)
				.map(({ text }) => text)
				.join(""),
		);
	const status = progress.kind === "over" && progress.ending.kind === "exited" ? progress.ending.status : null;
	return { stdout: of("stdout"), stderr: of("stderr"), status };
}

function answerOfOurs({ stdout, stderr, outcome }: RunReport): Answer {
	return { stdout, stderr, status: outcome.kind === "finished" ? outcome.exitStatus : null };
}

/** How far the run is, or what ended it where that was not its own end. */
function Status({ run, strings }: { readonly run: FramedRun; readonly strings: CPythonStrings }) {
	const { progress, release } = run;
	switch (progress.kind) {
		case "looking":
			return <Line words={strings.looking} />;
		case "loading": {
			const total = release?.bytes ?? 1;
			const words = strings.loading(progress.loaded, total);
			return (
				<div className="hwcp-status">
					<progress className="hwcp-bar" max={total} value={progress.loaded} aria-label={words} />
					<p>{words}</p>
				</div>
			);
		}
		case "starting":
			return (
				<div className="hwcp-status" role="status">
					<progress className="hwcp-bar" aria-label={strings.starting} />
					<p>{strings.starting}</p>
				</div>
			);
		case "running":
			return <Clock since={progress.since} strings={strings} />;
		case "over": {
			const { ending } = progress;
			if (ending.kind === "exited") return null;
			return (
				<p className="hwp-notice" role={ending.kind === "stopped" ? "status" : "alert"}>
					{strings[ending.kind]}
					{ending.kind === "broke" ? (
						<>
							{" "}
							<span lang="en">{ending.message}</span>
						</>
					) : null}
				</p>
			);
		}
	}
}

function Line({ words }: { readonly words: string }) {
	return (
		<div className="hwcp-status" role="status">
			<p>{words}</p>
		</div>
	);
}

/** Counts the seconds of a run. */
function Clock({ since, strings }: { readonly since: number; readonly strings: CPythonStrings }) {
	const [now, setNow] = useState(since);
	useEffect(() => {
		const timer = setInterval(() => setNow(Date.now()), 500);
		return () => clearInterval(timer);
	}, []);
	return (
		<div className="hwcp-status">
			<p>{strings.running(Math.max(0, Math.floor((now - since) / 1000)))}</p>
		</div>
	);
}

/** What has been printed, in the order written. */
function Live({ output, strings }: { readonly output: readonly Written[]; readonly strings: CPythonStrings }) {
	let left = SHOWN;
	const shown = output
		.map(({ stream, text }, index) => ({ stream, text, key: index }))
		.toReversed()
		.map((part) => {
			const text = left > 0 ? part.text.slice(-left) : "";
			left -= text.length;
			return { ...part, text };
		})
		.toReversed();
	return (
		<ScrollBox className="hwcp-live" label={strings.output}>
			{output.length === 0 ? (
				<p className="hwcp-quiet">{strings.noOutput}</p>
			) : (
				<pre>
					{shown.map(({ stream, text, key }) => (
						<span key={key} className={stream === "stderr" ? "hwp-stderr" : undefined}>
							{withUsualPaths(text)}
						</span>
					))}
				</pre>
			)}
		</ScrollBox>
	);
}
