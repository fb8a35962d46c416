/** What a recording answers about its states, held against the machine itself. */
import { beforeAll, describe, expect, it } from "vitest";
import { furnish } from "../../scripts/engine/load.mjs";
import type { HeapState, Recording } from "../api";
import { provideLibrary, record } from "../dist/recording.mjs";
import { type ChainLink, coloursAt } from "../questions";

await furnish({ provideLibrary });

const SOURCE = `import gc, weakref
gc.disable()
class Node:
    registry = []
    def __init__(self, name):
        self.name = name
        self.held = []
def outer():
    kept = [1]
    def inner(y=[2]):
        return kept
    return inner
f = outer()
a = Node("a")
b = Node("b")
b.peer = a
a.held.append({"k": (Node("c"), 5)})
Node.registry.append(Node("d"))
class Slotted:
    __slots__ = ("left",)
s = Slotted()
s.left = [[Node("deep")]]
bound = Node("bound").held.append
def work(n):
    local = Node("e")
    return len([local, n])
work(3)
x = y = Node("cycle")
x.me = [y]
x.more = {"only": Node("of the cycle")}
del x, y
t = Node("t")
t.held.append(Node("u"))
t = None
r = Node("ring")
r.me = r
r = None
gc.collect()
z = Node("z")
z.me = z
z.more = Node("kept by z")
del z
`;

function recorded(source = SOURCE): { readonly recording: Recording; readonly last: number; readonly end: HeapState } {
	const recording = record(source);
	expect(recording.summary.report.outcome).toEqual({ kind: "finished", exitStatus: 0 });
	const last = recording.summary.steps;
	return { recording, last, end: recording.stateAt(last) };
}

