"use client";

import { useCallback, useSyncExternalStore } from "react";
import type { Answer, AnsweredItem, ItemId } from "@/exercises/types";
import { useLocale } from "../i18n/LocaleProvider";
import { AnswerClient, type AnswersSnapshot, NO_ANSWERS, type PendingAnswer } from "./client";
import { browserStorage } from "./storage";

let client: AnswerClient | null = null;

/** The page's one client, made in the browser at first use and kept while the page lives. */
function answerClient(): AnswerClient {
	if (client !== null) return client;
	const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("heapwise-answers");
	const made = new AnswerClient({
		fetch: (input, init) => fetch(input, init),
		storage: browserStorage(),
		tell: (answered) => channel?.postMessage(answered),
		schedule: (task, milliseconds) => {
			const timer = setTimeout(task, milliseconds);
			return () => clearTimeout(timer);
		},
		now: () => Date.now(),
	});
	channel?.addEventListener("message", (event) => made.hear(event.data));
	addEventListener("storage", (event) => made.storageChanged(event.key));
	addEventListener("online", made.wake);
	client = made;
	return made;
}

const subscribe = (changed: () => void): (() => void) => answerClient().subscribe(changed);
const snapshot = (): AnswersSnapshot => answerClient().snapshot();
const serverSnapshot = (): AnswersSnapshot => NO_ANSWERS;

/** Everything this reader has answered, as far as it has been fetched. */
export function useAnswers(): AnswersSnapshot {
	return useSyncExternalStore(subscribe, snapshot, serverSnapshot);
}

export interface ItemAnswer {
	readonly progress: AnswersSnapshot["progress"];
	/** The latest graded answer. */
	readonly answered: AnsweredItem | null;
	/** The latest answer that is not graded yet. */
	readonly pending: PendingAnswer | null;
	readonly submit: (answer: Answer) => void;
	/** Sends what waits, now. */
	readonly sendNow: () => void;
}

/** This reader's answer to one item, and the way to give one. */
export function useItemAnswer(item: ItemId): ItemAnswer {
	const locale = useLocale();
	const { progress, answered, pending } = useAnswers();
	const submit = useCallback((answer: Answer) => answerClient().submit(item, locale, answer), [item, locale]);
	const sendNow = useCallback(() => answerClient().wake(), []);
	return {
		progress,
		answered: answered.get(item) ?? null,
		pending: pending.get(item) ?? null,
		submit,
		sendNow,
	};
}
