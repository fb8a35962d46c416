/** Which keyword was meant where one is misspelt: what 3.14 shows of an "invalid syntax" (`_find_keyword_typos` of Lib/traceback.py). */
import { closeMatches } from "../text/closeMatches";
import { calculateSuggestions } from "../text/suggestions";
import type { PythonSyntaxError } from "./errors";
import { mayBecomeValid } from "./parse";
import { tokenize } from "./tokenizer";
import { KEYWORDS, T } from "./tokens";

const KEYWORD_LIST: readonly string[] = [...KEYWORDS.keys()];
const LONGEST = 1024;
const MOST_NAMES = 10;
const MOST_MATCHES = 3;

/** `textwrap.dedent` */
function dedent(lines: readonly string[]): string[] {
	const isBlank = (line: string) => line.trim() === "";
	const filled = lines.filter((line) => !isBlank(line)).sort();
	const [first = ""] = filled;
	const last = filled.at(-1) ?? "";
	let margin = 0;
	while (margin < first.length && first[margin] === last[margin] && (first[margin] === " " || first[margin] === "\t")) {
		margin++;
	}
	return lines.map((line) => (isBlank(line) ? "" : line.slice(margin)));
}

/**
 * The error with the keyword that its program has misspelt, or as it is where none is found. `whole`: the program's text;
 * `fromFile`: only names on the line of the error are looked at.
 */
export function withKeywordTypo(error: PythonSyntaxError, whole: string, fromFile: boolean): PythonSyntaxError {
	const { message, lineno } = error;
	if (lineno === null || (message !== "invalid syntax" && !message.includes("Perhaps you forgot a comma")))
		return error;
	const lines = dedent(whole.replace(/\r\n?/g, "\n").split("\n").slice(0, lineno));
	if ([...lines.join("\n")].length > LONGEST) return error;
	const { types, starts, ends, lines: tokenLines, source } = tokenize(lines.join("\n"), "3.14");
	let left = MOST_NAMES;
	for (let i = 0; i < types.length; i++) {
		const line = tokenLines[i] as number;
		if (types[i] !== T.Name || (fromFile && line !== lineno)) continue;
		if (--left < 0) return error;
		const start = (starts[i] as number) - source.lineStart(line);
		const end = (ends[i] as number) - source.lineStart(line);
		const wrong = source.slice(starts[i] as number, ends[i] as number);
		const nearest = calculateSuggestions(KEYWORD_LIST, wrong);
		const likely = closeMatches(wrong, KEYWORD_LIST, MOST_MATCHES);
		const matches = nearest === null ? likely : [nearest, ...likely];
		for (const keyword of matches.slice(0, MOST_MATCHES)) {
			const text = source.line(line);
			const characters = [...text];
			characters.splice(start, end - start, keyword);
			const changed = [...lines];
			changed[line - 1] = characters.join("");
			if (!mayBecomeValid(changed.join("\n"), "3.14")) continue;
			return {
				type: error.type,
				message: `invalid syntax. Did you mean '${keyword}'?`,
				lineno: line,
				offset: start + 1,
				endLineno: line,
				endOffset: end + 1,
				text,
			};
		}
	}
	return error;
}
