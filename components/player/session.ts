/**
 * One player's engine: a worker made when a run is near, or at the first run, ended by Stop, and made anew when it is needed again. Requests
 * are answered in order. Programs are deterministic, so a worker that was given up to save memory is rebuilt by
 * recording the same program again, and nobody notices but the clock.
 */
import type {
	DeathView,
	EventPage,
	HeapState,
	InstructionPage,
	Moment,
	PageOptions,
	RunOptions,
} from "../../engine/api";
import type { Questions } from "../../engine/questions";
import type { Lens } from "./graph/lens";
import type { Outline } from "./graph/outline";
import type { Difference } from "./memory/difference";
import type { MemorySample } from "./memory/samples";
import type { Ahead, Answer, Asked, EngineReply, EngineRequest, Recorded } from "./protocol";

/** A worker as a session sees it; tests pass their own. */
export interface EnginePort {
	postMessage(request: EngineRequest): void;
	terminate(): void;
	/** Says who hears the replies, and who hears that the worker died; of null, that its script never arrived. */
	listen(onReply: (reply: EngineReply) => void, onDeath: (message: string | null) => void): void;
}

/** A request was given up because the reader stopped it or asked for something newer. */
export class Cancelled extends Error {
	override readonly name = "Cancelled";
}

/** The worker died or could not be made. */
export class EngineCrash extends Error {
	override readonly name = "EngineCrash";
}

/** The engine could not be fetched: the network is gone, not the engine at fault. */
export class EngineAbsent extends Error {
	override readonly name = "EngineAbsent";
}

interface Waiting {
	readonly onSteps: (steps: number) => void;
	readonly settle: (reply: EngineReply) => void;
	readonly fail: (error: Error) => void;
}

const ignore = (): void => {};

/** Workers kept alive at once on a page: beyond it, the session used longest ago gives its worker up. */
const LIVE_WORKERS = 3;
const live: EngineSession[] = [];

export class EngineSession {
	readonly #makePort: () => EnginePort;
	#port: EnginePort | null = null;
	#nextId = 1;
	readonly #waiting = new Map<number, Waiting>();
	#program: { readonly source: string; readonly options: RunOptions } | null = null;
	/** The run ahead that is under way: it is no request, and nothing waits for it. */
	#ahead: { readonly id: number; readonly settle: (ahead: Ahead | null) => void } | null = null;
	/** The worker that holds `#program`'s recording; another port, or none, does not. */
	#recordedOn: EnginePort | null = null;

	constructor(makePort: () => EnginePort) {
		this.#makePort = makePort;
	}

	/**
	 * Makes the worker and lets it run a program ahead. Asked for next, the run is there already. Null: there are workers
	 * enough, and none is ended for it; or the program is not soon done; or a run was asked for meanwhile.
	 */
	warm(source: string, options: RunOptions, showAt: "start" | "end"): Promise<Ahead | null> {
		if (this.#port !== null || live.length >= LIVE_WORKERS) return Promise.resolve(null);
		const port = this.#open();
		touch(this);
		const id = this.#nextId++;
		return new Promise((settle) => {
			this.#ahead = {
				id,
				settle: (ahead) => {
					this.#ahead = null;
					// A run that was asked for is this session's program.
					const wanted = this.#program === null ? ahead : null;
					if (wanted !== null) {
						this.#program = { source, options };
						this.#recordedOn = port;
					}
					settle(wanted);
				},
			};
			port.postMessage({ id, kind: "ahead", source, options, showAt });
		});
	}

