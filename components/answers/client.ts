import type { Answer, AnsweredItem, ItemId, Locale } from "@/exercises/types";
import { makeKey } from "./key";
import { PendingAnswers, type PendingRecord } from "./pending";
import { isAnsweredItem, type Reply, readProgress, readReply } from "./reply";

/** Where an answer is that the server has not graded yet. */
export type Delivery =
	| { readonly kind: "sending" }
	/** `message`: what the server said, if anything; `kept`: a reload would find the answer again. */
	| {
			readonly kind: "waiting";
			readonly why: "network" | "server" | "busy";
			readonly message: string | null;
			readonly kept: boolean;
	  }
	| { readonly kind: "refused"; readonly status: number; readonly message: string | null };

export interface PendingAnswer {
	readonly key: string;
	readonly answer: Answer;
	readonly delivery: Delivery;
}

/** What the page knows of this reader's answers. A new object at every change. */
export interface AnswersSnapshot {
	readonly progress: "loading" | "ready" | "unavailable";
	/** The latest graded answer to each item. */
	readonly answered: ReadonlyMap<ItemId, AnsweredItem>;
	/** The latest ungraded answer to each item. */
	readonly pending: ReadonlyMap<ItemId, PendingAnswer>;
}

export const NO_ANSWERS: AnswersSnapshot = { progress: "loading", answered: new Map(), pending: new Map() };

/** The browser, as far as the client needs it; tests bring their own. */
export interface Surroundings {
	readonly fetch: typeof fetch;
	readonly storage: Storage | null;
	/** Tells the other tabs of a graded answer. */
	readonly tell: (answered: AnsweredItem) => void;
	readonly schedule: (task: () => void, milliseconds: number) => () => void;
	readonly now: () => number;
}

const FIRST_RETRY = 1_000;
const LAST_RETRY = 30_000;
/** How long another tab's answer is left to that tab. */
const OTHER_TAB = 5_000;
const SEND_TIMEOUT = 30_000;

/**
 * Sends answers and remembers what became of them. An answer is in storage before it is sent and leaves it only when
 * the server has graded or refused it, so it is sent at least once, and its key makes that once.
 */
export class AnswerClient {
	#snapshot = NO_ANSWERS;
	readonly #listeners = new Set<() => void>();
	readonly #pending: PendingAnswers;
	readonly #around: Surroundings;
	#started = false;
	#fetching = false;
	#sending = false;
	#sendAgain = false;
	#retryIn = FIRST_RETRY;
	#cancelRetry: (() => void) | null = null;

	constructor(around: Surroundings) {
		this.#around = around;
		this.#pending = new PendingAnswers(around.storage);
	}

	readonly snapshot = (): AnswersSnapshot => this.#snapshot;

	/** Listens to changes. The first listener of a page starts the one fetch of the progress. */
	readonly subscribe = (listener: () => void): (() => void) => {
		this.#listeners.add(listener);
		this.#start();
		return () => {
			this.#listeners.delete(listener);
		};
	};

	/** Gives an answer: kept first, then sent, now or as soon as the server can be reached. */
	submit(item: ItemId, locale: Locale, answer: Answer): void {
		const record: PendingRecord = {
			request: { version: 1, key: makeKey(), item, locale, answer },
			at: this.#around.now(),
		};
		this.#pending.add(record);
		this.#setPending(record, { kind: "sending" });
		void this.flush();
	}

