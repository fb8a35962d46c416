import { afterEach, describe, expect, it } from "vitest";
import { Busy, EnginePool, type PoolSettings } from "./pool";

const ENDLESS = "while True:\n    pass\n";
/** No limit of the engine's: what is tested here is the clock behind it. */
const UNLIMITED = { work: Number.MAX_SAFE_INTEGER };

let pool: EnginePool;

function make(settings: Partial<PoolSettings>): EnginePool {
	pool = new EnginePool({ threads: 1, milliseconds: 20_000, perOwner: 3, total: 10, ...settings });
	return pool;
}

afterEach(() => pool.close());

describe("EnginePool", () => {
	it("runs a program in a thread", async () => {
		const report = await make({}).run("a", { source: "x = 1\n", limits: {} });
		expect(report.outcome).toEqual({ kind: "finished", exitStatus: 0 });
	});

	it("stops a program that does not end, and runs the next one in a new thread", async () => {
		const engines = make({ milliseconds: 1_500 });
		const [endless, next] = await Promise.all([
			engines.run("a", { source: ENDLESS, limits: UNLIMITED }),
			engines.run("b", { source: "x = 1\n", limits: {} }),
		]);
		expect(endless.outcome).toMatchObject({ kind: "limit", message: expect.stringContaining("1.5 seconds") });
		expect(next.outcome.kind).toBe("finished");
	});

	it("leaves the caller's thread free meanwhile", async () => {
		let ticks = 0;
		const timer = setInterval(() => ticks++, 10);
		await make({ milliseconds: 500 }).run("a", { source: ENDLESS, limits: UNLIMITED });
		clearInterval(timer);
		expect(ticks).toBeGreaterThan(10);
	});

	it("takes so many of one owner, and again once they are done", async () => {
		const engines = make({ perOwner: 2 });
		const job = { source: "x = 1\n", limits: {} };
		const running = [engines.run("a", job), engines.run("a", job)];
		await expect(engines.run("a", job)).rejects.toEqual(new Busy("owner"));
		const other = engines.run("b", job);
		const reports = await Promise.all([...running, other]);
		expect(reports.map((report) => report.outcome.kind)).toEqual(["finished", "finished", "finished"]);
		await expect(engines.run("a", job)).resolves.toMatchObject({ outcome: { kind: "finished" } });
	});

	it("takes so many of all", async () => {
		const engines = make({ total: 2 });
		const job = { source: "x = 1\n", limits: {} };
		const running = [engines.run("a", job), engines.run("b", job)];
		await expect(engines.run("c", job)).rejects.toEqual(new Busy("all"));
		await Promise.all(running);
	});
});
