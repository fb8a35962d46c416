import type { ReactNode } from "react";
import type { Locale } from "@/exercises/types";
import styles from "./Header.module.css";

/** The little that a page keeps when nothing else can be counted on: the mark, and the text. */
export function PlainPage({ locale, children }: { readonly locale: Locale; readonly children: ReactNode }) {
	return (
		<>
			<header className={styles.header}>
				<a className={styles.mark} href={`/${locale}`}>
					Heapwise
				</a>
			</header>
			<main id="text">{children}</main>
		</>
	);
}
