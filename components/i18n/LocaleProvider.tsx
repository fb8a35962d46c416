"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { Locale } from "@/exercises/types";
import type { LiveText } from "./dictionary";

interface Spoken {
	readonly locale: Locale;
	readonly text: LiveText;
}

const SpokenContext = createContext<Spoken | null>(null);

interface Props extends Spoken {
	readonly children: ReactNode;
}

/** Tells every client component below it which language the page is in, and what it says. */
export function LocaleProvider({ locale, text, children }: Props) {
	return <SpokenContext value={{ locale, text }}>{children}</SpokenContext>;
}

function useSpoken(): Spoken {
	const spoken = useContext(SpokenContext);
	if (spoken === null) throw new Error("no LocaleProvider");
	return spoken;
}

/** The page's language. */
export function useLocale(): Locale {
	return useSpoken().locale;
}

/** What client components say, in the page's language. */
export function useText(): LiveText {
	return useSpoken().text;
}
