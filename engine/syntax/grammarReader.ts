/** Reads errorGrammar.ts, a grammar as text, into the rules that errorPass.ts follows. */
import { KEYWORDS, OPERATORS, T } from "./tokens";

/** One thing an alternative asks for. `capture` is the letter an action knows it by. */
export type Item = { readonly capture: string | null } & (
	| { readonly kind: "token"; readonly type: T }
	| { readonly kind: "soft"; readonly word: string }
	| { readonly kind: "anySoft" }
	| { readonly kind: "call"; readonly node: Node }
	| { readonly kind: "optional"; readonly item: Item }
	| { readonly kind: "look"; readonly item: Item; readonly positive: boolean }
	| { readonly kind: "force"; readonly type: T; readonly text: string }
	| { readonly kind: "cut" }
);

export interface Action {
	readonly verb: string;
	readonly text: string;
}

export interface Alternative {
	readonly items: readonly Item[];
	readonly action: Action | null;
	/** Nothing but an `invalid_` rule, which CPython's generator leaves to the second pass. */
	readonly invalid: boolean;
	first: FirstSet | null;
}

/** The tokens something can begin with, a bit per type; all where it may match nothing. */
export type FirstSet = Int32Array;

export const has = (set: FirstSet, type: T): boolean => (((set[type >> 5] ?? 0) >> (type & 31)) & 1) === 1;

/** What is parsed by a call, and so is one level of CPython's stack. */
export type Node =
	| {
			readonly kind: "choice";
			readonly name: string | null;
			readonly id: number;
			/** Memoized by CPython, so that a result of a pass without invalid rules serves one with them. */
			readonly memo: boolean;
			/** Levels of CPython's stack. */
			readonly weight: number;
			alternatives: readonly Alternative[];
			first: FirstSet | null;
	  }
	| { readonly kind: "repeat"; readonly item: Item; readonly minimum: number; first: FirstSet | null }
	| { readonly kind: "gather"; readonly separator: Item; readonly item: Item; first: FirstSet | null };

export type Rule = Extract<Node, { kind: "choice" }>;

const TOKEN_NAMES: ReadonlyMap<string, T> = new Map([
	["NAME", T.Name],
	["NUMBER", T.Number],
	["STRING", T.String],
	["NEWLINE", T.Newline],
	["INDENT", T.Indent],
	["DEDENT", T.Dedent],
	["ENDMARKER", T.EndMarker],
	["FSTRING_START", T.FStringStart],
	["FSTRING_MIDDLE", T.FStringMiddle],
	["FSTRING_END", T.FStringEnd],
	["TSTRING_START", T.TStringStart],
	["TSTRING_MIDDLE", T.TStringMiddle],
	["TSTRING_END", T.TStringEnd],
]);

const emptySet = (): FirstSet => new Int32Array((T.Yield >> 5) + 1);

function add(set: FirstSet, type: T): void {
	set[type >> 5] = (set[type >> 5] ?? 0) | (1 << (type & 31));
}

/** Adds what an item can begin with; true where the item may match nothing, so that the next one counts too. */
function addFirst(item: Item, into: FirstSet): boolean {
	switch (item.kind) {
		case "token":
			add(into, item.type);
			return false;
		case "soft":
		case "anySoft":
			add(into, T.Name);
			return false;
		case "force":
			// A forced token that is missing raises, so the item must be tried whatever comes.
			into.fill(-1);
			return false;
		case "cut":
		case "look":
			return true;
		case "optional":
			addFirst(item.item, into);
			return true;
		case "call": {
			const first = firstOf(item.node);
			for (let word = 0; word < into.length; word++) into[word] = (into[word] ?? 0) | (first[word] ?? 0);
			return item.node.kind === "repeat" && item.node.minimum === 0;
		}
	}
}

/** What a node can begin with, found when first asked for. It ends, because no rule begins with itself. */
export function firstOf(node: Node | Alternative): FirstSet {
	if (node.first !== null) return node.first;
	const first = emptySet();
	if ("items" in node) {
		if (node.items.every((item) => addFirst(item, first))) first.fill(-1);
	} else if (node.kind === "choice") {
		for (const alternative of node.alternatives) {
			const own = firstOf(alternative);
			for (let word = 0; word < first.length; word++) first[word] = (first[word] ?? 0) | (own[word] ?? 0);
		}
	} else addFirst(node.item, first);
	node.first = first;
	return first;
}

const LEXEME = /'[^']+'|"[^"]+"|&&|[A-Za-z_]\w*=?|[()[\]|?*+~&!.]/g;

class Reader {
	private readonly rules = new Map<string, Rule>();
	private lexemes: readonly string[] = [];
	private pos = 0;
	private count = 0;

