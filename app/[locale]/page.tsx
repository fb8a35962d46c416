import { locale as rootLocale } from "next/root-params";
import { dictionary } from "@/components/i18n/dictionary";
import { localeOf } from "@/components/i18n/locale";
import { CourseMap } from "@/components/map/CourseMap";
import { Frontispiece } from "@/components/map/Frontispiece";
import { StartLink } from "@/components/map/StartLink";
import { Page } from "@/components/shell/Page";
import { PageLink } from "@/components/shell/PageLink";
import { loadCourse } from "@/server/lessons/course";
import styles from "./home.module.css";

/** The course map: what the course is, what exists now, and what this reader has done. */
export default async function Home() {
	const locale = localeOf(await rootLocale());
	const { map: text } = dictionary(locale);
	const { chapters } = await loadCourse(locale);
	const lessons = chapters.flatMap((chapter) => chapter.lessons);
	return (
		<Page locale={locale} crumbs={[]} items={lessons.flatMap((lesson) => lesson.items)}>
			<div className={styles.page}>
				<section className={styles.opening}>
					<div>
						<h1>{text.heading}</h1>
						<p className={styles.lead}>{text.lead}</p>
						<div className={styles.ways}>
							<StartLink lessons={lessons} />
							<PageLink href={`/${locale}/play`}>{text.play}</PageLink>
						</div>
					</div>
					<Frontispiece locale={locale} />
				</section>
				<section className={styles.contents} aria-labelledby="contents">
					<h2 id="contents">{text.contents}</h2>
					<CourseMap locale={locale} chapters={chapters} />
					<p className={styles.basis}>{text.basis}</p>
				</section>
			</div>
		</Page>
	);
}
