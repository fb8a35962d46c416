/** The mistakes that learners make, made in programs that are right. Deterministic for a seed. */

export interface Mutant {
	/** Which mistake. */
	readonly name: string;
	readonly source: string;
}

/** What a program is cut into: enough to find names, strings and operators, without a tokenizer of Python. */
const PIECES =
	/#[^\n]*|[rbfuRBFU]{0,2}(?:"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|\w+|\s+|[^\w\s]/gu;

const KEYWORDS =
	"if elif else for while def class return import from with try except finally lambda in not and or is pass break continue del global nonlocal raise assert yield as None True False".split(
		" ",
	);

/** A mistake: the pieces it may be made at, and what a piece becomes. */
interface Mistake {
	readonly name: string;
	readonly at: (piece: string, index: number, pieces: readonly string[]) => boolean;
	readonly to: (piece: string, random: (below: number) => number) => string;
}

const is =
	(...texts: readonly string[]) =>
	(piece: string) =>
		texts.includes(piece);
const isWord = (piece: string) => /^[A-Za-z_]\w*$/.test(piece) && !KEYWORDS.includes(piece);
const isString = (piece: string) => /^\w*["']/.test(piece);
const isKeyword = (piece: string) => KEYWORDS.includes(piece);
const isIndent = (piece: string, i: number, pieces: readonly string[]) =>
	/\n[ \t]+$/.test(piece) || (/\n$/.test(piece) && i + 1 < pieces.length);

/** Letters exchanged, lost or doubled. */
function misspelt(word: string, random: (below: number) => number): string {
	const at = random(word.length - 1);
	const letters = [...word];
	switch (random(3)) {
		case 0:
			letters.splice(at, 2, word[at + 1] ?? "", word[at] ?? "");
			break;
		case 1:
			letters.splice(at, 1);
			break;
		default:
			letters.splice(at, 0, word[at] ?? "");
	}
	return letters.join("");
}

const MISTAKES: readonly Mistake[] = [
	...[":", "(", ")", "[", "]", "{", "}", ",", ".", "=", "+", "*"].map((text) => ({
		name: `no ${text}`,
		at: is(text),
		to: () => "",
	})),
	...["(", "[", "{", ")", "]", "}", ",", ":", "=", "'", '"', "\\"].map((text) => ({
		name: `one more ${text}`,
		at: (piece: string) => /^[\w()[\]{}.,]+$/.test(piece),
		to: (piece: string) => piece + text,
	})),
	{ name: "no quote", at: isString, to: (piece) => piece.slice(0, -1) },
	{ name: "no opening quote", at: isString, to: (piece) => piece.replace(/["']/, "") },
	{ name: "other quote", at: isString, to: (piece) => piece.slice(0, -1) + (piece.endsWith("'") ? '"' : "'") },
	{ name: "curly quotes", at: isString, to: (piece) => `\u201c${piece.slice(1, -1)}\u201d` },
	{ name: "unknown prefix", at: isString, to: (piece) => `kf${piece}` },
	{ name: "two prefixes", at: isString, to: (piece, random) => ["ub", "bu", "uf", "bf", "ur"][random(5)] + piece },
	{ name: "bad escape", at: isString, to: (piece) => piece.replace(/["']/, "$&\\x1") },
	{ name: "bad unicode escape", at: isString, to: (piece) => piece.replace(/["']/, "$&\\N{NOTHING}") },
	{
		name: "f-string brace",
		at: isString,
		to: (piece, random) =>
			`f${piece.replace(/^\w+/, "").replace(/["']/, `$&${["{", "}", "{}", "{x", "{x!}", "{x!z}", "{x:{", "{=}", "{x y}", "{x:", "{lambda x: 1}", "{!r}", "{*}"][random(13)]}`)}`,
	},
	{ name: "= for ==", at: is("="), to: (_p, random) => ["==", ":=", "=<", "=>", "<>", "= ="][random(6)] ?? "" },
	{ name: "misspelt keyword", at: (piece) => isKeyword(piece) && piece.length > 2, to: misspelt },
	{ name: "capital keyword", at: isKeyword, to: (piece) => piece[0]?.toUpperCase() + piece.slice(1) },
	{ name: "lower-case constant", at: is("None", "True", "False"), to: (piece) => `${piece} = ` },
	{ name: "no keyword", at: isKeyword, to: () => "" },
	{ name: "other keyword", at: isKeyword, to: (_p, random) => KEYWORDS[random(KEYWORDS.length)] ?? "" },
	{ name: "keyword as name", at: isWord, to: (_p, random) => KEYWORDS[random(KEYWORDS.length)] ?? "" },
	{ name: "two names", at: isWord, to: (piece) => `${piece} ${piece}` },
	{ name: "no name", at: isWord, to: () => "" },
	{ name: "number first", at: isWord, to: (piece) => `1${piece}` },
	{ name: "hyphen in name", at: isWord, to: (piece) => `${piece}-2x` },
	{ name: "leading zero", at: (piece) => /^[1-9]\d*$/.test(piece), to: (piece) => `0${piece}` },
	{
		name: "odd character",
		at: isWord,
		to: (piece, random) =>
			piece +
			(["?", "$", "!", "`", "\u00a0", "\u20ac", "\u2013", "\u00d7", "\uff0c", "@@", "\u200b"][random(11)] ?? ""),
	},
	{ name: "print statement", at: is("print"), to: () => "print x" },
	{
		name: "print without parentheses",
		at: (piece, i, pieces) => piece === "(" && pieces[i - 1] === "print",
		to: () => " ",
	},
	{ name: "else if", at: is("elif", "else"), to: () => "else if" },
	{ name: "elif without if", at: is("if", "for", "while"), to: () => "elif" },
	{ name: "++", at: isWord, to: (piece, random) => piece + (["++", "--", " += ", " =+ 1", "++;"][random(5)] ?? "") },
	{ name: "&& ||", at: is("and", "or", "not"), to: (piece) => ({ and: "&&", or: "||", not: "!" })[piece] ?? "" },
	{ name: "semicolon", at: is(":"), to: () => ";" },
	{ name: "brace for colon", at: is(":"), to: () => " {" },
	{ name: "arrow", at: is(":"), to: () => " =>" },
	{ name: "no indent", at: isIndent, to: (piece) => piece.replace(/[ \t]+$/, "") },
	{ name: "one space less", at: isIndent, to: (piece) => piece.replace(/[ \t]$/, "") },
	{ name: "one space more", at: isIndent, to: (piece) => `${piece} ` },
	{ name: "tab", at: isIndent, to: (piece) => `${piece.replace(/ {4}/, "\t")}` },
	{ name: "tab more", at: isIndent, to: (piece) => `${piece}\t` },
	{ name: "newline", at: (piece) => /^[\w,.]+$/.test(piece), to: (piece) => `${piece}\n` },
	{ name: "joined lines", at: (piece) => piece.includes("\n"), to: () => " " },
	{ name: "call as target", at: isWord, to: (piece) => `${piece}() = ${piece}` },
	{
		name: "literal as target",
		at: isWord,
		to: (piece, random) =>
			`${["1", "'a'", "None", "f'{x}'", "x + 1", "[1, 2]", "(a, b())", "x if y else z", "...", "lambda: 1", "-x", "{}"][random(12)]} = ${piece}`,
	},
	{
		name: "parameter without default",
		at: (piece, i, pieces) => piece === ")" && pieces.lastIndexOf("def", i) >= 0,
		to: (_p, random) =>
			`${[", a=1, b)", ", *)", ", **k, x)", ", /, /)", ", *, **k)", ", *a, *b)", " = )", ", (x, y))", ", a a)"][random(9)]}`,
	},
	{
		name: "argument order",
		at: is(")"),
		to: (_p, random) =>
			`${[", a=1, 2)", ", **k, 1)", ", *)", ", x for x in y)", ", 1=2)", ", None=1)", ", f()=1)", ", a.b=1)", ", a=)", " a=1)"][random(10)]}`,
	},
	{
		name: "statement outside",
		at: (piece, i) => piece.startsWith("\n") && i > 0,
		to: (piece, random) =>
			`${piece.replace(/[ \t]+$/, "")}${["return 1", "break", "continue", "yield 1", "nonlocal x", "await x", "x: int = 1 = 2", "global print, x; x = 1", "import", "from x import", "from . import *", "import a.b as c.d", "del f()", "with a as 1: pass", "for 1 in x: pass", "try: pass", "except: pass", "else: pass", "case 1: pass", "raise", "assert (1, 2)", "x = *a", "*a = 1", "print 1", "exec 'a'", "lambda x=: 1", "class A(: pass", "def f(: pass", "f(**a, *b)", "{**a for a in b}", "[*a for a in b]", "{1:2, 3}", "{1:}", "a if b", "x = yield = 1", "not = 1", "return", "f'{a b}'", "b'\u00e9'", "'\\"][random(47)] ?? ""}\n`,
	},
	{ name: "cut off", at: (piece) => piece.trim() !== "", to: () => "\0" },
];

/** Some mutants of a program, `perMistake` of each mistake where it can be made. */
export function mutants(source: string, perMistake: number, seed: number): Mutant[] {
	let state = (seed % 2147483646) + 1;
	const random = (below: number) => {
		state = (state * 48271) % 2147483647;
		return below <= 0 ? 0 : state % below;
	};
	const pieces = source.match(PIECES) ?? [];
	const made: Mutant[] = [];
	for (const { name, at, to } of MISTAKES) {
		const places = pieces.flatMap((piece, i) => (at(piece, i, pieces) ? [i] : []));
		for (let n = 0; n < perMistake && places.length > 0; n++) {
			const [place = 0] = places.splice(random(places.length), 1);
			const changed = to(pieces[place] ?? "", random);
			const before = pieces.slice(0, place).join("");
			const text = changed === "\0" ? before : before + changed + pieces.slice(place + 1).join("");
			if (text !== source) made.push({ name, source: text });
		}
	}
	return made;
}
