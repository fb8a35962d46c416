/** Between the prose, which names things, and the page's components, which draw them. */
import { type ComponentType, createElement, type ReactNode } from "react";
import type { PublicChoice, PublicCode, PublicItem, PublicShort } from "@/exercises/types";
import type { AuthoredComponents, AuthoredProps, LessonClaim, LessonData, LessonProgram } from "./lesson";

/** The page's components, by the names that the prose uses. Every prop is plain data or already drawn. */
export interface LessonParts {
	readonly Program: ComponentType<{ readonly program: LessonProgram; readonly leads: boolean }>;
	readonly Predict: ComponentType<{ readonly item: PublicChoice | PublicShort }>;
	readonly Exercise: ComponentType<{ readonly item: PublicCode; readonly first: string | null }>;
	readonly Quiz: ComponentType<{ readonly items: readonly (PublicChoice | PublicShort)[] }>;
	readonly Claim: ComponentType<{ readonly claim: LessonClaim; readonly children?: ReactNode }>;
	readonly Keep: ComponentType<{ readonly children?: ReactNode }>;
}

/** Components for `lesson.Content` that turn authored ids into what they stand for. loadLesson has checked every id. */
export function resolveParts(lesson: LessonData, parts: LessonParts): AuthoredComponents {
	const item = (name: unknown): PublicItem => entry(lesson.publicItems, `${lesson.chapter}/${lesson.lesson}/${name}`);
	const question = (name: unknown): PublicChoice | PublicShort => {
		const found = item(name);
		if (found.kind === "code") throw new Error(`${found.id} is not a question`);
		return found;
	};
	const exercise = (name: unknown): PublicCode => {
		const found = item(name);
		if (found.kind !== "code") throw new Error(`${found.id} is not a code exercise`);
		return found;
	};
	return {
		Program: (props: AuthoredProps) =>
			createElement(parts.Program, {
				program: entry(lesson.programs, String(props.id)),
				leads: lesson.programs.keys().next().value === props.id,
			}),
		Predict: (props: AuthoredProps) => createElement(parts.Predict, { item: question(props.item) }),
		Exercise: (props: AuthoredProps) => {
			const item = exercise(props.item);
			return createElement(parts.Exercise, { item, first: entry(lesson.starts, item.id) });
		},
		Quiz: (props: AuthoredProps) =>
			createElement(parts.Quiz, { items: Array.isArray(props.items) ? props.items.map(question) : [] }),
		Claim: (props: AuthoredProps) =>
			createElement(parts.Claim, { claim: entry(lesson.claims, String(props.id)) }, props.children),
		Keep: (props: AuthoredProps) => createElement(parts.Keep, null, props.children),
	};
}

function entry<T>(map: ReadonlyMap<string, T>, key: string): T {
	const found = map.get(key);
	if (found === undefined) throw new Error(`the lesson has no ${key}`);
	return found;
}
