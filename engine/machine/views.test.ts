/** What states draw: cards with their fields, and who keeps what alive. */
import { describe, expect, it } from "vitest";
import { furnish } from "../../scripts/engine/load.mjs";
import type { HeapState, ObjectView, RefView } from "../api";
import { provideLibrary, record } from "../dist/recording.mjs";

await furnish({ provideLibrary });

/** The states of a program, by line about to run: the last one before it. */
function statesOf(source: string, profile: "3.13" | "3.14" = "3.13"): readonly HeapState[] {
	const recording = record(source, { profile });
	expect(recording.summary.report.outcome).toEqual({ kind: "finished", exitStatus: 0 });
	return Array.from({ length: recording.summary.steps + 1 }, (_, step) => recording.stateAt(step));
}

const endOf = (source: string): HeapState => statesOf(source).at(-1) as HeapState;

function told(ref: RefView): string {
	if (ref.kind === "object") return `#${ref.serial}`;
	return ref.holds === undefined ? ref.text : `${ref.text} > ${ref.holds.map((serial) => `#${serial}`).join(" ")}`;
}

function bound(state: HeapState, name: string): ObjectView {
	const ref = state.frames.flatMap(({ names }) => names).find((each) => each.name === name)?.ref;
	const object = state.objects.find(({ serial }) => ref?.kind === "object" && serial === ref.serial);
	if (object === undefined) throw new Error(`${name} is bound to no card`);
	return object;
}

const fieldsOf = ({ slots }: ObjectView): readonly string[] => slots.map(({ label, ref }) => `${label} ${told(ref)}`);

/** By serial: strong references drawn to each object of a state, once each where a cell has one for several names. */
function drawnTo({ frames, objects }: HeapState): ReadonlyMap<number, number> {
	const drawn = new Map<number, number>();
	const add = (ref: RefView | undefined): void => {
		if (ref === undefined) return;
		for (const serial of ref.kind === "object" ? [ref.serial] : (ref.holds ?? []))
			drawn.set(serial, (drawn.get(serial) ?? 0) + 1);
	};
	for (const { names, temporaries, handled } of frames) {
		for (const { ref, cell } of names) if (!cell) add(ref);
		add(temporaries);
		add(handled);
	}
	for (const { slots } of objects) for (const { ref, strength } of slots) if (strength === "strong") add(ref);
	return drawn;
}

const HOLDERS = `from collections import OrderedDict, defaultdict, deque
from functools import partial
class Node:
    pass
line = deque([Node(), 2])
groups = defaultdict(list)
groups["a"].append(Node())
order = OrderedDict(x=Node())
call = partial(print, Node(), sep="")
`;

const EXCEPTIONS = `class Node:
    pass
class Oops(Exception):
    def __init__(self, node):
        super().__init__("oops", node)
        self.node = node
def work():
    local = Node()
    raise Oops(local)
try:
    work()
except Oops:
    print("caught")
try:
    raise ValueError("bad", [4])
except ValueError as error:
    kept = error
try:
    kept.missing
except AttributeError as error:
    other = error
group = ExceptionGroup("several", [ValueError(1), KeyError("k")])
`;

const ITERATORS = `import itertools
class Node:
    def __init__(self):
        self.ready = True
waiting = iter([Node(), Node()])
pairs = zip([Node()], [Node()])
both = itertools.chain([Node()], [Node()])
squares = (n for n in [Node(), Node()])
append = [].append
class Shared:
    nodes = [Node()]
    def nothing(self):
        return super()
for node in [Node(), Node()]:
    node = [node, Node()]
`;

const FINALIZERS = `import weakref
class Node:
    def __init__(self, name, held=None):
        self.name = name
        self.held = held
    def __del__(self):
        inner = Node("inner") if self.name == "outer" else None
        del inner
        self.name = "finalized"
outer = Node("outer", [Node("held")])
outer = None
def gone(reference):
    print(reference() is None)
watched = {1}
watcher = weakref.ref(watched, gone)
del watched
`;

