/** Functions of a random program: arguments, closures, generators, bound methods, hot loops. */
import type { Kind } from "./scope";
import { type Statement, statements } from "./statements";
import { newNode, newValue, node, value } from "./values";
import type { FunctionFacts, Writer } from "./writer";

const PARAMETER_KINDS: readonly Kind[] = ["node", "node", "list", "dict", "tuple"];

/** A function with a few parameters, whose body is random statements on them. */
export function functionDefinition(w: Writer): void {
	const { random } = w;
	const name = w.scope.fresh("function").replace("f", random.pick(["work", "step", "visit"]));
	const parameters = Array.from({ length: random.between(0, 3) }, () => random.pick(PARAMETER_KINDS));
	const generator = w.has("generators") && random.chance(0.25);
	const names = parameters.map((kind, i) => `${kind === "node" ? "n" : kind[0]}${"xyz"[i]}`);
	const extra = random.weighted([
		[6, ""],
		[1, "*rest"],
		[1, `last=${newNode(w)}`],
		[1, "*, only=None"],
		[1, "**named"],
	]);
	let returns: Kind | null = null;
	w.block(
		`def ${name}(${[...names, ...(extra === "" ? [] : [extra])].join(", ")}):`,
		() => {
			names.forEach((parameter, i) => {
				w.scope.define(parameter, parameters[i] as Kind);
			});
			if (names.length > 0 && random.chance(0.7)) w.show(...names.map((n) => `getrefcount(${n})`));
			w.indentedTry(random.chance(0.15), () => statements(w, random.between(1, 5)));
			if (generator) {
				w.line(`got = yield ${w.some("node") ?? "1"}`);
				if (random.chance(0.5)) {
					w.line("try:");
					w.line(`    yield ${w.some("list") ?? "2"}`);
					w.line("finally:");
					w.line(`    print("closing", ${names[0] === undefined ? "0" : `getrefcount(${names[0]})`})`);
				}
			} else if (random.chance(0.5)) {
				const result = w.some("node");
				if (result !== null) {
					w.line(`return ${result}`);
					returns = "node";
				}
			}
		},
		true,
	);
	w.functions.push({ name, parameters, returns, generator } satisfies FunctionFacts);
}

/** Functions that make closures over what they are given. Every program has them. */
export function makerDefinitions(w: Writer): void {
	w.block("def holder(thing):", () => {
		w.block("def inner(*args):", () =>
			w.line(w.random.pick(["return getrefcount(thing)", "return thing", "return (thing, inner)"])),
		);
		if (w.random.chance(0.4)) w.line("print(getrefcount(thing))");
		if (w.random.chance(0.2)) w.line("inner.me = inner");
		w.line("return inner");
	});
	if (!w.has("generators")) return;
	w.block("def walk(*things):", () => {
		w.block("for thing in things:", () => {
			if (w.random.chance(0.5)) {
				w.block("try:", () => w.line("yield thing"));
				w.block("finally:", () =>
					w.line(w.random.pick([`print("left", getrefcount(thing))`, `print("left")`, "thing = None"])),
				);
			} else w.line(w.random.pick(["yield thing", "print((yield getrefcount(thing)))"]));
		});
		w.line(`print("end of walk")`);
	});
}

function argument(w: Writer, kind: Kind): string {
	return (w.random.chance(0.8) ? w.some(kind) : null) ?? newValue(w, kind, 1);
}

function call(w: Writer, f: FunctionFacts): string {
	return `${f.name}(${f.parameters.map((kind) => argument(w, kind)).join(", ")})`;
}

