"use client";

import type { ItemId } from "@/exercises/types";
import { isDone } from "../answers/done";
import { useAnswers } from "../answers/useAnswers";
import { useLocale, useText } from "../i18n/LocaleProvider";
import { filled } from "../i18n/template";
import { PageLink } from "../shell/PageLink";
import styles from "./CourseMap.module.css";

interface Props {
	/** Every lesson, in order. */
	readonly lessons: readonly { readonly path: string; readonly title: string; readonly items: readonly ItemId[] }[];
}

/** The one thing to do on the contents page: begin, or go on where something is left to do. */
export function StartLink({ lessons }: Props) {
	const text = useText().map;
	const locale = useLocale();
	const { answered } = useAnswers();
	const [first] = lessons;
	if (first === undefined) return null;
	const begun = lessons.some((lesson) => lesson.items.some((id) => answered.has(id)));
	const next = lessons.find((lesson) => lesson.items.some((id) => !isDone(answered.get(id))));
	if (begun && next === undefined) return <p className={styles.again}>{text.again}</p>;
	const lesson = begun ? (next ?? first) : first;
	return (
		<p className={styles.start}>
			<PageLink className="button primary" href={`/${locale}/${lesson.path}`}>
				{begun ? filled(text.resume, { title: lesson.title }) : text.start}
			</PageLink>
		</p>
	);
}
