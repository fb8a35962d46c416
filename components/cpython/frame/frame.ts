/**
 * The script of the frame (its one inline script; scripts/build-cpython.mjs writes the page round it). The frame has an
 * opaque origin and may fetch nothing: what CPython is made of comes with the order. The program runs in a worker, which
 * reaches neither this document nor the page's. What the worker says is passed on if it is well formed, and only so much
 * of it. Removing the frame ends the worker, whatever it does.
 */
import { type FrameMessage, type FrameOrder, MESSAGES, OUTPUT_CHARACTERS, readMessage, readOrder } from "../messages";
import { unpacked } from "./unpack";

const page = window.parent;

async function serve({ program, worker: script, wasm, stdlib }: FrameOrder, origin: string): Promise<void> {
	const say = (message: FrameMessage) => page.postMessage(message, origin);
	const text = await unpacked(script, "text/javascript").blob();
	const worker = new Worker(URL.createObjectURL(text));
	let messages = 0;
	let characters = 0;
	const end = (last: FrameMessage) => {
		worker.terminate();
		worker.onmessage = null;
		worker.onerror = null;
		say(last);
	};
	worker.onmessage = ({ data }: MessageEvent<unknown>) => {
		const message = readMessage(data);
		messages++;
		if (message?.kind === "output") characters += message.text.length;
		if (messages > MESSAGES || characters > OUTPUT_CHARACTERS) end({ kind: "full" });
		else if (message?.kind === "running" || message?.kind === "output") say(message);
		else if (message !== null && message.kind !== "ready") end(message);
	};
	worker.onerror = ({ message }) => end({ kind: "broke", message: message || "the worker did not start" });
	const order: FrameOrder = { kind: "run", program, worker: new ArrayBuffer(0), wasm, stdlib };
	worker.postMessage(order, [wasm, stdlib]);
}

let served = false;
addEventListener("message", ({ source, origin, data }: MessageEvent<unknown>) => {
	if (served || source !== page) return;
	const order = readOrder(data);
	if (order === null) return;
	served = true;
	serve(order, origin).catch((error: unknown) => {
		const broke: FrameMessage = { kind: "broke", message: String(error) };
		page.postMessage(broke, origin);
	});
});
// Whoever holds the frame may know that it is there.
page.postMessage({ kind: "ready" } satisfies FrameMessage, "*");
