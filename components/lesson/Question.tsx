"use client";

import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import type { Answer, PublicChoice, PublicShort } from "@/exercises/types";
import { useItemAnswer } from "../answers/useAnswers";
import { apart } from "../apart";
import { useText } from "../i18n/LocaleProvider";
import { DeliveryNote } from "./DeliveryNote";
import { Inline } from "./Inline";
import styles from "./items.module.css";
import { Listing } from "./Listing";
import { pickedOptions } from "./picked-options";

const REVIEWED = apart(() => import("./Reviewed").then((module) => module.default));

interface Props {
	readonly item: PublicChoice | PublicShort;
	/** Said before the prompt, by screen readers too: "Question 2 of 3". Null where a heading says enough. */
	readonly label: string | null;
	/** The word on the button that gives the answer. */
	readonly submitLabel: string;
	/** Whether a wrong answer may be given again. A prediction stays what it was. */
	readonly repeatable: boolean;
	/** Whether the item's program is listed here; the part around it may show it otherwise. */
	readonly listProgram: boolean;
}

/** One question: its prompt, a way to answer, and once it is graded, every option explained. */
export function Question({ item, label, submitLabel, repeatable, listProgram }: Props) {
	const text = useText().item;
	const { answered, pending, submit, sendNow } = useItemAnswer(item.id);
	const [draft, setDraft] = useState<Answer>(() => emptyAnswer(item));
	const [complaint, setComplaint] = useState<string | null>(null);
	const [repeating, setRepeating] = useState(false);
	const result = useRef<HTMLDivElement>(null);
	const focusResult = useRef(false);
	const fields = useRef<HTMLFieldSetElement>(null);
	const focusInput = useRef(false);
	const complaintId = useId();

	const underway = pending !== null && pending.delivery.kind !== "refused";
	const graded = answered !== null && !underway && !repeating ? answered : null;
	const Reviewed = REVIEWED.use(graded !== null);
	// Until the review can be drawn, the question stays as it was answered.
	const locked = underway || (graded !== null && Reviewed === null);
	const reviewed = Reviewed === null || Reviewed === "absent" ? null : graded;
	const shown: Answer = underway ? pending.answer : draft;

	// The button that was pressed goes with what it did: the reader's place moves to the result, or back to the inputs.
	useEffect(() => {
		if (reviewed !== null && focusResult.current) {
			focusResult.current = false;
			result.current?.focus({ preventScroll: true });
		}
		if (reviewed === null && focusInput.current) {
			focusInput.current = false;
			fields.current?.querySelector<HTMLElement>("input, textarea")?.focus();
		}
	}, [reviewed]);

	function answer(event: FormEvent): void {
		event.preventDefault();
		if (locked) return;
		if (isEmpty(draft)) {
			setComplaint(draft.kind === "short" ? text.writeFirst : text.chooseFirst);
			return;
		}
		setComplaint(null);
		setRepeating(false);
		focusResult.current = true;
		submit(draft);
	}

	return (
		<form className={styles.question} onSubmit={answer} noValidate>
			<fieldset ref={fields} aria-describedby={complaint === null ? undefined : complaintId}>
				<legend>
					{label !== null && <span className={styles.label}>{label}</span>}
					<span className={styles.prompt}>
						<Inline text={item.prompt} />
						{item.kind === "multiple" && reviewed === null && <span className={styles.hint}>{text.several}</span>}
					</span>
				</legend>
				{listProgram && item.program !== null && <Listing source={item.program} />}
				{reviewed === null && (
					<Inputs
						item={item}
						answer={shown}
						locked={locked}
						change={(next) => {
							setDraft(next);
							setComplaint(null);
							REVIEWED.fetch();
						}}
					/>
				)}
				{reviewed !== null && Reviewed !== null && Reviewed !== "absent" && (
					<div ref={result} tabIndex={-1} className={styles.result}>
						<Reviewed item={item} answered={reviewed} />
					</div>
				)}
			</fieldset>
			{reviewed === null && (
				<button type="submit" className="button primary" aria-disabled={locked}>
					{submitLabel}
				</button>
			)}
			{reviewed !== null && repeatable && !reviewed.grade.correct && (
				<button
					type="button"
					className="button"
					onClick={() => {
						setDraft(emptyAnswer(item));
						focusInput.current = true;
						setRepeating(true);
					}}
				>
					{text.again}
				</button>
			)}
			<div role="status" className={styles.live}>
				{complaint !== null && (
					<p id={complaintId} className={styles.note} data-tone="refused">
						{complaint}
					</p>
				)}
				{pending !== null && <DeliveryNote delivery={pending.delivery} sendNow={sendNow} />}
			</div>
		</form>
	);
}

function emptyAnswer(item: PublicChoice | PublicShort): Answer {
	switch (item.kind) {
		case "choice":
			return { kind: "choice", option: "" };
		case "multiple":
			return { kind: "multiple", options: [] };
		case "short":
			return { kind: "short", text: "" };
	}
}

function isEmpty(answer: Answer): boolean {
	switch (answer.kind) {
		case "choice":
			return answer.option === "";
		case "multiple":
			return answer.options.length === 0;
		case "short":
			return answer.text.trim() === "";
		case "code":
			return answer.source.trim() === "";
	}
}

interface InputsProps {
	readonly item: PublicChoice | PublicShort;
	readonly answer: Answer;
	/** The answer is on its way and cannot be changed. */
	readonly locked: boolean;
	readonly change: (answer: Answer) => void;
}

function Inputs({ item, answer, locked, change }: InputsProps) {
	const text = useText().item;
	if (item.kind === "short") {
		const value = answer.kind === "short" ? answer.text : "";
		const shared = {
			className: styles.typed,
			value,
			readOnly: locked,
			"aria-label": item.multiline ? text.output : text.yourAnswer,
			autoComplete: "off",
			autoCapitalize: "off",
			spellCheck: false,
		};
		return item.multiline ? (
			<textarea {...shared} rows={4} onChange={(event) => change({ kind: "short", text: event.target.value })} />
		) : (
			<input {...shared} type="text" onChange={(event) => change({ kind: "short", text: event.target.value })} />
		);
	}
	const picked = pickedOptions(answer);
	const toggle = (id: string, on: boolean): void => {
		if (item.kind === "choice") change({ kind: "choice", option: id });
		else change({ kind: "multiple", options: on ? [...picked, id] : picked.filter((other) => other !== id) });
	};
	return (
		<div className={styles.options} data-short={item.options.every((option) => option.text.length <= 14)}>
			{item.options.map((option) => (
				<label key={option.id} className={styles.option}>
					<input
						type={item.kind === "choice" ? "radio" : "checkbox"}
						name={item.id}
						value={option.id}
						checked={picked.includes(option.id)}
						disabled={locked}
						onChange={(event) => toggle(option.id, event.target.checked)}
					/>
					<span>
						<Inline text={option.text} />
					</span>
				</label>
			))}
		</div>
	);
}
