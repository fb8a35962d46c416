/**
 * The worker in the frame: one CPython, one program, once. It is bundled with pyodide by scripts/build-cpython.mjs. All
 * that follows the program's first line may be the program's doing; nothing here is relied on to keep it in.
 */
import {
	type FrameMessage,
	type FrameOrder,
	MESSAGE_CHARACTERS,
	OUTPUT_CHARACTERS,
	readOrder,
	type Stream,
} from "../messages";
import {
	ENVIRONMENT,
	type Interpreter,
	type Load,
	type LoadOptions,
	MAIN,
	PREPARATION,
	type Writer,
} from "./interpreter";
import { unpacked } from "./unpack";

/** Never asked: what the loader fetches from there is at hand. */
const NOWHERE = "https://cpython.invalid/";
/** Of WebAssembly's memory: 512 MiB. A program that wants more gets a MemoryError. */
const PAGES = 8192;

const say = (message: FrameMessage) => self.postMessage(message);

/**
 * Sends what is written at once while little is, and in pieces where a program writes and writes, so that neither a
 * line is held back before an endless loop nor the page flooded.
 */
class Output {
	private readonly pending: { readonly stream: Stream; text: string }[] = [];
	private readonly began = performance.now();
	private sent = 0;
	private written = 0;

	private add(stream: Stream, text: string): void {
		if (text === "" || this.written > OUTPUT_CHARACTERS) return;
		this.written += text.length;
		const last = this.pending.at(-1);
		if (last?.stream === stream) last.text += text;
		else this.pending.push({ stream, text });
		const allowed = 200 + (performance.now() - this.began) / 20;
		if (this.sent < allowed || (last?.text.length ?? 0) > MESSAGE_CHARACTERS / 2) this.flush();
		if (this.written > OUTPUT_CHARACTERS) say({ kind: "full" });
	}

	flush(): void {
		for (const { stream, text } of this.pending.splice(0)) {
			for (let at = 0; at < text.length; at += MESSAGE_CHARACTERS) {
				say({ kind: "output", stream, text: text.slice(at, at + MESSAGE_CHARACTERS) });
				this.sent++;
			}
		}
	}

	writer(stream: Stream): Writer {
		const decoder = new TextDecoder();
		const write = (bytes: Uint8Array) => {
			this.add(stream, decoder.decode(bytes, { stream: true }));
			return bytes.length;
		};
		return { write, isatty: false };
	}
}

function limitMemory(): void {
	const grow = WebAssembly.Memory.prototype.grow;
	WebAssembly.Memory.prototype.grow = function (this: WebAssembly.Memory, delta) {
		if (this.buffer.byteLength / 65_536 + Number(delta) > PAGES) throw new RangeError("no more memory");
		return grow.call(this, delta);
	};
}

/** Loads an interpreter from what the order brought: nothing can be fetched here. */
async function start(load: Load, options: Partial<LoadOptions>, { wasm, stdlib }: FrameOrder): Promise<Interpreter> {
	const network = self.fetch;
	self.fetch = (asked) =>
		String(asked).endsWith(".wasm")
			? Promise.resolve(unpacked(wasm, "application/wasm"))
			: Promise.resolve(new Response(stdlib));
	try {
		return await load({ indexURL: NOWHERE, args: [MAIN], env: { ...ENVIRONMENT }, lockFileContents: {}, ...options });
	} finally {
		self.fetch = network;
	}
}

/** The status a run ended with where the interpreter left by throwing, as `sys.exit` makes it; null for anything else. */
function statusOf(error: unknown): number | null {
	if (typeof error !== "object" || error === null || !("status" in error)) return null;
	return typeof error.status === "number" ? error.status : null;
}

async function serve(load: Load, options: Partial<LoadOptions>, order: FrameOrder): Promise<void> {
	limitMemory();
	const output = new Output();
	let status: number | null = null;
	try {
		const python = await start(load, options, order);
		python.setStdin({ stdin: () => null, isatty: false });
		python.setStdout(output.writer("stdout"));
		python.setStderr(output.writer("stderr"));
		python.FS.writeFile(MAIN, order.program);
		python.runPython(PREPARATION);
		say({ kind: "running" });
		status = python._module._run_main();
		python._module._Py_FinalizeEx();
	} catch (error) {
		const exit = statusOf(error);
		output.flush();
		if (exit === null) return say({ kind: "broke", message: String(error) });
		status = exit;
	}
	output.flush();
	say({ kind: "ended", status });
}

/** Waits for the order. `options` are what this pyodide needs beyond the usual. */
export function waitForOrder(load: Load, options: Partial<LoadOptions>): void {
	addEventListener(
		"message",
		({ data }: MessageEvent<unknown>) => {
			const order = readOrder(data);
			if (order !== null) void serve(load, options, order);
		},
		{ once: true },
	);
}
