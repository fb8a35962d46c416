import { beforeEach, describe, expect, it, vi } from "vitest";
import type { AnsweredItem, AnswerRequest } from "@/exercises/types";
import { AnswerClient, type Surroundings } from "./client";
import { makeKey } from "./key";

/** Storage as browsers have it, in memory. */
class MemoryStorage implements Storage {
	readonly #entries = new Map<string, string>();
	get length(): number {
		return this.#entries.size;
	}
	clear(): void {
		this.#entries.clear();
	}
	getItem(key: string): string | null {
		return this.#entries.get(key) ?? null;
	}
	key(index: number): string | null {
		return [...this.#entries.keys()][index] ?? null;
	}
	removeItem(key: string): void {
		this.#entries.delete(key);
	}
	setItem(key: string, value: string): void {
		this.#entries.set(key, value);
	}
}

const ITEM = "counting/references/q1";

function graded(request: AnswerRequest, at = "2026-01-01T00:00:00.000Z"): AnsweredItem {
	return {
		item: request.item,
		answer: request.answer,
		grade: { credit: 1, correct: true },
		review: { kind: "choice", options: [{ id: "a", correct: true, explanation: "Because." }] },
		attempts: 1,
		solved: true,
		at,
	};
}

/** A server that grades everything once a key, and can be cut off. */
class FakeServer {
	readonly received: AnswerRequest[] = [];
	readonly stored = new Map<string, AnsweredItem>();
	/** Called before every request; throwing is a dead network, a response is sent instead of the server's. */
	interfere: ((path: string) => Response | null) | null = null;
	progressFetches = 0;

	readonly fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
		const path = String(input);
		const instead = this.interfere?.(path) ?? null;
		if (instead !== null) return instead;
		if (path === "/api/progress") {
			this.progressFetches++;
			return Response.json({ version: 1, answers: [...this.stored.values()] });
		}
		const request = JSON.parse(String(init?.body)) as AnswerRequest;
		this.received.push(request);
		const known = this.stored.get(request.key);
		const answered = known ?? graded(request);
		this.stored.set(request.key, answered);
		return Response.json(answered);
	};
}

let server: FakeServer;
let storage: Storage;
let timers: { task: () => void; milliseconds: number }[];
let told: AnsweredItem[];

function surroundings(overrides: Partial<Surroundings> = {}): Surroundings {
	return {
		fetch: server.fetch,
		storage,
		tell: (answered) => told.push(answered),
		schedule: (task, milliseconds) => {
			const timer = { task, milliseconds };
			timers.push(timer);
			return () => {
				timers = timers.filter((other) => other !== timer);
			};
		},
		now: () => 1,
		...overrides,
	};
}

function started(overrides?: Partial<Surroundings>): AnswerClient {
	const client = new AnswerClient(surroundings(overrides));
	client.subscribe(() => undefined);
	return client;
}

const dead = (): never => {
	throw new TypeError("Failed to fetch");
};

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

beforeEach(() => {
	server = new FakeServer();
	storage = new MemoryStorage();
	timers = [];
	told = [];
});

