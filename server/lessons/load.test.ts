import { createElement, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it, vi } from "vitest";
import { LOCALES } from "@/exercises/text";
import { lessonPaths, loadCourse } from "./course";
import { loadLesson } from "./load";
import { resolveParts } from "./resolve";

vi.mock("server-only", () => ({}));

describe("the course", () => {
	it.each(LOCALES)("loads every lesson of its map in %s", async (locale) => {
		const course = await loadCourse(locale);
		expect(course.chapters.length).toBeGreaterThan(0);
		for (const { chapter, lesson } of await lessonPaths()) {
			const data = await loadLesson(locale, chapter, lesson);
			if (data === null) throw new Error(`${chapter}/${lesson} is on the map and cannot be loaded`);
			const part = (name: string) => (props: { children?: ReactNode }) =>
				createElement("section", { "data-part": name }, JSON.stringify({ ...props, children: null }), props.children);
			const components = resolveParts(data, {
				Program: part("Program"),
				Predict: part("Predict"),
				Exercise: part("Exercise"),
				Quiz: part("Quiz"),
				Claim: part("Claim"),
				Keep: part("Keep"),
			});
			const html = renderToStaticMarkup(createElement(data.Content, { components }));
			expect(html).toContain('data-part="Keep"');
			console.log(html.slice(0, 3000));
		}
	});
});
