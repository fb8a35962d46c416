import type { Metadata, Viewport } from "next";
import { locale as rootLocale } from "next/root-params";
import type { ReactNode } from "react";
import { dictionary } from "@/components/i18n/dictionary";
import { LocaleProvider } from "@/components/i18n/LocaleProvider";
import { LOCALES, localeOf } from "@/components/i18n/locale";
import { EARLY_RUN_SCRIPT } from "@/components/player/early-run";
import { PAUSE_SCRIPT } from "@/components/shell/hydration";
import { THEME_SCRIPT } from "@/components/shell/theme";
import { fontVariables } from "../fonts";
import "../globals.css";

/** Only the languages there are; any other first segment is a page that does not exist. */
export const dynamicParams = false;

export function generateStaticParams() {
	return LOCALES.map((locale) => ({ locale }));
}

export async function generateMetadata(): Promise<Metadata> {
	const { site } = dictionary(localeOf(await rootLocale()));
	return {
		title: { default: site.title, template: `%s · ${site.name}` },
		description: site.description,
		applicationName: site.name,
	};
}

export const viewport: Viewport = {
	themeColor: [
		{ media: "(prefers-color-scheme: light)", color: "#fbfaf6" },
		{ media: "(prefers-color-scheme: dark)", color: "#16171a" },
	],
};

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
	const locale = localeOf(await rootLocale());
	const text = dictionary(locale).live;
	return (
		// The script below sets data-theme before React sees the document.
		<html lang={locale} className={fontVariables} suppressHydrationWarning>
			<head>
				<script>{THEME_SCRIPT}</script>
				<script>{EARLY_RUN_SCRIPT}</script>
				<script>{PAUSE_SCRIPT}</script>
			</head>
			<body>
				<LocaleProvider locale={locale} text={text}>
					{children}
				</LocaleProvider>
			</body>
		</html>
	);
}
