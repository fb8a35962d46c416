import type { Locale } from "@/exercises/types";
import { type Dictionary, en } from "./en";
import { zhCN } from "./zh-CN";

const DICTIONARIES: Readonly<Record<Locale, Dictionary>> = { en, "zh-CN": zhCN };

/** The part of a dictionary that goes to the browser, in the page's language alone. */
export type LiveText = Dictionary["live"];

/** The site's texts in a language: for the server. Client components have `useText`. */
export function dictionary(locale: Locale): Dictionary {
	return DICTIONARIES[locale];
}
