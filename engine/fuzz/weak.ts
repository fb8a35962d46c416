/** Statements about weak references. */
import type { Statement } from "./statements";
import { newNode, newValue } from "./values";
import type { Writer } from "./writer";

/** A callback: what it does besides telling that it is called. */
export function callbackDefinition(w: Writer): void {
	const { random } = w;
	const name = `note${w.callbacks.length + 1}`;
	w.block(`def ${name}(r):`, () => {
		w.line(
			random.pick([
				`print("${name}", r() is None)`,
				`print("${name}", getrefcount(r))`,
				`print("${name}")`,
				`print("${name}", weakref.getweakrefcount(r))`,
			]),
		);
		const n = random.weighted([
			[5, 0],
			[3, 1],
			[1, 2],
		]);
		for (let i = 0; i < n; i++) {
			random.weighted<() => void>([
				[2, () => w.line("kept.append(r)")],
				[1, () => w.line(`kept.append(Plain("called"))`)],
				[1, () => w.line(`Plain("passing")`)],
				[1, () => w.line("kept.clear()")],
				[1, () => w.line("print(gc.collect())")],
				[w.has("unraisable") ? 1.5 : 0, () => w.line("raise KeyError(7)")],
			])();
		}
	});
	w.callbacks.push(name);
}

function withRef(w: Writer, write: (name: string) => void): boolean {
	const name = w.some("ref");
	if (name === null) return false;
	write(name);
	return true;
}

export const weakStatements: readonly Statement[] = [
	[5, (w) => w.assign("ref", newValue(w, "ref"))],
	[2, (w) => withRef(w, (r) => w.show(`${r}() is None`, `getrefcount(${r})`))],
	[1, (w) => withRef(w, (r) => w.show(`getrefcount(${r}())`, `getattr(${r}(), "name", 0)`))],
	[1, (w) => withRef(w, (r) => w.assign("node", `${r}()`))],
	[
		2,
		(w) => {
			const n = w.some("node");
			if (n === null) return false;
			w.show(`weakref.getweakrefcount(${n})`, `len(weakref.getweakrefs(${n}))`);
			return true;
		},
	],
	[0.7, (w) => withRef(w, (r) => w.show(`${r} == ${w.some("ref")}`, `${r} is ${w.some("ref")}`))],
	[0.5, (w) => withRef(w, (r) => w.show(`${r}.__callback__ is None`))],
	[0.5, (w) => withRef(w, (r) => w.show(`hash(${r}) == hash(${r}())`))],
	[
		1,
		(w) => {
			// Several references to one object, whose callbacks have an order.
			const n = w.scope.fresh("node");
			w.line(`${n} = ${newNode(w)}`);
			const refs = w.scope.fresh("list");
			const callback = (): string => (w.callbacks.length === 0 ? "None" : w.random.pick(w.callbacks));
			w.line(`${refs} = [weakref.ref(${n}, cb) for cb in (${callback()}, ${callback()}, ${callback()})]`);
			w.bind(refs, "list");
			if (w.random.chance(0.4)) w.line(`${n}.p = ${w.random.pick([n, refs])}`);
			w.line(`del ${n}`);
		},
	],
	[
		0.6,
		(w) => {
			const target = w.some("function", "set", "class", "generator", "bound");
			if (target === null) return false;
			const name = w.scope.fresh("ref");
			w.line(`${name} = weakref.ref(${target}${w.callbacks.length > 0 ? `, ${w.random.pick(w.callbacks)}` : ""})`);
			w.bind(name, "ref");
			return true;
		},
	],
	[
		1,
		(w) => {
			if (!w.has("weakContainers")) return false;
			const n = w.some("node") ?? newNode(w);
			const made = w.random.pick(["WeakValueDictionary", "WeakKeyDictionary", "WeakSet"]);
			const name = w.scope.fresh("dict");
			w.line(`${name} = weakref.${made}()`);
			const use =
				made === "WeakSet"
					? `${name}.add(${n})`
					: made === "WeakKeyDictionary"
						? `${name}[${n}] = 1`
						: `${name}["k"] = ${n}`;
			w.line(use);
			w.show(`len(${name})`, `getrefcount(${n})`, `weakref.getweakrefcount(${n})`);
			w.line("gc.collect()");
			w.show(`len(${name})`, `list(${name})`.replace(/^list\((.*)\)$/, "len(list($1))"));
			return true;
		},
	],
];
