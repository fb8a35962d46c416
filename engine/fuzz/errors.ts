/** Statements about exceptions: raised, kept with their tracebacks, chained. */
import type { Statement } from "./statements";
import { newNode, node, value } from "./values";
import type { Writer } from "./writer";

/** A function that raises from some depth, with locals on the way. */
export function raiserDefinition(w: Writer): void {
	w.block("def fail(depth, thing):", () => {
		w.line(w.random.pick([`local = Plain("local%d" % depth)`, "local = [depth, thing]", "local = thing"]));
		w.line("if depth == 0:");
		w.line(
			`    raise ${w.random.pick(["ValueError(thing)", "KeyError(depth, local)", "Error(thing)", "LookupError"])}`,
		);
		if (w.random.chance(0.3)) {
			w.line("try:");
			w.line("    return fail(depth - 1, local)");
			w.line(w.random.pick(["finally:", "except KeyError:"]));
			w.line(w.random.pick(["    print(depth, getrefcount(local))", "    local = None", "    raise"]));
		} else w.line("return fail(depth - 1, local)");
	});
}

export const errorStatements: readonly Statement[] = [
	[
		3,
		(w) => {
			const name = w.target("exception");
			w.line("try:");
			w.line(`    fail(${w.random.int(3)}, ${node(w)})`);
			w.line("except Exception as e:");
			w.line(`    ${name} = e`);
			if (w.random.chance(0.5)) w.line(`    print(getrefcount(e), getrefcount(e.__traceback__))`);
			w.bind(name, "exception");
		},
	],
	[
		1,
		(w) => {
			const e = w.some("exception");
			if (e === null) return false;
			w.line(
				w.random.pick([
					`${e}.__traceback__ = None`,
					`${e} = ${e}.with_traceback(None)`,
					`${e}.self = ${e}`,
					`${e}.__context__ = None`,
					`${e}.args = (${value(w, 0)},)`,
					`${e}.__cause__ = None`,
					`${e}.add_note("n")`,
				]),
			);
			return true;
		},
	],
	[
		1,
		(w) => {
			const e = w.some("exception");
			if (e === null || !w.has("tracebacks")) return false;
			const frame = `${e}.__traceback__.tb_frame`;
			w.show(
				w.random.pick([
					`getrefcount(${frame})`,
					`sorted(${frame}.f_locals)[:0]`,
					`${frame}.f_lineno`,
					`${e}.__traceback__.tb_next is None`,
					`${frame}.f_back is None`,
					`${frame}.f_code.co_name`,
				]),
			);
			return true;
		},
	],
	[
		1.5,
		(w) => {
			const e = w.some("exception");
			if (e === null) return false;
			w.show(
				`getrefcount(${e})`,
				`type(${e}.__context__).__name__`,
				`getrefcount(${e}.args)`,
				`${e}.__traceback__ is None`,
			);
			return true;
		},
	],
	[
		1.5,
		(w) => {
			const n = w.some("node") ?? newNode(w);
			w.line("try:");
			w.line("    try:");
			w.line(`        fail(${w.random.int(2)}, ${n})`);
			w.line("    except Exception as inner:");
			w.line(
				`        ${w.random.pick(["raise", `raise TypeError(${n}) from inner`, `raise TypeError(${n})`, `raise TypeError(inner) from None`, "fail(1, inner)", "inner = None"])}`,
			);
			if (w.random.chance(0.4)) {
				w.line("    finally:");
				w.line("        print(type(sys.exception()).__name__)");
			}
			w.line("except Exception as e:");
			w.line("    print(type(e).__name__, type(e.__context__).__name__, type(e.__cause__).__name__, getrefcount(e))");
			if (w.random.chance(0.3)) w.line("    kept.append(e)");
			w.show("sys.exc_info() == (None, None, None)");
		},
	],
	[
		0.6,
		(w) => {
			w.block("try:", () => w.line(`raise Error(${value(w)})`));
			w.block("except Error as e:", () =>
				w.line(
					w.random.pick([
						"e.own = e",
						"kept.append(e.__traceback__)",
						"kept.append(e)",
						"print(getrefcount(e.args[0]))",
					]),
				),
			);
		},
	],
];
