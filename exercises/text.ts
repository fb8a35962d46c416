/** Texts of items as they are authored: one file holds every language, so a missing translation is a missing key. */
import { z } from "zod";
import type { InlineText, Locale } from "./types";

export const LOCALES: readonly Locale[] = ["en", "zh-CN"];

/** What an author's words are resolved against while a definition is read. */
export interface Authoring {
	readonly locale: Locale;
	/** The source of a program of the lesson, or null where no such file exists. */
	readonly program: (name: string) => string | null;
}

/** A text with nothing to translate: no letter outside its code spans. */
function needsNoTranslation(text: string): boolean {
	return !/\p{L}/u.test(text.replace(/`[^`]*`/g, ""));
}

/**
 * The schema of a text: an object with every language, or a plain string where there is nothing to translate. What it
 * yields is the text in the author's locale.
 */
export function textIn(authoring: Authoring) {
	const plain = z
		.string()
		.min(1)
		.refine(needsNoTranslation, { error: 'needs a text for each language: { "en": ..., "zh-CN": ... }' });
	const translated = z.strictObject({ en: z.string().min(1), "zh-CN": z.string().min(1) });
	return z.unknown().transform((value, context): InlineText => {
		const parsed = typeof value === "string" ? plain.safeParse(value) : translated.safeParse(value);
		if (!parsed.success) {
			for (const issue of parsed.error.issues) {
				context.issues.push({ code: "custom", input: value, path: [...issue.path], message: issue.message });
			}
			return z.NEVER;
		}
		return typeof parsed.data === "string" ? parsed.data : parsed.data[authoring.locale];
	});
}

/** The schema of a program's name, which yields its source. */
export function programIn(authoring: Authoring) {
	return z.string().transform((name, context): string => {
		const source = authoring.program(name);
		if (source === null) {
			context.issues.push({ code: "custom", input: name, message: `no program ${name}.py beside the items` });
			return z.NEVER;
		}
		return source;
	});
}
