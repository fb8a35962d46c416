/** What a program under construction knows of its own names: which there are, and what each most likely holds. */

/** What a name holds, as far as the program's text tells. A finalizer or callback may have changed it since. */
export type Kind =
	| "node"
	| "list"
	| "dict"
	| "set"
	| "tuple"
	| "ref"
	| "function"
	| "bound"
	| "generator"
	| "exception"
	| "class"
	| "sequence";

const STEM: Readonly<Record<Kind, string>> = {
	node: "n",
	list: "xs",
	dict: "d",
	set: "s",
	tuple: "t",
	ref: "r",
	function: "f",
	bound: "m",
	generator: "g",
	exception: "err",
	class: "C",
	sequence: "it",
};

/** Kinds that a name of a wider kind may hold. */
const WIDER: Readonly<Partial<Record<Kind, readonly Kind[]>>> = { sequence: ["list", "tuple", "set", "dict"] };

/** A block of the program. Blocks of one function share its names; a function sees those around it. */
export class Scope {
	private readonly names = new Map<string, Kind>();

	constructor(
		readonly outer: Scope | null,
		/** It is the body of a function, or the module. */
		readonly isBody: boolean,
		private readonly counters: Map<Kind, number>,
	) {}

	inner(isBody: boolean): Scope {
		return new Scope(this, isBody, this.counters);
	}

	define(name: string, kind: Kind): string {
		this.names.set(name, kind);
		return name;
	}

	forget(name: string): void {
		this.names.delete(name);
	}

	fresh(kind: Kind): string {
		const n = (this.counters.get(kind) ?? 0) + 1;
		this.counters.set(kind, n);
		return `${STEM[kind]}${n}`;
	}

	/** Names of this very block. */
	here(...kinds: readonly Kind[]): string[] {
		const wanted = kinds.flatMap((kind) => [kind, ...(WIDER[kind] ?? [])]);
		return [...this.names].filter(([, kind]) => kinds.length === 0 || wanted.includes(kind)).map(([name]) => name);
	}

	/** Names that this function may rebind: those of its blocks up to its body. */
	local(...kinds: readonly Kind[]): string[] {
		const own = this.here(...kinds);
		return this.isBody || this.outer === null ? own : [...this.outer.local(...kinds), ...own];
	}

	/** Names that can be read here. */
	visible(...kinds: readonly Kind[]): string[] {
		const own = this.here(...kinds);
		return this.outer === null ? own : [...this.outer.visible(...kinds), ...own];
	}
}
