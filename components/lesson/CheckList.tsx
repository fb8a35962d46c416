"use client";

import type { CheckResult, InlineText } from "@/exercises/types";
import { useText } from "../i18n/LocaleProvider";
import { Icon } from "../icons";
import { Inline } from "./Inline";
import styles from "./items.module.css";

interface Props {
	/** The id of the heading over the list. */
	readonly labelledBy: string;
	readonly labels: readonly InlineText[];
	/** One a label, or null before the first run. */
	readonly results: readonly CheckResult[] | null;
}

/** What a run must show, and whether it did. */
export function CheckList({ labelledBy, labels, results }: Props) {
	const text = useText().item;
	return (
		<ul className={styles.checks} aria-labelledby={labelledBy}>
			{labels.map((label, index) => {
				const result = results?.[index] ?? null;
				const passed = result?.passed ?? null;
				return (
					<li key={label} className={styles.check} data-passed={passed === null ? undefined : passed}>
						<span className={styles.checkMark} aria-hidden>
							<Icon name={passed === null ? "circle" : passed ? "check" : "x"} size={passed === null ? 15 : 17} />
						</span>
						<span>
							<Inline text={label} />
						</span>
						<span className={styles.state}>
							{passed === null ? text.unchecked : passed ? text.passed : text.failed}
						</span>
						{result !== null && result.found !== null && (
							<span className={styles.found}>
								<Inline text={result.found} />
							</span>
						)}
					</li>
				);
			})}
		</ul>
	);
}
