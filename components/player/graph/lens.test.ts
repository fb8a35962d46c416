import { beforeAll, describe, expect, it } from "vitest";
import type { HeapState, Recording } from "../../../engine/api";
import { provideLibrary, record } from "../../../engine/dist/recording.mjs";
import { furnish } from "../../../scripts/engine/load.mjs";
import { FIRST_VALUE } from "../names";
import { layoutRun } from "./layout";
import { PLAIN, through, withValueChanges } from "./lens";
import { type Outline, outlineOf } from "./outline";

await furnish({ provideLibrary });

const VALUES = { ...PLAIN, values: true };
const INSIDES = { ...PLAIN, insides: true };

/** The state before a line runs, through a lens. */
function beforeLine(recording: Recording, outline: Outline, line: number, lens: typeof PLAIN) {
	const step = recording.summary.lines.indexOf(line);
	return through(recording.stateAt(step, { values: lens.values }), lens, outline.values);
}

const named = (state: HeapState, wanted: string) => {
	const ref = state.frames[0]?.names.find(({ name }) => name === wanted)?.ref;
	return ref?.kind === "object" ? state.objects.find(({ serial }) => serial === ref.serial) : undefined;
};

describe("small values as cards", () => {
	let recording: Recording;
	let outline: Outline;
	beforeAll(() => {
		recording = record(
			`import sys
a = 1000
b = a
c = [a, 1]
word = "hello"
other = "hello"
pair = (1, None)
count = sys.getrefcount(a)
print(count)
`,
			{},
		);
		outline = outlineOf(recording.summary.steps, recording.stateAt, 10, VALUES);
	});

	it("gives one card to what names and items share, with the count that the program sees", () => {
		const { state } = beforeLine(recording, outline, 9, VALUES);
		const int = named(state, "a");
		expect(int).toMatchObject({ text: "int 1000", immortal: false });
		expect(named(state, "b")).toBe(int);
		expect(named(state, "c")?.slots[0]?.ref).toEqual({ kind: "object", serial: int?.serial });
		// The call's own reference was one more.
		expect(named(state, "count")?.text).toBe(`int ${(int?.refcnt ?? 0) + 1}`);
	});

	it("shows equal strings as one, small numbers as immortal, and a constant tuple with its items", () => {
		const { state } = beforeLine(recording, outline, 9, VALUES);
		expect(named(state, "word")).toBe(named(state, "other"));
		const pair = named(state, "pair");
		const items = pair?.slots.map(({ ref }) =>
			state.objects.find((o) => ref.kind === "object" && o.serial === ref.serial),
		);
		expect(items?.map((item) => [item?.text, item?.immortal])).toEqual([
			["int 1", true],
			["None", true],
		]);
	});

	it("has a place for each of them that holds for the whole run", () => {
		const { cards } = layoutRun(outline, 820);
		for (let step = 0; step <= recording.summary.steps; step++) {
			const { state } = through(recording.stateAt(step, { values: true }), VALUES, outline.values);
			for (const { serial } of state.objects) expect(cards.has(serial)).toBe(true);
		}
		expect([...cards.keys()].some((serial) => serial >= FIRST_VALUE)).toBe(true);
	});

	it("tells a count that a step changed", () => {
		const step = recording.summary.lines.indexOf(4);
		const at = (moment: number) => through(recording.stateAt(moment, { values: true }), VALUES, outline.values).state;
		const [before, now] = [at(step - 1), at(step)];
		const int = named(now, "a");
		const change = withValueChanges(now, before).changes.find(({ serial }) => serial === int?.serial);
		expect(change).toMatchObject({ from: (int?.refcnt ?? 0) - 1, to: int?.refcnt });
	});

	it("leaves a state as it is where nobody asks", () => {
		const state = recording.stateAt(3);
		expect(through(state, PLAIN, outline.values).state).toBe(state);
		expect(state.values).toBeUndefined();
	});
});

describe("weak containers", () => {
	const PROGRAM = `import weakref
class Thing:
    pass
class Registry(weakref.WeakValueDictionary):
    pass
class WeakSet:
    def __init__(self):
        self.data = [1]
thing, key = Thing(), Thing()
by_name = Registry()
by_name["k"] = thing
by_name[key] = thing
notes = weakref.WeakKeyDictionary({key: [1]})
things = weakref.WeakSet([thing])
mine = WeakSet()
print("here")
held = by_name.valuerefs()
print("held")
`;
	let recording: Recording;
	let outline: Outline;
	beforeAll(() => {
		recording = record(PROGRAM, {});
		outline = outlineOf(recording.summary.steps, recording.stateAt, 40);
	});

	it("are drawn as what they mean: weak entries are weak, the others strong", () => {
		const { state, inside } = beforeLine(recording, outline, 16, PLAIN);
		const [thing, key] = [named(state, "thing")?.serial ?? 0, named(state, "key")?.serial ?? 0];
		const entries = (name: string) =>
			named(state, name)?.slots.map(({ label, strength, ref }) => [label, strength, ref]);
		expect(entries("by_name")).toEqual([
			["['k']", "weak", { kind: "object", serial: thing }],
			["key", "strong", { kind: "object", serial: key }],
			["value", "weak", { kind: "object", serial: thing }],
		]);
		expect(entries("notes")).toEqual([
			["key", "weak", { kind: "object", serial: key }],
			["value", "strong", { kind: "object", serial: expect.any(Number) }],
		]);
		expect(entries("things")).toEqual([["item", "weak", { kind: "object", serial: thing }]]);
		const types = new Set(state.objects.map(({ type }) => type));
		for (const type of ["dict", "set", "tuple", "function", "KeyedRef", "ReferenceType"])
			expect(types.has(type), type).toBe(false);
		expect(state.objects.length + inside.size).toBe(recording.stateAt(state.step).objects.length);
	});

	it("are known by the library's class, not by a name", () => {
		const { state } = beforeLine(recording, outline, 16, PLAIN);
		expect(named(state, "mine")?.slots.map(({ label }) => label)).toEqual([".data"]);
	});

	it("show of their inside what the program holds itself", () => {
		const { state } = beforeLine(recording, outline, 18, PLAIN);
		const held = named(state, "held")?.slots.map(({ ref }) => (ref.kind === "object" ? ref.serial : 0)) ?? [];
		expect(held).toHaveLength(2);
		for (const serial of held) expect(state.objects.some((object) => object.serial === serial)).toBe(true);
	});

	it("show all of it where it is asked for", () => {
		const raw = recording.stateAt(recording.summary.lines.indexOf(16));
		expect(through(raw, INSIDES, outline.values).state).toBe(raw);
	});
});
