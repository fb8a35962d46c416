"use client";

import { useLocale } from "@/components/i18n/LocaleProvider";
import { ErrorText } from "@/components/shell/ErrorText";
import { PlainPage } from "@/components/shell/PlainPage";

/** A page that failed to draw, inside the site's own layout. */
export default function PageError({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
	const locale = useLocale();
	return (
		<PlainPage locale={locale}>
			<ErrorText locale={locale} error={error} retry={retry} />
		</PlainPage>
	);
}
