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
			return { id, kind: "ahead", ahead: await recorder.ahead(request, request.showAt) };
		case "record":
			return {
				id,
				kind: "recorded",
				...(await recorder.record(request, (steps) => post({ id, kind: "progress", steps }))),
			};
		case "stateAt": {
			const state = recorder.stateAt(request.moment, request.values);
			return state === null ? nothing(id) : { id, kind: "state", state };
		}
		case "outline": {
			const outline = recorder.outline(request.lens);
			return outline === null ? nothing(id) : { id, kind: "outlined", outline };
		}
		case "eventsOf": {
			const page = recorder.recording?.eventsOf(request.step, request.options);
			return page === undefined ? nothing(id) : { id, kind: "events", page };
		}
		case "instructionsOf": {
			const page = recorder.recording?.instructionsOf(request.step, request.options);
			return page === undefined ? nothing(id) : { id, kind: "instructions", page };
		}
		case "deaths": {
			const deaths = recorder.recording?.deaths(request.options);
			return deaths === undefined ? nothing(id) : { id, kind: "deaths", deaths };
		}
		case "compare": {
			const difference = recorder.compare(request.from, request.to);
			return difference === null ? nothing(id) : { id, kind: "compared", difference };
		}
		case "measure": {
			const samples = recorder.measure(request.steps);
			return samples === null ? nothing(id) : { id, kind: "measured", samples };
		}
		case "ask":
			if (recorder.recording === null) return nothing(id);
			return { id, kind: "answer", answer: await engine.ask(request.question, ...request.about) };
	}
}

const nothing = (id: number): EngineReply => ({ id, kind: "failed", message: "nothing has been recorded" });

async function reply(request: EngineRequest): Promise<void> {
	try {
		post(await engine.look(() => answer(request)));
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
