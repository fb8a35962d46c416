"use client";

import { Check } from "lucide-react";
import type { ItemId } from "@/exercises/types";
import { isDone } from "../answers/done";
import { useAnswers } from "../answers/useAnswers";
import { useText } from "../i18n/LocaleProvider";
import styles from "./CourseMap.module.css";

/** How far this reader is in a lesson: one dot an item. Its place is kept while the progress is being fetched. */
export function LessonState({ items }: { readonly items: readonly ItemId[] }) {
	const text = useText().map;
	const { progress, answered } = useAnswers();
	if (items.length === 0) return null;
	const done = items.filter((id) => isDone(answered.get(id))).length;
	const words =
		progress !== "ready"
			? ""
			: done === 0
				? text.notBegun
				: done === items.length
					? text.done
					: text.doneOf(done, items.length);
	return (
		<span className={styles.state} data-done={done === items.length}>
			<span className={styles.dots} aria-hidden>
				{items.map((id) => (
					<i key={id} data-done={isDone(answered.get(id))} />
				))}
			</span>
			<span className={styles.words}>
				{done === items.length && <Check size={15} aria-hidden />}
				{words}
			</span>
		</span>
	);
}
