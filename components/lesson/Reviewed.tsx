"use client";
/** A graded answer: the verdict, and every option explained. Loaded once there is an answer. */
import type { AnsweredItem, Grade, PublicChoice, PublicShort, Review } from "@/exercises/types";
import { useText } from "../i18n/LocaleProvider";
import { Icon } from "../icons";
import { Inline } from "./Inline";
import styles from "./items.module.css";
import { pickedOptions } from "./picked-options";

interface ReviewedProps {
	readonly item: PublicChoice | PublicShort;
	readonly answered: AnsweredItem;
}

export default function Reviewed({ item, answered }: ReviewedProps) {
	return (
		<>
			<Verdict grade={answered.grade} />
			<Explained item={item} answered={answered} />
		</>
	);
}

function Verdict({ grade }: { readonly grade: Grade }) {
	const text = useText().item;
	const tone = grade.correct ? "right" : grade.credit > 0 ? "partly" : "wrong";
	return (
		<p className={styles.verdict} data-tone={tone}>
			<Icon name={grade.correct ? "check" : "x"} size={18} />
			{text[tone]}
		</p>
	);
}

function Explained({ item, answered }: ReviewedProps) {
	const text = useText().item;
	const { review, answer } = answered;
	if (review.kind === "short") {
		return (
			<div className={styles.explained}>
				<dl className={styles.given}>
					<dt>{text.yourAnswer}</dt>
					<dd>
						<pre>{answer.kind === "short" ? answer.text : ""}</pre>
					</dd>
					<dt>{text.accepted}</dt>
					<dd>
						<pre>{review.accepted[0] ?? ""}</pre>
					</dd>
				</dl>
				<p>
					<Inline text={review.explanation} />
				</p>
			</div>
		);
	}
	if (review.kind === "code" || item.kind === "short") return null;
	const picked = pickedOptions(answer);
	return (
		<ul className={styles.reviewed}>
			{item.options.map((option) => (
				<ReviewedOption
					key={option.id}
					text={option.text}
					picked={picked.includes(option.id)}
					explained={review.options.find((other) => other.id === option.id) ?? null}
				/>
			))}
		</ul>
	);
}

interface ReviewedOptionProps {
	readonly text: string;
	readonly picked: boolean;
	readonly explained: Extract<Review, { readonly kind: "choice" | "multiple" }>["options"][number] | null;
}

function ReviewedOption({ text: optionText, picked, explained }: ReviewedOptionProps) {
	const text = useText().item;
	const correct = explained?.correct === true;
	return (
		<li className={styles.reviewedOption} data-correct={correct} data-picked={picked}>
			<span className={styles.mark}>
				<Icon name={correct ? "check" : "x"} size={17} />
				<span className="spoken">{correct ? text.isRight : text.isWrong}</span>
			</span>
			<div>
				<p className={styles.optionText}>
					<Inline text={optionText} />
					{picked && <span className={styles.chosen}>{text.chosen}</span>}
				</p>
				{explained !== null && (
					<p className={styles.why}>
						<Inline text={explained.explanation} />
					</p>
				)}
			</div>
		</li>
	);
}
