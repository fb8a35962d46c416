/** What is used of a pyodide, some of which it does not declare. */
export interface Interpreter {
	readonly FS: { writeFile(path: string, text: string): void };
	setStdin(options: { readonly stdin: () => null; readonly isatty: false }): void;
	setStdout(options: Writer): void;
	setStderr(options: Writer): void;
	runPython(code: string): unknown;
	readonly _module: {
		/** Runs the program named in the arguments as `python main.py` does; answers with its status, its exit still to come. */
		_run_main(): number;
		/** The interpreter's exit: what is still alive dies. */
		_Py_FinalizeEx(): number;
	};
}

export interface Writer {
	write(bytes: Uint8Array): number;
	readonly isatty: false;
}

export interface LoadOptions {
	readonly indexURL: string;
	readonly args: readonly string[];
	readonly env: Readonly<Record<string, string>>;
	/** The packages there are: none. */
	readonly lockFileContents: object;
	/** The interpreter's own script, where the loader would import it otherwise. */
	readonly createPyodideModule?: unknown;
}

export type Load = (options: LoadOptions) => Promise<Interpreter>;

/** Where the program lies; the page shows `main.py`. */
export const MAIN = "/home/pyodide/main.py";

export const ENVIRONMENT: Readonly<Record<string, string>> = {
	HOME: "/home/pyodide",
	PYTHONHASHSEED: "0",
	// Otherwise no uncaught exception would end the interpreter.
	PYTHONINSPECT: "",
	// What was printed is seen while the program still runs.
	PYTHONUNBUFFERED: "1",
};

/**
 * Gives the program what it would find in an interpreter of its own: a `__main__` that nothing else refers to (pyodide
 * keeps the first one's namespace, and what is in it would outlive the modules), `sys` as usual, and a collector that has
 * seen nothing young yet. `unfreeze` leaves the collector's total of old objects at what it is in a new interpreter.
 */
export const PREPARATION = `
def prepare():
    import gc, sys
    first = sys.modules["__main__"]
    main = type(sys)("__main__")
    if sys.version_info < (3, 14):
        main.__annotations__ = {}
    main.__builtins__ = sys.modules["builtins"]
    main.__loader__ = first.__loader__
    sys.modules["__main__"] = main
    sys.argv[:] = ["main.py"]
    sys.path[:] = [entry for entry in sys.path if entry]
    sys.excepthook = sys.__excepthook__
    sys.dont_write_bytecode = False
    gc.collect()
    gc.freeze()
    gc.collect()
    gc.unfreeze()

prepare()
`;
