/** String literals: their prefixes, adjacent ones joined, and f-strings (Parser/action_helpers.c, string_parser.c). */
import type { Constant, Expr, FormattedValue, JoinedStr, Span, TemplateStr } from "./ast";
import type { Cursor } from "./cursor";
import { type Decoded, decodeBytes, decodeText } from "./escapes";
import { parseAnnotatedRhs } from "./expressions";
import { T } from "./tokens";

/** What a STRING token holds, its prefix and quotes taken off. */
export interface StringParts {
	readonly bytes: boolean;
	readonly raw: boolean;
	readonly body: string;
}

/** Takes a STRING token's text apart (`_PyPegen_parse_string`). */
export function stringParts(text: string): StringParts {
	let i = 0;
	let bytes = false;
	let raw = false;
	for (; ; i++) {
		const c = text.charCodeAt(i) | 32;
		if (c === 98) bytes = true;
		else if (c === 114) raw = true;
		else if (c !== 117) break;
	}
	const quote = text[i];
	const size = text.length - i >= 6 && text[i + 1] === quote && text[i + 2] === quote ? 3 : 1;
	const body = text.slice(i + size, text.length - size);
	return { bytes, raw: raw || !body.includes("\\"), body };
}

/** The value of a STRING token, or why it has none. */
export function decodeString(parts: StringParts): Decoded {
	if (parts.bytes) return decodeBytes(parts.body, parts.raw);
	return parts.raw ? { kind: "text", value: parts.body, warning: null } : decodeText(parts.body);
}

