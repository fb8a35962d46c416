"use client";

import { useEffect, useState } from "react";
import { localeOf } from "@/components/i18n/locale";
import { ErrorText } from "@/components/shell/ErrorText";
import { PlainPage } from "@/components/shell/PlainPage";
import { wantedTheme } from "@/components/shell/theme";
import type { Locale } from "@/exercises/types";
import { fontVariables } from "./fonts";
import "./globals.css";

/** The layout itself broke: the site's own face again, from nothing but the address. */
export default function GlobalError({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
	const [locale, setLocale] = useState<Locale>("en");
	// The document is the browser's alone here, so its address and its system are known after mounting.
	useEffect(() => {
		setLocale(localeOf(location.pathname.split("/")[1]));
		document.documentElement.dataset.theme = wantedTheme();
	}, []);
	return (
		<html lang={locale} className={fontVariables} suppressHydrationWarning>
			<body>
				<PlainPage locale={locale}>
					<ErrorText locale={locale} error={error} retry={retry} />
				</PlainPage>
			</body>
		</html>
	);
}