describe("the cards of a state", () => {
	it("have the items of deques and of the dicts of collections, and a partial's parts", () => {
		const end = endOf(HOLDERS);
		expect(bound(end, "line").text).toBe("deque […2]");
		expect(fieldsOf(bound(end, "line"))).toEqual(["[0] #1", "[1] 2"]);
		expect(bound(end, "groups").text).toBe("defaultdict {…1}");
		expect(fieldsOf(bound(end, "groups")).map((field) => field.replace(/\d+/, ""))).toEqual([
			".default_factory class list",
			"['a'] #",
		]);
		expect(bound(end, "order").text).toBe("OrderedDict {…1}");
		expect(fieldsOf(bound(end, "order"))).toHaveLength(1);
		expect(bound(end, "call").text).toBe("partial");
		expect(bound(end, "call").slots.map(({ label }) => label)).toEqual([".func", ".args", ".keywords"]);
	});

	it("have what an exception keeps: its arguments in place, its own fields once, a group's members", () => {
		const end = endOf(EXCEPTIONS);
		expect(bound(end, "kept").slots.map(({ label }) => label)).toEqual([".args[0]", ".args[1]", ".__traceback__"]);
		expect(bound(end, "other").slots[1]).toEqual({
			label: ".obj",
			strength: "strong",
			ref: { kind: "object", serial: bound(end, "kept").serial },
		});
		expect(bound(end, "group").slots.map(({ label }) => label)).toContain(".exceptions");
		const raised = statesOf(EXCEPTIONS).flatMap(({ objects }) => objects.filter(({ type }) => type === "Oops"));
		const last = raised.at(-1);
		expect(last?.slots.map(({ label }) => label)).toEqual([".__dict__", ".args[0]", ".args[1]", ".__traceback__"]);
	});

	it("are none for what an abstract base class remembers", () => {
		const source = "from collections.abc import Sized\nclass Mine:\n    pass\nprint(isinstance(Mine(), Sized))\n";
		expect(endOf(source).objects).toEqual([]);
	});
});

describe("what has no card", () => {
	it("says what it keeps alive", () => {
		const end = endOf(ITERATORS);
		const says = (name: string): string => {
			const ref = end.frames[0]?.names.find((each) => each.name === name)?.ref;
			return ref === undefined ? "nothing" : told(ref).replace(/#\d+/g, "#");
		};
		expect(says("waiting")).toBe("list_iterator object > #");
		expect(says("both")).toBe("itertools.chain object > #");
		expect(says("append")).toBe("built-in append > #");
		expect(says("Shared")).toMatch(/^class Shared > #/);
		expect(fieldsOf(bound(end, "squares"))).toHaveLength(1);
	});

	it("is looked through where a traceback keeps a call's locals", () => {
		const raised = statesOf(EXCEPTIONS)
			.flatMap(({ objects }) => objects.filter(({ type }) => type === "Oops"))
			.at(-1);
		const traceback = raised?.slots.find(({ label }) => label === ".__traceback__")?.ref;
		expect(traceback?.kind === "value" ? traceback.holds : []).toHaveLength(1);
	});

	it("shows the loop's list, what is being finalized and the exception being handled beside the names of the frame", () => {
		const loop = statesOf(ITERATORS).at(-2)?.frames[0];
		expect(loop?.temporaries).toMatchObject({
			kind: "value",
			text: "tuple_iterator object",
			holds: [expect.any(Number)],
		});
		const finalizing = statesOf(FINALIZERS).filter(({ frames }) => frames.at(-1)?.name === "__del__");
		expect(finalizing.length).toBeGreaterThan(5);
		for (const { frames } of finalizing) {
			const self = frames.at(-1)?.names.find(({ name }) => name === "self")?.ref;
			expect(frames.at(-2)?.temporaries).toMatchObject({ holds: [self?.kind === "object" ? self.serial : null] });
		}
		const handling = statesOf(EXCEPTIONS).filter(({ frames }) => frames.at(-1)?.handled !== undefined);
		expect(handling.length).toBeGreaterThan(2);
	});
});

describe("the references drawn to an object", () => {
	// In 3.14 a call's arguments may be borrowed from the caller's names, which then are drawn and not counted.
	it.each([HOLDERS, EXCEPTIONS, ITERATORS, FINALIZERS])(
		"are as many as its count says, or one for several that pass by",
		(source) => {
			for (const state of statesOf(source)) {
				const drawn = drawnTo(state);
				const passing = new Set(
					state.frames.flatMap(({ temporaries }) => (temporaries?.kind === "value" ? (temporaries.holds ?? []) : [])),
				);
				const others = state.objects.filter(({ serial, refcnt }) => {
					const count = drawn.get(serial) ?? 0;
					return passing.has(serial) ? count === 0 || count > refcnt : count !== refcnt;
				});
				expect({ step: state.step, others }).toEqual({ step: state.step, others: [] });
			}
		},
	);
});
