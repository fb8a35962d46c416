/**
 * A hand-made recording of two nodes that hold each other, for tests of what is drawn. Its numbers are illustrative:
 * what CPython does is tested on the engine.
 */
import type {
	CollectionView,
	HeapState,
	ObjectView,
	PhaseName,
	PhaseRow,
	Recording,
	RefView,
	SlotView,
} from "../../engine/api";

export const CYCLE_SOURCE = `import gc, weakref

class Node:
    def __init__(self, name):
        self.name = name

a = Node("a")
b = Node("b")
a.partner = b
b.partner = a
w = weakref.ref(a)
del a, b
print(gc.collect(0))
print(w())
`;

const text = (value: string): RefView => ({ kind: "value", type: "str", text: value, immortal: false });
const to = (serial: number): RefView => ({ kind: "object", serial });
const slot = (label: string, ref: RefView, strength: "strong" | "weak" = "strong"): SlotView => ({
	label,
	strength,
	ref,
});

function node(
	serial: number,
	refcnt: number,
	slots: readonly SlotView[],
	weakrefs: readonly number[] = [],
): ObjectView {
	const shared = {
		immortal: false,
		tracked: true,
		generation: 0,
		text: "Node",
		type: "Node",
		slotsOmitted: 0,
	} as const;
	return { ...shared, serial, id: 0x7f00_0000_0000 + serial * 64, refcnt, slots, weakrefs };
}

const cls: ObjectView = { ...node(30, 7, []), type: "type", text: "class Node", slots: [], generation: 2 };
const ref: ObjectView = {
	...node(33, 1, [slot("to", to(31), "weak")]),
	type: "weakref.ReferenceType",
	text: "weakref",
};

type Names = Readonly<Record<string, RefView>>;

function collection(): CollectionView {
	const row = (serial: number, gcRefs: number | null, state: PhaseRow["state"]): PhaseRow => {
		const isRef = serial === 33;
		return { serial, type: isRef ? "weakref" : "Node", text: isRef ? "weakref" : "Node", refcnt: 1, gcRefs, state };
	};
	const phase = (name: PhaseName, gcRefs: number | null, state: PhaseRow["state"]) => ({
		name,
		step: 9,
		folded: 10,
		omitted: 0,
		rows: [
			row(31, gcRefs, state),
			row(32, gcRefs, state),
			row(33, gcRefs === null ? null : 1, gcRefs === null ? "reachable" : "candidate"),
		],
	});
	return {
		number: 1,
		worked: [{ from: 9, to: 9 }],
		generation: 0,
		reason: "called",
		line: 13,
		collected: 2,
		uncollectable: 0,
		phases: [
			phase("update_refs", 1, "candidate"),
			phase("subtract_refs", 0, "candidate"),
			phase("move_unreachable", 0, "unreachable"),
			phase("handle_weakrefs", null, "unreachable"),
			phase("finalize_garbage", null, "finalized"),
			phase("handle_resurrected_objects", 0, "unreachable"),
			phase("delete_garbage", null, "deleted"),
		],
	};
}

