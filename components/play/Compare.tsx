"use client";
/** One program as 3.13 and as 3.14: whether the runs differ, where first, and then both side by side at that step. */
import { useCallback, useEffect, useId, useRef, useState } from "react";
import type { ProfileName } from "../../engine/profiles";
import type { Locale } from "../../exercises/types";
import { grouped } from "../grouped";
import Player from "../player/Player";
import { restAt } from "../player/place";
import { Cancelled, EngineAbsent } from "../player/session";
import type { StepDifference } from "./compare";
import { type Comparison, type RunningBoth, runBoth } from "./run-both";
import { PLAY_STRINGS, type PlayStrings } from "./strings";

type Activity =
	| { readonly kind: "running"; readonly steps: number }
	| { readonly kind: "done"; readonly comparison: Comparison }
	| { readonly kind: "stopped" | "absent" | "failed" };

interface CompareProps {
	readonly source: string;
	readonly locale: Locale;
}

export default function Compare({ source, locale }: CompareProps) {
	const strings = PLAY_STRINGS[locale];
	const [activity, setActivity] = useState<Activity>({ kind: "running", steps: 0 });
	const running = useRef<RunningBoth | null>(null);
	const title = useId();

	const start = useCallback(async (program: string) => {
		running.current?.stop();
		setActivity({ kind: "running", steps: 0 });
		const mine = runBoth(program, (steps) => setActivity({ kind: "running", steps }));
		running.current = mine;
		let ended: Activity;
		try {
			ended = { kind: "done", comparison: await mine.result };
		} catch (error) {
			ended = { kind: error instanceof Cancelled ? "stopped" : error instanceof EngineAbsent ? "absent" : "failed" };
		}
		// Where another comparison has begun meanwhile, this one is nobody's.
		if (running.current === mine) setActivity(ended);
	}, []);

	const atFirst = useRef(source);
	useEffect(() => {
		void start(atFirst.current);
		return () => {
			const mine = running.current;
			running.current = null;
			mine?.stop();
		};
	}, [start]);

	const done = activity.kind === "done" ? activity.comparison : null;
	const stale = done !== null && done.source !== source;
	return (
		<section className="play-compare" aria-labelledby={title}>
			<h2 id={title}>{strings.comparison}</h2>
			<div role="status">
				{activity.kind === "running" ? (
					<p>
						{strings.comparing}
						{activity.steps > 0 ? ` · ${grouped(activity.steps)}` : ""}
					</p>
				) : null}
				{activity.kind === "stopped" ? <p>{strings.compareStopped}</p> : null}
				{activity.kind === "absent" ? <p>{strings.compareAbsent}</p> : null}
				{activity.kind === "failed" ? <p>{strings.compareFailed}</p> : null}
				{done === null ? null : <Verdict comparison={done} strings={strings} />}
				{stale ? <p className="play-stale">{strings.stale}</p> : null}
			</div>
			<p>
				{activity.kind === "running" ? (
					<button type="button" className="button" onClick={() => running.current?.stop()}>
						{strings.stop}
					</button>
				) : stale || done === null ? (
					<button type="button" className="button" onClick={() => void start(source)}>
						{strings.again}
					</button>
				) : null}
			</p>
			{done === null || isSame(done) ? null : <SideBySide comparison={done} locale={locale} strings={strings} />}
		</section>
	);
}

const isSame = ({ output, first, sameOutcome }: Comparison): boolean =>
	output === null && first === null && sameOutcome;

function Verdict({ comparison, strings }: { readonly comparison: Comparison; readonly strings: PlayStrings }) {
	const { left, right, leftLines, output, first, ranLine } = comparison;
	if (isSame(comparison)) return <p>{strings.same(left.steps, leftLines.length)}</p>;
	return (
		<ul className="play-facts">
			<li>
				<b>{strings.differ}</b> {output === null ? strings.sameOutput : strings.outputAt(output.line)}
			</li>
			{comparison.sameOutcome ? null : <li>{strings.outcomeDiffers}</li>}
			{left.steps === right.steps ? null : <li>{strings.stepCounts(left.steps, right.steps)}</li>}
			{first === null ? null : (
				<li>
					<b>{strings.firstStep(first.step, ranLine, first.exact)}</b>
					{words(first.what, strings)}
				</li>
			)}
		</ul>
	);
}

/** Names and counts that are told; the rest is in the players. */
const TOLD = 4;

function words(what: StepDifference, strings: PlayStrings): string {
	const list = (items: readonly string[]) =>
		items.length === 0 ? strings.none : items.slice(0, TOLD).join(", ") + (items.length > TOLD ? ", …" : "");
	switch (what.kind) {
		case "line":
			return strings.what.line(what.left, what.right);
		case "deaths":
		case "alive":
		case "collections":
			return strings.what[what.kind](what.left, what.right);
		case "output":
			return strings.what.output;
		case "order":
		case "counts":
			return strings.what[what.kind](list(what.left), list(what.right));
	}
}

interface SideProps {
	readonly profile: ProfileName;
	readonly lines: readonly string[];
	/** The other run's. */
	readonly others: readonly string[];
	/** How many lines of both are left out at first. */
	readonly from: number;
	readonly strings: PlayStrings;
}

/** Lines of output shown before the first that differs, and in all. */
const BEFORE = 3;
const SHOWN = 16;

function SideBySide(props: {
	readonly comparison: Comparison;
	readonly locale: Locale;
	readonly strings: PlayStrings;
}) {
	const { comparison, locale, strings } = props;
	const { source, leftLines, rightLines, output, first } = comparison;
	const from = Math.max(0, (output?.line ?? 1) - 1 - BEFORE);
	return (
		<>
			<div className="play-sides">
				<OutputSide profile="3.13" lines={leftLines} others={rightLines} from={from} strings={strings} />
				<OutputSide profile="3.14" lines={rightLines} others={leftLines} from={from} strings={strings} />
			</div>
			{first === null ? null : <h3>{strings.bothHere}</h3>}
			{first === null ? null : (
				<div className="play-sides">
					{(["3.13", "3.14"] as const).map((profile) => (
						<Player
							key={`${profile} ${first.step} ${source}`}
							source={source}
							title={strings.python(profile)}
							profile={profile}
							profiles={[profile]}
							locale={locale}
							mode="program"
							editable={false}
							autoRun
							showAt={restAt(first.step)}
						/>
					))}
				</div>
			)}
		</>
	);
}

function OutputSide({ profile, lines, others, from, strings }: SideProps) {
	const shown = lines.slice(from, from + SHOWN);
	const left = lines.length - from - shown.length;
	return (
		<div className="play-side">
			<h3>
				{strings.python(profile)} · {strings.output}
			</h3>
			{lines.length === 0 ? <p>{strings.nothing}</p> : null}
			{from > 0 ? <p>{strings.earlierLines(from)}</p> : null}
			<ol start={from + 1} className="play-lines">
				{shown.map((line, index) => {
					const at = from + index;
					const differs = line !== others[at];
					return (
						<li key={at} className={differs ? "play-differs" : undefined}>
							<code>{line}</code>
							{differs ? <span>{strings.differs}</span> : null}
						</li>
					);
				})}
				{shown.length === 0 && lines.length > 0 ? <li>{strings.noLine}</li> : null}
			</ol>
			{left > 0 ? <p>{strings.moreLines(left)}</p> : null}
		</div>
	);
}
