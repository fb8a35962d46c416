/** A program's text as it grows, and what its statements are made with. */
import type { Random } from "./random";
import { type Kind, Scope } from "./scope";

/** Parts of Python that a program may use; each can be switched off while the engine is not there yet. */
export const FEATURES = [
	"hot",
	"auto",
	"referrers",
	"garbage",
	"freeze",
	"metaclass",
	"generators",
	"tracebacks",
	"builtinBases",
	"idReuse",
	"unraisable",
	"uncaught",
	"weakContainers",
	"counts",
	"dictAccess",
	"sets",
] as const;
export type Feature = (typeof FEATURES)[number];

/** A class that the program has, as far as its statements need to know it. */
export interface ClassFacts {
	readonly name: string;
	/** Attributes that its instances may have. */
	readonly attributes: readonly string[];
	/** Instances have a `__dict__`. */
	readonly hasDict: boolean;
	readonly weakrefs: boolean;
	/** Methods beyond those that every class has. */
	readonly methods: ReadonlySet<string>;
}

/** A function that the program has. */
export interface FunctionFacts {
	readonly name: string;
	readonly parameters: readonly Kind[];
	readonly returns: Kind | null;
	readonly generator: boolean;
}

export class Writer {
	readonly lines: string[] = [];
	readonly classes: ClassFacts[] = [];
	readonly functions: FunctionFacts[] = [];
	/** Functions that take a weak reference. */
	readonly callbacks: string[] = [];
	scope: Scope;
	private depth = 0;
	private labels = 0;
	private nodes = 0;

	constructor(
		readonly random: Random,
		readonly features: ReadonlySet<Feature>,
	) {
		this.scope = new Scope(null, true, new Map());
	}

	has(feature: Feature): boolean {
		return this.features.has(feature);
	}

	line(text: string): void {
		this.lines.push("    ".repeat(this.depth) + text);
	}

	/** A header and its indented body; names made in the body are forgotten after it. */
	block(header: string, body: () => void, isBody = false): void {
		this.line(header);
		this.depth++;
		const outer = this.scope;
		this.scope = outer.inner(isBody);
		const before = this.lines.length;
		body();
		if (this.lines.length === before) this.line("pass");
		this.scope = outer;
		this.depth--;
	}

	/** A body, where `yes` inside a `try` whose exception is printed. */
	indentedTry(yes: boolean, body: () => void): void {
		if (!yes) {
			body();
			return;
		}
		this.line("try:");
		this.indented(body);
		this.line("except Exception as caught:");
		this.line("    print(type(caught).__name__, getrefcount(caught))");
	}

	/** Statements of this block, a level deeper. */
	indented(body: () => void): void {
		this.depth++;
		body();
		this.depth--;
	}

	/** The statement stands in a function's body. */
	get inFunction(): boolean {
		let scope: Scope = this.scope;
		while (!scope.isBody && scope.outer !== null) scope = scope.outer;
		return scope.outer !== null;
	}

	get nesting(): number {
		return this.depth;
	}

	/** Prints values behind a number that says which statement did. */
	show(...values: readonly string[]): void {
		this.line(`print(${[String(++this.labels), ...values].join(", ")})`);
	}

	/** A name for a new object, as a literal. */
	nodeName(): string {
		return `"${this.random.pick(["a", "b", "c", "d", "e", "k", "u", "v"])}${++this.nodes}"`;
	}

	/** Some name that can be read here and most likely holds such a thing; null: there is none. */
	some(...kinds: readonly Kind[]): string | null {
		const names = this.scope.visible(...kinds);
		return names.length === 0 ? null : this.random.pick(names);
	}

	/** A name to assign to: one that there is, or a new one. */
	target(kind: Kind): string {
		const names = this.scope.local(kind);
		if (names.length > 0 && this.random.chance(0.3)) return this.random.pick(names);
		return this.scope.fresh(kind);
	}

	/** Writes `name = value`; the name holds the kind afterwards. */
	assign(kind: Kind, value: string): string {
		const name = this.target(kind);
		this.line(`${name} = ${value}`);
		return this.bind(name, kind);
	}

	/** The name holds the kind from here on, whichever statement bound it. */
	bind(name: string, kind: Kind): string {
		if (!this.scope.local().includes(name)) this.scope.define(name, kind);
		return name;
	}
}
