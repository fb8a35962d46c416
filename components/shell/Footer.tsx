import type { Locale } from "@/exercises/types";
import { dictionary } from "../i18n/dictionary";
import styles from "./Footer.module.css";
import { PageLink } from "./PageLink";

/** The foot of every page: what the machine is, and where it stops being CPython. */
export function Footer({ locale }: { readonly locale: Locale }) {
	const text = dictionary(locale).shell;
	return (
		<footer className={styles.footer}>
			<p>{text.footer}</p>
			<nav aria-label={text.footerLabel}>
				<PageLink href={`/${locale}`}>{text.contents}</PageLink>
				<PageLink href={`/${locale}/machine`}>{text.machine}</PageLink>
			</nav>
		</footer>
	);
}
