"use client";

import { usePathname } from "next/navigation";
import { useLocale, useText } from "../i18n/LocaleProvider";
import { pathIn } from "../i18n/locale";
import styles from "./Header.module.css";

/** Leads to the same page in the other language. */
export function LanguageSwitch() {
	const locale = useLocale();
	const text = useText().tools;
	const other = locale === "en" ? "zh-CN" : "en";
	// A plain link: the language of the document changes with it, so the document is loaded anew.
	return (
		<a
			className={styles.tool}
			href={pathIn(other, usePathname())}
			hrefLang={other}
			lang={other}
			title={text.switchLanguage}
			// A place in the page, or a program in the address, goes along.
			onClick={(event) => {
				event.currentTarget.hash = location.hash;
			}}
		>
			{text.otherLanguage}
		</a>
	);
}
