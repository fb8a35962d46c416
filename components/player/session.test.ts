import { afterEach, describe, expect, it } from "vitest";
import { cycleRecording } from "./cycle.fixture";
import { outlineOf } from "./graph/outline";
import type { Ahead, EngineReply, EngineRequest } from "./protocol";
import { Cancelled, EngineCrash, type EnginePort, EngineSession } from "./session";

/** A worker that answers when told to, from the fixture. */
class FakePort implements EnginePort {
	readonly asked: EngineRequest[] = [];
	alive = true;
	#reply: (reply: EngineReply) => void = () => {};
	die: (message: string) => void = () => {};

	postMessage(request: EngineRequest): void {
		this.asked.push(request);
	}

	terminate(): void {
		this.alive = false;
	}

	listen(onReply: (reply: EngineReply) => void, onDeath: (message: string) => void): void {
		this.#reply = onReply;
		this.die = onDeath;
	}

	/** Answers everything asked so far. */
	answer(): void {
		const { summary, stateAt } = cycleRecording();
		for (const request of this.asked.splice(0)) {
			if (request.kind === "ahead") this.#reply({ id: request.id, kind: "ahead", ahead: aheadOf() });
			else if (request.kind === "stateAt")
				this.#reply({ id: request.id, kind: "state", state: stateAt(request.moment.step) });
			else this.#reply({ id: request.id, kind: "recorded", summary, outline: outlineOf(summary.steps, stateAt) });
		}
	}
}

function aheadOf(): Ahead {
	const { summary, stateAt } = cycleRecording();
	const recorded = { summary, outline: outlineOf(summary.steps, stateAt) };
	return { recorded, state: stateAt(summary.steps), before: stateAt(summary.steps - 1) };
}

function setUp() {
	const ports: FakePort[] = [];
	const session = new EngineSession(() => {
		const port = new FakePort();
		ports.push(port);
		return port;
	});
	sessions.push(session);
	const port = (at: number): FakePort => {
		const found = ports[at];
		if (found === undefined) throw new Error(`no port ${at}`);
		return found;
	};
	return { session, ports, port };
}

const sessions: EngineSession[] = [];
afterEach(() => {
	for (const session of sessions.splice(0)) session.stop();
});

