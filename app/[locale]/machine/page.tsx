import type { Metadata } from "next";
import { locale as rootLocale } from "next/root-params";
import { localeOf } from "@/components/i18n/locale";
import { Inline } from "@/components/lesson/Inline";
import { Page } from "@/components/shell/Page";
import { loadCourse } from "@/server/lessons/course";
import lesson from "../[chapter]/[lesson]/lesson.module.css";
import { MACHINE } from "./text";

export async function generateMetadata(): Promise<Metadata> {
	const { title, description } = MACHINE[localeOf(await rootLocale())];
	return { title, description };
}

/** The machine's known differences from CPython. */
export default async function Machine() {
	const locale = localeOf(await rootLocale());
	const text = MACHINE[locale];
	const { chapters } = await loadCourse(locale);
	const items = chapters.flatMap((chapter) => chapter.lessons.flatMap((one) => one.items));
	return (
		<Page locale={locale} crumbs={[{ text: text.title, href: null }]} items={items}>
			<article>
				<header className={`column ${lesson.head}`}>
					<h1>{text.title}</h1>
				</header>
				<div className="prose">
					<p>
						<Inline text={text.lead} />
					</p>
					{text.sections.flatMap((section) => [
						<h2 key={section.heading}>{section.heading}</h2>,
						<ul key={`${section.heading} points`}>
							{section.points.map((point) => (
								<li key={point}>
									<Inline text={point} />
								</li>
							))}
						</ul>,
					])}
				</div>
			</article>
		</Page>
	);
}
