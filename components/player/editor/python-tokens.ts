/** Colours for the plain editor: a rough reading of Python, good enough to look at, never used to decide anything. */

export type TokenKind = "keyword" | "string" | "comment" | "number" | "plain";

export interface Token {
	readonly kind: TokenKind;
	readonly text: string;
	/** Offset in the source. */
	readonly at: number;
}

export const KEYWORDS: readonly string[] =
	"False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield".split(
		" ",
	);
const TOKEN = new RegExp(
	[
		"(?<comment>#.*)",
		"(?<string>\\b[rRbBfFuU]{0,2}(?:'''[\\s\\S]*?(?:'''|$)|\"\"\"[\\s\\S]*?(?:\"\"\"|$)|'(?:\\\\.|[^'\\\\\\n])*'?|\"(?:\\\\.|[^\"\\\\\\n])*\"?)|(?:'''[\\s\\S]*?(?:'''|$)|\"\"\"[\\s\\S]*?(?:\"\"\"|$)|'(?:\\\\.|[^'\\\\\\n])*'?|\"(?:\\\\.|[^\"\\\\\\n])*\"?))",
		`(?<keyword>\\b(?:${KEYWORDS.join("|")})\\b)`,
		"(?<number>\\b\\d[\\w.]*)",
	].join("|"),
	"g",
);

/** The text's tokens, line by line; joined, they give each line back exactly. */
export function tokenLines(source: string): readonly (readonly Token[])[] {
	const lines: Token[][] = [[]];
	const push = (kind: TokenKind, text: string, start: number) => {
		let at = start;
		for (const [order, part] of text.split("\n").entries()) {
			if (order > 0) lines.push([]);
			if (part !== "") lines.at(-1)?.push({ kind, text: part, at });
			at += part.length + 1;
		}
	};
	let end = 0;
	for (const match of source.matchAll(TOKEN)) {
		push("plain", source.slice(end, match.index), end);
		const { comment, string, keyword } = match.groups ?? {};
		const kind =
			comment !== undefined
				? "comment"
				: string !== undefined
					? "string"
					: keyword !== undefined
						? "keyword"
						: "number";
		push(kind, match[0], match.index);
		end = match.index + match[0].length;
	}
	push("plain", source.slice(end), end);
	return lines;
}
