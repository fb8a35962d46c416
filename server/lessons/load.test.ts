import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createElement, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LOCALES } from "@/exercises/text";
import type { Locale } from "@/exercises/types";
import { ContentError, contentRoot } from "./content-files";
import { lessonPaths, loadCourse } from "./course";
import { exerciseHash, findItem, loadItems } from "./definitions";
import type { LessonData } from "./lesson";
import { loadLesson } from "./load";
import { type LessonParts, resolveParts } from "./resolve";

/** Runs are for pages: what is loaded is the same without. */
const noRun = async (): Promise<null> => null;

/** Writes down what a component was given. */
function given(name: string, props: object, children?: ReactNode): ReactNode {
	return createElement("section", { "data-part": name }, JSON.stringify(props), children);
}

const parts: LessonParts = {
	Program: (props) => given("Program", props),
	Predict: (props) => given("Predict", props),
	Exercise: (props) => given("Exercise", props),
	Quiz: (props) => given("Quiz", props),
	Claim: ({ children, ...props }) => given("Claim", props, children),
	Keep: ({ children, ...props }) => given("Keep", props, children),
};

async function lessonOf(locale: Locale, chapter: string, name: string): Promise<LessonData> {
	const lesson = await loadLesson(locale, chapter, name, noRun);
	if (lesson === null) throw new Error(`${chapter}/${name} cannot be loaded`);
	return lesson;
}

function drawn(lesson: LessonData): string {
	return renderToStaticMarkup(createElement(lesson.Content, { components: resolveParts(lesson, parts) }));
}

describe.each(LOCALES)("the course in %s", (locale) => {
	it("has on its map what can be loaded and drawn", async () => {
		const course = await loadCourse(locale);
		const onMap = course.chapters.flatMap((chapter) => chapter.lessons.map((lesson) => lesson.path));
		const paths = await lessonPaths();
		expect(onMap).toEqual(paths.map(({ chapter, lesson }) => `${chapter}/${lesson}`));
		for (const { chapter, lesson } of paths) {
			const data = await lessonOf(locale, chapter, lesson);
			const html = drawn(data);
			for (const name of ["Program", "Predict", "Exercise", "Quiz", "Claim", "Keep"]) {
				expect(html, `${chapter}/${lesson}`).toContain(`data-part="${name}"`);
			}
			for (const heading of data.headings) expect(html).toContain(`id="${heading.id}"`);
			const listed = course.chapters.flatMap((c) => c.lessons).find((l) => l.path === `${chapter}/${lesson}`);
			expect([...data.publicItems.keys()]).toEqual(listed?.items);
		}
	});

	it("shows no key and no explanation", async () => {
		for (const { chapter, lesson } of await lessonPaths()) {
			const html = drawn(await lessonOf(locale, chapter, lesson));
			for (const item of (await loadItems(chapter, lesson, locale)).values()) {
				const secrets =
					item.kind === "code"
						? [item.solution, item.explanation]
						: item.kind === "short"
							? [item.explanation, ...item.foreseen.map((answer) => answer.explanation)]
							: item.options.map((option) => option.explanation);
				for (const secret of secrets) {
					const escaped = renderToStaticMarkup(createElement("i", null, JSON.stringify(secret).slice(1, -1)));
					expect(html).not.toContain(escaped.slice("<i>".length, -"</i>".length));
				}
			}
			expect(html).not.toMatch(/misconception|&quot;correct&quot;|&quot;accepted&quot;/);
		}
	});
});

it("highlights Python at build time, in two themes", async () => {
	await withContent(async (edit) => {
		await edit("en/weak/references.mdx", (text) => `${text}\n\`\`\`python\ndel page\n\`\`\`\n`);
		const html = drawn(await lessonOf("en", "weak", "references"));
		expect(html).toMatch(/<span style="--shiki-light:#[0-9A-Fa-f]+;--shiki-dark:#[0-9A-Fa-f]+">del<\/span>/);
	});
});

describe("items", () => {
	it("are found by id in both languages, and nothing else is", async () => {
		const english = await findItem("counting/references/q1", "en");
		const chinese = await findItem("counting/references/q1", "zh-CN");
		expect(english?.prompt).toMatch(/^[\x20-\x7e]+$/);
		expect(chinese?.prompt).toMatch(/\p{Script=Han}/u);
		const none = [
			"",
			"q1",
			"counting/references",
			"counting/references/q9",
			"counting/references/q1/q1",
			"../shared/x",
		];
		none.push(
			"counting/../q1",
			"counting/references/__proto__",
			"counting/references/toString",
			"Counting/references/q1",
		);
		for (const id of none) expect(await findItem(id, "en"), id).toBeNull();
	});

	it("are read once in production", async () => {
		await withContent(async (edit) => {
			const prompt = async () => (await findItem("counting/references/q2", "en"))?.prompt;
			const rename = (to: string) =>
				edit("shared/counting/references/items.json", replace(/line by line|once more/, to));
			await rename("once more");
			expect(await prompt()).toContain("once more");
			vi.stubEnv("NODE_ENV", "production");
			expect(await prompt()).toContain("once more");
			await rename("never seen");
			expect(await prompt()).toContain("once more");
			expect(await findItem("counting/nowhere/q2", "en")).toBeNull();
		});
	});

	it("have one hash in both languages, and each its own", async () => {
		const hashes = new Set<string>();
		let count = 0;
		for (const { chapter, lesson } of await lessonPaths()) {
			const chinese = await loadItems(chapter, lesson, "zh-CN");
			for (const [id, item] of await loadItems(chapter, lesson, "en")) {
				const other = chinese.get(id);
				expect(other && exerciseHash(other)).toBe(exerciseHash(item));
				hashes.add(exerciseHash(item));
				count++;
			}
		}
		expect(hashes.size).toBe(count);
	});

	it("change their hash with the key, not with the prose", async () => {
		await withContent(async (edit) => {
			const hash = async () => {
				const item = await findItem("counting/references/q2", "en");
				return item && exerciseHash(item);
			};
			const before = await hash();
			await edit("shared/counting/references/items.json", (text) => text.replace("line by line", "in order"));
			expect(await hash()).toBe(before);
			await edit("shared/counting/references/items.json", (text) =>
				text.replace("then\\nfreed: one\\nend\\nfreed: two", "x"),
			);
			expect(await hash()).not.toBe(before);
		});
	});
});

