/** Statements of a random program: binding, attributes, containers, control flow. */
import { collectorStatements } from "./collector";
import { errorStatements } from "./errors";
import { functionStatements } from "./functions";
import type { Kind } from "./scope";
import { key, newNode, newValue, node, plainValue, value } from "./values";
import { weakStatements } from "./weak";
import type { Writer } from "./writer";

/** A weight, and what writes one statement (or a few that belong together). False: it could not. */
export type Statement = readonly [number, (w: Writer) => unknown];

const CONTAINERS: readonly Kind[] = ["list", "dict", "set", "tuple"];

const bindingStatements: readonly Statement[] = [
	[6, (w) => w.assign("node", newNode(w))],
	[5, (w) => newContainer(w)],
	[
		3,
		(w) => {
			const name = w.some("node");
			return name !== null && w.assign("node", name);
		},
	],
	[
		5,
		(w) => {
			const names = w.scope.here();
			if (names.length === 0) return false;
			const name = w.random.pick(names);
			w.line(`del ${name}`);
			w.scope.forget(name);
			return true;
		},
	],
	[
		4,
		(w) => {
			const names = w.scope.here();
			if (names.length === 0) return false;
			const name = w.random.pick(names);
			w.line(`${name} = ${plainValue(w)}`);
			w.scope.forget(name);
			return true;
		},
	],
	[
		1,
		(w) => {
			const [a, b] = [w.some("node"), w.some("node")];
			const names = w.scope.local("node");
			if (a === null || b === null || names.length < 2) return false;
			w.line(`${w.random.pick(names)}, ${w.random.pick(names)} = ${a}, ${b}`);
			return true;
		},
	],
	[
		1.5,
		(w) => {
			const t = w.some("sequence");
			if (t === null) return false;
			w.block("try:", () => w.line(w.random.pick([`first, *rest = ${t}`, `first, second = ${t}`, `[*rest] = ${t}`])));
			w.block("except (ValueError, TypeError) as e:", () => w.line("print(type(e).__name__, e)"));
			return true;
		},
	],
	[0.7, (w) => w.line(`${newNode(w)}`)],
	[0.7, (w) => w.line(`${newNode(w)}.p = ${value(w)}`)],
];

function newContainer(w: Writer): string {
	const kind = w.random.pick(w.has("sets") ? CONTAINERS : CONTAINERS.filter((k) => k !== "set"));
	return w.assign(kind, newValue(w, kind));
}

const attributeStatements: readonly Statement[] = [
	[7, (w) => withNode(w, (n) => w.line(`${n}.${attribute(w)} = ${value(w)}`))],
	[2, (w) => withNode(w, (n) => w.line(`${n}.${attribute(w)} = ${n}`))],
	[1.5, (w) => withNode(w, (n) => w.line(`del ${n}.${attribute(w)}`))],
	[1, (w) => w.has("dictAccess") && withNode(w, (n) => w.show(`len(${n}.__dict__)`))],
	[1, (w) => w.has("dictAccess") && withNode(w, (n) => w.line(`${n}.__dict__["${attribute(w)}"] = ${value(w)}`))],
	[0.7, (w) => w.has("dictAccess") && withNode(w, (n) => w.assign("dict", `${n}.__dict__`))],
	[0.5, (w) => w.has("dictAccess") && withNode(w, (n) => w.line(`${n}.__dict__ = {"name": ${w.nodeName()}}`))],
	[0.5, (w) => w.has("dictAccess") && withNode(w, (n) => w.line(`${n}.__dict__.clear()`))],
	[0.5, (w) => withNode(w, (n) => w.line(`setattr(${n}, "${attribute(w)}", ${value(w, 0)})`))],
	[1, (w) => withNode(w, (n) => w.show(`getattr(${n}, "${attribute(w)}", None) is None`))],
	[
		0.5,
		(w) =>
			withNode(w, (n) => {
				const c = w.random.pick(w.classes);
				w.line(`${n}.__class__ = ${c.name}`);
			}),
	],
	[
		0.6,
		(w) => {
			const c = w.random.pick(w.classes);
			w.line(`${c.name}.extra = ${value(w)}`);
		},
	],
];

