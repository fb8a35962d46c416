"use client";

import { useId } from "react";
import type { PublicChoice, PublicShort } from "@/exercises/types";
import { useText } from "../i18n/LocaleProvider";
import { filled } from "../i18n/template";
import styles from "./items.module.css";
import { Question } from "./Question";

/** Questions one below another, each answered on its own. */
export function Quiz({ items }: { readonly items: readonly (PublicChoice | PublicShort)[] }) {
	const text = useText().item;
	const heading = useId();
	return (
		<section className={styles.quiz} aria-labelledby={heading}>
			<h2 id={heading}>{text.quiz}</h2>
			<ol>
				{items.map((item, index) => (
					<li key={item.id} className={styles.entry}>
						<Question
							item={item}
							label={filled(text.question, { n: index + 1, total: items.length })}
							submitLabel={text.answer}
							repeatable
							listProgram
						/>
					</li>
				))}
			</ol>
		</section>
	);
}
