import { isLocale, LOCALES, pathIn } from "./locale";

/**
 * The value of a `Link` header that names a page's addresses in all languages; null for what has no language. Search
 * engines want them whole, and a prerendered page cannot know its own: so they are told beside it.
 */
export function alternatesOf(pathname: string, site: URL): string | null {
	if (!isLocale(pathname.split("/")[1])) return null;
	return LOCALES.map(
		(locale) => `<${new URL(pathIn(locale, pathname), site).href}>; rel="alternate"; hreflang="${locale}"`,
	).join(", ");
}
