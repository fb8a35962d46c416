/**
 * pyodide as oracle: CPython 3.13.2 for WebAssembly, which runs wherever Node does. Many programs share an instance, so
 * what an instance cannot tell is not compared:
 *
 * - the interpreter's exit, and what is still alive then: both runs are cut at a mark that the program prints last;
 * - an uncaught exception's traceback, below the harness's own frame: the program ends at the mark all the same;
 * - automatic collections, thresholds, freezing, `gc.get_count()`: they depend on what ran before;
 * - how often an immortal object seems to be referred to, and which words are immortal: its own modules have others;
 * - 3.13.2's own faults, which 3.13.13 has not: weak references made in a dying object's `__del__`, and the counts of an
 *   object whose `__dict__` was asked for.
 */
import { loadPyodide } from "pyodide";
import type { Feature } from "../writer";
import { type Answer, normalised, type Oracle } from "./oracle";

/** Features that an instance shared by many programs, or 3.13.2, cannot answer for. */
export const NOT_FOR_PYODIDE: readonly Feature[] = [
	"auto",
	"freeze",
	"counts",
	"uncaught",
	"dictAccess",
	"idReuse",
	"referrers",
];

const MARK = "-- the end --";
/** The last statements of a program that pyodide answers for. */
export const EPILOGUE = `print("${MARK}")\nsys.stderr.write("${MARK}\\n")\n`;

const HARNESS = `
import gc, io, sys, types

def run_one(source):
    module = types.ModuleType("__main__")
    module.__builtins__ = __builtins__
    before = sys.stdout, sys.stderr, sys.modules["__main__"]
    out, err = io.StringIO(), io.StringIO()
    gc.collect()
    sys.stdout, sys.stderr, sys.modules["__main__"] = out, err, module
    try:
        exec(compile(source, "program.py", "exec"), module.__dict__)
    except BaseException as error:
        print(type(error).__name__)
    finally:
        answer = [out.getvalue(), err.getvalue()]
        sys.stdout, sys.stderr = io.StringIO(), io.StringIO()
        gc.callbacks.clear()
        gc.set_debug(0)
        gc.enable()
        module.__dict__.clear()
        gc.collect()
        gc.garbage.clear()
        sys.stdout, sys.stderr, sys.modules["__main__"] = before
    return answer

# What the interpreter has already is no program's: collections need not look at it.
gc.collect()
gc.freeze()
run_one
`;

/** What runs a program in the engine as the harness does: compiled from a str, so that nothing of it is read from a file. */
const ASKED = (source: string): string => `
import sys
module = type(sys)("__main__")
module.__builtins__ = __builtins__
try:
    exec(compile(${JSON.stringify(source)}, "program.py", "exec"), module.__dict__)
except BaseException as error:
    print(type(error).__name__)
${EPILOGUE}`;

/** Immortal objects show another count where words have 32 bits. */
const IMMORTAL = /\b(1073741823|4294967295)\b/g;

/** An answer with what another has where either says `immortal` of a count. */
function withImmortals(answer: Answer, other: Answer): Answer {
	const others = other.stdout.split(/\b/);
	const parts = answer.stdout.split(/\b/);
	if (parts.length !== others.length) return answer;
	const stdout = parts
		.map((part, i) => ((others[i] === "immortal" && /^\d+$/.test(part)) || part === "immortal" ? others[i] : part))
		.join("");
	return { ...answer, stdout };
}

/** Programs after which an instance is thrown away: what they leave behind must not add up. */
const PER_INSTANCE = 400;

export function pyodideOracle(): Oracle {
	let instance: ((source: string) => readonly [string, string]) | null = null;
	let used = 0;
	const fresh = async (): Promise<(source: string) => readonly [string, string]> => {
		const pyodide = await loadPyodide({ env: { HOME: "/home/pyodide", PYTHONHASHSEED: "0" } });
		const runOne = pyodide.runPython(HARNESS);
		used = 0;
		return (source) => {
			const answer = runOne(source);
			const [stdout, stderr] = answer.toJs() as [string, string];
			answer.destroy();
			return [stdout, stderr];
		};
	};
	const cut = ({ stdout, stderr }: Answer): Answer => ({
		stdout: (stdout.split(MARK)[0] ?? "").replace(IMMORTAL, "immortal"),
		stderr: stderr.split(MARK)[0] ?? "",
		status: 0,
		stopped: null,
	});
	return {
		name: "pyodide",
		asked: ASKED,
		comparable: (answer, theirs) => withImmortals(cut(answer), theirs),
		async run(programs) {
			const answers: Answer[] = [];
			for (const source of programs) {
				if (instance === null || used >= PER_INSTANCE) instance = await fresh();
				used++;
				const [stdout, stderr] = instance(source);
				answers.push(cut(normalised({ stdout, stderr, status: 0, stopped: null })));
			}
			return answers;
		},
		close() {
			instance = null;
		},
	};
}
