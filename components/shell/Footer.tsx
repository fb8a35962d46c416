import Link from "next/link";
import type { Locale } from "@/exercises/types";
import { dictionary } from "../i18n/dictionary";
import styles from "./Footer.module.css";

/** The foot of every page: what the machine is, and where it stops being CPython. */
export function Footer({ locale }: { readonly locale: Locale }) {
	const text = dictionary(locale).shell;
	return (
		<footer className={styles.footer}>
			<p>{text.footer}</p>
			<nav aria-label={text.footerLabel}>
				<Link href={`/${locale}`}>{text.contents}</Link>
				<Link href={`/${locale}/machine`}>{text.machine}</Link>
			</nav>
		</footer>
	);
}
