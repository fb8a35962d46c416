import type { Locale } from "@/exercises/types";

/** The languages of the site, the default first. Each is the first segment of its pages' addresses. */
export const LOCALES: readonly Locale[] = ["en", "zh-CN"];

/** The cookie that keeps the language last read, for the bare address `/`. Its value is a `Locale`. */
export const LOCALE_COOKIE = "heapwise-locale";

export function isLocale(value: string | undefined): value is Locale {
	return value === "en" || value === "zh-CN";
}

/** The language a segment of an address names, or the default: for pages that cannot refuse (404, errors). */
export function localeOf(value: string | undefined): Locale {
	return isLocale(value) ? value : "en";
}

/** The same page in the other language. `pathname` begins with a locale, or names no page of ours. */
export function pathIn(locale: Locale, pathname: string): string {
	const [, first, ...rest] = pathname.split("/");
	return isLocale(first) ? `/${[locale, ...rest].join("/")}` : `/${locale}`;
}

/** The best of our languages for an Accept-Language header, by its weights; the first of equals wins. */
export function preferredLocale(acceptLanguage: string | null): Locale {
	let best: Locale = "en";
	let bestWeight = 0;
	for (const part of (acceptLanguage ?? "").split(",")) {
		const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
		const locale = tag.startsWith("zh") ? "zh-CN" : tag.startsWith("en") ? "en" : null;
		const q = parameters
			.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1])
			.find((value) => value !== undefined);
		const weight = q === undefined ? 1 : Number(q);
		if (locale !== null && weight > bestWeight) {
			best = locale;
			bestWeight = weight;
		}
	}
	return best;
}