/** The text of an FSTRING_MIDDLE token (`_PyPegen_decode_fstring_part`). */
export function decodeMiddle(text: string, raw: boolean): Decoded {
	if (raw || !text.includes("\\")) return { kind: "text", value: text, warning: null };
	const decoded = decodeText(text);
	// Of a backslash before a brace the tokenizer has warned.
	if (decoded.kind !== "text" || !/[{}]'$/.test(decoded.warning?.message ?? "")) return decoded;
	return { ...decoded, warning: null };
}

function take(p: Cursor, decoded: Decoded, lineno: number, token: number): Constant["value"] {
	if (decoded.kind === "error") return p.reject();
	if (decoded.warning !== null) {
		const { message, newlines, column } = decoded.warning;
		const at = Math.trunc(token);
		// CPython looks for the quotes at the token's start, where a prefix hides them.
		const before = newlines > 0 ? 0 : p.span(at).colOffset + (/^(['"])\1*/.exec(p.text(at))?.[0].length ?? 0);
		p.warn(token, message, lineno + newlines, before + column);
	}
	return decoded.kind === "bytes" ? { kind: "bytes", value: decoded.value } : { kind: "str", value: decoded.value };
}

const isText = (node: Expr | undefined): node is Constant & { value: { kind: "str" } } =>
	node?.kind === "Constant" && node.value.kind === "str";

/** strings: (fstring | STRING)+ | tstring+ */
export function parseStrings(p: Cursor): Expr {
	const start = p.pos;
	if (p.type === T.TStringStart) return parseTemplates(p);
	const parts: Expr[] = [];
	for (;;) {
		if (p.type === T.String) {
			const at = p.pos++;
			const text = p.text(at);
			const value = take(p, decodeString(stringParts(text)), p.tokens.lines[at] as number, at);
			const constant = { ...p.span(at), kind: "Constant", value } as const;
			parts.push(text.startsWith("u") ? { ...constant, prefix: "u" } : constant);
		} else if (p.type === T.FStringStart) {
			parts.push(parseFString(p));
		} else if (p.is(T.TStringStart)) p.reject();
		else break;
	}
	const [first] = parts;
	if (parts.length === 1 && first !== undefined && first.kind === "Constant") return first;
	return concatenate(p, parts, p.span(start));
}

/** `_PyPegen_concatenate_strings`: neighbouring literals become one node; empty text beside an f-string goes. */
function concatenate(p: Cursor, parts: readonly Expr[], span: Span): Expr {
	let bytes = 0;
	let formatted = false;
	const flat: Expr[] = [];
	for (const part of parts) {
		if (part.kind === "Constant" && part.value.kind === "bytes") bytes++;
		if (part.kind === "JoinedStr") {
			formatted = true;
			for (const value of part.values) flat.push(value);
		} else {
			if (part.kind !== "Constant") formatted = true;
			flat.push(part);
		}
	}
	if (bytes > 0) {
		if (bytes !== parts.length) return p.reject();
		const [first, ...rest] = flat.map((part) => joinBytes([part])).filter((part) => part.length > 0);
		if (first !== undefined && rest.length === 0)
			return { ...span, kind: "Constant", value: { kind: "bytes", value: first } };
		return { ...span, kind: "Constant", value: { kind: "bytes", value: joinBytes(flat), joined: true } };
	}
	const values: Expr[] = [];
	for (let i = 0; i < flat.length; i++) {
		let node = flat[i] as Expr;
		if (isText(node)) {
			let last: Expr = node;
			const pieces = [node.value.value];
			for (let next = flat[i + 1]; isText(next); next = flat[i + 1]) {
				pieces.push(next.value.value);
				last = next;
				i++;
			}
			const value = pieces.join("");
			if (formatted && value === "") continue;
			node = {
				...node,
				endLineno: last.endLineno,
				endColOffset: last.endColOffset,
				value: { kind: "str", value },
			};
		}
		values.push(node);
	}
	const [only] = values;
	if (!formatted && only !== undefined) return only;
	return { ...span, kind: "JoinedStr", values };
}

function joinBytes(parts: readonly Expr[]): Uint8Array {
	const chunks: Uint8Array[] = [];
	for (const part of parts) if (part.kind === "Constant" && part.value.kind === "bytes") chunks.push(part.value.value);
	const joined = new Uint8Array(chunks.reduce((total, chunk) => total + chunk.length, 0));
	let at = 0;
	for (const chunk of chunks) {
		joined.set(chunk, at);
		at += chunk.length;
	}
	return joined;
}

/** `_PyPegen_concatenate_tstrings` */
function parseTemplates(p: Cursor): TemplateStr {
	const start = p.pos;
	const values: Expr[] = [];
	while (p.type === T.TStringStart)
		for (const part of formattedParts(p, T.TStringMiddle, T.TStringEnd)) values.push(part);
	if (p.type === T.String || p.type === T.FStringStart) p.reject();
	return { ...p.span(start), kind: "TemplateStr", values };
}

/** fstring: FSTRING_START (FSTRING_MIDDLE | replacement_field)* FSTRING_END (`_PyPegen_joined_str`) */
function parseFString(p: Cursor): JoinedStr {
	const start = p.pos;
	const values = formattedParts(p, T.FStringMiddle, T.FStringEnd);
	return { ...p.span(start), kind: "JoinedStr", values };
}

/** The texts and fields of an f-string or a t-string, up to behind its closing quotes. */
function formattedParts(p: Cursor, middle: T, end: T): Expr[] {
	const start = p.pos++;
	const raw = isRawFString(p.text(start));
	const values: Expr[] = [];
	const texts: { readonly token: number; readonly decoded: Decoded; readonly index: number; readonly span: Span }[] =
		[];
	while (!p.accept(end)) {
		if (p.type === middle) {
			const token = p.pos;
			const { decoded, span } = readMiddle(p, raw);
			texts.push({ token, decoded, index: values.length, span });
		} else pushReplacementField(p, raw, values);
	}
	// Text is decoded last, so that its warnings come after those of the fields, at the line of the closing quotes.
	const closing = p.pos - 1;
	const lineno = p.tokens.lines[closing] as number;
	const merged: Expr[] = [];
	let next = 0;
	for (const { token, decoded, index, span } of texts) {
		for (; next < index; next++) merged.push(values[next] as Expr);
		const value = take(p, decoded, lineno, closing + token / p.tokens.types.length);
		if (value.kind === "str" && value.value !== "") merged.push({ ...span, kind: "Constant", value });
	}
	for (; next < values.length; next++) merged.push(values[next] as Expr);
	return merged;
}

/** Whether the text of an FSTRING_START token has an `r` in its prefix. */
export const isRawFString = (text: string): boolean => /^.?r/i.test(text);

/** Reads an FSTRING_MIDDLE token. */
function readMiddle(p: Cursor, raw: boolean): { readonly decoded: Decoded; readonly span: Span } {
	const at = p.pos++;
	const { source, starts, ends } = p.tokens;
	const end = ends[at] as number;
	const text = source.slice(starts[at] as number, end);
	const span = p.span(at);
	// Of two braces the token holds the first; the node covers both.
	const last = source.chars[end - 1];
	const doubled = (last === 123 || last === 125) && source.chars[end] === last && !/\\N\{[^}]*\}$/.test(text);
	return { decoded: decodeMiddle(text, raw), span: doubled ? { ...span, endColOffset: span.endColOffset + 1 } : span };
}

/** fstring_replacement_field: '{' annotated_rhs '='? ['!' NAME] [':' fstring_format_spec*] '}' */
function pushReplacementField(p: Cursor, raw: boolean, values: Expr[]): void {
	const { source, starts, ends } = p.tokens;
	const start = p.pos;
	p.expect(T.LBrace);
	p.enter();
	const value = parseAnnotatedRhs(p);
	p.leave();
	const debug = p.accept(T.Equal);
	const debugEnd = p.pos;
	let conversion: FormattedValue["conversion"] = null;
	if (p.type === T.Exclamation) {
		const mark = p.pos++;
		const name = p.is(T.Name) ? p.text(p.pos) : "";
		if (ends[mark] !== starts[p.pos] || (name !== "s" && name !== "r" && name !== "a")) p.reject();
		p.pos++;
		conversion = name;
	}
	const formatSpec = p.type === T.Colon ? parseFormatSpec(p, raw) : null;
	p.expect(T.RBrace);
	const span = p.span(start);
	if (debug) {
		const to = starts[debugEnd] as number;
		const text = debugText(p, start, debugEnd);
		const endLineno = p.tokens.lines[debugEnd] as number;
		values.push({
			lineno: span.lineno,
			colOffset: span.colOffset + 1,
			endLineno,
			endColOffset: to - source.lineStart(endLineno),
			kind: "Constant",
			value: { kind: "str", value: text },
		});
		if (conversion === null && formatSpec === null) conversion = "r";
	}
	values.push({ ...span, kind: "FormattedValue", value, conversion, formatSpec });
}

/** What `=` shows: the source between two tokens, without comments (`set_fstring_expr`). */
function debugText(p: Cursor, from: number, to: number): string {
	const { source, starts, ends } = p.tokens;
	let text = "";
	for (let i = from; i < to; i++) {
		if (i > from) text += p.text(i);
		const gap = source.slice(ends[i] as number, starts[i + 1] as number);
		text += gap.replace(/#[^\n]*/g, "");
	}
	return text;
}

/** fstring_full_format_spec: ':' (FSTRING_MIDDLE | replacement_field)* (`_PyPegen_setup_full_format_spec`) */
function parseFormatSpec(p: Cursor, raw: boolean): JoinedStr {
	const start = p.pos++;
	const values: Expr[] = [];
	for (;;) {
		if (p.type === T.FStringMiddle || p.type === T.TStringMiddle) {
			const token = p.pos;
			const lineno = p.tokens.lines[token] as number;
			const { decoded, span } = readMiddle(p, raw);
			const value = take(p, decoded, lineno, token);
			if (value.kind === "str" && value.value !== "") values.push({ ...span, kind: "Constant", value });
		} else if (p.type === T.LBrace) pushReplacementField(p, raw, values);
		else break;
	}
	const span = p.span(start);
	const spec = concatenate(p, [{ ...span, kind: "JoinedStr", values }], span);
	return spec.kind === "JoinedStr" ? spec : { ...span, kind: "JoinedStr", values: [spec] };
}
