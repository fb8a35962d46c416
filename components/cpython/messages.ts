/**
 * What the page and the frame with CPython say to each other. A frame runs whatever program a link brought, so the page
 * takes nothing from it but these shapes, each bounded; the frame takes nothing from its worker but the same.
 */

/** Characters of output after which a run is ended. */
export const OUTPUT_CHARACTERS = 200_000;
/** Messages after which a run is ended: a program that floods its frame does not reach the page with it. */
export const MESSAGES = 4_000;
/** Characters of one message. */
export const MESSAGE_CHARACTERS = 32_000;
/** Characters of what a broken interpreter says of itself. */
const FAULT_CHARACTERS = 500;

export type Stream = "stdout" | "stderr";

/** From the worker to the frame, and from the frame to the page. */
export type FrameMessage =
	/** The frame has loaded and waits for its order. */
	| { readonly kind: "ready" }
	/** The interpreter is there: the program begins. */
	| { readonly kind: "running" }
	| { readonly kind: "output"; readonly stream: Stream; readonly text: string }
	/** There was more output than is taken. */
	| { readonly kind: "full" }
	/** The interpreter has exited. */
	| { readonly kind: "ended"; readonly status: number }
	/** The interpreter did not start, or died. */
	| { readonly kind: "broke"; readonly message: string };

/** What a run is made of, each as the site serves it: compressed, but for the library, which is an archive already. */
export interface Parts {
	/** The worker's script. */
	readonly worker: ArrayBuffer;
	readonly wasm: ArrayBuffer;
	readonly stdlib: ArrayBuffer;
}

/** From the page to the frame, once; the frame hands it on to its worker. */
export interface FrameOrder extends Parts {
	readonly kind: "run";
	readonly program: string;
}

function fieldsOf(data: unknown): Readonly<Record<string, unknown>> | null {
	return typeof data === "object" && data !== null ? (data as Readonly<Record<string, unknown>>) : null;
}

/** The message that some data is, with nothing else in it; null for anything else. */
export function readMessage(data: unknown): FrameMessage | null {
	const fields = fieldsOf(data);
	switch (fields?.kind) {
		case "ready":
		case "running":
		case "full":
			return { kind: fields.kind };
		case "output": {
			const { stream, text } = fields;
			if (stream !== "stdout" && stream !== "stderr") return null;
			if (typeof text !== "string" || text.length > MESSAGE_CHARACTERS) return null;
			return { kind: "output", stream, text };
		}
		case "ended": {
			const { status } = fields;
			return typeof status === "number" && Number.isInteger(status) ? { kind: "ended", status } : null;
		}
		case "broke": {
			const { message } = fields;
			return typeof message === "string" ? { kind: "broke", message: message.slice(0, FAULT_CHARACTERS) } : null;
		}
		default:
			return null;
	}
}

/** The order that some data is, or null. */
export function readOrder(data: unknown): FrameOrder | null {
	const fields = fieldsOf(data);
	if (fields?.kind !== "run") return null;
	const { program, worker, wasm, stdlib } = fields;
	if (typeof program !== "string") return null;
	if (!(worker instanceof ArrayBuffer) || !(wasm instanceof ArrayBuffer) || !(stdlib instanceof ArrayBuffer))
		return null;
	return { kind: "run", program, worker, wasm, stdlib };
}
