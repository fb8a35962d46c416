"use client";
/** What would die without some references, in order and by whom; and the way to put them back. */
import type { Dying } from "../../../engine/questions";
import { Icon } from "../icons";
import { keyed } from "../keyed";
import { object } from "./parts";
import { Sentence, type SentenceWays } from "./Sentence";
import type { AskingStrings } from "./strings";
import type { Asked } from "./use-ask";

/** Objects named of those that would die in one way; the rest is counted. */
const NAMED = 24;

interface WhatIfProps {
	readonly asked: Asked;
	readonly ways: SentenceWays;
	readonly said: AskingStrings;
}

export function WhatIfAnswer({ asked, ways, said }: WhatIfProps) {
	const { answer, pending, failed } = asked.whatIf;
	return (
		<div className="hwp-ask-whatif" aria-busy={pending}>
			<div className="hwp-ask-head">
				<h4>{said.without(asked.cuts.length)}</h4>
				<button type="button" className="hwp-button" title={`${said.putBack} (Esc)`} onClick={asked.onPutBack}>
					<Icon name="reset" />
					{said.putBack}
				</button>
			</div>
			{failed ? <p>{said.failed}</p> : null}
			{answer === null ? null : (
				<>
					{answer.counts.byCount + answer.counts.byCollector === 0 ? <p>{said.nothingDies}</p> : null}
					<Group
						words={said.byCount}
						count={answer.counts.byCount}
						of={answer.byCount}
						ordered
						ways={ways}
						said={said}
					/>
					<Group
						words={(count) => said.byCollector(count, answer.counts.byCount === 0)}
						count={answer.counts.byCollector}
						of={answer.byCollector}
						ways={ways}
						said={said}
					/>
					<Group
						words={said.finalizers}
						of={[...answer.byCount, ...answer.byCollector].filter(({ finalizer }) => finalizer)}
						ways={ways}
						said={said}
					/>
					<Group
						words={said.callbacks}
						of={answer.callbacks.map((serial) => ({ ...asked.named(serial), type: "", finalizer: false }))}
						ways={ways}
						said={said}
					/>
					<Group words={said.already} count={answer.counts.already} of={answer.already} ways={ways} said={said} />
				</>
			)}
		</div>
	);
}

interface GroupProps {
	readonly words: (count: number) => string;
	readonly of: readonly Dying[];
	/** How many there are, those that no card shows included; as many as are listed if it is not said. */
	readonly count?: number;
	readonly ordered?: boolean;
	readonly ways: SentenceWays;
	readonly said: AskingStrings;
}

function Group({ words, of, count = of.length, ordered = false, ways, said }: GroupProps) {
	if (count === 0) return null;
	const listed = of.slice(0, NAMED);
	const unlisted = Math.max(0, of.length - NAMED);
	const items = keyed(listed, ({ serial }) => String(serial)).map(({ key, item }) => (
		<li key={key}>
			<Sentence parts={[object(item)]} {...ways} />
		</li>
	));
	const rest = (
		<>
			{unlisted > 0 ? <li className="hwp-quiet">{said.more(unlisted)}</li> : null}
			{count > of.length ? <li className="hwp-quiet">{said.noCard(count - of.length)}</li> : null}
		</>
	);
	return (
		<>
			<p>{words(count)}</p>
			{ordered ? (
				<ol className="hwp-ask-names">
					{items}
					{rest}
				</ol>
			) : (
				<ul className="hwp-ask-names">
					{items}
					{rest}
				</ul>
			)}
		</>
	);
}
