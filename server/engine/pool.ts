import { Worker } from "node:worker_threads";
import type { Limits, RunReport } from "@/engine/api";

/**
 * Threads that run learners' programs. The engine's own limits end nearly every program that would not end by itself;
 * the clock here is the guard behind them: whatever happens in a thread, its program is over in time, and the thread
 * that would not stop is replaced. No program can keep the server from serving.
 */

/** What a thread is sent. */
export interface Job {
	readonly source: string;
	readonly limits: Partial<Limits>;
}

export interface PoolSettings {
	readonly threads: number;
	/** From the moment a thread is there and free for it: what a thread needs to start is not the program's. */
	readonly milliseconds: number;
	/** Programs waiting or running, of one owner and of all. Beyond that, Busy. */
	readonly perOwner: number;
	readonly total: number;
}

/** Too many programs are waiting: this owner's, or everybody's. Nothing has run. */
export class Busy extends Error {
	constructor(readonly whose: "owner" | "all") {
		super(`too many programs are waiting (${whose})`);
		this.name = "Busy";
	}
}

interface Waiting {
	readonly job: Job;
	readonly settle: (report: RunReport) => void;
}

export class EnginePool {
	private readonly threads = new Set<EngineThread>();
	private readonly waiting: Waiting[] = [];
	private readonly byOwner = new Map<string, number>();
	private pending = 0;

	constructor(private readonly settings: PoolSettings) {}

	/** Runs a program to its end, or to the end of its time. Rejects with Busy only. */
	async run(owner: string, job: Job): Promise<RunReport> {
		const mine = this.byOwner.get(owner) ?? 0;
		if (mine >= this.settings.perOwner) throw new Busy("owner");
		if (this.pending >= this.settings.total) throw new Busy("all");
		this.byOwner.set(owner, mine + 1);
		this.pending++;
		try {
			return await new Promise<RunReport>((settle) => {
				this.waiting.push({ job, settle });
				this.dispatch();
			});
		} finally {
			this.pending--;
			const left = (this.byOwner.get(owner) ?? 1) - 1;
			if (left === 0) this.byOwner.delete(owner);
			else this.byOwner.set(owner, left);
		}
	}

	/** Ends every thread. For tests; a server's end with it. */
	async close(): Promise<void> {
		await Promise.all([...this.threads].map((thread) => thread.end()));
		this.threads.clear();
	}

	private dispatch(): void {
		while (this.waiting.length > 0) {
			const thread = this.freeThread();
			if (thread === null) return;
			const next = this.waiting.shift();
			if (next !== undefined) void this.give(thread, next);
		}
	}

	private freeThread(): EngineThread | null {
		for (const thread of this.threads) if (!thread.busy) return thread;
		if (this.threads.size >= this.settings.threads) return null;
		const thread = new EngineThread();
		this.threads.add(thread);
		return thread;
	}

	private async give(thread: EngineThread, { job, settle }: Waiting): Promise<void> {
		const report = await thread.run(job, this.settings.milliseconds);
		if (thread.ended) this.threads.delete(thread);
		settle(report);
		this.dispatch();
	}
}

/** What a thread has to start in. On a machine with much else to do it takes a second. */
const START_MILLISECONDS = 30_000;

/** One engine in a thread of its own. It runs one program at a time. */
class EngineThread {
	// A heap of its own to run out of: without a limit here, a thread without memory takes the whole process with it.
	private readonly worker = new Worker(new URL("./worker.mjs", import.meta.url), {
		resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64 },
	});
	private settle: ((report: RunReport) => void) | null = null;
	/** Resolved once the thread has its engine, which it says before it answers anything. */
	private readonly started: Promise<void>;
	/** The thread is gone, or on its way; nothing may be given to it any more. */
	ended = false;

	constructor() {
		// A thread must not keep a process alive that has nothing else to do.
		this.worker.unref();
		this.started = new Promise((resolve) => {
			this.worker.on("message", (message: RunReport | "started") => {
				if (message === "started") resolve();
				else this.finish(message);
			});
		});
		this.worker.on("error", (error) => this.fail(String(error)));
		this.worker.on("exit", () => this.fail("the engine's thread ended"));
	}

	get busy(): boolean {
		return this.settle !== null || this.ended;
	}

	/** A report in any case. Where the program was not over in time, or the thread broke, the thread has ended. */
	async run(job: Job, milliseconds: number): Promise<RunReport> {
		const stopAfter = (milliseconds: number) =>
			setTimeout(() => {
				this.finish(stopped(milliseconds));
				void this.end();
			}, milliseconds);
		let timer = stopAfter(START_MILLISECONDS);
		void this.started.then(() => {
			clearTimeout(timer);
			timer = stopAfter(milliseconds);
		});
		try {
			return await new Promise<RunReport>((settle) => {
				this.settle = settle;
				this.worker.postMessage(job);
			});
		} finally {
			clearTimeout(timer);
		}
	}

	async end(): Promise<void> {
		this.ended = true;
		await this.worker.terminate();
	}

	private finish(report: RunReport): void {
		this.settle?.(report);
		this.settle = null;
	}

	private fail(message: string): void {
		this.ended = true;
		this.finish(broken(message));
	}
}

function stopped(milliseconds: number): RunReport {
	const message = `The program was stopped: it had not ended after ${milliseconds / 1000} seconds.`;
	return emptyReport({ kind: "limit", limit: "work", line: 0, message }, milliseconds);
}

function broken(message: string): RunReport {
	return emptyReport({ kind: "bug", message }, 0);
}

function emptyReport(outcome: RunReport["outcome"], milliseconds: number): RunReport {
	return {
		profile: "3.13",
		outcome,
		stdout: "",
		stderr: "",
		errorLine: null,
		facts: { aliveAtEnd: {}, freedByCount: {}, freedByCollector: {}, collections: 0, peakBytes: 0 },
		figures: {
			steps: 0,
			instructions: 0,
			events: 0,
			objectsMade: 0,
			freedByCount: 0,
			freedByCollector: 0,
			stillAlive: 0,
			milliseconds,
		},
	};
}
