import type { ReactNode } from "react";
import type { ItemId, Locale } from "@/exercises/types";
import { Footer } from "./Footer";
import { type Crumb, Header } from "./Header";

interface Props {
	readonly locale: Locale;
	readonly crumbs: readonly Crumb[];
	/** Every item of the course, for the progress meter; empty leaves the meter out. */
	readonly items: readonly ItemId[];
	readonly children: ReactNode;
}

/** What every page of the site stands in. */
export function Page({ locale, crumbs, items, children }: Props) {
	return (
		<>
			<Header locale={locale} crumbs={crumbs} items={items} />
			<main id="text" tabIndex={-1}>
				{children}
			</main>
			<Footer locale={locale} />
		</>
	);
}