function attribute(w: Writer): string {
	return w.random.pick(["p", "p", "q", "q", "x", "y"]);
}

function withNode(w: Writer, write: (name: string) => void): boolean {
	const name = w.some("node");
	if (name === null) return false;
	write(name);
	return true;
}

function withKind(w: Writer, kind: Kind, write: (name: string) => void): boolean {
	const name = w.some(kind);
	if (name === null) return false;
	write(name);
	return true;
}

const listStatements: readonly Statement[] = [
	[4, (w) => withKind(w, "list", (xs) => w.line(`${xs}.append(${value(w)})`))],
	[1, (w) => withKind(w, "list", (xs) => w.line(`${xs}.append(${xs})`))],
	[1, (w) => withKind(w, "list", (xs) => w.line(`${xs}.insert(${w.random.int(3)}, ${value(w)})`))],
	[1, (w) => withKind(w, "list", (xs) => w.line(`${xs}.pop(${w.random.pick(["", "0", "-1"])})`))],
	[1, (w) => withKind(w, "list", (xs) => w.line(`${xs}[${w.random.pick(["0", "-1", "1"])}] = ${value(w)}`))],
	[1, (w) => withKind(w, "list", (xs) => w.line(`del ${xs}[${w.random.pick(["0", "-1", ":", "1:", "::2", ":1"])}]`))],
	[
		1,
		(w) =>
			withKind(w, "list", (xs) =>
				w.line(`${xs}[${w.random.pick([":1", "1:", "1:1", ":", "-1:"])}] = ${newValue(w, "list", 1)}`),
			),
	],
	[1, (w) => withKind(w, "list", (xs) => w.line(`${xs}.extend(${w.some("sequence") ?? "(1, 2)"})`))],
	[0.7, (w) => withKind(w, "list", (xs) => w.line(`${xs} += ${w.some("tuple") ?? "[1]"}`))],
	[0.5, (w) => withKind(w, "list", (xs) => w.line(`${xs} *= ${w.random.int(3)}`))],
	[1, (w) => withKind(w, "list", (xs) => w.line(`${xs}.clear()`))],
	[0.6, (w) => withKind(w, "list", (xs) => w.line(`${xs}.reverse()`))],
	[0.7, (w) => withKind(w, "list", (xs) => w.line(`${xs}.remove(${node(w)})`))],
	[0.7, (w) => withKind(w, "list", (xs) => w.show(`${xs}.count(${node(w)})`))],
	[
		1,
		(w) =>
			withKind(w, "list", (xs) =>
				w.line(
					`${xs}.sort(key=${w.random.pick([
						"lambda x: getrefcount(x)",
						"lambda x: type(x).__name__",
						`lambda x: print(len(${xs})) or 0`,
						"lambda x: str(type(x))",
					])}${w.random.pick(["", ", reverse=True"])})`,
				),
			),
	],
];

const dictStatements: readonly Statement[] = [
	[4, (w) => withKind(w, "dict", (d) => w.line(`${d}[${key(w)}] = ${value(w)}`))],
	[1, (w) => withKind(w, "dict", (d) => w.line(`${d}["self"] = ${d}`))],
	[1.5, (w) => withKind(w, "dict", (d) => w.line(`${d}.pop(${key(w)}, None)`))],
	[1, (w) => withKind(w, "dict", (d) => w.line(`${d}.popitem()`))],
	[1, (w) => withKind(w, "dict", (d) => w.line(`del ${d}[${key(w)}]`))],
	[1, (w) => withKind(w, "dict", (d) => w.line(`${d}.setdefault(${key(w)}, ${value(w)})`))],
	[1, (w) => withKind(w, "dict", (d) => w.line(`${d}.update(${newValue(w, "dict", 1)})`))],
	[0.6, (w) => withKind(w, "dict", (d) => w.line(`${d} |= ${newValue(w, "dict", 1)}`))],
	[1, (w) => withKind(w, "dict", (d) => w.line(`${d}.clear()`))],
	[1, (w) => withKind(w, "dict", (d) => w.show(`len(${d})`, `[getrefcount(v) for v in ${d}.values()]`))],
	[
		1,
		(w) =>
			withKind(w, "dict", (d) => w.show(`[getrefcount(k) for k in ${d} if not isinstance(k, (str, int, type(None)))]`)),
	],
	[
		0.7,
		(w) => withKind(w, "dict", (d) => w.assign("list", `list(${d}.${w.random.pick(["values", "keys", "items"])}())`)),
	],
	[
		0.5,
		(w) => withKind(w, "dict", (d) => w.show(`getrefcount(${d})`, `getrefcount(${d}.items())`, `getrefcount(${d})`)),
	],
];