	read(grammar: string): Rule {
		const bodies: (readonly [Rule, string[]])[] = [];
		for (const line of grammar.split("\n")) {
			const head = /^(\w+)(%?)(\^?)(-?): (.*)$/.exec(line);
			if (head !== null) {
				const [, name = "", memo, leftRecursive, ours, body = ""] = head;
				const rule: Rule = {
					kind: "choice",
					name,
					id: this.count++,
					memo: memo !== "" || leftRecursive !== "",
					weight: leftRecursive !== "" ? 2 : ours !== "" ? 0 : 1,
					alternatives: [],
					first: null,
				};
				this.rules.set(name, rule);
				bodies.push([rule, [body]]);
			} else if (line.startsWith(" | ")) bodies[bodies.length - 1]?.[1].push(line.slice(3));
		}
		for (const [rule, lines] of bodies) rule.alternatives = lines.flatMap((line) => this.alternatives(line));
		const first = bodies[0];
		if (first === undefined) throw new Error("a grammar without rules");
		return first[0];
	}

	private rule(name: string): Rule {
		const rule = this.rules.get(name);
		if (rule === undefined) throw new Error(`no rule ${name}`);
		return rule;
	}

	/** The alternatives of a line; its action belongs to the last. */
	private alternatives(line: string): Alternative[] {
		const arrow = line.indexOf(" => ");
		this.lexemes = (arrow < 0 ? line : line.slice(0, arrow)).match(LEXEME) ?? [];
		this.pos = 0;
		const result = this.choices();
		const last = result.pop();
		if (arrow >= 0 && last !== undefined) {
			const action = line.slice(arrow + 4);
			const colon = action.indexOf(": ");
			result.push({
				...last,
				action:
					colon < 0 ? { verb: action, text: "" } : { verb: action.slice(0, colon), text: action.slice(colon + 2) },
			});
		} else if (last !== undefined) result.push(last);
		return result;
	}

	private choices(): Alternative[] {
		const result: Alternative[] = [];
		do {
			const invalid = this.lexemes[this.pos]?.startsWith("invalid_") === true;
			const items = this.sequence();
			result.push({
				items,
				action: null,
				invalid: invalid && items.length === 1,
				first: null,
			});
		} while (this.accept("|"));
		return result;
	}

	private accept(lexeme: string): boolean {
		if (this.lexemes[this.pos] !== lexeme) return false;
		this.pos++;
		return true;
	}

	private sequence(): Item[] {
		const items: Item[] = [];
		for (;;) {
			const next = this.lexemes[this.pos];
			if (next === undefined || next === "|" || next === ")" || next === "]") return items;
			items.push(this.item());
		}
	}

	private item(): Item {
		const lexeme = this.lexemes[this.pos] ?? "";
		let capture: string | null = null;
		if (lexeme.endsWith("=") && lexeme.length === 2) {
			capture = lexeme.slice(0, 1);
			this.pos++;
		}
		if (this.accept("~")) return { capture, kind: "cut" };
		if (this.accept("&&")) {
			const text = (this.lexemes[this.pos++] ?? "").slice(1, -1);
			return { capture, kind: "force", type: OPERATORS.get(text) ?? T.Error, text };
		}
		if (this.accept("&")) return { capture, kind: "look", item: this.atom(null), positive: true };
		if (this.accept("!")) return { capture, kind: "look", item: this.atom(null), positive: false };
		const atom = this.atom(capture);
		if (this.accept("?")) return { capture, kind: "optional", item: atom };
		if (this.accept("*"))
			return { capture, kind: "call", node: { kind: "repeat", item: atom, minimum: 0, first: null } };
		if (this.accept("+"))
			return { capture, kind: "call", node: { kind: "repeat", item: atom, minimum: 1, first: null } };
		if (this.accept(".")) {
			const item = this.atom(null);
			this.accept("+");
			return { capture, kind: "call", node: { kind: "gather", separator: atom, item, first: null } };
		}
		return atom;
	}

	private atom(capture: string | null): Item {
		const lexeme = this.lexemes[this.pos++] ?? "";
		if (lexeme === "(") {
			const node = this.group(")");
			return { capture, kind: "call", node };
		}
		if (lexeme === "[") {
			const node = this.group("]");
			// One item in brackets is no rule of its own.
			const [only, second] = node.alternatives;
			const [item, next] = only?.items ?? [];
			if (item !== undefined && next === undefined && second === undefined) return { capture, kind: "optional", item };
			return { capture, kind: "optional", item: { capture: null, kind: "call", node } };
		}
		const text = lexeme.slice(1, -1);
		if (lexeme.startsWith('"')) return { capture, kind: "soft", word: text };
		if (lexeme.startsWith("'")) {
			return { capture, kind: "token", type: OPERATORS.get(text) ?? KEYWORDS.get(text) ?? T.Error };
		}
		if (lexeme === "SOFT_KEYWORD") return { capture, kind: "anySoft" };
		const type = TOKEN_NAMES.get(lexeme);
		return type === undefined ? { capture, kind: "call", node: this.rule(lexeme) } : { capture, kind: "token", type };
	}

	private group(closing: string): Rule {
		const alternatives = this.choices();
		this.accept(closing);
		const node: Rule = {
			kind: "choice",
			name: null,
			id: -1,
			memo: false,
			weight: 1,
			alternatives,
			first: null,
		};
		return node;
	}
}

/** Reads the notation of `errorGrammar.ts`; the result is its first rule. Of two rules of a name the later one holds. */
export function readGrammar(grammar: string): Rule {
	return new Reader().read(grammar);
}
