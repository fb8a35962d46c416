import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AnswerRequest } from "@/exercises/types";
import { addUser, type ThrowawayDatabase, throwawayDatabase } from "../testing/throwaway-database";
import { findStored, latestAnswers, storeSubmission } from "./store";

let made: ThrowawayDatabase;

beforeEach(async () => {
	made = throwawayDatabase();
	await addUser(made.db, "ada");
});

afterEach(() => made.remove());

function request(key: string, option: string): AnswerRequest {
	return { version: 1, key, item: "a/b/c", locale: "en", answer: { kind: "choice", option } };
}

function graded(correct: boolean) {
	return {
		grade: { credit: correct ? 1 : 0, correct },
		review: { kind: "choice" as const, options: [] },
		exerciseHash: "hash",
		engineVersion: "1.0.0",
	};
}

describe("storeSubmission", () => {
	it("counts attempts, keeps what was solved solved, and answers with the latest", async () => {
		const { db } = made;
		const first = await storeSubmission(db, "ada", request("key-one-1", "x"), graded(false));
		expect(first).toMatchObject({ attempts: 1, solved: false, grade: { credit: 0, correct: false } });
		const second = await storeSubmission(db, "ada", request("key-two-2", "y"), graded(true));
		expect(second).toMatchObject({ attempts: 2, solved: true });
		const third = await storeSubmission(db, "ada", request("key-three", "x"), graded(false));
		expect(third).toMatchObject({ attempts: 3, solved: true, grade: { correct: false } });
		expect(await latestAnswers(db, "ada")).toEqual([third]);
	});

	it("keeps every submission as it was given, with what graded it", async () => {
		await storeSubmission(made.db, "ada", request("key-one-1", "x"), graded(true));
		await storeSubmission(made.db, "ada", request("key-two-2", "y"), graded(true));
		expect(await made.db.submission.findMany({ orderBy: { id: "asc" } })).toMatchObject([
			{ key: "key-one-1", answer: '{"kind":"choice","option":"x"}', exerciseHash: "hash", engineVersion: "1.0.0" },
			{ key: "key-two-2", answer: '{"kind":"choice","option":"y"}' },
		]);
	});

	it("stores one key once, however many times it comes at once", async () => {
		const { db } = made;
		const all = await Promise.all(
			Array.from({ length: 20 }, () => storeSubmission(db, "ada", request("same-key-1", "x"), graded(true))),
		);
		expect(all.every((answered) => answered.attempts === 1)).toBe(true);
		expect(await db.submission.count()).toBe(1);
	});

	it("refuses another answer under a key that is taken", async () => {
		const { db } = made;
		await storeSubmission(db, "ada", request("same-key-1", "x"), graded(true));
		await expect(storeSubmission(db, "ada", request("same-key-1", "y"), graded(true))).rejects.toMatchObject({
			code: "key-reused",
		});
		await expect(findStored(db, "ada", request("same-key-1", "y"))).rejects.toMatchObject({ code: "key-reused" });
	});

	it("lets two people use the same key", async () => {
		const { db } = made;
		await addUser(db, "bob");
		await storeSubmission(db, "ada", request("same-key-1", "x"), graded(true));
		await storeSubmission(db, "bob", request("same-key-1", "y"), graded(false));
		expect(await latestAnswers(db, "bob")).toMatchObject([{ answer: { option: "y" }, attempts: 1, solved: false }]);
	});

	it("stores nothing for a person who does not exist", async () => {
		await expect(storeSubmission(made.db, "nobody", request("some-key-1", "x"), graded(true))).rejects.toThrow();
		expect(await made.db.submission.count()).toBe(0);
		expect(await made.db.itemProgress.count()).toBe(0);
	});

	it("is gone with its person, progress included", async () => {
		const { db } = made;
		await storeSubmission(db, "ada", request("some-key-1", "x"), graded(true));
		await db.user.delete({ where: { id: "ada" } });
		expect(await db.submission.count()).toBe(0);
		expect(await db.itemProgress.count()).toBe(0);
	});
});
