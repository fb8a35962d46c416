/** The engine in a worker of its own: records a program, then answers for its states. */
import { engine, LibraryAbsent } from "./library";
import type { EngineReply, EngineRequest } from "./protocol";
import { Recorder } from "./recorder";

const recorder = new Recorder(engine);

const post = (reply: EngineReply): void => self.postMessage(reply);

async function answer(request: EngineRequest): Promise<EngineReply> {
	const { id } = request;
	switch (request.kind) {
		case "ahead":
			await recorder.ahead(request);
			return { id, kind: "ahead" };
		case "record":
			return {
				id,
				kind: "recorded",
				...(await recorder.record(request, (steps) => post({ id, kind: "progress", steps }))),
			};
		case "stateAt": {
			const state = recorder.stateAt(request.step);
			return state === null
				? { id, kind: "failed", message: "nothing has been recorded" }
				: { id, kind: "state", state };
		}
	}
}

async function reply(request: EngineRequest): Promise<void> {
	try {
		post(await answer(request));
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		post({ id: request.id, kind: error instanceof LibraryAbsent ? "absent" : "failed", message });
	}
}

/** Requests wait for the one before: a recording may have to wait for parts of the library. */
let last: Promise<void> = Promise.resolve();

self.onmessage = ({ data }: MessageEvent<EngineRequest>) => {
	if (data.kind === "record") recorder.makeWay(data);
	last = last.then(() => reply(data));
};
