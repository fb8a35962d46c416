"use client";

import { useEffect, useId, useMemo, useRef, useState } from "react";
import type { RunReport } from "@/engine/api";
import type { PublicCode } from "@/exercises/types";
import { clearDraft, readDraft, writeDraft } from "../answers/drafts";
import { useItemAnswer } from "../answers/useAnswers";
import { apart } from "../apart";
import { useLocale, useText } from "../i18n/LocaleProvider";
import Player from "../player/Player";
import { useWarming } from "../player/use-warming";
import { CheckList } from "./CheckList";
import { DeliveryNote } from "./DeliveryNote";
import { fileOf } from "./file-name";
import { Inline } from "./Inline";
import styles from "./items.module.css";

/** A run in the browser and the program it was a run of. */
interface Ran {
	readonly source: string;
	readonly report: RunReport;
}

/** Both come when the reader turns to the exercise, or when there is something for them to show. */
const CHECKS = apart(() => import("@/exercises/checks").then((module) => module.evaluateChecks));
const SERVER_RUN = apart(() => import("./ServerRun").then((module) => module.default));

function fetchAhead(): void {
	CHECKS.fetch();
	SERVER_RUN.fetch();
}

/** The Python that submissions are graded in. */
const GRADED = ["3.13"] as const;

/**
 * A program to mend or write. Its checks are evaluated in the browser at every run; submitting has the server run it
 * again, and that run counts. What is written is kept as a draft, so that a reload finds it.
 */
export function Exercise({ item, first }: { readonly item: PublicCode; readonly first: string | null }) {
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

	const ServerRun = SERVER_RUN.use(answered !== null);
	const told = ServerRun !== null && ServerRun !== "absent";
	const underway = pending !== null && pending.delivery.kind !== "refused";
	const last = underway ? pending.answer : (answered?.answer ?? null);
	const submitted = last?.kind === "code" ? last.source : null;
	const source = edited ?? submitted ?? item.starter;

	const evaluate = CHECKS.use(ran !== null);
	const results = useMemo(
		() =>
			ran === null || evaluate === null || evaluate === "absent"
				? null
				: evaluate(item.checks, ran.source, ran.report, locale),
		[item.checks, ran, evaluate, locale],
	);
	const player = useRef<HTMLDivElement>(null);
	useWarming(player, fetchAhead);

	useEffect(() => {
		if (underway || awaited.current === null || answered === null || !told) return;
		awaited.current = null;
		result.current?.focus({ preventScroll: true });
	}, [underway, answered, told]);

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
			<div className="wide" ref={player}>
				<Player
					title={fileOf(item.id)}
					source={item.starter}
					first={first}
					draft={source}
					locale={locale}
					mode="exercise"
					late
					profiles={GRADED}
					onSourceChange={edit}
					onReport={(report, ranSource) => {
						CHECKS.fetch();
						setRan({ source: ranSource, report });
					}}
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
				{answered !== null && !underway && told && (
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
