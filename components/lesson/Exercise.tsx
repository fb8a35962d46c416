"use client";

import { useEffect, useId, useMemo, useRef, useState } from "react";
import type { RunReport } from "@/engine/api";
import { evaluateChecks } from "@/exercises/checks";
import type { AnsweredItem, CheckResult, PublicCode, Review } from "@/exercises/types";
import { clearDraft, readDraft, writeDraft } from "../answers/drafts";
import { useItemAnswer } from "../answers/useAnswers";
import { useLocale, useText } from "../i18n/LocaleProvider";
import { counted } from "../i18n/template";
import Player from "../player/Player";
import { CheckList } from "./CheckList";
import { DeliveryNote } from "./DeliveryNote";
import { fileOf } from "./file-name";
import { FOCUSABLE } from "./focusable";
import { Inline } from "./Inline";
import styles from "./items.module.css";

/** A run in the browser and the program it was a run of. */
interface Ran {
	readonly source: string;
	readonly report: RunReport;
}

/**
 * A program to mend or write. Its checks are evaluated in the browser at every run; submitting has the server run it
 * again, and that run counts. What is written is kept as a draft, so that a reload finds it.
 */
/** The Python that submissions are graded in. */
const GRADED = ["3.13"] as const;

export function Exercise({ item }: { readonly item: PublicCode }) {
	const text = useText().item;
	const locale = useLocale();
	const { answered, pending, submit, sendNow } = useItemAnswer(item.id);
	const [edited, setEdited] = useState<string | null>(null);
	const [ran, setRan] = useState<Ran | null>(null);
	const heading = useId();
	const result = useRef<HTMLDivElement>(null);
	const awaited = useRef<string | null>(null);

	// Storage is read after hydration: the server's page cannot know it.
	useEffect(() => setEdited((now) => now ?? readDraft(item.id)), [item.id]);

	const underway = pending !== null && pending.delivery.kind !== "refused";
	const last = underway ? pending.answer : (answered?.answer ?? null);
	const submitted = last?.kind === "code" ? last.source : null;
	const source = edited ?? submitted ?? item.starter;

	const results = useMemo(
		() => (ran === null ? null : evaluateChecks(item.checks, ran.source, ran.report, locale)),
		[item.checks, ran, locale],
	);

	useEffect(() => {
		if (underway || awaited.current === null || answered === null) return;
		awaited.current = null;
		result.current?.focus({ preventScroll: true });
	}, [underway, answered]);

	function edit(next: string): void {
		setEdited(next);
		if (next === item.starter) clearDraft(item.id);
		else writeDraft(item.id, next);
	}

	function send(): void {
		if (underway || source.trim() === "") return;
		awaited.current = source;
		submit({ kind: "code", source });
	}

	return (
		<>
			<section className={styles.exercise} aria-labelledby={heading}>
				<h2 id={heading}>{text.exercise}</h2>
				<p className={styles.goal}>
					<Inline text={item.prompt} />
				</p>
			</section>
			<div className="wide">
				<Player
					title={fileOf(item.id)}
					source={item.starter}
					draft={source}
					locale={locale}
					mode="exercise"
					profiles={GRADED}
					onSourceChange={edit}
					onReport={(report, ranSource) => setRan({ source: ranSource, report })}
				/>
			</div>
			<div className={styles.answering}>
				<h3 className={styles.subhead}>
					<span id={`${heading}-checks`}>{text.goal}</span> <small>{browserHint(ran, source, text)}</small>
				</h3>
				<CheckList
					labelledBy={`${heading}-checks`}
					labels={item.checks.map((check) => check.label)}
					results={results}
				/>
				<div className={styles.actions}>
					<button type="button" className="button primary" aria-disabled={underway} onClick={send}>
						{text.submit}
					</button>
					<p>{text.submitHint}</p>
				</div>
				<div role="status" className={styles.live}>
					{pending !== null && <DeliveryNote delivery={pending.delivery} sendNow={sendNow} />}
				</div>
				{answered !== null && !underway && (
					<div ref={result} tabIndex={-1} className={styles.result}>
						<ServerRun
							answered={answered}
							current={source === submitted}
							shown={ran !== null && ran.source === submitted ? results : null}
						/>
					</div>
				)}
			</div>
		</>
	);
}

function browserHint(
	ran: Ran | null,
	source: string,
	text: { readonly goalIdle: string; readonly goalStale: string },
): string {
	if (ran === null) return text.goalIdle;
	return ran.source === source ? "" : text.goalStale;
}

interface ServerRunProps {
	readonly answered: AnsweredItem;
	/** The editor still holds the very program that was submitted. */
	readonly current: boolean;
	/** What the browser's run of that program showed, if it has run here: said once, not twice. */
	readonly shown: readonly CheckResult[] | null;
}

/** What the server found when it ran the submission. */
function ServerRun({ answered, current, shown }: ServerRunProps) {
	const text = useText().item;
	const { review, grade, attempts } = answered;
	const heading = useId();
	if (review.kind !== "code") return null;
	const failed = review.checks.filter((check) => !check.passed);
	const agreed = shown !== null && review.checks.every((check, index) => check.found === shown[index]?.found);
	return (
		<>
			<h3 className={styles.subhead}>
				<span id={heading}>{text.serverRun}</span>{" "}
				<small>
					{counted(text.attempts, attempts)}
					{!current && ` · ${text.submittedEarlier}`}
				</small>
			</h3>
			<p className={styles.verdict} data-tone={grade.correct ? "right" : "wrong"}>
				{grade.correct ? text.serverPassed : counted(text.serverFailed, failed.length)}
			</p>
			{failed.length > 0 && !agreed && (
				<CheckList labelledBy={heading} labels={failed.map((check) => check.label)} results={failed} />
			)}
			<Transcript review={review} checks={failed} />
			{review.explanation !== null && (
				<p className={styles.why}>
					<Inline text={review.explanation} />
				</p>
			)}
		</>
	);
}

/** Output of the server's run where something failed: with a passing run it would repeat what the player shows. */
function Transcript({
	review,
	checks,
}: {
	readonly review: Extract<Review, { readonly kind: "code" }>;
	readonly checks: readonly CheckResult[];
}) {
	const text = useText().item;
	if (checks.length === 0) return null;
	return (
		<details className={styles.run}>
			<summary>{text.serverOutput}</summary>
			<pre className={styles.transcript} {...FOCUSABLE}>
				{review.stdout === "" ? text.nothingPrinted : review.stdout}
			</pre>
			{review.stderr !== "" && (
				<pre className={styles.transcript} data-stream="stderr" {...FOCUSABLE}>
					{review.stderr}
				</pre>
			)}
		</details>
	);
}
