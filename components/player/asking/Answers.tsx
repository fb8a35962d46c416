"use client";
import type { WhyAlive, WhyFreed } from "../../../engine/questions";
/** The questions about the selected object, and the answer to the one that is asked. */
import type { Locale } from "../../../exercises/types";
import { keyed } from "../keyed";
import { formatBytes } from "../strings";
import { heard, type Named, type Part } from "./parts";
import { Sentence, type SentenceWays } from "./Sentence";
import { ASKING, type AskingStrings } from "./strings";
import type { Answered } from "./use-answer";
import type { Asked, Question } from "./use-ask";
import { WhatIfAnswer } from "./WhatIfAnswer";
import { aliveWords, freedWords } from "./words";

interface AnswersProps {
	readonly asked: Asked;
	readonly ways: SentenceWays;
	readonly locale: Locale;
}

export function Answers({ asked, ways, locale }: AnswersProps) {
	const said = ASKING[locale];
	const { it, references, question, freed, cuts } = asked;
	return (
		<>
			{it === null || references.answer === null ? null : (
				<fieldset className="hwp-ask-questions" aria-label={said.questions}>
					<QuestionButton name="alive" asked={asked} words={said.whyAlive} />
					<QuestionButton name="retained" asked={asked} words={said.whatRetained} />
				</fieldset>
			)}
			<div className="hwp-ask-answer" aria-live="polite">
				{cuts.length > 0 ? (
					<WhatIfAnswer asked={asked} ways={ways} said={said} />
				) : it === null ? null : (question === "alive" || question === "through") && asked.alive.answer !== null ? (
					<AliveAnswer asked={asked} it={it} ways={ways} locale={locale} />
				) : question === "retained" ? (
					<RetainedAnswer asked={asked} ways={ways} said={said} />
				) : null}
				{it === null ? null : <FreedAnswer freed={freed} it={it} ways={ways} locale={locale} />}
			</div>
		</>
	);
}

interface QuestionProps {
	readonly name: Question;
	readonly asked: Asked;
	readonly words: string;
}

function QuestionButton({ name, asked: { question, onQuestion }, words }: QuestionProps) {
	return (
		<button
			type="button"
			className="hwp-button"
			aria-pressed={question === name}
			onClick={() => onQuestion(question === name ? null : name)}
		>
			{words}
		</button>
	);
}

type Sentences = readonly (readonly Part[])[];

export function SentenceList({ of, ways }: { readonly of: Sentences; readonly ways: SentenceWays }) {
	if (of.length === 0) return null;
	return (
		<ol className={of.length === 1 ? "hwp-ask-chain hwp-ask-single" : "hwp-ask-chain"}>
			{keyed(of, heard).map(({ key, item }) => (
				<li key={key}>
					<Sentence parts={item} {...ways} />
				</li>
			))}
		</ol>
	);
}

function AliveAnswer({ asked, it, ways, locale }: AnswersProps & { readonly it: Named }) {
	const { answer, pending } = asked.alive;
	if (answer === null) return null;
	const words = aliveWords(answer, it, locale);
	return (
		<div aria-busy={pending}>
			<p>
				<Sentence parts={words.head} {...ways} />
			</p>
			<SentenceList of={words.chain} ways={ways} />
			{words.onward.length === 0 ? null : <p>{ASKING[locale].fromCycle}</p>}
			<SentenceList of={words.onward} ways={ways} />
			{asked.question === "through" && passes(answer, it.serial) ? <p>{ASKING[locale].throughItself}</p> : null}
		</div>
	);
}

/** The way to the holder of a reference leads through what the reference is to. */
function passes(why: WhyAlive, serial: number): boolean {
	if (why.kind !== "reachable" && why.kind !== "cycle") return false;
	return why.chain.slice(0, -1).some(({ to }) => to.serial === serial);
}

interface FreedProps {
	readonly freed: Answered<WhyFreed>;
	readonly it: Named;
	readonly ways: SentenceWays;
	readonly locale: Locale;
}

/** Owners told of: of a longer chain the first ones and the last. */
const TOLD = 12;

function FreedAnswer({ freed: { answer, pending, failed }, it, ways, locale }: FreedProps) {
	const said = ASKING[locale];
	if (failed) return <p>{said.failed}</p>;
	if (answer?.kind !== "freed") return null;
	const words = freedWords(answer, it, locale);
	const shown = words.length > TOLD ? [...words.slice(0, TOLD - 1), ...words.slice(-1)] : words;
	return (
		<div aria-busy={pending}>
			<h4>{said.whyFreed}</h4>
			<SentenceList of={shown} ways={ways} />
			{words.length > shown.length ? <p className="hwp-quiet">{said.more(words.length - shown.length)}</p> : null}
			<button type="button" className="hwp-button" onClick={() => ways.onGo(answer.step - 1)}>
				{said.beforeThat(answer.step - 1)}
			</button>
		</div>
	);
}

interface RetainedProps {
	readonly asked: Asked;
	readonly ways: SentenceWays;
	readonly said: AskingStrings;
}

/** Objects named of what is retained. */
const NAMED = 24;

function RetainedAnswer({ asked, ways, said }: RetainedProps) {
	const { answer, pending, failed } = asked.retained;
	if (failed) return <p>{said.failed}</p>;
	if (answer === null) return null;
	if (answer === "absent") return <p>{said.absent}</p>;
	const others = answer.serials.slice(1);
	const bytes = formatBytes(answer.bytes);
	return (
		<div aria-busy={pending}>
			<p>{answer.objects === 1 ? said.retainsItself(bytes) : said.retains(answer.objects, bytes)}</p>
			{answer.garbage ? <p>{said.retainsGarbage}</p> : null}
			{answer.byCollector > 0 && answer.objects > 1 ? <p>{said.retainsByCollector(answer.byCollector)}</p> : null}
			{others.length === 0 ? null : (
				<>
					<p>{said.retainsShown}</p>
					<ul className="hwp-ask-names">
						{others.slice(0, NAMED).map((serial) => (
							<li key={serial}>
								<Sentence parts={[{ kind: "object", object: asked.named(serial) }]} {...ways} />
							</li>
						))}
						{answer.own - 1 > NAMED ? <li className="hwp-quiet">{said.more(answer.own - 1 - NAMED)}</li> : null}
					</ul>
				</>
			)}
		</div>
	);
}