describe("AnswerClient", () => {
	it("fetches the progress once, however many listen", async () => {
		const client = started();
		client.subscribe(() => undefined);
		await settled();
		expect(server.progressFetches).toBe(1);
		expect(client.snapshot().progress).toBe("ready");
	});

	it("sends what another tab gave and left unsent", async () => {
		server.interfere = (path) => (path === "/api/answers" ? dead() : null);
		const other = started();
		const here = started();
		await settled();
		other.submit(ITEM, "en", { kind: "choice", option: "a" });
		await settled();
		// The other tab is closed: its retries go with it.
		timers = [];
		here.storageChanged(storage.key(0));
		expect(server.received).toHaveLength(0);
		server.interfere = null;
		expect(timers).toHaveLength(1);
		timers[0]?.task();
		await settled();
		expect(server.received).toHaveLength(1);
		expect(here.snapshot().answered.get(ITEM)?.grade.correct).toBe(true);
	});

	it("sends an answer, forgets it when graded, and tells the other tabs", async () => {
		const client = started();
		client.submit(ITEM, "en", { kind: "choice", option: "a" });
		expect(client.snapshot().pending.get(ITEM)?.delivery).toEqual({ kind: "sending" });
		await settled();
		expect(client.snapshot().pending.size).toBe(0);
		expect(client.snapshot().answered.get(ITEM)?.solved).toBe(true);
		expect(storage.length).toBe(0);
		expect(told).toHaveLength(1);
	});

	it("keeps an answer over a dead network and a reload, and sends it later under the same key", async () => {
		server.interfere = dead;
		const client = started();
		client.submit(ITEM, "en", { kind: "choice", option: "a" });
		await settled();
		const waiting = client.snapshot().pending.get(ITEM);
		expect(waiting?.delivery).toMatchObject({ kind: "waiting", why: "network", kept: true });
		expect(storage.length).toBe(1);

		server.interfere = null;
		const reloaded = started();
		expect(reloaded.snapshot().pending.get(ITEM)?.answer).toEqual({ kind: "choice", option: "a" });
		await settled();
		expect(server.received.map((request) => request.key)).toEqual([waiting?.key]);
		expect(reloaded.snapshot().answered.get(ITEM)?.grade.correct).toBe(true);
		expect(storage.length).toBe(0);
	});

	it("uses the same key again when the reply was lost on the way", async () => {
		const client = started();
		await settled();
		const { fetch } = server;
		let lost = false;
		const lossy = started({
			fetch: async (input, init) => {
				const response = await fetch(input, init);
				if (String(input) === "/api/answers" && !lost) {
					lost = true;
					throw new TypeError("connection reset");
				}
				return response;
			},
		});
		await settled();
		lossy.submit(ITEM, "en", { kind: "choice", option: "a" });
		await settled();
		timers.shift()?.task();
		await settled();
		expect(server.received).toHaveLength(2);
		expect(new Set(server.received.map((request) => request.key)).size).toBe(1);
		expect(lossy.snapshot().answered.has(ITEM)).toBe(true);
		expect(client.snapshot().answered.has(ITEM)).toBe(false);
	});

	it("waits longer after each failure, and at least as long as a busy server asks", async () => {
		server.interfere = (path) =>
			path === "/api/answers" ? new Response("{}", { status: 429, headers: { "retry-after": "7" } }) : null;
		const client = started();
		await settled();
		client.submit(ITEM, "en", { kind: "choice", option: "a" });
		await settled();
		expect(client.snapshot().pending.get(ITEM)?.delivery).toMatchObject({ kind: "waiting", why: "busy", kept: true });
		expect(timers.map((timer) => timer.milliseconds)).toEqual([7000]);
		server.interfere = (path) => (path === "/api/answers" ? new Response("", { status: 500 }) : null);
		timers.shift()?.task();
		await settled();
		expect(timers.map((timer) => timer.milliseconds)).toEqual([2000]);
	});

	it("gives up an answer that the server refuses, and says why", async () => {
		server.interfere = (path) =>
			path === "/api/answers" ? Response.json({ error: "too-long", message: "Too long." }, { status: 413 }) : null;
		const client = started();
		client.submit(ITEM, "en", { kind: "short", text: "x" });
		await settled();
		expect(client.snapshot().pending.get(ITEM)?.delivery).toEqual({
			kind: "refused",
			status: 413,
			message: "Too long.",
		});
		expect(storage.length).toBe(0);
	});

	it("takes a login page of some proxy for a failed network, not for a grade", async () => {
		server.interfere = () => new Response("<html>", { status: 200 });
		const client = started();
		client.submit(ITEM, "en", { kind: "choice", option: "a" });
		await settled();
		expect(client.snapshot().progress).toBe("unavailable");
		expect(client.snapshot().pending.get(ITEM)?.delivery).toMatchObject({ kind: "waiting", why: "network" });
	});

	it("sends the answers of one page in the order given", async () => {
		server.interfere = dead;
		let time = 0;
		const client = started({ now: () => ++time });
		for (const option of ["a", "b", "c"]) client.submit(ITEM, "en", { kind: "choice", option });
		await settled();
		server.interfere = null;
		client.wake();
		await settled();
		expect(server.received.map((request) => request.answer)).toEqual([
			{ kind: "choice", option: "a" },
			{ kind: "choice", option: "b" },
			{ kind: "choice", option: "c" },
		]);
	});

	it("goes on without storage, and says that a reload would lose the answer", async () => {
		server.interfere = dead;
		const client = started({ storage: null });
		client.submit(ITEM, "en", { kind: "choice", option: "a" });
		await settled();
		expect(client.snapshot().pending.get(ITEM)?.delivery).toMatchObject({
			kind: "waiting",
			why: "network",
			kept: false,
		});
		server.interfere = null;
		client.wake();
		await settled();
		expect(client.snapshot().answered.has(ITEM)).toBe(true);
	});

	it("never replaces a newer grade by an older one", async () => {
		const client = started();
		await settled();
		const request: AnswerRequest = {
			version: 1,
			key: "k".repeat(24),
			item: ITEM,
			locale: "en",
			answer: { kind: "choice", option: "new" },
		};
		client.hear(graded(request, "2026-01-02T00:00:00.000Z"));
		client.hear(graded({ ...request, answer: { kind: "choice", option: "old" } }, "2026-01-01T00:00:00.000Z"));
		client.hear({ item: ITEM });
		expect(client.snapshot().answered.get(ITEM)?.answer).toEqual({ kind: "choice", option: "new" });
	});

	it("removes what it cannot read from storage", async () => {
		storage.setItem("heapwise.answer.broken", "{");
		storage.setItem("other", "kept");
		started();
		await settled();
		expect(storage.length).toBe(1);
		expect(server.received).toHaveLength(0);
	});
});

describe("makeKey", () => {
	it("makes keys of the shape the server takes, without randomUUID", () => {
		vi.stubGlobal("crypto", { getRandomValues: (bytes: Uint8Array) => bytes.map((_, index) => index * 37) });
		expect(makeKey()).toMatch(/^[A-Za-z0-9_-]{24}$/);
		vi.unstubAllGlobals();
		expect(makeKey()).not.toBe(makeKey());
	});
});
