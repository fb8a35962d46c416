/** The engine in a worker of its own: records a program, then answers for its states. */
import type { Recording } from "../../engine/api";
import { record } from "../../engine/dist/recording.mjs";
import { outlineOf } from "./graph/outline";
import type { EngineReply, EngineRequest } from "./protocol";

let recording: Recording | null = null;

function answer(request: EngineRequest): EngineReply {
	const { id } = request;
	switch (request.kind) {
		case "record": {
			const made: Recording = record(request.source, request.options);
			recording = made;
			const outline = outlineOf(made.summary.steps, (step) => made.stateAt(step));
			return { id, kind: "recorded", summary: made.summary, outline };
		}
		case "stateAt":
			if (recording === null) return { id, kind: "failed", message: "nothing has been recorded" };
			return { id, kind: "state", state: recording.stateAt(request.step) };
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
