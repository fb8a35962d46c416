import type { InlineText } from "@/exercises/types";

/** A stretch of an item's text. */
export interface Inline {
	readonly kind: "text" | "code" | "em" | "strong";
	readonly text: string;
}

/**
 * Code between equal runs of backticks (one space inside them is dropped on both sides, as in CommonMark), `**strong**`
 * and `*emphasis*`. A mark that closes nowhere, or opens onto a space, is text: `2 * 3` stays what it is.
 */
const MARKS =
	/(?<!`)(`+)(?!`)(?<code>.+?)(?<!`)\1(?!`)|\*\*(?<strong>\S(?:[^*]*[^\s*])?)\*\*|\*(?<em>[^\s*](?:[^*]*[^\s*])?)\*/gs;

/** The parts of a text, in order. Joined, they are the text without its marks. */
export function parseInline(text: InlineText): readonly Inline[] {
	const parts: Inline[] = [];
	let from = 0;
	for (const match of text.matchAll(MARKS)) {
		if (match.index > from) parts.push({ kind: "text", text: text.slice(from, match.index) });
		const { code, strong, em } = match.groups ?? {};
		if (code !== undefined) parts.push({ kind: "code", text: unpadded(code) });
		else if (strong !== undefined) parts.push({ kind: "strong", text: strong });
		else parts.push({ kind: "em", text: em ?? "" });
		from = match.index + match[0].length;
	}
	if (from < text.length) parts.push({ kind: "text", text: text.slice(from) });
	return parts;
}

function unpadded(code: string): string {
	return code.startsWith(" ") && code.endsWith(" ") && code.trim() !== "" ? code.slice(1, -1) : code;
}
