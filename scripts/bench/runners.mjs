import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * How each engine is loaded in Node, and run. What a program writes is collected; what it raises is thrown with the
 * engine's own words. Each is loaded in a process of its own, as several leave themselves in `globalThis`.
 *
 * @typedef {(source: string, printed: () => void) => string | Promise<string>} Run gives what the program wrote; `printed`
 *   is called when the engine has handed over some of it
 */

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL("../..", import.meta.url));

/** @param {string} name a package */
const versionOf = (name) =>
	JSON.parse(readFileSync(join(root, "node_modules", ...name.split("/"), "package.json"), "utf8")).version;

const MICROPYTHON = "@micropython/micropython-webassembly-pyscript";

/** What is allowed to a program here: as much as the machine has room for. */
export const LIMITS = { work: 2_000_000_000, bytes: 1_000_000_000, output: 100_000_000 };

/** @returns {Promise<Run>} */
async function heapwise() {
	const { imageIn } = await import("../../server/engine/image.mjs");
	const { machineIn } = await import("../../server/engine/machine.mjs");
	const dist = join(root, "engine", "dist");
	const machine = machineIn(dist);
	machine.provideImage("3.13", imageIn(dist, "3.13"));
	let library = false;
	return async (source, printed) => {
		if (!library && /\bimport\b/.test(source)) {
			const { libraryIn } = await import("../../server/engine/library.mjs");
			machine.provideLibrary("3.13", libraryIn(join(dist, "library", "3.13")));
			library = true;
		}
		const { outcome, stdout, stderr } = machine.run(source, { limits: LIMITS }, ({ output }) => {
			if (output.length > 0) printed();
		});
		if (outcome.kind !== "finished") throw new Error(outcome.message);
		if (outcome.exitStatus !== 0) throw new Error(stderr.trim().split("\n").at(-1));
		return stdout;
	};
}

/** @returns {Promise<Run>} */
async function pyodide() {
	const { loadPyodide } = await import("pyodide");
	const python = await loadPyodide();
	let written = "";
	let tell = () => {};
	python.setStdout({
		batched: (line) => {
			written += `${line}\n`;
			tell();
		},
	});
	return (source, printed) => {
		written = "";
		tell = printed;
		const globals = python.toPy({ __name__: "__main__" });
		try {
			python.runPython(source, { globals, filename: "main.py" });
		} finally {
			globals.destroy();
		}
		return written;
	};
}

/** @returns {Promise<Run>} */
async function skulpt() {
	const Sk = require("skulpt");
	let written = "";
	let tell = () => {};
	Sk.configure({
		output: (/** @type {string} */ text) => {
			written += text;
			tell();
		},
		read: (/** @type {string} */ name) => {
			const text = Sk.builtinFiles?.files[name];
			if (text === undefined) throw new Error(`File not found: '${name}'`);
			return text;
		},
		execLimit: Number.MAX_SAFE_INTEGER,
		__future__: Sk.python3,
	});
	return async (source, printed) => {
		written = "";
		tell = printed;
		try {
			await Sk.misceval.asyncToPromise(() => Sk.importMainWithBody("main", false, source, true));
		} catch (error) {
			throw error instanceof Error ? error : new Error(String(error));
		}
		return written;
	};
}

/** @returns {Promise<Run>} */
async function brython() {
	// What it asks for without finding out first that it is in Node.
	Object.assign(globalThis, { self: globalThis, addEventListener: () => {} });
	require("brython/brython.js");
	/** @typedef {{ runPythonSource(source: string, name: string): void, class_name(error: unknown): string }} Brython */
	const { __BRYTHON__ } = /** @type {{ __BRYTHON__: Brython }} */ (/** @type {unknown} */ (globalThis));
	const document = { dispatchEvent: () => true };
	Object.assign(globalThis, { $B: __BRYTHON__, document, location: { href: "http://localhost/main.py" } });
	let library = false;
	return (source, printed) => {
		if (!library && /\bimport\b/.test(source)) {
			require("brython/brython_stdlib.js");
			library = true;
		}
		let written = "";
		const { log } = console;
		console.log = (/** @type {string} */ text) => {
			written += text.endsWith("\n") ? text : `${text}\n`;
			printed();
		};
		try {
			__BRYTHON__.runPythonSource(source, "__main__");
		} catch (error) {
			if (error instanceof Error) throw error;
			const { args } = /** @type {{ args?: readonly unknown[] }} */ (error);
			throw new Error(`${__BRYTHON__.class_name(error)}: ${args?.[0]}`);
		} finally {
			console.log = log;
		}
		return written;
	};
}

/** @returns {Promise<Run>} */
async function micropython() {
	const { loadMicroPython } = await import(
		join(dirname(require.resolve(`${MICROPYTHON}/package.json`)), "micropython.mjs")
	);
	let written = "";
	let tell = () => {};
	const python = await loadMicroPython({
		heapsize: 64 * 1024 * 1024,
		stdout: (/** @type {string} */ line) => {
			written += `${line}\n`;
			tell();
		},
	});
	return (source, printed) => {
		written = "";
		tell = printed;
		python.runPython(source);
		return written;
	};
}

/** @type {Readonly<Record<string, { readonly version: () => string, readonly load: () => Promise<Run> }>>} */
export const RUNNERS = {
	heapwise: { version: () => JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version, load: heapwise },
	pyodide: { version: () => versionOf("pyodide"), load: pyodide },
	skulpt: { version: () => versionOf("skulpt"), load: skulpt },
	brython: { version: () => versionOf("brython"), load: brython },
	micropython: { version: () => versionOf(MICROPYTHON), load: micropython },
};
