"use client";

import { useAnswers } from "../answers/useAnswers";
import { useText } from "../i18n/LocaleProvider";
import styles from "./items.module.css";

/** Says so when earlier answers could not be fetched, since their absence would look like a loss. */
export function ProgressNote() {
	const { progress } = useAnswers();
	const text = useText().item;
	return (
		<div role="status" className="column">
			{progress === "unavailable" && (
				<p className={styles.note} data-tone="waiting">
					{text.noProgress}
				</p>
			)}
		</div>
	);
}
