import { spawn } from "node:child_process";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addUser, type ThrowawayDatabase, throwawayDatabase } from "../testing/throwaway-database";

let made: ThrowawayDatabase;

beforeEach(() => {
	made = throwawayDatabase();
});

afterEach(() => made.remove());

function startProcess(...args: readonly string[]) {
	return spawn(process.execPath, ["--import", "tsx", "server/testing/counting-process.ts", ...args], {
		stdio: ["ignore", "pipe", "inherit"],
	});
}

describe("a plain query while a transaction is open", () => {
	it("is not lost when the transaction rolls back", async () => {
		const { db } = made;
		let plain: Promise<unknown> = Promise.resolve();
		const transaction = db.$transaction(async (tx) => {
			await addUser(tx as typeof db, "inside");
			// `then`, because Prisma sends a query only once somebody waits for it.
			plain = addUser(db, "outside").then(() => {});
			// Long enough for the plain query to have run, if it did not wait.
			await new Promise((resolve) => setTimeout(resolve, 50));
			throw new Error("rolled back on purpose");
		});
		await expect(transaction).rejects.toThrow("on purpose");
		await plain;
		expect((await db.user.findMany()).map((user) => user.id)).toEqual(["outside"]);
	});

	it("does not see what is not committed", async () => {
		const { db } = made;
		let seen: Promise<number> = Promise.resolve(-1);
		await db
			.$transaction(async (tx) => {
				await addUser(tx as typeof db, "inside");
				seen = db.user.count().then((count) => count);
				await new Promise((resolve) => setTimeout(resolve, 50));
				throw new Error("rolled back on purpose");
			})
			.catch(() => {});
		expect(await seen).toBe(0);
	});
});

describe("transactions", () => {
	it("that read and then write do so one after the other", async () => {
		const { db } = made;
		await addUser(db, "counter");
		const increment = () =>
			db.$transaction(async (tx) => {
				const user = await tx.user.findUniqueOrThrow({ where: { id: "counter" } });
				await tx.user.update({ where: { id: "counter" }, data: { name: String(Number(user.name) + 1) } });
			});
		await Promise.all(Array.from({ length: 100 }, increment));
		expect((await db.user.findUniqueOrThrow({ where: { id: "counter" } })).name).toBe("100");
	});

	it("let the next one through after one that could not commit", async () => {
		const { db } = made;
		// The reference is checked at COMMIT, which fails.
		const failing = db.$transaction(async (tx) => {
			await tx.$executeRaw`PRAGMA defer_foreign_keys = ON`;
			await tx.session.create({ data: { id: "s", token: "t", expiresAt: new Date(), userId: "nobody" } });
		});
		await expect(failing).rejects.toThrow();
		await addUser(db, "after");
		expect(await db.session.count()).toBe(0);
		await expect(db.$transaction(async (tx) => tx.user.count())).resolves.toBe(1);
	});

	it("of several processes that read and then write all succeed", { timeout: 60_000 }, async () => {
		await addUser(made.db, "counter");
		const runs = [1, 2, 3].map(() => startProcess("count", made.url, "counter", "100"));
		const codes = await Promise.all(runs.map((run) => new Promise((resolve) => run.on("exit", resolve))));
		expect(codes).toEqual([0, 0, 0]);
		expect((await made.db.user.findUniqueOrThrow({ where: { id: "counter" } })).name).toBe("300");
	});
});

describe("kill -9 under four writers", () => {
	it("loses nothing that was acknowledged", { timeout: 60_000 }, async () => {
		await addUser(made.db, "writer");
		for (let round = 0; round < 3; round++) {
			await made.db.submission.deleteMany();
			const run = startProcess("write", made.url, "writer");
			let told = "";
			run.stdout.on("data", (data: Buffer) => {
				told += data.toString();
				if (told.length > 1_500 * (round + 1)) run.kill("SIGKILL");
			});
			await new Promise((resolve) => run.on("close", resolve));
			// Without a last newline the last word may be cut off.
			const acknowledged = told.split("\n").slice(0, -1);
			const stored = new Set((await made.db.submission.findMany({ select: { key: true } })).map((row) => row.key));
			expect(acknowledged.length).toBeGreaterThan(100);
			expect(acknowledged.filter((key) => !stored.has(key))).toEqual([]);
		}
	});
});
