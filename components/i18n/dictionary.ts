import type { Locale } from "@/exercises/types";
import { type Dictionary, en } from "./en";
import { zhCN } from "./zh-CN";

const DICTIONARIES: Readonly<Record<Locale, Dictionary>> = { en, "zh-CN": zhCN };

/** The site's texts in a language. */
export function dictionary(locale: Locale): Dictionary {
	return DICTIONARIES[locale];
}
