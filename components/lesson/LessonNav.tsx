import type { Locale } from "@/exercises/types";
import { dictionary } from "../i18n/dictionary";
import { PageLink } from "../shell/PageLink";
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
					<PageLink href={`/${locale}/${previous.path}`} className={styles.previous} rel="prev">
						<small>{text.previous}</small>
						{previous.title}
					</PageLink>
				)}
				{next === null ? (
					<p className={styles.last}>
						{text.last} <PageLink href={`/${locale}`}>{text.backToContents}</PageLink>
					</p>
				) : (
					<PageLink href={`/${locale}/${next.path}`} className={styles.next} rel="next">
						<small>{text.next}</small>
						{next.title}
					</PageLink>
				)}
			</div>
		</nav>
	);
}
