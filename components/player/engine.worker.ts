/** The engine in a worker of its own: records a program, then answers for its states. */
import type { Recording } from "../../engine/api";
import { record } from "../../engine/dist/recording.mjs";
import { outlineOf } from "./graph/outline";
import type { EngineReply, EngineRequest } from "./protocol";
import { trimmed } from "./trim";

let recording: Recording | null = null;
/** Serials of the objects that the graph has cards for. */
let cards: ReadonlySet<number> = new Set();

function answer(request: EngineRequest): EngineReply {
	const { id } = request;
	switch (request.kind) {
		case "record": {
			const made: Recording = record(request.source, request.options);
			recording = made;
			const mostAlive = made.summary.live.reduce((most, count) => Math.max(most, count), 1);
			const outline = outlineOf(made.summary.steps, (step) => made.stateAt(step), mostAlive);
			cards = new Set(outline.cards.map((card) => card.serial));
			return { id, kind: "recorded", summary: made.summary, outline };
		}
		case "stateAt":
			if (recording === null) return { id, kind: "failed", message: "nothing has been recorded" };
			return { id, kind: "state", state: trimmed(recording.stateAt(request.step), cards) };
	}
}

self.onmessage = ({ data }: MessageEvent<EngineRequest>) => {
	let reply: EngineReply;
	try {
		reply = answer(data);
	} catch (error) {
		recording = null;
		reply = { id: data.id, kind: "failed", message: error instanceof Error ? error.message : String(error) };
	}
	self.postMessage(reply);
};
