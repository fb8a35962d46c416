/**
 * One run on CPython, from the first byte to the last: fetches what it needs, makes the frame, hands it the program, and
 * takes the frame away whatever happens. The frame is not trusted: what it says is read by shape, size and order, and
 * nothing it says makes the page do more than show it.
 */
import type { ProfileName } from "../../engine/profiles";
import { type FrameMessage, type FrameOrder, MESSAGES, OUTPUT_CHARACTERS, readMessage, type Stream } from "./messages";
import { Absent, fetchParts, findRelease, type Release } from "./release";

/** How a run ended. */
export type Ending =
	/** The interpreter exited. */
	| { readonly kind: "exited"; readonly status: number }
	/** By the reader. */
	| { readonly kind: "stopped" }
	| { readonly kind: "time" }
	/** It printed more than is taken. */
	| { readonly kind: "full" }
	/** A part of it could not be fetched. */
	| { readonly kind: "absent" }
	/** The interpreter did not start, or died. */
	| { readonly kind: "broke"; readonly message: string };

export interface RunEvents {
	readonly onLoading: (release: Release, loaded: number) => void;
	/** All is fetched; the interpreter starts. */
	readonly onStarting: () => void;
	/** The program's first line is next. */
	readonly onRunning: () => void;
	readonly onOutput: (stream: Stream, text: string) => void;
	/** The last of all; the frame is gone. */
	readonly onEnd: (ending: Ending) => void;
}

/** For a program, in seconds. */
export const RUN_SECONDS = 20;
/** For the interpreter to start: a slow phone takes half a minute. */
const START_SECONDS = 120;
/** From the frame's `load` to its first word. A page that says the network is gone loads too. */
const WORD_SECONDS = 5;

/** Begins a run in a frame under `host`; the answer stops it. */
export function beginRun(host: HTMLElement, program: string, profile: ProfileName, events: RunEvents): () => void {
	const stop = new AbortController();
	let frame: HTMLIFrameElement | null = null;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let over = false;

	const end = (ending: Ending): void => {
		if (over) return;
		over = true;
		stop.abort();
		clearTimeout(timer);
		window.removeEventListener("message", hear);
		frame?.remove();
		events.onEnd(ending);
	};
	const endIn = (seconds: number, ending: Ending): void => {
		clearTimeout(timer);
		timer = setTimeout(() => end(ending), seconds * 1000);
	};

	let order: FrameOrder | null = null;
	let running = false;
	let messages = 0;
	let characters = 0;
	const hear = ({ source, origin, data }: MessageEvent<unknown>): void => {
		// The origin of a frame that is sandboxed; anything else has become of ours, or was never.
		if (frame === null || source === null || source !== frame.contentWindow || origin !== "null") return;
		if (++messages > MESSAGES) end({ kind: "full" });
		else take(readMessage(data));
	};
	const take = (message: FrameMessage | null): void => {
		switch (message?.kind) {
			case "ready":
				if (order === null) break;
				// An opaque origin can be named by nothing narrower than `*`.
				frame?.contentWindow?.postMessage(order, "*", [order.worker, order.wasm, order.stdlib]);
				order = null;
				events.onStarting();
				endIn(START_SECONDS, { kind: "broke", message: "the interpreter did not start in time" });
				break;
			case "running":
				if (running || order !== null) break;
				running = true;
				events.onRunning();
				endIn(RUN_SECONDS, { kind: "time" });
				break;
			case "output": {
				if (!running) break;
				const left = OUTPUT_CHARACTERS - characters;
				characters += message.text.length;
				events.onOutput(message.stream, message.text.slice(0, left));
				if (characters > OUTPUT_CHARACTERS) end({ kind: "full" });
				break;
			}
			case "full":
				end({ kind: "full" });
				break;
			case "ended":
				if (running) end({ kind: "exited", status: message.status });
				break;
			case "broke":
				end({ kind: "broke", message: message.message });
				break;
		}
	};

	const begin = async (): Promise<void> => {
		const release = await findRelease(profile, stop.signal);
		if (over) return;
		events.onLoading(release, 0);
		const parts = await fetchParts(release, stop.signal, (loaded) => {
			if (!over) events.onLoading(release, loaded);
		});
		if (over) return;
		order = { kind: "run", program, ...parts };
		frame = document.createElement("iframe");
		frame.setAttribute("sandbox", "allow-scripts");
		frame.hidden = true;
		frame.title = "CPython";
		frame.src = release.frame;
		frame.addEventListener("load", () => order !== null && endIn(WORD_SECONDS, { kind: "absent" }));
		window.addEventListener("message", hear);
		host.append(frame);
	};
	begin().catch((error: unknown) => {
		end(error instanceof Absent ? { kind: "absent" } : { kind: "broke", message: String(error) });
	});
	return () => end({ kind: "stopped" });
}
