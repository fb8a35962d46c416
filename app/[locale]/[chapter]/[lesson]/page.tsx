import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { locale as rootLocale } from "next/root-params";
import { firstRun } from "@/app/first-run";
import { dictionary } from "@/components/i18n/dictionary";
import { localeOf } from "@/components/i18n/locale";
import { Claim } from "@/components/lesson/Claim";
import { Exercise } from "@/components/lesson/Exercise";
import { Keep } from "@/components/lesson/Keep";
import { LessonNav } from "@/components/lesson/LessonNav";
import { Predict } from "@/components/lesson/Predict";
import { Program } from "@/components/lesson/Program";
import { ProgressNote } from "@/components/lesson/ProgressNote";
import { Quiz } from "@/components/lesson/Quiz";
import { Page } from "@/components/shell/Page";
import { lessonPaths, loadCourse } from "@/server/lessons/course";
import { loadLesson } from "@/server/lessons/load";
import { resolveParts } from "@/server/lessons/resolve";
import styles from "./lesson.module.css";

interface Props {
	readonly params: Promise<{ readonly chapter: string; readonly lesson: string }>;
}

export const dynamicParams = false;

export async function generateStaticParams() {
	return await lessonPaths();
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	const { chapter, lesson: name } = await params;
	const lesson = await loadLesson(localeOf(await rootLocale()), chapter, name, firstRun);
	if (lesson === null) return {};
	return { title: lesson.frontmatter.title, description: lesson.frontmatter.description };
}

export default async function LessonPage({ params }: Props) {
	const { chapter: chapterId, lesson: lessonId } = await params;
	const locale = localeOf(await rootLocale());
	const [lesson, { chapters }] = await Promise.all([
		loadLesson(locale, chapterId, lessonId, firstRun),
		loadCourse(locale),
	]);
	const chapter = chapters.find(({ id }) => id === chapterId);
	if (lesson === null || chapter === undefined) notFound();

	const text = dictionary(locale);
	const place = chapter.lessons.findIndex(({ id }) => id === lessonId) + 1;
	const all = chapters.flatMap(({ lessons }) => lessons);
	const index = all.findIndex(({ path }) => path === `${chapterId}/${lessonId}`);
	const { title, question } = lesson.frontmatter;
	return (
		<Page
			locale={locale}
			crumbs={[
				{ text: `${chapter.number} ${chapter.title}`, href: `/${locale}#${chapter.id}` },
				{ text: `${chapter.number}.${place} ${title}`, href: null },
			]}
			items={all.flatMap(({ items }) => items)}
		>
			<article>
				<header className={`column ${styles.head}`}>
					<p className={styles.kicker}>
						{text.lesson.kicker(chapter.number, place)} · {text.map.minutes(lesson.minutes)}
					</p>
					<h1>{title}</h1>
					<p className={styles.question}>{question}</p>
				</header>
				<ProgressNote />
				<div className="prose">
					<lesson.Content components={resolveParts(lesson, { Program, Predict, Exercise, Quiz, Claim, Keep })} />
				</div>
			</article>
			<LessonNav locale={locale} previous={all[index - 1] ?? null} next={all[index + 1] ?? null} />
		</Page>
	);
}
