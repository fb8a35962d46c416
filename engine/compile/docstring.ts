/** Docstrings as 3.13 keeps them: without the indentation of the code around them. */
import { type StrConstant, strConstant } from "./constants";

/** `str.expandtabs(8)` */
function expandTabs(text: string): string {
	let column = 0;
	let out = "";
	for (const ch of text) {
		if (ch === "\t") {
			const fill = 8 - (column % 8);
			out += " ".repeat(fill);
			column += fill;
		} else {
			out += ch;
			column = ch === "\n" || ch === "\r" ? 0 : column + 1;
		}
	}
	return out;
}

/** `_PyCompile_CleanDoc`: leading spaces of the first line go, and the margin that all later lines with text share. */
function cleanDoc(doc: string): string {
	const [first = "", ...rest] = expandTabs(doc).split("\n");
	const indents = rest.filter((line) => /[^ ]/.test(line)).map((line) => line.length - line.replace(/^ +/, "").length);
	const margin = indents.length === 0 ? 0 : Math.min(...indents);
	const lines = rest.map((line) => (/[^ ]/.test(line) || line.length > margin ? line.slice(margin) : ""));
	return [first.replace(/^ +/, ""), ...lines].join("\n");
}

/** The docstring to keep of one as written, the same object where nothing changes. */
export function cleanDocstring(doc: StrConstant): StrConstant {
	const text = cleanDoc(doc.value);
	return text === doc.value ? doc : strConstant(text);
}
