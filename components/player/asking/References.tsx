"use client";
/** The references that make up the selected object's count, each of which can be thought away; and those it holds. */
import { useEffect, useId, useRef } from "react";
import type { Reference } from "../../../engine/questions";
import type { Locale } from "../../../exercises/types";
import { isFurniture } from "../graph/outline";
import { Icon } from "../icons";
import { keyed } from "../keyed";
import type { MoreStrings } from "../more-strings";
import { heard, object, say } from "./parts";
import { Sentence, type SentenceWays } from "./Sentence";
import { ASKING, type AskingStrings } from "./strings";
import { isReference } from "./through";
import type { Asked } from "./use-ask";
import { referenceWords } from "./words";

/** References listed; the rest is counted. */
const LISTED = 24;

interface ListProps {
	readonly asked: Asked;
	readonly ways: SentenceWays;
	readonly locale: Locale;
}

export function ReferenceList({ asked, ways, locale }: ListProps) {
	const { references, view, cuts, onCut, picked, onPick, question, onQuestion } = asked;
	const row = useRef<HTMLLIElement>(null);
	// One picked on the graph comes into sight where the panel scrolls by itself; the page stays where it is.
	useEffect(() => {
		const side = picked === null ? null : row.current?.closest(".hwp-side");
		if (side == null || row.current === null) return;
		const [box, seen] = [row.current.getBoundingClientRect(), side.getBoundingClientRect()];
		if (box.top < seen.top) side.scrollTop -= seen.top - box.top;
		else if (box.bottom > seen.bottom) side.scrollTop += box.bottom - seen.bottom;
	}, [picked]);
	const said = ASKING[locale];
	const id = useId();
	const all = references.answer;
	if (all === null) return null;
	// In the midst of a step the count shown is that moment's, and the references those of the moment before.
	const unseen = view === null || view.immortal || references.pending || asked.inMidst ? 0 : view.refcnt - all.length;
	const meant = picked === null ? undefined : all.find((reference) => isReference(reference, picked));
	const first = all.slice(0, LISTED);
	const listed = meant === undefined || first.includes(meant) ? first : [...first, meant];
	const some = all.some((reference) => reference.id !== null);
	return (
		<section className="hwp-ask-part" aria-busy={references.pending}>
			<h4>{all.length === 0 ? said.noReferences : said.referredBy(all.length)}</h4>
			{some ? <p className="hwp-quiet">{said.takeAway}</p> : null}
			<ul className="hwp-ask-references">
				{keyed(listed, keyOfReference).map(({ key, item, at }) => {
					const words = referenceWords(item, locale);
					const isMeant = item === meant;
					const away = cuts.some((cut) => cut.id === item.id && item.id !== null);
					return (
						<li
							key={key}
							ref={isMeant ? row : undefined}
							className={`${away ? "hwp-ask-away" : ""}${isMeant ? " hwp-ask-picked" : ""}`}
						>
							<input
								type="checkbox"
								checked={away}
								disabled={item.id === null}
								aria-labelledby={`${id}-${at}`}
								title={item.id === null ? said.cannotGo : undefined}
								// While the references of this step are awaited, those of another are shown.
								onChange={({ target }) => {
									if (!references.pending) onCut(item, target.checked);
								}}
							/>
							<span id={`${id}-${at}`}>
								<Sentence parts={words} {...ways} />
							</span>
							<button
								type="button"
								className="hwp-ask-close"
								aria-pressed={isMeant}
								aria-label={said.pick(heard(words))}
								title={said.pick(heard(words))}
								onClick={() =>
									onPick(isMeant ? null : { from: item.from?.serial ?? null, label: item.label, to: item.to.serial })
								}
							>
								<Icon name="right" />
							</button>
							{isMeant ? (
								<div className="hwp-ask-ways">
									<button
										type="button"
										className="hwp-button"
										aria-pressed={question === "through"}
										onClick={() => onQuestion(question === "through" ? null : "through")}
									>
										{said.aliveThrough}
									</button>
									{item.id === null ? null : (
										<button
											type="button"
											className="hwp-button"
											aria-pressed={away}
											onClick={() => !references.pending && onCut(item, !away)}
										>
											{said.withoutIt}
										</button>
									)}
								</div>
							) : null}
						</li>
					);
				})}
				{all.length > listed.length ? <li className="hwp-quiet">{said.more(all.length - listed.length)}</li> : null}
				{unseen > 0 ? <li className="hwp-quiet">{said.heldByMachine(unseen)}</li> : null}
			</ul>
			{view === null || view.weakrefs.length === 0 ? null : (
				<p className="hwp-weak-word">
					<Sentence
						parts={view.weakrefs
							.slice(0, LISTED)
							.flatMap((serial, at) =>
								at === 0 ? say`${said.weakly}${object(asked.named(serial))}` : say`, ${object(asked.named(serial))}`,
							)}
						{...ways}
					/>
				</p>
			)}
		</section>
	);
}

const keyOfReference = ({ from, label }: Reference): string => `${from?.serial ?? ""} ${label}`;

interface FieldsProps {
	readonly asked: Asked;
	readonly ways: SentenceWays;
	readonly strings: MoreStrings;
	readonly said: AskingStrings;
}

/** What it refers to, as its card has it: from each object there is a way on. */
export function FieldList({ asked, ways, strings, said }: FieldsProps) {
	const { view } = asked;
	if (view === null || view.slots.length === 0) return null;
	return (
		<section className="hwp-ask-part">
			<h4>{said.refersTo}</h4>
			<ul className="hwp-ask-fields">
				{keyed(view.slots, (slot) => slot.label).map(({ key, item: { label, ref, strength } }) => (
					<li key={key}>
						<code>{label}</code>{" "}
						{ref.kind === "object" ? (
							<Sentence parts={[object(asked.named(ref.serial))]} {...ways} />
						) : (
							<span className={isFurniture(ref) ? "hwp-furniture-word" : "hwp-value-word"}>{ref.text}</span>
						)}
						{strength === "weak" ? <span className="hwp-weak-word"> {strings.weakMark}</span> : null}
					</li>
				))}
				{view.slotsOmitted > 0 ? <li className="hwp-quiet">{said.more(view.slotsOmitted)}</li> : null}
			</ul>
		</section>
	);
}
