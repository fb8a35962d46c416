/** Python for Monaco: the plain editor's colours, and indentation after a colon. */
import { languages } from "monaco-editor/editor";
import { KEYWORDS } from "./python-tokens";

export const LANGUAGE = "python";

/** Registers the language. */
export function registerPython(): void {
	languages.register({ id: LANGUAGE });
	languages.setLanguageConfiguration(LANGUAGE, {
		comments: { lineComment: "#" },
		brackets: [
			["{", "}"],
			["[", "]"],
			["(", ")"],
		],
		autoClosingPairs: [
			{ open: "{", close: "}" },
			{ open: "[", close: "]" },
			{ open: "(", close: ")" },
		],
		surroundingPairs: [
			{ open: "(", close: ")" },
			{ open: "[", close: "]" },
			{ open: '"', close: '"' },
			{ open: "'", close: "'" },
		],
		onEnterRules: [{ beforeText: /:\s*(#.*)?$/, action: { indentAction: languages.IndentAction.Indent } }],
	});
	languages.setMonarchTokensProvider(LANGUAGE, {
		keywords: [...KEYWORDS],
		tokenizer: {
			root: [
				[/#.*$/, "comment"],
				[/[rRbBfFuU]{0,2}'''/, "string", "@triple"],
				[/[rRbBfFuU]{0,2}"""/, "string", "@tripleDouble"],
				[/[rRbBfFuU]{0,2}'(\\.|[^'\\])*'?/, "string"],
				[/[rRbBfFuU]{0,2}"(\\.|[^"\\])*"?/, "string"],
				[/[a-zA-Z_]\w*/, { cases: { "@keywords": "keyword", "@default": "" } }],
				[/\d[\w.]*/, "number"],
			],
			triple: [
				[/'''/, "string", "@pop"],
				[/[^']+|'/, "string"],
			],
			tripleDouble: [
				[/"""/, "string", "@pop"],
				[/[^"]+|"/, "string"],
			],
		},
	});
}