/** A chain as an expression of Python, or null where it is not one. */
function expression(chain: readonly ChainLink[]): string | null {
	const [root, ...rest] = chain.map(({ label }) => label);
	const name = root === undefined ? null : /^global ([\w.]+)$/.exec(root)?.[1];
	if (name === null || name === undefined) return null;
	return rest.every((label) => /^[.[]/.test(label)) ? `${name}${rest.join("")}` : null;
}

describe("why an object is alive", () => {
	it("is told by expressions that lead to the very object", () => {
		const { recording, last, end } = recorded();
		const told = end.objects.flatMap(({ serial }) => {
			const why = recording.ask.whyAlive(last, serial);
			const text = why.kind === "reachable" ? expression(why.chain) : null;
			return text === null ? [] : [{ serial, text }];
		});
		expect(told.length).toBeGreaterThan(12);
		// The same program, with one line more: what it finds there has the serials asked about.
		const again = recorded(`${SOURCE}hits = [${told.map(({ text }) => text).join(", ")}]\n`);
		const hits = again.end.frames[0]?.names.find(({ name }) => name === "hits")?.ref;
		const found = again.recording.ask.referencesFrom(again.last, hits?.kind === "object" ? hits.serial : 0);
		const serials = found.map(({ to }) => to.serial).reverse();
		expect(serials).toEqual(told.map(({ serial }) => serial));
	});

	it("is told in the program's words", () => {
		const { recording, last, end } = recorded();
		const chains = end.objects.flatMap(({ serial }) => {
			const why = recording.ask.whyAlive(last, serial);
			return why.kind === "reachable" ? [why.chain.map(({ label }) => label).join(" ")] : [];
		});
		expect(chains).toContain("global f closure variable kept");
		expect(chains).toContain("global f default of y");
		expect(chains).toContain("global Node .registry [0]");
		expect(chains).toContain("global s .left [0] [0]");
		expect(chains).toContain("global bound .__self__");
	});

	it("is a cycle where mark and sweep would sweep it, and a root where it would not", () => {
		const { recording, last, end } = recorded();
		const swept = new Set(recording.ask.markAndSweep(last).swept.map(({ serial }) => serial));
		expect(swept.size).toBe(4);
		for (const { serial, text } of end.objects) {
			const why = recording.ask.whyAlive(last, serial);
			expect(why.kind, text).toBe(swept.has(serial) ? "cycle" : "reachable");
			if (why.kind !== "cycle") continue;
			expect(why.cycle.at(-1)?.to.serial).toBe(why.start.serial);
			expect((why.chain.at(-1)?.to ?? why.start).serial).toBe(serial);
		}
	});

	it("names locals and the value stack of frames that run", () => {
		const recording = record("class N: pass\ndef f(n):\n    kept = N()\n    n = 2\n    return n\nprint([N()], f(1))\n");
		const { step, objects } = (() => {
			for (let s = 0; ; s++) if (recording.summary.lines[s] === 5) return recording.stateAt(s);
		})();
		const roots = objects.map(({ serial }) => {
			const why = recording.ask.whyAlive(step, serial);
			return why.kind === "reachable" ? why.chain.map(({ label }) => label).join(" ") : why.kind;
		});
		expect(roots).toContain("local kept of f");
		expect(roots).toContain("the value stack of __main__ [0]");
	});

	it("knows the dead and the unborn", () => {
		const { recording, last } = recorded("a = []\ndel a\n");
		expect(recording.ask.whyAlive(last, 1)).toEqual({ kind: "absent" });
		expect(recording.ask.whyFreed(0, 1)).toEqual({ kind: "unborn" });
		expect(recording.ask.whyFreed(1, 1)).toEqual({ kind: "alive" });
	});
});

describe("why an object was freed", () => {
	it("is told by owners that died in the same step and held the next", () => {
		const { recording, last, end } = recorded();
		const stepOf = new Map(end.deaths.map((death) => [death.serial, death.step]));
		let owned = 0;
		for (const death of end.deaths) {
			const why = recording.ask.whyFreed(last, death.serial);
			if (why.kind !== "freed") throw new Error(`${death.text}: ${why.kind}`);
			expect([why.step, why.line, why.by]).toEqual([death.step, death.line, death.by]);
			why.owners.forEach(({ owner, label }, i) => {
				expect(stepOf.get(owner.serial)).toBe(death.step);
				const next = why.owners[i + 1]?.owner.serial ?? death.serial;
				const before = recording.ask.referencesFrom(death.step - 1, owner.serial);
				if (before.length === 0) return;
				expect(before.map((r) => `${r.label} ${r.to.serial}`)).toContain(`${label} ${next}`);
				owned++;
			});
		}
		expect(owned).toBeGreaterThan(2);
	});

	it("names the reference that ended", () => {
		const { recording, last, end } = recorded(
			"class N: pass\ndef f():\n    kept = N()\n    return 1\na = N()\na = None\nf()\nN()\nb = [N()]\nb[0] = 1\nc = N()\nc.n = N()\nc.n = 2\ndel c\n",
		);
		const told = end.deaths
			.filter(({ type }) => type === "N")
			.map(({ serial }) => {
				const why = recording.ask.whyFreed(last, serial);
				return why.kind === "freed" ? why.ended : why.kind;
			});
		expect(told).toEqual(["global a", "local kept of f", "a value that nothing kept", "an item", ".n", "global c"]);
	});

	it("names the collection", () => {
		const { recording, last, end } = recorded();
		const ring = end.deaths.filter(({ by }) => by === "collector");
		expect(ring.length).toBeGreaterThan(0);
		for (const { serial } of ring)
			expect(recording.ask.whyFreed(last, serial)).toMatchObject({ collection: { generation: 2, reason: "called" } });
	});
});

describe("next and previous", () => {
	let recording: Recording;
	let last = 0;
	let states: HeapState[] = [];
	beforeAll(() => {
		({ recording, last } = recorded());
		states = Array.from({ length: last + 1 }, (_, step) => recording.stateAt(step));
	});

	/** The steps in which it happens, by looking at every state. */
	const steps = (happens: (now: HeapState, before: HeapState) => boolean): number[] =>
		states.slice(1).flatMap((now, i) => (happens(now, states[i] as HeapState) ? [i + 1] : []));

	const check = (what: Parameters<Recording["ask"]["next"]>[1], expected: readonly number[], every = 1): void => {
		expect(expected.length).toBeGreaterThan(0);
		for (let step = 0; step <= last; step += every) {
			const after = expected.find((s) => s > step);
			const before = expected.filter((s) => s < step).at(-1);
			const found = (s: number | undefined) => (s === undefined ? { kind: "none" } : { kind: "found", step: s });
			expect(recording.ask.next(step, what), `next after ${step}`).toEqual(found(after));
			expect(recording.ask.previous(step, what), `previous before ${step}`).toEqual(found(before));
		}
	};

	it("find deaths, collections and lines", () => {
		check(
			{ kind: "death" },
			steps((now, before) => now.deaths.length > before.deaths.length),
		);
		check(
			{ kind: "death", type: "Node" },
			steps((now, before) => now.deaths.slice(before.deaths.length).some(({ type }) => type === "Node")),
		);
		check(
			{ kind: "collection" },
			steps((now) => now.collections.length > 0),
		);
		check(
			{ kind: "line", line: 6 },
			steps((now) => now.line === 6),
		);
	});

	it("find changes of an object", () => {
		for (const serial of [1, 7, 12]) {
			const look = (state: HeapState): string => {
				const o = state.objects.find((other) => other.serial === serial);
				return o === undefined ? "" : JSON.stringify([o.refcnt, o.slots]);
			};
			check(
				{ kind: "change", serial },
				steps((now, before) => look(now) !== look(before)),
				9,
			);
		}
	});

	it("say what grew", () => {
		for (const [from, to] of [
			[0, last],
			[last >> 1, last],
			[3, last >> 1],
		] as const) {
			const before = states[from] as HeapState;
			const after = states[to] as HeapState;
			const grown = recording.ask.growth(from, to);
			for (const { type, ...growth } of grown) {
				const count = (state: HeapState): number => state.objects.filter((o) => o.type === type).length;
				const died = after.deaths.slice(before.deaths.length).filter((death) => death.type === type).length;
				expect(growth, type).toMatchObject({ before: count(before), after: count(after), died });
				expect(growth.before + growth.born - growth.died).toBe(growth.after);
			}
			expect(grown.reduce((sum, { after: n }) => sum + n, 0)).toBe(after.objects.length);
		}
	});
});

describe("the textbook's collectors", () => {
	it("keep the invariant that no black object refers to a white one", () => {
		const { recording, last, end } = recorded();
		const mark = recording.ask.markAndSweep(last);
		expect(mark.eventsOmitted).toBe(0);
		const references = new Map(
			end.objects.map(({ serial }) => [serial, recording.ask.referencesFrom(last, serial).filter(({ to }) => to.own)]),
		);
		for (let n = 0; n <= mark.events.length; n++) {
			const colours = coloursAt(mark, n);
			for (const [serial, held] of references) {
				if (colours.get(serial) !== "black") continue;
				for (const { to, label } of held) expect(colours.has(to.serial), `${serial} ${label}`).toBe(true);
			}
		}
		const final = coloursAt(mark, mark.events.length);
		expect([...final.values()].every((colour) => colour === "black")).toBe(true);
		expect(final.size).toBe(mark.marked);
		expect(mark.marked + mark.swept.length).toBe(end.objects.length);
	});

	it("find what the collector would find, and what counting alone leaks", () => {
		const { recording, last } = recorded();
		const swept = recording.ask.markAndSweep(last).swept.map(({ serial }) => serial);
		const serials = (named: readonly { readonly serial: number }[]) => named.map(({ serial }) => serial);
		const ascending = (a: number, b: number): number => a - b;
		expect(serials(recording.ask.whatIf(last, []).already).sort(ascending)).toEqual(swept);
		expect(serials(recording.ask.countingAlone(last).leaked)).toEqual(swept);
	});
});
