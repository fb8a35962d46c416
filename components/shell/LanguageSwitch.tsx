"use client";

import { usePathname } from "next/navigation";
import { LOCALE_COOKIE, pathIn } from "../i18n/locale";
import { useLocale, useText } from "../i18n/LocaleProvider";
import styles from "./Header.module.css";

const YEAR = 365 * 24 * 60 * 60;

/** Leads to the same page in the other language, and remembers the choice for the bare address `/`. */
export function LanguageSwitch() {
	const locale = useLocale();
	const text = useText().shell;
	const other = locale === "en" ? "zh-CN" : "en";
	// A plain link: the language of the document changes with it, so the document is loaded anew.
	return (
		<a
			className={styles.tool}
			href={pathIn(other, usePathname())}
			hrefLang={other}
			lang={other}
			title={text.switchLanguage}
			onClick={() => rememberLocale(other)}
		>
			{text.otherLanguage}
		</a>
	);
}

function rememberLocale(locale: string): void {
	document.cookie = `${LOCALE_COOKIE}=${locale}; path=/; max-age=${YEAR}; samesite=lax`;
}