export const functionStatements: readonly Statement[] = [
	[
		5,
		(w) => {
			const plain = w.functions.filter((f) => !f.generator);
			if (plain.length === 0 || w.inFunction) return false;
			const f = w.random.pick(plain);
			if (f.returns !== null && w.random.chance(0.4)) w.assign(f.returns, call(w, f));
			else if (w.random.chance(0.3)) w.show(`type(${call(w, f)}).__name__`);
			else w.line(call(w, f));
			return true;
		},
	],
	[
		1.5,
		(w) => {
			const generators = w.functions.filter((f) => f.generator);
			if (generators.length === 0 || w.inFunction) return false;
			w.assign("generator", call(w, w.random.pick(generators)));
			return true;
		},
	],
	[1.5, (w) => w.assign("function", `holder(${value(w)})`)],
	[1, (w) => w.assign("function", `lambda x=${value(w)}: ${w.random.pick(["getrefcount(x)", "x", "[x]"])}`)],
	[
		1,
		(w) =>
			w.some("function") !== null &&
			w.show(`type(${w.some("function")}()).__name__`, `getrefcount(${w.some("function")})`),
	],
	[
		0.7,
		(w) => {
			const f = w.some("function");
			if (f === null) return false;
			w.line(
				w.random.pick([
					`${f}.extra = ${node(w)}`,
					`${f}.__defaults__ = (${node(w)},)`,
					`${f}.extra = ${f}`,
					`del ${f}.extra`,
				]),
			);
			return true;
		},
	],
	[
		0.7,
		(w) =>
			w.some("function") !== null &&
			w.show(`getrefcount(${w.some("function")}.__closure__)`, `getrefcount(${w.some("function")}.__code__) > 1`),
	],
	[2, (w) => w.some("node") !== null && w.assign("bound", newValue(w, "bound"))],
	[
		1,
		(w) => w.some("bound") !== null && w.show(`type(${w.some("bound")}()).__name__`, `getrefcount(${w.some("bound")})`),
	],
	[
		2,
		(w) => {
			const n = w.some("node");
			if (n === null) return false;
			w.show(
				w.random
					.pick([
						`${n}.me()`,
						`getrefcount(${n}.itself())`,
						`${n}.held`,
						`${n}.count(${n})`,
						`len(${n})`,
						`${n}[1]`,
						`type(${n}(1, ${n})).__name__`,
						`list(${n})`,
						`bool(${n})`,
						`type(${n} + ${n}).__name__`,
						`${n} == ${node(w)}`,
						`getrefcount(${n}.me)`,
					])
					.replace(/^(.*\.held|.*\[1\]|list\(.*\))$/, "type($1).__name__"),
			);
			return true;
		},
	],
	[1.5, (w) => w.has("generators") && w.assign("generator", `walk(${node(w)}, ${value(w)}, ${value(w)})`)],
	[
		0.7,
		(w) =>
			w.has("generators") &&
			w.assign("generator", `(getrefcount(x) for x in ${w.some("sequence") ?? `[${newNode(w)}]`})`),
	],
	[
		3,
		(w) => {
			const g = w.some("generator");
			if (g === null) return false;
			w.random.weighted<() => void>([
				[4, () => w.show(`type(next(${g}, None)).__name__`)],
				[2, () => w.line(`${g}.close()`)],
				[1.5, () => w.show(`type(${g}.send(${value(w, 0)})).__name__`)],
				[1.5, () => w.line(`${g}.throw(${w.random.pick([`ValueError(${node(w)})`, "KeyError"])})`)],
				[1, () => w.show(`[type(x).__name__ for x in ${g}]`)],
				[1, () => w.show(`getrefcount(${g})`, `${g}.gi_running`)],
			])();
			return true;
		},
	],
	[
		1,
		(w) => {
			const xs = w.some("sequence");
			if (xs === null) return false;
			w.show(
				w.random.pick([
					`[getrefcount(x) for x in map(lambda x: x, ${xs}) if hasattr(x, "p")]`,
					`[getrefcount(x) for i, x in enumerate(${xs}) if hasattr(x, "p")]`,
					`[getrefcount(p) for p in zip(${xs}, ${xs})]`,
					`[type(x).__name__ for x in filter(None, ${xs})]`,
					`any(x is ${node(w)} for x in ${xs})`,
					`max(${xs}, key=lambda x: type(x).__name__, default=None) is None`,
					`[getrefcount(x) for x in reversed(list(${xs})) if hasattr(x, "p")]`,
				]),
			);
			return true;
		},
	],
	[
		1.2,
		(w) => {
			if (!w.has("hot") || w.nesting > 1 || w.inFunction) return false;
			hotLoop(w);
			return true;
		},
	],
];

/** A function called often enough that CPython's instructions specialise, then with something else. */
function hotLoop(w: Writer): void {
	const { random } = w;
	const name = w.scope.fresh("function").replace("f", "hot");
	const a = w.some("node") ?? newNode(w);
	const b = w.some("node") ?? newNode(w);
	w.block(`def ${name}(x, y):`, () => {
		w.line(
			random.pick([
				"return getrefcount(x), getrefcount(y)",
				"x.p = y",
				"z = x.name",
				"z = [x, y]",
				"z = x == y",
				"z = (x, y)[0]",
				"z = {1: x}[1]",
				"z = x.me() if hasattr(x, 'me') else 0",
				"z = len([x, y])",
				"z = [v for v in (x, y)]",
				"z = isinstance(x, type(y))",
			]),
		);
		w.line("z = x.name");
		w.line("return getrefcount(x), getrefcount(y), getrefcount(z) > 0");
	});
	w.line(`seen = [${name}(${a}, ${b}) for i in range(${random.between(60, 140)})]`);
	w.show("seen[0]", "seen[1]", "seen[7]", "seen[-1]", "len(set(seen))");
	w.line(
		`seen = [${name}(${random.pick([a, b, newNode(w)])}, ${value(w, 0)}) for i in range(${random.pick([3, 70])})]`,
	);
	w.show("seen[0]", "seen[-1]", "len(set(seen))");
}
