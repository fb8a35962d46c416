"use client";

import { type ReactNode, useRef } from "react";
import { useLocale, useText } from "../i18n/LocaleProvider";
import { filled } from "../i18n/template";
import styles from "./Claim.module.css";
import { runNearest } from "./run-nearest";

/** A sentence of the article, and what running it on CPython says of it. */
export interface LessonClaim {
	readonly id: string;
	readonly number: number;
	/** In the page's language. */
	readonly quote: string;
	/** The article's own words, in Chinese. */
	readonly original: string;
	readonly verdict: "true" | "imprecise" | "half-false" | "false";
}

/** The article's sentence, the verdict, and where CPython differs (the children). */
export function Claim({ claim, children }: { readonly claim: LessonClaim; readonly children?: ReactNode }) {
	const { lesson } = useText();
	const locale = useLocale();
	const figure = useRef<HTMLElement>(null);
	return (
		<figure ref={figure} className={styles.claim} data-verdict={claim.verdict}>
			<figcaption className={styles.says}>
				{lesson.claim.says} <span>{filled(lesson.claim.number, { n: claim.number })}</span>
			</figcaption>
			<blockquote className={styles.quote}>
				<p>{claim.quote}</p>
				{locale !== "zh-CN" && (
					<p className={styles.original} lang="zh-CN">
						{claim.original}
					</p>
				)}
			</blockquote>
			<div className={styles.verdict}>
				<p className={styles.word}>{lesson.verdict[claim.verdict]}</p>
				{children}
			</div>
			<button type="button" className="button" onClick={() => figure.current !== null && runNearest(figure.current)}>
				{lesson.claim.see}
			</button>
		</figure>
	);
}