describe("EngineSession", () => {
	it("makes no worker before the first run", async () => {
		const { session, ports, port } = setUp();
		expect(ports).toHaveLength(0);
		const recorded = session.record("x = 1", {});
		port(0).answer();
		expect((await recorded).summary.steps).toBe(10);
		expect(ports).toHaveLength(1);
	});

	it("runs in the worker that has got ready, and does not wait for it or give it up", async () => {
		const { session, ports, port } = setUp();
		session.warm("x = 1", {}, "end");
		session.warm("x = 1", {}, "end");
		const recorded = session.record("x = 1", {});
		expect(port(0).asked.map((request) => request.kind)).toEqual(["ahead", "record"]);
		port(0).answer();
		expect((await recorded).summary.steps).toBe(10);
		expect(ports).toHaveLength(1);
	});

	it("has a run ahead as its own, and its states with nothing recorded again", async () => {
		const { session, port } = setUp();
		const ahead = session.warm("x = 1", {}, "end");
		port(0).answer();
		expect((await ahead)?.state.step).toBe(10);
		const state = session.stateAt({ step: 3 });
		expect(port(0).asked.map((request) => request.kind)).toEqual(["stateAt"]);
		port(0).answer();
		expect((await state).step).toBe(3);
	});

	it("has no run ahead where a run is asked for meanwhile, or its worker dies", async () => {
		const { session, port } = setUp();
		const ahead = session.warm("x = 1", {}, "end");
		void session.record("y = 2", {});
		port(0).answer();
		expect(await ahead).toBeNull();
		const other = setUp();
		const lost = other.session.warm("x = 1", {}, "end");
		other.port(0).die("out of memory");
		expect(await lost).toBeNull();
	});

	it("records a run that the page knows when it is asked about, or made ready for that, and once", async () => {
		const { session, ports, port } = setUp();
		session.expect("x = 1", {});
		expect(ports).toHaveLength(0);
		session.prepare();
		session.prepare();
		const state = session.stateAt({ step: 3 });
		expect(port(0).asked.map((request) => request.kind)).toEqual(["record", "stateAt"]);
		port(0).answer();
		expect((await state).step).toBe(3);
		// The one that was got ready has it.
		const other = setUp();
		const ahead = other.session.warm("x = 1", {}, "end");
		other.port(0).answer();
		await ahead;
		other.session.expect("x = 1", {});
		other.session.prepare();
		expect(other.port(0).asked).toEqual([]);
		// Or is about to have it, and answers with what it has.
		const third = setUp();
		third.session.warm("x = 1", {}, "end");
		third.session.expect("x = 1", {});
		third.session.prepare();
		expect(third.port(0).asked.map((request) => request.kind)).toEqual(["ahead", "record"]);
	});

	it("makes another worker where the one that got ready died", async () => {
		const { session, port } = setUp();
		session.warm("x = 1", {}, "end");
		port(0).die("out of memory");
		const recorded = session.record("x = 1", {});
		port(1).answer();
		expect((await recorded).summary.steps).toBe(10);
	});

	it("does not mind what a worker says that was ended", async () => {
		const { session, port } = setUp();
		const first = session.record("x = 1", {});
		session.stop();
		await expect(first).rejects.toBeInstanceOf(Cancelled);
		const second = session.record("x = 2", {});
		port(0).die("its script failed to load");
		expect(port(1).alive).toBe(true);
		port(1).answer();
		expect((await second).summary.steps).toBe(10);
	});

	it("answers for states of the last program", async () => {
		const { session, port } = setUp();
		const recorded = session.record("x = 1", {});
		port(0).answer();
		await recorded;
		const state = session.stateAt({ step: 4 });
		port(0).answer();
		expect((await state).step).toBe(4);
	});

	it("gives up a run under way when another begins", async () => {
		const { session, port } = setUp();
		const first = session.record("while True: pass", {});
		const refused = expect(first).rejects.toBeInstanceOf(Cancelled);
		const second = session.record("x = 1", {});
		await refused;
		expect(port(0).alive).toBe(false);
		port(1).answer();
		expect((await second).summary.steps).toBe(10);
	});

	it("stops at once, and records again when a state is asked for afterwards", async () => {
		const { session, port } = setUp();
		const recorded = session.record("x = 1", {});
		port(0).answer();
		await recorded;
		session.stop();
		expect(port(0).alive).toBe(false);
		const state = session.stateAt({ step: 2 });
		expect(port(1).asked.map((request) => request.kind)).toEqual(["record"]);
		port(1).answer();
		await Promise.resolve();
		await Promise.resolve();
		await new Promise((resolve) => setTimeout(resolve));
		port(1).answer();
		expect((await state).step).toBe(2);
	});

	it("says that the worker died to everyone who waits", async () => {
		const { session, port } = setUp();
		const recorded = session.record("x = 1", {});
		const crashed = expect(recorded).rejects.toBeInstanceOf(EngineCrash);
		port(0).die("out of memory");
		await crashed;
		const again = session.record("x = 1", {});
		port(1).answer();
		expect((await again).summary.steps).toBe(10);
	});

	it("keeps at most three workers, and never ends one that is at work", async () => {
		const all = Array.from({ length: 5 }, setUp);
		const busy = all[0]?.session.record("busy", {});
		busy?.catch(() => {});
		for (const { session, port } of all.slice(1)) {
			const recorded = session.record("x = 1", {});
			port(0).answer();
			await recorded;
		}
		expect(all.map(({ ports }) => ports.at(-1)?.alive)).toEqual([true, false, false, true, true]);
		const another = setUp();
		another.session.warm("x = 1", {}, "end");
		expect(another.ports).toHaveLength(0);
	});
});
