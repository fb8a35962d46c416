import type { Metadata } from "next";
import { locale as rootLocale } from "next/root-params";
import { localeOf } from "@/components/i18n/locale";
import { Playground } from "@/components/play/Playground";
import { PLAY_STRINGS } from "@/components/play/strings";
import { Page } from "@/components/shell/Page";
import { loadCourse } from "@/server/lessons/course";
import { loadExamples } from "@/server/play/examples";

export async function generateMetadata(): Promise<Metadata> {
	const { title, description } = PLAY_STRINGS[localeOf(await rootLocale())];
	return { title, description };
}

/** The playground. */
export default async function Play() {
	const locale = localeOf(await rootLocale());
	const { title } = PLAY_STRINGS[locale];
	const [{ chapters }, examples] = await Promise.all([loadCourse(locale), loadExamples(locale)]);
	const items = chapters.flatMap((chapter) => chapter.lessons.flatMap((one) => one.items));
	return (
		<Page locale={locale} crumbs={[{ text: title, href: null }]} items={items}>
			<Playground examples={examples} />
		</Page>
	);
}