function states(): readonly HeapState[] {
	const made: HeapState[] = [];
	const add = (
		ranLine: number | null,
		line: number | null,
		names: Names,
		objects: readonly ObjectView[],
		more: Partial<HeapState> = {},
	) => {
		made.push({
			step: made.length,
			line,
			ranLine,
			instruction: null,
			event: null,
			outputLength: 0,
			framesOmitted: 0,
			frames: [
				{
					name: "__main__",
					line: line ?? 14,
					names: Object.entries(names).map(([name, held]) => ({ name, ref: held, cell: false })),
				},
			],
			objects,
			alive: objects.length,
			objectsOmitted: 0,
			deaths: [],
			died: more.deaths?.length ?? 0,
			collected: 0,
			folded: 9120,
			changes: [],
			changesOmitted: 0,
			born: [],
			bornOmitted: 0,
			collections: [],
			collecting: null,
			execution: null,
			gcEnabled: true,
			generations: [
				{ count: 12 + made.length, threshold: 2000, size: 40 },
				{ count: 3, threshold: 10, size: 910 },
				{ count: 1, threshold: 10, size: 4400 },
			],
			bytes: objects.length * 280,
			...more,
		});
	};
	const change = (serial: number, name: string, from: number, after: number, line: number) => ({
		serial,
		type: "Node",
		name,
		from,
		to: after,
		line,
	});
	const none: Names = {};
	const named = { Node: to(30) };
	const a = [slot(".name", text("'a'"))];
	const b = [slot(".name", text("'b'"))];
	const toB = slot(".partner", to(32));
	const toA = slot(".partner", to(31));
	add(null, 1, none, []);
	add(1, 3, none, []);
	add(3, 7, named, [cls], { born: [30] });
	add(7, 8, { ...named, a: to(31) }, [cls, node(31, 1, a)], { born: [31] });
	add(8, 9, { ...named, a: to(31), b: to(32) }, [cls, node(31, 1, a), node(32, 1, b)], { born: [32] });
	const both = { ...named, a: to(31), b: to(32) };
	add(9, 10, both, [cls, node(31, 1, [...a, toB]), node(32, 2, b)], { changes: [change(32, "b", 1, 2, 9)] });
	add(10, 11, both, [cls, node(31, 2, [...a, toB]), node(32, 2, [...b, toA])], {
		changes: [change(31, "a", 1, 2, 10)],
	});
	add(11, 12, { ...both, w: to(33) }, [cls, node(31, 2, [...a, toB], [33]), node(32, 2, [...b, toA]), ref], {
		born: [33],
	});
	const left = { ...named, w: to(33) };
	add(12, 13, left, [cls, node(31, 1, [...a, toB], [33]), node(32, 1, [...b, toA]), ref], {
		changes: [change(31, "a", 2, 1, 12), change(32, "b", 2, 1, 12)],
	});
	const death = { type: "Node", text: "Node", by: "collector", step: 9, line: 13 } as const;
	const deaths = [
		{ ...death, serial: 31 },
		{ ...death, serial: 32 },
	];
	const dead: ObjectView = {
		...ref,
		slots: [slot("to", { kind: "value", type: "NoneType", text: "dead", immortal: true }, "weak")],
	};
	add(13, 14, left, [cls, dead], { deaths, collected: 1, collections: [collection()], outputLength: 2 });
	add(14, null, left, [cls, dead], { deaths, collected: 1, outputLength: 7 });
	return made;
}

/** The recording of `CYCLE_SOURCE`. */
export function cycleRecording(): Recording {
	const all = states();
	const column = (of: (state: HeapState) => number) => Int32Array.from(all, of);
	return {
		summary: {
			report: {
				profile: "3.13",
				outcome: { kind: "finished", exitStatus: 0 },
				stdout: "2\nNone\n",
				stderr: "",
				errorLine: null,
				facts: { aliveAtEnd: {}, freedByCount: {}, freedByCollector: { Node: 2 }, collections: 1, peakBytes: 1120 },
				figures: {
					steps: 10,
					instructions: 90,
					events: 120,
					objectsMade: 4,
					freedByCount: 0,
					freedByCollector: 2,
					stillAlive: 2,
					milliseconds: 1,
				},
			},
			steps: all.length - 1,
			output: [
				{ stream: "stdout", text: "2\n" },
				{ stream: "stdout", text: "None\n" },
			],
			lines: column((state) => state.line ?? 0),
			live: column((state) => state.objects.length),
			every: 1,
			died: column((state) => state.died),
			collected: column((state) => state.collected),
			deaths: { every: 1, bits: Uint32Array.of(1 << 9) },
			collections: { every: 1, bits: Uint32Array.of(1 << 9) },
			bytes: { keyframes: 65_536, log: 4096 },
		},
		stateAt: (moment) => {
			const step = typeof moment === "number" ? moment : moment.step;
			const state = all[step];
			if (state === undefined) throw new RangeError(`no step ${step}`);
			return state;
		},
		eventsOf: (step) => ({ step, from: 0, total: 0, instructions: 0, folded: 0, events: [] }),
		instructionsOf: (step) => ({ step, from: 0, total: 0, instructions: [] }),
		deaths: () => all.at(-1)?.deaths ?? [],
		eventsHash: () => "",
		get ask(): never {
			throw new Error("this hand-made recording answers no questions");
		},
	};
}
