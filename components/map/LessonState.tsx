"use client";

import type { ItemId } from "@/exercises/types";
import { isDone } from "../answers/done";
import { useAnswers } from "../answers/useAnswers";
import { useText } from "../i18n/LocaleProvider";
import { filled } from "../i18n/template";
import { Icon } from "../icons";
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
					: filled(text.doneOf, { done, total: items.length });
	return (
		<span className={styles.state} data-done={done === items.length}>
			<span className={styles.dots} aria-hidden>
				{items.map((id) => (
					<i key={id} data-done={isDone(answered.get(id))} />
				))}
			</span>
			<span className={styles.words}>
				{done === items.length && <Icon name="check" size={15} />}
				{words}
			</span>
		</span>
	);
}