	/** The network may be back: fetch and send what is still owed, at once. */
	readonly wake = (): void => {
		this.#retryIn = FIRST_RETRY;
		if (this.#snapshot.progress !== "ready") void this.#fetchProgress();
		void this.flush();
	};

	/** Another tab has had an answer graded. */
	readonly hear = (message: unknown): void => {
		if (!isAnsweredItem(message)) return;
		this.#accept([message]);
	};

	/** Another tab has added or removed pending answers. */
	readonly storageChanged = (name: string | null): void => {
		if (!PendingAnswers.isOurs(name)) return;
		this.#readPending();
		// That tab sends them; should it be closed first, this one does. The key makes both at once harmless.
		if (this.#pending.all().length > 0) this.#retryLater(OTHER_TAB);
	};

	#start(): void {
		if (this.#started) return;
		this.#started = true;
		this.#readPending();
		void this.#fetchProgress();
		if (this.#pending.all().length > 0) void this.flush();
	}

	async #fetchProgress(): Promise<void> {
		if (this.#fetching) return;
		this.#fetching = true;
		try {
			const response = await this.#around.fetch("/api/progress", { cache: "no-store" });
			const answers = await readProgress(response);
			if (answers === null) throw new Error("not a progress");
			this.#set({ ...this.#snapshot, progress: "ready" });
			this.#accept(answers);
		} catch {
			this.#set({ ...this.#snapshot, progress: "unavailable" });
			this.#retryLater(null);
		} finally {
			this.#fetching = false;
		}
	}

	/** Sends every pending answer, oldest first, one at a time. Stops at the first that must wait. */
	async flush(): Promise<void> {
		if (this.#sending) {
			this.#sendAgain = true;
			return;
		}
		this.#sending = true;
		this.#cancelRetry?.();
		this.#cancelRetry = null;
		try {
			do {
				this.#sendAgain = false;
				for (const record of this.#pending.all()) {
					if (!(await this.#sendOne(record))) return;
				}
			} while (this.#sendAgain);
		} finally {
			this.#sending = false;
		}
	}

	/** True if the answer is settled, one way or the other. */
	async #sendOne(record: PendingRecord): Promise<boolean> {
		this.#setPending(record, { kind: "sending" });
		const { key, item } = record.request;
		const reply = await this.#post(record);
		switch (reply.kind) {
			case "graded":
				this.#pending.remove(key);
				this.#retryIn = FIRST_RETRY;
				this.#accept([reply.answered]);
				this.#dropPending(item, key);
				this.#around.tell(reply.answered);
				return true;
			case "refused":
				this.#pending.remove(key);
				this.#setPending(record, reply);
				return true;
			case "later":
				for (const waiting of this.#pending.all()) {
					const kept = this.#pending.isKept(waiting.request.key);
					this.#setPending(waiting, { kind: "waiting", why: reply.why, message: reply.message, kept });
				}
				this.#retryLater(reply.after);
				return false;
		}
	}

	async #post(record: PendingRecord): Promise<Reply> {
		try {
			const response = await this.#around.fetch("/api/answers", {
				method: "POST",
				headers: { "content-type": "application/json" },
				body: JSON.stringify(record.request),
				signal: AbortSignal.timeout(SEND_TIMEOUT),
			});
			return await readReply(response, record.request.item);
		} catch {
			return { kind: "later", why: "network", message: null, after: null };
		}
	}

	#retryLater(after: number | null): void {
		this.#cancelRetry?.();
		const wait = Math.max(after ?? 0, this.#retryIn);
		this.#retryIn = Math.min(this.#retryIn * 2, LAST_RETRY);
		this.#cancelRetry = this.#around.schedule(() => {
			this.#cancelRetry = null;
			if (this.#snapshot.progress !== "ready") void this.#fetchProgress();
			if (this.#pending.all().length > 0) void this.flush();
		}, wait);
	}

	/** Brings the snapshot in line with what storage holds: a reload or another tab changed it. */
	#readPending(): void {
		const pending = new Map([...this.#snapshot.pending].filter(([, { delivery }]) => delivery.kind === "refused"));
		for (const { request } of this.#pending.all()) {
			const known = this.#snapshot.pending.get(request.item);
			const delivery: Delivery = known?.key === request.key ? known.delivery : { kind: "sending" };
			pending.set(request.item, { key: request.key, answer: request.answer, delivery });
		}
		this.#set({ ...this.#snapshot, pending });
	}

	#accept(items: readonly AnsweredItem[]): void {
		const answered = new Map(this.#snapshot.answered);
		for (const item of items) {
			const known = answered.get(item.item);
			if (known === undefined || known.at <= item.at) answered.set(item.item, item);
		}
		this.#set({ ...this.#snapshot, answered });
	}

	#setPending({ request }: PendingRecord, delivery: Delivery): void {
		const pending = new Map(this.#snapshot.pending);
		pending.set(request.item, { key: request.key, answer: request.answer, delivery });
		this.#set({ ...this.#snapshot, pending });
	}

	#dropPending(item: ItemId, key: string): void {
		if (this.#snapshot.pending.get(item)?.key !== key) return;
		const pending = new Map(this.#snapshot.pending);
		pending.delete(item);
		this.#set({ ...this.#snapshot, pending });
	}

	#set(snapshot: AnswersSnapshot): void {
		this.#snapshot = snapshot;
		for (const listener of this.#listeners) listener();
	}
}
