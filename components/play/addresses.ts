/** Addresses that hold a program. They name the server as the reader does. */
import type { Locale } from "../../exercises/types";

export const playLink = (locale: Locale, fragment: string): string => `${location.origin}/${locale}/play#${fragment}`;

export const embedLink = (locale: Locale, fragment: string): string => `${location.origin}/${locale}/embed#${fragment}`;

/** An iframe for another site's page. The address has no character that HTML would have to escape. */
export const embedHtml = (address: string, title: string): string =>
	`<iframe src="${address}" title="${title}" width="100%" height="720" style="border:0" loading="lazy"></iframe>`;
