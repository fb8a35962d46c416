import Link from "next/link";
import type { Locale } from "@/exercises/types";
import { dictionary } from "../i18n/dictionary";
import styles from "./LessonNav.module.css";

interface Neighbour {
	/** `<chapter>/<lesson>` */
	readonly path: string;
	readonly title: string;
}

interface Props {
	readonly locale: Locale;
	readonly previous: Neighbour | null;
	readonly next: Neighbour | null;
}

/** The way on from the end of a lesson. */
export function LessonNav({ locale, previous, next }: Props) {
	const text = dictionary(locale).lesson;
	return (
		<nav className={`column ${styles.around}`} aria-label={text.around}>
			<div className={styles.row}>
				{previous !== null && (
					<Link href={`/${locale}/${previous.path}`} className={styles.previous} rel="prev">
						<small>{text.previous}</small>
						{previous.title}
					</Link>
				)}
				{next === null ? (
					<p className={styles.last}>
						{text.last} <Link href={`/${locale}`}>{text.backToContents}</Link>
					</p>
				) : (
					<Link href={`/${locale}/${next.path}`} className={styles.next} rel="next">
						<small>{text.next}</small>
						{next.title}
					</Link>
				)}
			</div>
		</nav>
	);
}
