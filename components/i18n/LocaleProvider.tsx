"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { Locale } from "@/exercises/types";
import { dictionary } from "./dictionary";
import type { Dictionary } from "./en";

const LocaleContext = createContext<Locale>("en");

/** Tells every client component below it which language the page is in. */
export function LocaleProvider({ locale, children }: { readonly locale: Locale; readonly children: ReactNode }) {
	return <LocaleContext value={locale}>{children}</LocaleContext>;
}

/** The page's language. */
export function useLocale(): Locale {
	return useContext(LocaleContext);
}

/** The site's texts in the page's language. */
export function useText(): Dictionary {
	return dictionary(useLocale());
}
