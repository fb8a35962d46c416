"use client";

import type { ItemId } from "@/exercises/types";
import { isDone } from "../answers/done";
import { useAnswers } from "../answers/useAnswers";
import { useText } from "../i18n/LocaleProvider";
import { filled } from "../i18n/template";
import styles from "./Header.module.css";

/** How much of the course this reader has done. Empty until the progress has been fetched. */
export function ProgressMeter({ items }: { readonly items: readonly ItemId[] }) {
	const text = useText().tools;
	const { progress, answered } = useAnswers();
	const done = items.filter((id) => isDone(answered.get(id))).length;
	const percent = Math.floor((100 * done) / items.length);
	const known = progress === "ready";
	return (
		<div className={styles.meter}>
			<span className="spoken">{known ? filled(text.progress, { percent }) : text.progressUnknown}</span>
			<span className={styles.track} aria-hidden>
				<span className={styles.fill} style={{ width: `${known ? percent : 0}%` }} />
			</span>
			<span className={styles.percent} aria-hidden>
				{known ? `${percent}%` : "\u2007"}
			</span>
		</div>
	);
}
