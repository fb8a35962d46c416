/** A lesson's head: flat `key: value` lines between two `---`. */
import { z } from "zod";
import { ContentError } from "./content-files";

export interface Frontmatter {
	readonly title: string;
	/** The question that the lesson opens with. */
	readonly question: string;
	/** For search engines and link previews. */
	readonly description: string;
}

const schema = z.strictObject({
	title: z.string().min(1),
	question: z.string().min(1),
	description: z.string().min(1),
});

/**
 * The head, and the body with the head's lines emptied, so that line numbers stay true. A value is the rest of its line
 * as it stands: a colon in it needs no quotes.
 */
export function splitFrontmatter(file: string, text: string): { readonly head: Frontmatter; readonly body: string } {
	const lines = text.split("\n");
	const end = lines.indexOf("---", 1);
	if (lines[0] !== "---" || end < 0) throw new ContentError(file, 1, "the lesson does not begin with frontmatter");
	const lineOf = new Map<string, number>();
	const values: Record<string, string> = {};
	for (let i = 1; i < end; i++) {
		const match = /^([a-z]+): +(.*\S)\s*$/.exec(lines[i] ?? "");
		if (!match?.[1] || !match[2]) throw new ContentError(file, i + 1, "frontmatter is `key: value` lines");
		lineOf.set(match[1], i + 1);
		values[match[1]] = match[2];
	}
	const parsed = schema.safeParse(values);
	if (!parsed.success) {
		const issue = parsed.error.issues[0];
		const key = String(issue?.path[0] ?? "");
		throw new ContentError(file, lineOf.get(key) ?? 1, `frontmatter ${key}: ${issue?.message ?? "is wrong"}`);
	}
	return { head: parsed.data, body: lines.map((line, i) => (i <= end ? "" : line)).join("\n") };
}
