/** Statements about the cyclic collector. */
import type { Statement } from "./statements";
import { newNode, newValue, value } from "./values";
import type { Writer } from "./writer";

function anything(w: Writer): string {
	return w.some("node", "list", "dict", "tuple", "set", "function", "bound", "generator", "exception") ?? "kept";
}

export const collectorStatements: readonly Statement[] = [
	[7, (w) => w.show("gc.collect()")],
	[1.5, (w) => w.show(`gc.collect(${w.random.int(3)})`)],
	[0.7, (w) => w.line("gc.collect()")],
	[2, (w) => w.show(`gc.is_tracked(${anything(w)})`, `gc.is_tracked(${value(w)})`)],
	[
		3,
		(w) => {
			// A ring, and its names gone.
			const a = w.scope.fresh("node");
			const b = w.scope.fresh("node");
			w.line(`${a} = ${newNode(w)}`);
			w.line(`${b} = ${newNode(w)}`);
			const [p, q] = [w.random.pick(["p", "q"]), w.random.pick(["p", "q"])];
			w.line(`${a}.${p} = ${w.random.pick([b, `[${b}]`, `{"k": ${b}}`, `(${b},)`, `lambda: ${b}`])}`);
			w.line(`${b}.${q} = ${w.random.pick([a, `[${a}, ${b}]`, `{"k": ${a}}`, `(${a}, ${b})`])}`);
			if (w.random.chance(0.3)) w.show(`getrefcount(${a})`, `getrefcount(${b})`);
			const left = w.random.pick(["both", "both", "first", "none"]);
			if (left === "both") w.line(w.random.pick([`del ${a}, ${b}`, `${a} = ${b} = None`]));
			else if (left === "first") w.line(`del ${a}`);
			if (left !== "both") w.bind(b, "node");
			if (left === "none") w.bind(a, "node");
		},
	],
	[1, (w) => w.line(`${newValue(w, "list")}.append(${value(w)})`)],
	[
		1,
		(w) => {
			const name = w.some("node", "list", "dict");
			if (name === null || !w.has("referrers")) return false;
			// Who refers to what all share is the interpreter's own affair.
			w.show(
				`${name} is None or len(gc.get_referrers(${name}))`,
				`${name} is None or sorted(type(x).__name__ for x in gc.get_referrers(${name}))`,
			);
			return true;
		},
	],
	[1, (w) => w.show(`[type(x).__name__ for x in gc.get_referents(${anything(w)})]`)],
	[0.5, (w) => w.has("freeze") && w.line(w.random.pick(["gc.freeze()", "gc.unfreeze()"]))],
	[0.6, (w) => w.show(`gc.is_finalized(${anything(w)})`)],
	[
		0.5,
		(w) => {
			if (!w.has("garbage") || w.nesting > 0) return false;
			w.line("gc.set_debug(gc.DEBUG_SAVEALL)");
			w.line(`xs0 = ${newValue(w, "list", 1)}`);
			w.line("xs0.append(xs0)");
			w.line("del xs0");
			w.show("gc.collect()", "[type(x).__name__ for x in gc.garbage]");
			w.line("gc.set_debug(0)");
			if (w.random.chance(0.7)) w.line("gc.garbage.clear()");
			return true;
		},
	],
	[
		0.6,
		(w) => {
			if (w.nesting > 0) return false;
			w.block("def watch(phase, info):", () => {
				w.line(w.random.pick([`print(phase, sorted(info.items()))`, `print(phase, info["generation"], len(kept))`]));
				if (w.random.chance(0.3))
					w.line(w.random.pick([`kept.append(Plain("watch"))`, "gc.callbacks.clear()", "raise ValueError(phase)"]));
			});
			w.line("gc.callbacks.append(watch)");
			w.show("gc.collect()");
			if (w.random.chance(0.6)) w.line("gc.callbacks.clear()");
			return true;
		},
	],
	[
		0.7,
		(w) => {
			if (!w.has("auto") || w.nesting > 0) return false;
			w.line("gc.collect()");
			w.line(`gc.set_threshold(${w.random.between(5, 60)}, ${w.random.between(1, 5)}, ${w.random.between(1, 5)})`);
			w.line("gc.enable()");
			w.block(`for i in range(${w.random.between(20, 120)}):`, () => {
				const made = w.random.pick([newNode(w), "[i]", "{i: [i]}", "(i, [])"]);
				w.line(w.random.pick([`ring = [${made}]`, `kept.append(${made})`, `ring = ${made}`]));
				if (w.random.chance(0.6)) w.line("ring = []");
				w.line("ring = [i]");
				w.line("ring.append(ring)");
				if (w.random.chance(0.4)) w.line(`if i % 10 == 0: print(i, gc.get_count())`);
			});
			w.line("gc.disable()");
			w.show("len(kept)");
			w.line("kept.clear()");
			return true;
		},
	],
	[0.4, (w) => w.has("counts") && w.show("gc.get_count()")],
];