const setStatements: readonly Statement[] = [
	[2, (w) => withKind(w, "set", (s) => w.line(`${s}.add(${w.random.chance(0.7) ? node(w) : key(w)})`))],
	[1, (w) => withKind(w, "set", (s) => w.line(`${s}.discard(${w.random.chance(0.7) ? node(w) : key(w)})`))],
	[0.7, (w) => withKind(w, "set", (s) => w.line(`${s}.clear()`))],
	[0.7, (w) => withKind(w, "set", (s) => w.line(`${s}.update(${w.some("sequence") ?? "(1, 2)"})`))],
	[0.7, (w) => withKind(w, "set", (s) => w.line(`${s} ${w.random.pick(["|=", "&=", "-=", "^="])} {${node(w)}}`))],
	[0.7, (w) => withKind(w, "set", (s) => w.show(`len(${s})`, `${node(w)} in ${s}`))],
];

const tupleStatements: readonly Statement[] = [
	[1, (w) => withKind(w, "tuple", (t) => w.show(`len(${t})`, `gc.is_tracked(${t})`, `getrefcount(${t})`))],
	[0.7, (w) => withKind(w, "tuple", (t) => w.assign("tuple", `${t}[${w.random.pick(["1:", ":1", "::-1", ":"])}]`))],
	[0.7, (w) => withKind(w, "tuple", (t) => w.line(`${t} += (${value(w, 0)},)`))],
	[0.5, (w) => withKind(w, "tuple", (t) => w.show(`${node(w)} in ${t}`))],
];

const showStatements: readonly Statement[] = [
	[
		9,
		(w) => {
			const names = w.scope.visible(
				"node",
				"list",
				"dict",
				"set",
				"tuple",
				"exception",
				"function",
				"bound",
				"generator",
				"ref",
			);
			if (names.length === 0) return false;
			const shown = new Set(Array.from({ length: w.random.between(1, 4) }, () => w.random.pick(names)));
			w.show(...[...shown].map((name) => `getrefcount(${name})`));
			return true;
		},
	],
	[1, (w) => w.show(`getrefcount(${w.random.pick(w.classes).name})`)],
	[1, (w) => withKind(w, "sequence", (xs) => w.show(`[getrefcount(x) for x in ${xs} if hasattr(x, "p")]`))],
	[0.7, (w) => withKind(w, "sequence", (xs) => w.show(`[type(x).__name__ for x in ${xs}]`))],
	[0.7, (w) => w.show(`getrefcount(${value(w)})`)],
	[0.5, (w) => w.show("len(kept)", `[x if isinstance(x, (str, int)) else type(x).__name__ for x in kept]`)],
	[
		0.6,
		(w) =>
			w.line(
				w.random.pick([
					"kept.clear()",
					w.inFunction ? "kept.clear()" : "kept = []",
					"del kept[:]",
					"kept.pop() if kept else None",
				]),
			),
	],
	[0.5, (w) => w.line(`kept.append(${value(w)})`)],
	[
		1,
		(w) =>
			w.has("idReuse") &&
			w.show(`id(${newNode(w)}) == id(${newNode(w)})`, `id([]) == id([])`, `id({}) == id({"a": 1})`),
	],
	[
		0.7,
		(w) => {
			const a = newValue(w, "list", 0);
			if (!w.has("idReuse")) return false;
			w.line(`before = id(${a})`);
			w.show(`id(${newValue(w, w.random.pick(["list", "dict", "node"]), 0)}) == before`);
			return true;
		},
	],
];

