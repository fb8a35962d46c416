"use client";
/** What the server found when it ran a submission. Loaded with the first submission, or with one that was made before. */
import { useId } from "react";
import type { AnsweredItem, CheckResult, Review } from "@/exercises/types";
import { useText } from "../i18n/LocaleProvider";
import { counted } from "../i18n/template";
import { CheckList } from "./CheckList";
import { FOCUSABLE } from "./focusable";
import { Inline } from "./Inline";
import styles from "./items.module.css";

interface ServerRunProps {
	readonly answered: AnsweredItem;
	/** The editor still holds the very program that was submitted. */
	readonly current: boolean;
	/** What the browser's run of that program showed, if it has run here: said once, not twice. */
	readonly shown: readonly CheckResult[] | null;
}

export default function ServerRun({ answered, current, shown }: ServerRunProps) {
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
