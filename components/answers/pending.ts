import type { AnswerRequest } from "@/exercises/types";

/** Answers that the server has not confirmed yet, kept in the browser so that neither reload nor crash loses them. */

const PREFIX = "heapwise.answer.";

export interface PendingRecord {
	readonly request: AnswerRequest;
	/** When it was given, in milliseconds; decides the order of sending. */
	readonly at: number;
}

/**
 * One storage entry an answer, named by its idempotency key: several tabs add and remove entries without ever writing
 * over each other's.
 */
export class PendingAnswers {
	/** What storage refused to keep (full, or forbidden): lives as long as the page. */
	readonly #unkept = new Map<string, PendingRecord>();
	readonly #storage: Storage | null;

	constructor(storage: Storage | null) {
		this.#storage = storage;
	}

	/** Keeps a record until `remove`. False if only this page's memory holds it. */
	add(record: PendingRecord): boolean {
		try {
			if (this.#storage === null) throw new Error("no storage");
			this.#storage.setItem(PREFIX + record.request.key, JSON.stringify(record));
			return true;
		} catch {
			this.#unkept.set(record.request.key, record);
			return false;
		}
	}

	remove(key: string): void {
		this.#unkept.delete(key);
		try {
			this.#storage?.removeItem(PREFIX + key);
		} catch {
			// Storage that refuses to remove also refused to add.
		}
	}

	/** Whether a reload would find the record again. */
	isKept(key: string): boolean {
		return !this.#unkept.has(key);
	}

	/** Every record of this browser, oldest first. Entries that cannot be read are removed. */
	all(): readonly PendingRecord[] {
		const records = [...this.#unkept.values()];
		try {
			const storage = this.#storage;
			const names = storage === null ? [] : Array.from({ length: storage.length }, (_, index) => storage.key(index));
			for (const name of names) {
				if (name === null || !name.startsWith(PREFIX)) continue;
				const record = parse(storage?.getItem(name) ?? null);
				if (record === null) storage?.removeItem(name);
				else records.push(record);
			}
		} catch {
			// Storage is forbidden: memory holds all there is.
		}
		return records.sort((a, b) => a.at - b.at);
	}

	/** Whether a storage event concerns these records. */
	static isOurs(name: string | null): boolean {
		return name === null || name.startsWith(PREFIX);
	}
}

function parse(text: string | null): PendingRecord | null {
	if (text === null) return null;
	try {
		const value: unknown = JSON.parse(text);
		if (typeof value !== "object" || value === null || !("request" in value) || !("at" in value)) return null;
		const { request, at } = value;
		const usable =
			typeof at === "number" &&
			typeof request === "object" &&
			request !== null &&
			"key" in request &&
			"item" in request &&
			"answer" in request;
		return usable ? (value as PendingRecord) : null;
	} catch {
		return null;
	}
}
