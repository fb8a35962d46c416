"use client";
/**
 * What is asked about the selected object and what the engine answers: one question at a time, references thought away,
 * and the marks that the graph draws for it. Nothing of it outlives the step but the question itself.
 */
import { useMemo, useState } from "react";
import type { DeathView, HeapState, ObjectView } from "../../../engine/api";
import type { Reference, Retained, WhatIf, WhyAlive, WhyFreed } from "../../../engine/questions";
import { PLAIN, through } from "../graph/lens";
import type { DrawnReference, GraphMarks } from "../graph/marks";
import type { ViewsProps } from "../Views";
import { marksOf } from "./marks";
import type { Named } from "./parts";
import { aliveThrough, isReference } from "./through";
import { type Answered, useAnswer } from "./use-answer";

/** `through`: why it is alive by way of one reference, that which is picked. */
export type Question = "alive" | "retained" | "through";

export interface Asked {
	/** The step that questions are about: in the midst of one, the step before. */
	readonly step: number;
	readonly inMidst: boolean;
	/** The selected object; null: none is. */
	readonly it: Named | null;
	/** As the state shown has it, where it lists it. */
	readonly view: ObjectView | null;
	/** Its death, where it is dead at this step and one of the latest. */
	readonly death: DeathView | null;
	/** An object by the name that the state shown has for it. */
	readonly named: (serial: number) => Named;
	readonly question: Question | null;
	readonly onQuestion: (question: Question | null) => void;
	/** The references thought away, at this step alone. */
	readonly cuts: readonly Reference[];
	readonly onCut: (reference: Reference, away: boolean) => void;
	readonly onPutBack: () => void;
	/** The reference that is picked, on the graph or in the list. */
	readonly picked: DrawnReference | null;
	readonly onPick: (reference: DrawnReference | null) => void;
	readonly references: Answered<readonly Reference[]>;
	readonly alive: Answered<WhyAlive>;
	readonly freed: Answered<WhyFreed>;
	readonly retained: Answered<Retained | "absent">;
	readonly whatIf: Answered<WhatIf>;
	readonly marks: GraphMarks | undefined;
}

/** The state that the views draw: inside a collection's phase, the one before the step. */
export function visibleState({ place, state, before }: ViewsProps["shown"]): HeapState {
	return place.phase !== null && before !== null ? before : state;
}

interface Cuts {
	readonly recorded: ViewsProps["recorded"];
	readonly step: number;
	readonly references: readonly Reference[];
}

const NONE: readonly Reference[] = [];

export function useAsk({ recorded, shown, selected, asking }: ViewsProps): Asked {
	const [question, setQuestion] = useState<Question | null>(null);
	const [kept, setKept] = useState<Cuts | null>(null);
	const [lastPicked, setPicked] = useState<DrawnReference | null>(null);
	const { place } = shown;
	const inMidst = place.moment !== null;
	const step = inMidst || place.phase !== null ? place.step - 1 : place.step;
	const state = visibleState(shown);
	const view = useMemo(() => {
		const within = ({ objects }: HeapState) => objects.find(({ serial }) => serial === selected);
		// As the graph has it: a weak container's fields are its entries.
		return within(through(state, PLAIN, new Map()).state) ?? within(state) ?? null;
	}, [state, selected]);
	const death = useMemo(() => state.deaths.find(({ serial }) => serial === selected) ?? null, [state, selected]);
	const cuts = kept !== null && kept.recorded === recorded && kept.step === step ? kept.references : NONE;

	const about = (asked: boolean): string | null => (asked && selected !== null ? String(selected) : null);
	const serial = selected ?? 0;
	const freed = useAnswer(about(view === null), step, (at) => asking.ask("whyFreed", at, serial));
	const listed = view !== null || (death === null && freed.answer?.kind === "alive");
	const references = useAnswer<readonly Reference[]>(about(listed), step, (at) =>
		asking.ask("referencesTo", at, serial),
	);
	const picked = lastPicked?.to === selected ? lastPicked : null;
	const meant = picked === null ? undefined : references.answer?.find((each) => isReference(each, picked));
	const alive = useAnswer<WhyAlive>(
		question === "through"
			? about(listed && meant !== undefined) && `${selected} ${picked?.from} ${picked?.label}`
			: about(listed && question === "alive"),
		step,
		(at) =>
			question === "through" && meant !== undefined
				? aliveThrough(asking, at, meant)
				: asking.ask("whyAlive", at, serial),
	);
	const retained = useAnswer<Retained | "absent">(about(listed && question === "retained"), step, async (at) => {
		return (await asking.ask("retained", at, serial)) ?? "absent";
	});
	const ids = cuts.flatMap(({ id }) => id ?? []);
	const whatIf = useAnswer(ids.length === 0 ? null : ids.join(), step, (at) => asking.ask("whatIf", at, ids));

	const named = (of: number): Named => {
		const text = state.objects.find((each) => each.serial === of)?.text;
		return { serial: of, text: text ?? "", own: true };
	};
	const it = useMemo<Named | null>(() => {
		if (selected === null) return null;
		const text = view?.text ?? death?.text ?? references.answer?.[0]?.to.text ?? "";
		return { serial: selected, text, own: true };
	}, [selected, view, death, references.answer]);

	const marks = useMemo(
		() =>
			marksOf({
				alive: alive.pending ? null : alive.answer,
				cuts,
				whatIf: whatIf.pending ? null : whatIf.answer,
				retained: retained.pending || retained.answer === "absent" ? null : retained.answer,
			}),
		[alive, cuts, whatIf, retained],
	);

	return {
		step,
		inMidst,
		it,
		view,
		death,
		named,
		question,
		onQuestion: setQuestion,
		cuts,
		onCut: (reference, away) => {
			const others = cuts.filter(({ id }) => id !== reference.id);
			setKept({ recorded, step, references: away ? [...others, reference] : others });
		},
		onPutBack: () => setKept(null),
		picked,
		onPick: (reference) => {
			setPicked(reference);
			if (reference === null && question === "through") setQuestion(null);
		},
		references,
		alive,
		freed,
		retained,
		whatIf,
		marks,
	};
}
