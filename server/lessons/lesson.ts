/** A lesson as the page that draws it gets it. No key is in it. */
import type { ComponentType, ReactNode } from "react";
import type { ItemId, Locale, PublicItem } from "@/exercises/types";
import type { Frontmatter } from "./frontmatter";

export interface Heading {
	/** 2 to 6 */
	readonly depth: number;
	/** The anchor on the page. */
	readonly id: string;
	readonly text: string;
}

export interface LessonProgram {
	readonly id: string;
	readonly source: string;
	readonly title: string | null;
	/** Its run as `Player` takes it (app/first-run.ts); null where it is not soon done. */
	readonly first: string | null;
}

/** `half-false`: one half of the sentence holds, the other does not. */
export type Verdict = "true" | "imprecise" | "half-false" | "false";

export interface LessonClaim {
	readonly id: string;
	/** Its number in the list of the article's claims. */
	readonly number: number;
	/** The section of the article that it stands in, as numbered there. */
	readonly section: string;
	/** In the page's language. */
	readonly quote: string;
	/** The article's own words. */
	readonly original: string;
	readonly verdict: Verdict;
}

/** What the compiled MDX asks to be drawn by: names of components to components taking authored props. */
export type AuthoredComponents = Readonly<Record<string, ComponentType<AuthoredProps>>>;

/** Props as the prose wrote them, checked by then. */
export interface AuthoredProps {
	readonly [name: string]: unknown;
	readonly children?: ReactNode;
}

export interface LessonData {
	readonly locale: Locale;
	readonly chapter: string;
	readonly lesson: string;
	readonly frontmatter: Frontmatter;
	readonly minutes: number;
	readonly Content: ComponentType<{ readonly components: AuthoredComponents }>;
	readonly headings: readonly Heading[];
	/** Every item of the lesson, in the order of items.json. */
	readonly publicItems: ReadonlyMap<ItemId, PublicItem>;
	/** Of its exercises, the runs of what they start from, likewise. */
	readonly starts: ReadonlyMap<ItemId, string | null>;
	/** The programs that the lesson shows, by id. */
	readonly programs: ReadonlyMap<string, LessonProgram>;
	/** The claims that the lesson quotes, by id. */
	readonly claims: ReadonlyMap<string, LessonClaim>;
}
