"use client";

import { type ReactNode, useId } from "react";
import { useText } from "../i18n/LocaleProvider";
import styles from "./Keep.module.css";

/** The three lines that a lesson leaves behind. */
export function Keep({ children }: { readonly children?: ReactNode }) {
	const heading = useId();
	return (
		<section className={styles.keep} aria-labelledby={heading}>
			<h2 id={heading}>{useText().lesson.keep}</h2>
			{children}
		</section>
	);
}