const LESSON = "en/counting/references.mdx";
const ITEMS = "shared/counting/references/items.json";

function replace(from: string | RegExp, to: string): (text: string) => string {
	return (text) => text.replace(from, to);
}

/** An author's slip, and the message that it gets. Lines are where the slip stands. */
const SLIPS: readonly (readonly [string, string, (text: string) => string, RegExp])[] = [
	[
		"an unknown item",
		LESSON,
		replace("first-guess", "frist-guess"),
		/en\/counting\/references\.mdx:9: no item frist-guess in items/,
	],
	[
		"an unknown program",
		LESSON,
		replace('"rebinding"', '"unbinding"'),
		/references\.mdx:\d+: no program unbinding\.py/,
	],
	["an unknown component", LESSON, replace("<Keep>", "<Kept>"), /references\.mdx:\d+: /],
	["a prop too many", LESSON, replace("<Keep>", '<Keep n="3">'), /references\.mdx:\d+: <Keep> .*"n"/],
	[
		"code between braces",
		LESSON,
		replace('["q1", "q2", "q3"]', "questions"),
		/references\.mdx:\d+: <Quiz> items: write JSON/,
	],
	[
		"an item left out",
		LESSON,
		replace(', "q3"]', "]"),
		/references\.mdx:\d+: has <Quiz> q1, q2 where zh-CN has <Quiz> q1, q2, q3/,
	],
	["an unknown claim", LESSON, replace("starts-at-one", "starts-at-two"), /references\.mdx:\d+: /],
	["a tag never closed", LESSON, replace("</Keep>", ""), /references\.mdx:\d+: /],
	[
		"an import",
		LESSON,
		replace("A note is written", 'import x from "./x.js"\n\nA note is written'),
		/:7: a lesson imports/,
	],
	["frontmatter without a title", LESSON, replace(/^title:.*\n/m, ""), /references\.mdx:1: frontmatter title/],
	["frontmatter of another form", LESSON, replace(/^title:/m, "title"), /references\.mdx:2: frontmatter is/],
	[
		"a missing translation",
		ITEMS,
		replace(/"en": "At `del draft`",\s*/, ""),
		/items\.json:11: first-guess\.options\.0\.text\.en: /,
	],
	[
		"an untranslated text",
		ITEMS,
		replace(/\{\s*"en": "At `del draft`"[^}]*\}/, '"At once"'),
		/items\.json:11: .*each language/,
	],
	[
		"an unknown misconception",
		ITEMS,
		replace("del-deletes-object", "names-are-boxes"),
		/items\.json:2: .*no misconception names-are-boxes/,
	],
	[
		"two right options",
		ITEMS,
		replace(/"correct": false,\s*"misconception": "del-deletes-object"/, '"correct": true'),
		/items\.json:2: .*exactly one/,
	],
	["JSON that does not parse", ITEMS, replace('"kind": "choice",', '"kind": "choice"'), /items\.json:\d+: /],
	[
		"a missing program of an item",
		ITEMS,
		replace('"q-count"', '"q-cuont"'),
		/items\.json:\d+: q1\.program: no program q-cuont\.py/,
	],
];

describe("an author's slip fails the build, naming file and line", () => {
	it.each(SLIPS)("%s", async (_, file, slip, message) => {
		await withContent(async (edit) => {
			await edit(file, slip);
			const load = loadLesson("en", "counting", "references", noRun);
			await expect(load).rejects.toThrow(message);
			await expect(load).rejects.toBeInstanceOf(ContentError);
		});
	});

	it("a lesson missing in one language", async () => {
		await withContent(async () => {
			await rm(path.join(contentRoot(), "zh-CN/counting/references.mdx"));
			await expect(loadCourse("zh-CN")).rejects.toThrow(/zh-CN\/counting\/references\.mdx:1: the file does not exist/);
			await expect(loadLesson("en", "counting", "references", noRun)).rejects.toThrow(/the file does not exist/);
		});
	});
});

let folder = "";

beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), "heapwise-content-"));
});

afterEach(async () => {
	vi.unstubAllEnvs();
	await rm(folder, { recursive: true, force: true });
});

type Edit = (file: string, change: (text: string) => string) => Promise<void>;

/** Runs with a copy of the course that may be edited. */
async function withContent(body: (edit: Edit) => Promise<void>): Promise<void> {
	await cp(contentRoot(), folder, { recursive: true });
	vi.stubEnv("HEAPWISE_CONTENT", folder);
	await body(async (file, change) => {
		const at = path.join(folder, file);
		const text = await readFile(at, "utf8");
		const changed = change(text);
		if (changed === text) throw new Error(`the edit of ${file} changes nothing`);
		await writeFile(at, changed);
	});
}
