// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { beginRun, type Ending, RUN_SECONDS } from "./framed-run";
import { MESSAGES, OUTPUT_CHARACTERS } from "./messages";

const INDEX = {
	base: "/cpython/abc/",
	releases: {
		"3.13": {
			python: "3.13.2",
			pyodide: "0.29.5",
			parts: {
				worker: { path: "3.13/worker.js.gz", bytes: 3 },
				wasm: { path: "3.13/python.wasm.gz", bytes: 5 },
				stdlib: { path: "3.13/stdlib.zip", bytes: 2 },
			},
		},
	},
};

const SIZES: Readonly<Record<string, number>> = { "worker.js.gz": 3, "python.wasm.gz": 5, "stdlib.zip": 2 };

let host: HTMLElement;
let orders: unknown[];
let written: string[];
let loaded: number[];
let ending: Ending | null;
let stop: () => void;

const frame = (): HTMLIFrameElement => {
	const found = host.querySelector("iframe");
	if (found === null) throw new Error("no frame");
	return found;
};

/** The frame's window: happy-dom gives it none, since nothing is loaded. */
const inside = { postMessage: (order: unknown) => orders.push(order) };

/** As the browser would deliver it: `source` is the frame's window unless told. */
function hear(data: unknown, from: { readonly source?: unknown; readonly origin?: string } = {}): void {
	const event = new MessageEvent("message", { data, origin: from.origin ?? "null" });
	Object.defineProperty(event, "source", { value: "source" in from ? from.source : inside });
	window.dispatchEvent(event);
}

async function begin(sizes = SIZES): Promise<void> {
	vi.stubGlobal("fetch", async (url: string) => {
		if (url === "/cpython/index.json") return Response.json(INDEX);
		const bytes = sizes[url.split("/").at(-1) ?? ""];
		return bytes === undefined ? new Response(null, { status: 404 }) : new Response(new Uint8Array(bytes));
	});
	stop = beginRun(host, "print(1)", "3.13", {
		onLoading: (_, bytes) => loaded.push(bytes),
		onStarting: () => written.push("[starting]"),
		onRunning: () => written.push("[running]"),
		onOutput: (stream, text) => written.push(`${stream}: ${text}`),
		onEnd: (how) => {
			ending = how;
		},
	});
	await vi.waitFor(() => {
		if (ending === null) Object.defineProperty(frame(), "contentWindow", { value: inside, configurable: true });
	});
}

beforeEach(() => {
	host = document.createElement("div");
	document.body.append(host);
	orders = [];
	written = [];
	loaded = [];
	ending = null;
});

afterEach(() => {
	stop();
	host.remove();
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

// First, while nothing is kept yet.
it("says so where a part is not there, or is not what it should be", async () => {
	await begin({ "worker.js.gz": 3, "stdlib.zip": 2 });
	expect(ending).toEqual({ kind: "absent" });
	ending = null;
	await begin({ ...SIZES, "stdlib.zip": 1 });
	expect(ending).toEqual({ kind: "absent" });
	expect(host.querySelector("iframe")).toBeNull();
});

it("runs from the first byte to the exit", async () => {
	await begin();
	expect(loaded.at(-1)).toBe(10);
	expect(frame().getAttribute("sandbox")).toBe("allow-scripts");
	hear({ kind: "ready" });
	hear({ kind: "running" });
	hear({ kind: "output", stream: "stdout", text: "1\n" });
	hear({ kind: "ended", status: 0 });
	expect(orders).toEqual([expect.objectContaining({ kind: "run", program: "print(1)" })]);
	expect(written).toEqual(["[starting]", "[running]", "stdout: 1\n"]);
	expect(ending).toEqual({ kind: "exited", status: 0 });
	expect(host.querySelector("iframe")).toBeNull();
});

describe("what is forged", () => {
	it("is not heard from another window, nor from another origin", async () => {
		await begin();
		hear({ kind: "ready" });
		hear({ kind: "running" }, { source: window });
		hear({ kind: "running" }, { source: null });
		hear({ kind: "running" }, { origin: location.origin });
		expect(written).toEqual(["[starting]"]);
	});

	it("is not heard out of order", async () => {
		await begin();
		hear({ kind: "running" });
		hear({ kind: "output", stream: "stdout", text: "early" });
		hear({ kind: "ended", status: 0 });
		expect(written).toEqual([]);
		expect(ending).toBeNull();
		hear({ kind: "ready" });
		hear({ kind: "ready" });
		expect(written).toEqual(["[starting]"]);
	});

	it("is not heard after the end", async () => {
		await begin();
		hear({ kind: "ready" });
		hear({ kind: "running" });
		stop();
		expect(ending).toEqual({ kind: "stopped" });
		hear({ kind: "output", stream: "stdout", text: "late" });
		expect(written).toEqual(["[starting]", "[running]"]);
	});

	it("ends the run where there is too much of it", async () => {
		await begin();
		hear({ kind: "ready" });
		hear({ kind: "running" });
		for (let sent = 0; ending === null && sent < MESSAGES * 2; sent++) hear({ kind: "nothing" });
		expect(ending).toEqual({ kind: "full" });
	});

	it("is cut at the characters that are taken", async () => {
		await begin();
		hear({ kind: "ready" });
		hear({ kind: "running" });
		const text = "x".repeat(30_000);
		for (let sent = 0; sent < 20; sent++) hear({ kind: "output", stream: "stdout", text });
		expect(ending).toEqual({ kind: "full" });
		const characters = written.filter((line) => line.startsWith("stdout: ")).join("").length;
		expect(characters).toBeLessThan(OUTPUT_CHARACTERS + 200);
	});
});

it("ends a program that takes too long", async () => {
	await begin();
	vi.useFakeTimers();
	hear({ kind: "ready" });
	hear({ kind: "running" });
	vi.advanceTimersByTime(RUN_SECONDS * 1000 - 1);
	expect(ending).toBeNull();
	vi.advanceTimersByTime(1);
	expect(ending).toEqual({ kind: "time" });
	expect(host.querySelector("iframe")).toBeNull();
});