const flowStatements: readonly Statement[] = [
	[
		2,
		(w) => {
			const xs = w.some("sequence");
			if (xs === null || w.nesting > 3) return false;
			const copied = w.random.chance(0.5) ? `list(${xs})` : xs;
			w.block(`for item in ${copied}:`, () => {
				w.show("type(item).__name__", `getrefcount(${xs})`);
				if (w.random.chance(0.4))
					w.line(
						w.random.pick([
							`${xs}.pop()`,
							`${xs}.clear()`,
							"break",
							"item = None",
							`${xs}.append(1) if len(${xs}) < 9 else None`,
						]),
					);
				if (w.random.chance(0.5)) statements(w, 1);
			});
			if (w.random.chance(0.5)) w.line("del item");
			return true;
		},
	],
	[
		1,
		(w) => {
			if (w.nesting > 3) return false;
			w.block(`for i in range(${w.random.between(1, 4)}):`, () => statements(w, w.random.between(1, 3)));
			return true;
		},
	],
	[
		0.7,
		(w) =>
			withKind(w, "list", (xs) => {
				w.block(`while ${xs}:`, () => {
					w.line(`${xs}.pop()`);
					if (w.random.chance(0.5)) w.show(`len(${xs})`);
				});
			}),
	],
	[
		1,
		(w) => {
			if (w.nesting > 3) return false;
			w.block("try:", () => statements(w, w.random.between(1, 3)));
			w.block("finally:", () => statements(w, 1));
			return true;
		},
	],
	[
		1,
		(w) => {
			const n = w.some("node");
			if (n === null || w.nesting > 3) return false;
			w.block(
				`if ${w.random.pick([`${n} is ${node(w)}`, `${n}`, `getrefcount(${n}) > 3`, `getattr(${n}, "p", 0)`])}:`,
				() => statements(w, 1),
			);
			if (w.random.chance(0.4)) w.block("else:", () => statements(w, 1));
			return true;
		},
	],
	[
		0.7,
		(w) => {
			const user = w.classes.filter((c) => c.methods.has("__enter__"));
			if (user.length === 0 || w.nesting > 3) return false;
			w.block(`with ${w.random.pick(user).name}(${w.nodeName()}) as held:`, () => {
				w.show("getrefcount(held)");
				statements(w, 1);
				if (w.random.chance(0.4)) w.line("raise KeyError(held)");
			});
			return true;
		},
	],
];

const all: () => readonly Statement[] = (() => {
	let table: readonly Statement[] | null = null;
	return () => {
		table ??= [
			bindingStatements,
			attributeStatements,
			listStatements,
			dictStatements,
			setStatements,
			tupleStatements,
			showStatements,
			flowStatements,
			collectorStatements,
			weakStatements,
			functionStatements,
			errorStatements,
		].flat();
		return table;
	};
})();

/** Writes one statement, most often inside a `try` that names what went wrong. */
export function statement(w: Writer): void {
	const guarded = w.random.chance(w.has("uncaught") ? 0.6 : 1);
	const write = (): void => {
		while (w.random.weighted(all())(w) === false) {
			// Another one then: this one needs what the program does not have yet.
		}
	};
	if (!guarded || w.nesting > 2) {
		write();
		return;
	}
	guard(w, write);
}

/** Lines that fail only where a finalizer took a name away. */
const SAFE =
	/^\s*(\w+ = ([A-Z]\w*\("\w+"\)|\w+|[[({].*[\])}])|del \w+|print\(\d+(, getrefcount\(\w+\))*\)|gc\.\w+\(\)|print\(\d+, gc\.\w+\(\)\))$/;

/** Statements in a `try`, whose exception is named and let go. Their new names stay known. */
function guard(w: Writer, write: () => void): void {
	const before = w.lines.length;
	w.indented(write);
	const body = w.lines.splice(before);
	if (body.every((line) => SAFE.test(line))) {
		for (const line of body) w.lines.push(line.slice(4));
		return;
	}
	w.line("try:");
	w.lines.push(...body);
	w.line("except Exception as e:");
	w.line(`    print("!", type(e).__name__${w.random.chance(0.2) ? ", e" : ""})`);
}

export function statements(w: Writer, count: number): void {
	for (let i = 0; i < count; i++) statement(w);
}
