/** The course's map: what there is, in order. */
import "server-only";
import path from "node:path";
import { z } from "zod";
import type { ItemId, Locale } from "@/exercises/types";
import { contentRoot, mdxFile, readJson, readText } from "./content-files";
import { itemNames } from "./definitions";
import { splitFrontmatter } from "./frontmatter";

export interface CourseLesson {
	readonly id: string;
	/** `<chapter>/<lesson>` */
	readonly path: string;
	readonly title: string;
	readonly question: string;
	readonly minutes: number;
	/** What there is to answer, in order. */
	readonly items: readonly ItemId[];
}

export interface CourseChapter {
	readonly id: string;
	/** From 1. */
	readonly number: number;
	readonly title: string;
	readonly summary: string;
	readonly lessons: readonly CourseLesson[];
}

export interface Course {
	readonly chapters: readonly CourseChapter[];
}

const name = z.string().regex(/^[a-z0-9-]+$/);
const text = z.strictObject({ en: z.string().min(1), "zh-CN": z.string().min(1) });
const schema = z.strictObject({
	chapters: z.array(
		z.strictObject({
			id: name,
			title: text,
			summary: text,
			lessons: z.array(z.strictObject({ id: name, minutes: z.int().min(1) })).min(1),
		}),
	),
});

type CourseFile = z.output<typeof schema>;

function readCourse(): Promise<CourseFile> {
	return readJson(path.join(contentRoot(), "course.json"), schema);
}

export async function loadCourse(locale: Locale): Promise<Course> {
	const file = await readCourse();
	const chapters = file.chapters.map(async (chapter, index) => ({
		id: chapter.id,
		number: index + 1,
		title: chapter.title[locale],
		summary: chapter.summary[locale],
		lessons: await Promise.all(
			chapter.lessons.map(async (lesson) => {
				const mdx = mdxFile(locale, chapter.id, lesson.id);
				const { head } = splitFrontmatter(mdx, await readText(mdx));
				const names = await itemNames(chapter.id, lesson.id);
				return {
					id: lesson.id,
					path: `${chapter.id}/${lesson.id}`,
					title: head.title,
					question: head.question,
					minutes: lesson.minutes,
					items: names.map((item) => `${chapter.id}/${lesson.id}/${item}`),
				};
			}),
		),
	}));
	return { chapters: await Promise.all(chapters) };
}

/** Every lesson of the course, for generateStaticParams, whose type refuses a readonly array. */
export async function lessonPaths(): Promise<{ readonly chapter: string; readonly lesson: string }[]> {
	const { chapters } = await readCourse();
	return chapters.flatMap((chapter) => chapter.lessons.map((lesson) => ({ chapter: chapter.id, lesson: lesson.id })));
}

/** The minutes that a lesson takes, or null where the course has no such lesson. */
export async function lessonMinutes(chapter: string, lesson: string): Promise<number | null> {
	const { chapters } = await readCourse();
	const found = chapters.find((c) => c.id === chapter)?.lessons.find((l) => l.id === lesson);
	return found?.minutes ?? null;
}
