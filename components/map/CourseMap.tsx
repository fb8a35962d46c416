import type { ItemId, Locale } from "@/exercises/types";
import { dictionary } from "../i18n/dictionary";
import { PageLink } from "../shell/PageLink";
import styles from "./CourseMap.module.css";
import { LessonState } from "./LessonState";

/** A lesson as the map shows it. */
export interface MapLesson {
	/** `<chapter>/<lesson>` */
	readonly path: string;
	readonly title: string;
	readonly question: string;
	readonly minutes: number;
	readonly items: readonly ItemId[];
}

export interface MapChapter {
	readonly id: string;
	readonly number: number;
	readonly title: string;
	readonly summary: string;
	readonly lessons: readonly MapLesson[];
}

/** The table of contents: chapters, what exists of them, and what this reader has done. */
export function CourseMap({ locale, chapters }: { readonly locale: Locale; readonly chapters: readonly MapChapter[] }) {
	const text = dictionary(locale).map;
	if (chapters.length === 0) return <p className={styles.empty}>{text.empty}</p>;
	return (
		<ol className={styles.chapters}>
			{chapters.map((chapter) => (
				<li key={chapter.id} id={chapter.id} className={styles.chapter}>
					<span className={styles.number} aria-hidden>
						{chapter.number}
					</span>
					<div className={styles.head}>
						<h3>
							<span className="spoken">{text.chapter(chapter.number)}: </span>
							{chapter.title}
						</h3>
						<p>{chapter.summary}</p>
					</div>
					<ol className={styles.lessons}>
						{chapter.lessons.map((lesson, index) => (
							<li key={lesson.path}>
								<PageLink href={`/${locale}/${lesson.path}`} className={styles.lesson}>
									<span className={styles.place} aria-hidden>
										{chapter.number}.{index + 1}
									</span>
									<span className={styles.title}>{lesson.title}</span>
									<span className={styles.question}>{lesson.question}</span>
									<span className={styles.facts}>
										<span>{text.minutes(lesson.minutes)}</span>
										<LessonState items={lesson.items} />
									</span>
								</PageLink>
							</li>
						))}
					</ol>
				</li>
			))}
		</ol>
	);
}
