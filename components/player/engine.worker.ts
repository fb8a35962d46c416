/** The engine in a worker of its own: records a program, then answers for its states. */
import type { Recording } from "../../engine/api";
import { outlineOf } from "./graph/outline";
import { engine, LibraryAbsent } from "./library";
import type { EngineReply, EngineRequest } from "./protocol";

/** Objects of a state that are sent for the tables, beside those that have cards. */
const OBJECTS_SENT = 400;

/** Enough of a program to have everything at hand that it begins with, and over in some milliseconds. */
const WARM_LIMITS = { work: 200_000 };

let recording: Recording | null = null;
/** Serials of the objects that the graph has cards for. */
let cards: ReadonlySet<number> = new Set();

async function answer(request: EngineRequest): Promise<EngineReply> {
	const { id } = request;
	switch (request.kind) {
		case "warm":
			await engine.record(request.source, { ...request.options, limits: WARM_LIMITS });
			return { id, kind: "warm" };
		case "record": {
			const { source, options } = request;
			const made = await engine.record(source, options);
			recording = made;
			const mostAlive = made.summary.live.reduce((most, count) => Math.max(most, count), 1);
			const outline = outlineOf(made.summary.steps, made.stateAt, mostAlive);
			cards = new Set(outline.cards.map((card) => card.serial));
			return { id, kind: "recorded", summary: made.summary, outline };
		}
		case "stateAt":
			if (recording === null) return { id, kind: "failed", message: "nothing has been recorded" };
			return { id, kind: "state", state: recording.stateAt(request.step, { limit: OBJECTS_SENT, serials: cards }) };
	}
}

async function reply(request: EngineRequest): Promise<void> {
	try {
		self.postMessage(await answer(request));
	} catch (error) {
		recording = null;
		const message = error instanceof Error ? error.message : String(error);
		const failure: EngineReply = {
			id: request.id,
			kind: error instanceof LibraryAbsent ? "absent" : "failed",
			message,
		};
		self.postMessage(failure);
	}
}

/** Requests wait for the one before: a recording may have to wait for parts of the library. */
let last: Promise<void> = Promise.resolve();

self.onmessage = ({ data }: MessageEvent<EngineRequest>) => {
	last = last.then(() => reply(data));
};
