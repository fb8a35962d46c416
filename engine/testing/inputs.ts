/**
 * Inputs that no program was meant to be: random bytes, tokens in any order, and programs of a corpus that were broken.
 * An engine must end on each with a report. Deterministic for a seed.
 */
import { mutants } from "./mistakes";

export interface Input {
	/** Which kind of input. */
	readonly kind: string;
	readonly source: string;
}

type Random = (below: number) => number;

/** Numbers from 0 up to below a bound, the same for the same seed (`minstd`). */
function generator(seed: number): Random {
	let state = (seed % 2147483646) + 1;
	const next = () => {
		state = (state * 48271) % 2147483647;
		return state;
	};
	// Neighbouring seeds begin alike.
	for (let i = 0; i < 8; i++) next();
	return (below) => (below <= 0 ? 0 : next() % below);
}

const pick = (random: Random, of: readonly string[]): string => of[random(of.length)] ?? "";

const TOKENS: readonly string[] =
	"if else elif for in while def class return import from try except finally with as lambda not and or is pass break continue del global nonlocal raise assert yield None True False match case type print self x y i range len list dict set str int sum sorted __init__ __del__ __repr__ __eq__ __getattr__ gc sys weakref collect getrefcount ref object super property staticmethod isinstance repr hash iter next ( ) [ ] { } : , . ; + - * / // ** % @ & | ^ ~ << >> < > <= >= == != = += -= *= := -> ... ! 0 1 2 10 1.5 1e308 1j 0x7f -1 10**9 10**30 'a' \"b\" f'{x}' b'c' '''d''' # \\ \n \n \n \t ? $".split(
		" ",
	);

/** Characters that decoders, tokenizers and texts must survive. */
const CHARACTERS: readonly string[] = [
	..."abcxyz0159_()[]{}:,.;+-*/%=<>!'\"#@\\ \n\t\r\f",
	..."\0\x01\x1a\x1b\x7f\u0085\u00a0\u00e9\u0130\u0660\u2028\u200b\u201c\ufeff\ufffd",
	"\ud800",
	"\udfff",
	"\u{1f600}",
	"\u{10ffff}",
	"f'{",
	"'''",
	"\r\n",
];

/** What explodes where it takes the place of a number, a name or a call. */
const EXPLOSIVES: readonly string[] = [
	"10**10**8",
	"(1 << 10**9)",
	"10**18",
	"'a' * 10**10",
	"[0] * 10**9",
	"list(range(10**9))",
	"iter(int, 1)",
	"range(10**12)",
	"(lambda f: f(f))(lambda f: f(f))",
	"float('nan')",
	"-10**20",
	"2**63",
	"'%*d' % (10**9, 1)",
	"f'{1:{10**9}}'",
	"sum(iter(int, 1))",
	"[[]] * 10**6",
	"type('T', (), {})",
	"globals()",
	"print",
	"NotImplemented",
	"...",
	"__import__('sys')",
	"1/0",
	"gc.get_objects()",
];

const LOOPS: readonly string[] = [
	"while True: pass",
	"while True: print('x' * 1000)",
	"def f(*a): return f(*a)",
	"x = [x] if 'x' in dir() else []",
	"for i in iter(int, 1): pass",
	"import gc; gc.collect()",
	"import sys; sys.setrecursionlimit(10**6)",
	"import sys; sys.setrecursionlimit(60)",
	"class A:\n    def __del__(self): A()",
	"class A:\n    def __getattr__(self, n): return getattr(self, n)",
	"class A:\n    def __eq__(self, o): return self == o\n    def __hash__(self): return hash(self)",
	"raise",
	"raise SystemExit(10**20)",
	"del x",
	"exec('x = 1; ' * 1000)",
	"try: 1/0\nfinally: pass",
	"def __del__(self): raise 1",
];

function noise(random: Random): string {
	return Array.from({ length: random(120) }, () => pick(random, CHARACTERS)).join("");
}

function soup(random: Random): string {
	let text = "";
	for (let i = random(80); i >= 0; i--) {
		const token = pick(random, TOKENS);
		text += token === "\n" ? `\n${" ".repeat(4 * random(3))}` : `${token} `;
	}
	return text;
}

/** Lines of a program left out, doubled, exchanged, indented otherwise, or taken from another. */
function shuffled(random: Random, program: string, other: string): string {
	const lines = program.split("\n");
	const others = other.split("\n");
	for (let n = 1 + random(4); n > 0; n--) {
		const at = random(lines.length);
		switch (random(5)) {
			case 0:
				lines.splice(at, 1);
				break;
			case 1:
				lines.splice(at, 0, lines[at] ?? "");
				break;
			case 2:
				lines.splice(at, 0, ...others.splice(random(others.length), 1 + random(6)));
				break;
			case 3:
				lines[at] = `${" ".repeat(random(9))}${(lines[at] ?? "").trim()}`;
				break;
			default:
				lines.splice(random(lines.length), 0, ...lines.splice(at, 1));
		}
	}
	return lines.join("\n");
}

/** Names, numbers and strings of a program that are others now, or explode; sometimes a line that does not end. */
function loaded(random: Random, program: string): string {
	const pieces = program.match(/\w+|\s+|[^\w\s]/gu) ?? [];
	const words = pieces.flatMap((piece, i) => (/^\w+$/.test(piece) ? [i] : []));
	for (let n = 1 + random(3); n > 0; n--) {
		const at = words[random(words.length)];
		if (at === undefined) break;
		const other = words[random(words.length)] ?? at;
		pieces[at] = random(2) === 0 ? pick(random, EXPLOSIVES) : (pieces[other] ?? "");
	}
	const lines = pieces.join("").split("\n");
	if (random(3) === 0) {
		const at = random(lines.length);
		const indent = /^\s*/.exec(lines[at] ?? "")?.[0] ?? "";
		lines.splice(
			at,
			0,
			...pick(random, LOOPS)
				.split("\n")
				.map((line) => indent + line),
		);
	}
	return lines.join("\n");
}

/** Bytes of a program that are others now. */
function damaged(random: Random, program: string): string {
	const characters = [...program];
	for (let n = 1 + random(6); n > 0; n--) {
		const at = random(characters.length);
		characters.splice(at, random(2), pick(random, CHARACTERS));
	}
	return characters.join("");
}

/** The `i`th input of a seed. `corpus`: programs to be broken. */
export function input(corpus: readonly string[], seed: number, i: number): Input {
	const random = generator(seed * 1_000_003 + i);
	const program = pick(random, corpus);
	switch (random(8)) {
		case 0:
			return { kind: "noise", source: noise(random) };
		case 1:
			return { kind: "soup", source: soup(random) };
		case 2: {
			const made = mutants(program, 1, random(2 ** 30));
			const mutant = made[random(made.length)];
			return { kind: `mistake: ${mutant?.name}`, source: mutant?.source ?? "" };
		}
		case 3:
			return { kind: "damage", source: damaged(random, program) };
		case 4:
		case 5:
			return { kind: "shuffle", source: shuffled(random, program, pick(random, corpus)) };
		default:
			return { kind: "load", source: loaded(random, program) };
	}
}
