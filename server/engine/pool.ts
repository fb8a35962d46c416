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
	/** From the moment a thread is free for it. */
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
	readonly owner: string;
	readonly job: Job;
	readonly settle: (report: RunReport) => void;
}

export class EnginePool {
	private readonly idle: Worker[] = [];
	private readonly waiting: Waiting[] = [];
	private readonly byOwner = new Map<string, number>();
	private threads = 0;
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
				this.waiting.push({ owner, job, settle });
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
		await Promise.all(this.idle.splice(0).map((worker) => worker.terminate()));
	}

	private dispatch(): void {
		while (this.waiting.length > 0) {
			const worker = this.idle.pop() ?? (this.threads < this.settings.threads ? this.start() : undefined);
			if (worker === undefined) return;
			const next = this.waiting.shift();
			if (next !== undefined) this.give(worker, next);
		}
	}

	private start(): Worker {
		this.threads++;
		const worker = new Worker(new URL("./worker.mjs", import.meta.url));
		// A waiting thread must not keep a process alive that has nothing else to do.
		worker.unref();
		return worker;
	}

	private give(worker: Worker, { job, settle }: Waiting): void {
		const finish = (report: RunReport, reusable: boolean) => {
			clearTimeout(timer);
			worker.removeAllListeners();
			if (reusable) this.idle.push(worker);
			else {
				this.threads--;
				// A late error of a thread that is being ended is nobody's concern any more.
				worker.on("error", () => {});
				void worker.terminate();
			}
			settle(report);
			this.dispatch();
		};
		const timer = setTimeout(() => finish(stopped(this.settings.milliseconds), false), this.settings.milliseconds);
		worker.on("message", (report: RunReport) => finish(report, true));
		worker.on("error", (error) => finish(broken(String(error)), false));
		worker.on("exit", () => finish(broken("the engine's thread ended"), false));
		worker.postMessage(job);
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