	/**
	 * The run of a program is known to the page: what is asked from here on is asked of it. It is recorded for that when it
	 * is first asked about, or after `prepare`.
	 */
	expect(source: string, options: RunOptions): void {
		if (this.#waiting.size > 0) this.stop();
		if (JSON.stringify(this.#program) === JSON.stringify({ source, options })) return;
		this.#program = { source, options };
		this.#recordedOn = null;
	}

	/** Records the program that is asked about, where that is not done yet. Whoever asks is told if it fails. */
	prepare(): void {
		if (this.#program !== null && (this.#port === null || this.#recordedOn !== this.#port))
			this.#record().catch(ignore);
	}

	/** Runs a program to its end, told how many steps it is now and then. Whatever was asked before is cancelled. */
	async record(source: string, options: RunOptions, onSteps: (steps: number) => void = ignore): Promise<Recorded> {
		if (this.#waiting.size > 0) this.stop();
		this.#program = { source, options };
		return this.#record(onSteps);
	}

	/** The state at a moment of the last program recorded, with its small values where they are wanted. */
	async stateAt(moment: Moment, values = false): Promise<HeapState> {
		return (await this.#askOfRun("state", (id) => ({ id, kind: "stateAt", moment, values }))).state;
	}

	/** Where on the graph each object belongs, as a lens has it. */
	async outline(lens: Lens): Promise<Outline> {
		return (await this.#askOfRun("outlined", (id) => ({ id, kind: "outline", lens }))).outline;
	}

	/** What happens in the step that leads to a state, a page at a time. */
	async eventsOf(step: number, options: PageOptions): Promise<EventPage> {
		return (await this.#askOfRun("events", (id) => ({ id, kind: "eventsOf", step, options }))).page;
	}

	/** The instructions of a step, likewise. */
	async instructionsOf(step: number, options: PageOptions): Promise<InstructionPage> {
		return (await this.#askOfRun("instructions", (id) => ({ id, kind: "instructionsOf", step, options }))).page;
	}

	/** The program's own objects that died, in the order of their deaths, likewise. */
	async deaths(options: PageOptions): Promise<readonly DeathView[]> {
		return (await this.#askOfRun("deaths", (id) => ({ id, kind: "deaths", options }))).deaths;
	}

	/** What lies between two steps, the earlier one first. */
	async compare(from: number, to: number): Promise<Difference> {
		return (await this.#askOfRun("compared", (id) => ({ id, kind: "compare", from, to }))).difference;
	}

	/** The memory at some steps. */
	async measure(steps: readonly number[]): Promise<readonly MemorySample[]> {
		return (await this.#askOfRun("measured", (id) => ({ id, kind: "measure", steps }))).samples;
	}

	/** The engine's answer to a question about the last program recorded. */
	async ask<Q extends keyof Questions>(question: Q, ...about: Parameters<Questions[Q]>): Promise<Answer<Q>> {
		const asked = { question, about } as Asked;
		// The worker answers the question that it was asked.
		return (await this.#askOfRun("answer", (id) => ({ id, kind: "ask", ...asked }))).answer as Answer<Q>;
	}

	/** Nothing is being waited for. */
	get idle(): boolean {
		return this.#waiting.size === 0;
	}

	/** The worker has the last program's recording and nothing to do. */
	get rests(): boolean {
		return this.idle && this.#port !== null && this.#recordedOn === this.#port;
	}

	/** Ends the worker. Requests under way fail with `Cancelled`; the next request makes a new one. */
	stop(): void {
		this.#end(new Cancelled("stopped"));
	}

	async #record(onSteps: (steps: number) => void = ignore): Promise<Recorded> {
		const program = this.#program;
		if (program === null) throw new EngineCrash("no program was recorded");
		const asked = this.#ask({ id: this.#nextId++, kind: "record", ...program }, onSteps);
		// Requests are answered in order, so states asked for from here on belong to this recording.
		this.#recordedOn = this.#port;
		const reply = await asked;
		if (reply.kind !== "recorded") throw new EngineCrash(`unexpected reply ${reply.kind}`);
		return reply;
	}

	/** Asks a worker that has the last program's recording. */
	async #askOfRun<K extends EngineReply["kind"]>(
		kind: K,
		requestOf: (id: number) => EngineRequest,
	): Promise<Extract<EngineReply, { kind: K }>> {
		if (this.#port === null || this.#recordedOn !== this.#port) await this.#record();
		const reply = await this.#ask(requestOf(this.#nextId++));
		if (!isKind(reply, kind)) throw new EngineCrash(`unexpected reply ${reply.kind}`);
		return reply;
	}

	#ask(request: EngineRequest, onSteps: (steps: number) => void = ignore): Promise<EngineReply> {
		const port = this.#port ?? this.#open();
		touch(this);
		return new Promise((resolve, reject) => {
			this.#waiting.set(request.id, { onSteps, settle: resolve, fail: reject });
			port.postMessage(request);
		});
	}

	#open(): EnginePort {
		const port = this.#makePort();
		this.#port = port;
		port.listen(
			(reply) => {
				if (reply.id === this.#ahead?.id) {
					this.#ahead.settle(reply.kind === "ahead" ? reply.ahead : null);
					return;
				}
				const waiting = this.#waiting.get(reply.id);
				if (reply.kind === "progress") {
					waiting?.onSteps(reply.steps);
					return;
				}
				this.#waiting.delete(reply.id);
				if (reply.kind === "absent") waiting?.fail(new EngineAbsent(reply.message));
				else if (reply.kind === "failed") waiting?.fail(new EngineCrash(reply.message));
				else waiting?.settle(reply);
			},
			(message) => {
				// One that was ended while its script was on its way may say so afterwards.
				if (this.#port !== port) return;
				this.#end(message === null ? new EngineAbsent("the engine did not load") : new EngineCrash(message));
			},
		);
		return port;
	}

	#end(reason: Error): void {
		this.#port?.terminate();
		this.#port = null;
		this.#recordedOn = null;
		const at = live.indexOf(this);
		if (at >= 0) live.splice(at, 1);
		this.#ahead?.settle(null);
		const waiting = [...this.#waiting.values()];
		this.#waiting.clear();
		for (const { fail } of waiting) fail(reason);
	}
}

function isKind<K extends EngineReply["kind"]>(
	reply: EngineReply,
	kind: K,
): reply is Extract<EngineReply, { kind: K }> {
	return reply.kind === kind;
}

/** Moves a session to the end of the queue, and lets the oldest idle one go when there are too many. */
function touch(session: EngineSession): void {
	const at = live.indexOf(session);
	if (at >= 0) live.splice(at, 1);
	live.push(session);
	if (live.length > LIVE_WORKERS) live.find((other) => other !== session && other.idle)?.stop();
}

/** A worker that runs the engine. */
export function makeEngineWorker(): EnginePort {
	const worker = new Worker(new URL("./engine.worker.ts", import.meta.url), { type: "module" });
	return {
		postMessage: (request) => worker.postMessage(request),
		terminate: () => worker.terminate(),
		listen: (onReply, onDeath) => {
			worker.onmessage = ({ data }: MessageEvent<EngineReply>) => onReply(data);
			// A script that cannot be fetched is reported by an event without a message.
			worker.onerror = ({ message }) => onDeath(message ?? null);
			worker.onmessageerror = () => onDeath("a reply could not be read");
		},
	};
}
