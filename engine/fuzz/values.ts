/** Expressions of a random program. */
import type { Kind } from "./scope";
import type { ClassFacts, Writer } from "./writer";

function someClass(w: Writer): ClassFacts {
	return w.random.pick(w.classes);
}

/** A new instance. */
export function newNode(w: Writer): string {
	const { name, methods } = someClass(w);
	const make = methods.has("make") && w.random.chance(0.2) ? `${name}.make` : name;
	const held = w.random.chance(0.25) ? w.some("node", "list") : null;
	return held === null || make !== name ? `${make}(${w.nodeName()})` : `${name}(${w.nodeName()}, ${held})`;
}

/** Something that has no parts of its own to speak of. */
export function plainValue(w: Writer): string {
	return w.random.pick([
		"None",
		"1",
		"True",
		`"text"`,
		"1000",
		"3.5",
		"()",
		`"k" * 3`,
		"b'x'",
		"-7",
		"2 ** 70",
		"frozenset()",
	]);
}

/** An instance: mostly one that there is. */
export function node(w: Writer): string {
	const name = w.random.chance(0.75) ? w.some("node") : null;
	return name ?? newNode(w);
}

/** Any value at all, a few levels deep. */
export function value(w: Writer, depth = 2): string {
	const { random } = w;
	return random.weighted<() => string>([
		[4, () => node(w)],
		[2, () => plainValue(w)],
		[2, () => w.some("list", "dict", "set", "tuple") ?? "[]"],
		[1, () => w.some("ref", "function", "bound") ?? plainValue(w)],
		[1, () => w.some("exception") ?? plainValue(w)],
		[
			depth > 0 ? 1.5 : 0,
			() =>
				newValue(
					w,
					random.pick(w.has("sets") ? ["list", "tuple", "dict", "set"] : ["list", "tuple", "dict"]),
					depth - 1,
				),
		],
		[0.5, () => someClass(w).name],
	])();
}

function several(w: Writer, depth: number, low = 0, high = 4): string[] {
	return Array.from({ length: w.random.between(low, high) }, () => value(w, depth));
}

export function key(w: Writer): string {
	const { random } = w;
	return random.weighted<() => string>([
		[4, () => random.pick([`"a"`, `"b"`, `"c"`, `"p"`])],
		[3, () => String(random.int(5))],
		[1, () => `(${random.int(3)}, "z")`],
		[2, () => node(w)],
		[0.5, () => "None"],
	])();
}

/** An expression that makes a new object of a kind. */
export function newValue(w: Writer, kind: Kind, depth = 2): string {
	const { random } = w;
	switch (kind) {
		case "node":
			return newNode(w);
		case "list":
		case "sequence":
			return random.weighted<() => string>([
				[5, () => `[${several(w, depth).join(", ")}]`],
				[1, () => `[${newNode(w)} for i in range(${random.between(1, 4)})]`],
				[1, () => `[x for x in ${w.some("sequence") ?? "range(3)"}]`],
				[1, () => `list(${w.some("sequence") ?? "range(5)"})`],
				[0.7, () => `[${value(w, 0)}] * ${random.between(0, 3)}`],
				[0.7, () => `${w.some("list") ?? "[]"}[${random.pick(["", "1", "-2"])}:${random.pick(["", "2", "-1"])}]`],
				[0.5, () => `${w.some("list") ?? "[1]"} + ${w.some("list") ?? "[2]"}`],
				[0.5, () => `sorted(${w.some("list") ?? "[]"}, key=id)[:0]`],
				[0.5, () => `[*${w.some("sequence") ?? "()"}, ${value(w, 0)}]`],
			])();
		case "tuple":
			return random.weighted<() => string>([
				[5, () => tupleText(several(w, depth))],
				[1, () => `tuple(${w.some("sequence") ?? "range(2)"})`],
				[0.7, () => `(${value(w, 0)},) * ${random.between(0, 3)}`],
				[0.7, () => `${w.some("tuple") ?? "()"} + ${tupleText(several(w, 0, 0, 2))}`],
				[0.5, () => `(*${w.some("sequence") ?? "()"}, ${value(w, 0)})`],
			])();
		case "dict":
			return random.weighted<() => string>([
				[
					5,
					() =>
						`{${several(w, depth, 0, 3)
							.map((v) => `${key(w)}: ${v}`)
							.join(", ")}}`,
				],
				[1, () => `{i: ${newNode(w)} for i in range(${random.between(1, 3)})}`],
				[1, () => `dict(a=${value(w, 0)}, b=${value(w, 0)})`],
				[1, () => `dict(${w.some("dict") ?? "{}"})`],
				[1, () => `{**${w.some("dict") ?? "{}"}, ${key(w)}: ${value(w, 0)}}`],
				[0.7, () => `${w.some("dict") ?? "{}"} | {${key(w)}: ${value(w, 0)}}`],
				[0.7, () => `dict.fromkeys(${w.some("sequence") ?? "'ab'"}, ${value(w, 0)})`],
				[0.7, () => `${w.some("dict") ?? "{1: 2}"}.copy()`],
			])();
		case "set":
			return random.weighted<() => string>([
				[4, () => `{${[node(w), ...several(w, 0, 0, 1).map(() => key(w))].join(", ")}}`],
				[2, () => `set(${w.some("sequence") ?? "range(3)"})`],
				[1, () => `frozenset([${node(w)}, ${key(w)}])`],
				[1, () => `${w.some("set") ?? "set()"} | {${node(w)}}`],
				[0.7, () => `${w.some("set") ?? "{1}"} - {${node(w)}}`],
				[0.7, () => `${w.some("set") ?? "{1}"}.copy()`],
				[0.7, () => `{x for x in (${node(w)}, ${node(w)})}`],
			])();
		case "ref": {
			const callback = w.callbacks.length > 0 && random.chance(0.6) ? `, ${random.pick(w.callbacks)}` : "";
			return `weakref.ref(${w.some("node") ?? newNode(w)}${callback})`;
		}
		case "bound":
			return `${node(w)}.${random.pick(["me", "itself", "__init__", "__repr__", "__eq__"])}`;
		default:
			return plainValue(w);
	}
}

function tupleText(items: readonly string[]): string {
	return items.length === 1 ? `(${items[0]},)` : `(${items.join(", ")})`;
}
