/** A lesson: prose compiled, ids checked against its items and programs, keys left behind. */
import "server-only";
import { publicForm } from "@/exercises/definition";
import { LOCALES } from "@/exercises/text";
import type { ItemId, Locale, PublicItem } from "@/exercises/types";
import { loadClaims } from "./claims";
import { compileLesson } from "./compile";
import { ContentError, mdxFile, readText } from "./content-files";
import { lessonMinutes } from "./course";
import { loadItems, loadSources } from "./definitions";
import { splitFrontmatter } from "./frontmatter";
import type { LessonClaim, LessonData, LessonProgram } from "./lesson";
import type { Mark } from "./marks";

/**
 * The lesson in that language, or null where the course has none of that name. Every id that the prose names exists in
 * the result; a fault of the content is a ContentError with file and line. `firstRun` runs what a page shows run at once.
 */
export async function loadLesson(
	locale: Locale,
	chapter: string,
	lesson: string,
	firstRun: (source: string) => Promise<string | null>,
): Promise<LessonData | null> {
	const minutes = await lessonMinutes(chapter, lesson);
	if (minutes === null) return null;
	const file = mdxFile(locale, chapter, lesson);
	const { head, body } = splitFrontmatter(file, await readText(file));
	const [compiled, definitions, sources, allClaims] = await Promise.all([
		compileLesson(file, body),
		loadItems(chapter, lesson, locale),
		loadSources(chapter, lesson),
		loadClaims(locale),
	]);
	const publicItems = new Map<ItemId, PublicItem>();
	const starts = new Map<ItemId, string | null>();
	for (const [id, definition] of definitions) {
		const item = publicForm(definition);
		publicItems.set(id, item);
		if (item.kind === "code") starts.set(id, await firstRun(item.starter));
	}
	const programs = new Map<string, LessonProgram>();
	const claims = new Map<string, LessonClaim>();
	const unused = new Set(publicItems.keys());
	for (const mark of compiled.marks) {
		switch (mark.component) {
			case "Program": {
				const source = sources.get(mark.id);
				if (source === undefined) throw new ContentError(file, mark.line, `no program ${mark.id}.py`);
				if (programs.has(mark.id)) throw new ContentError(file, mark.line, `program ${mark.id} appears twice`);
				programs.set(mark.id, { id: mark.id, source, title: mark.title, first: await firstRun(source) });
				break;
			}
			case "Claim": {
				const claim = allClaims.get(mark.id);
				if (!claim) throw new ContentError(file, mark.line, `no claim ${mark.id} in claims.json`);
				claims.set(mark.id, claim);
				break;
			}
			case "Predict":
			case "Exercise":
			case "Quiz":
				for (const item of itemsOf(mark)) {
					const id = `${chapter}/${lesson}/${item}`;
					const found = publicItems.get(id);
					if (!found) throw new ContentError(file, mark.line, `no item ${item} in items.json`);
					if ((found.kind === "code") !== (mark.component === "Exercise")) {
						throw new ContentError(file, mark.line, `<${mark.component}> does not take a ${found.kind} (${item})`);
					}
					if (!unused.delete(id)) throw new ContentError(file, mark.line, `item ${item} appears twice`);
				}
				break;
			case "Keep":
				break;
		}
	}
	for (const other of LOCALES)
		if (other !== locale) await expectSameMarks(file, compiled.marks, other, chapter, lesson);
	const [orphan] = unused;
	if (orphan !== undefined) throw new ContentError(file, 1, `the lesson never shows the item ${orphan}`);
	return {
		locale,
		chapter,
		lesson,
		frontmatter: head,
		minutes,
		Content: compiled.Content,
		headings: compiled.headings,
		publicItems,
		starts,
		programs,
		claims,
	};
}

function itemsOf(mark: Mark): readonly string[] {
	if (mark.component === "Quiz") return mark.items;
	return mark.component === "Predict" || mark.component === "Exercise" ? [mark.item] : [];
}

/** The languages differ in their words, not in what they show. */
async function expectSameMarks(
	file: string,
	marks: readonly Mark[],
	locale: Locale,
	chapter: string,
	lesson: string,
): Promise<void> {
	const otherFile = mdxFile(locale, chapter, lesson);
	const { body } = splitFrontmatter(otherFile, await readText(otherFile));
	const others = (await compileLesson(otherFile, body)).marks;
	for (let i = 0; i < Math.max(marks.length, others.length); i++) {
		const mark = marks[i];
		const other = others[i];
		if (mark && other && what(mark) === what(other)) continue;
		const place = mark ?? marks.at(-1);
		const found = mark ? what(mark) : "nothing more";
		const expected = other ? what(other) : "nothing more";
		throw new ContentError(file, place?.line ?? 1, `has ${found} where ${locale} has ${expected}`);
	}
}

/** A component and its ids; a program's title is words. */
function what(mark: Mark): string {
	const ids = mark.component === "Program" || mark.component === "Claim" ? [mark.id] : itemsOf(mark);
	return `<${mark.component}> ${ids.join(", ")}`.trim();
}
