import type { Metadata } from "next";
import { dictionary } from "@/components/i18n/dictionary";
import { LOCALES } from "@/components/i18n/locale";
import { LANGUAGE_SCRIPT } from "@/components/shell/language-script";
import { NotFoundText } from "@/components/shell/NotFoundText";
import { PlainPage } from "@/components/shell/PlainPage";
import { THEME_SCRIPT } from "@/components/shell/theme";
import { fontVariables } from "./fonts";
import "./globals.css";

export const metadata: Metadata = {
	title: `404 · ${dictionary("en").site.name}`,
};

/**
 * Every address that is no page. One prerendered document serves them all, so it holds both languages; a script names
 * the document's language by its address before anything is painted, and the style sheet shows that one.
 */
export default function GlobalNotFound() {
	return (
		<html lang="en" className={fontVariables} suppressHydrationWarning>
			<head>
				<script>{THEME_SCRIPT}</script>
				<script>{LANGUAGE_SCRIPT}</script>
			</head>
			<body>
				{LOCALES.map((locale) => (
					<div key={locale} lang={locale} className="in-language">
						<PlainPage locale={locale}>
							<NotFoundText locale={locale} />
						</PlainPage>
					</div>
				))}
			</body>
		</html>
	);
}
