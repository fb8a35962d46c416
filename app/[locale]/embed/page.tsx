import type { Metadata } from "next";
import { locale as rootLocale } from "next/root-params";
import { localeOf } from "@/components/i18n/locale";
import { Embed } from "@/components/play/Embed";
import { PLAY_STRINGS } from "@/components/play/strings";

export async function generateMetadata(): Promise<Metadata> {
	const { embedTitle, description } = PLAY_STRINGS[localeOf(await rootLocale())];
	// It is a part of other pages: nobody looks for it by itself.
	return { title: embedTitle, description, robots: { index: false } };
}

/** A player for a frame on any page: no header, no footer. */
export default async function EmbedPage() {
	const { embedTitle } = PLAY_STRINGS[localeOf(await rootLocale())];
	return (
		<main id="text">
			<h1 className="spoken">{embedTitle}</h1>
			<Embed />
		</main>
	);
}
