import { Window } from "happy-dom";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, describe, expect, it } from "vitest";
import type { EventView, HeapState, Moment, PhaseRow, Recording } from "../../../engine/api";
import { provideLibrary, record } from "../../../engine/dist/recording.mjs";
import { furnish } from "../../../scripts/engine/load.mjs";
import { CYCLE_SOURCE } from "../cycle.fixture";
import { MORE_STRINGS as STRINGS } from "../more-strings";
import { beganIn, phasesIn } from "../phases";
import { keyOf, momentBefore, momentOf, type Place, restAt } from "../place";
import type { Shown } from "../use-run";
import { type Course, coursesEndingIn, MOST_STEPS, placeAfter, stopAt } from "./course";
import { PhasePanel } from "./PhasePanel";
import { PHASES, seenAt } from "./seen";
import { COLLECTOR_STRINGS } from "./strings";
import { endsNear } from "./use-courses";
import { waysOf } from "./Ways";

await furnish({ provideLibrary });

const page = new Window().document;
type Element = ReturnType<typeof page.createElement>;

const PROGRAMS: Readonly<Record<string, string>> = {
	cycle: CYCLE_SOURCE,
	resurrection: `import gc
saved = []
class Phoenix:
    def __init__(self):
        self.me = self
    def __del__(self):
        saved.append(self)
p = Phoenix()
q = [p]
q.append(q)
del p, q
print(gc.collect())
print(len(saved))
`,
	"weak references with callbacks": `import gc, weakref
class Node:
    pass
def gone(ref):
    print("gone")
a, b = Node(), Node()
a.other, b.other = b, a
w = weakref.ref(a, gone)
n = weakref.ref(b, print)
a.own = weakref.ref(b, gone)
del a, b
gc.collect(0)
`,
	"a weak dictionary": `import gc, weakref
class Node:
    pass
cache = weakref.WeakValueDictionary()
a, b = Node(), Node()
a.other, b.other = b, a
cache["a"], cache["b"] = a, b
del a, b
gc.collect()
print(len(cache))
`,
	"two generations, and a threshold": `import gc
class Node:
    pass
def pair():
    a, b = Node(), Node()
    a.other, b.other = b, a
    return a
kept = pair()
gc.collect(0)
pair()
gc.collect(1)
gc.set_threshold(10)
for i in range(5):
    pair()
gc.disable()
del kept
print(gc.collect(), gc.collect())
`,
};

let recording: Recording;

/** States and steps that have been asked for, of the present recording. */
let states = new Map<string, HeapState>();
let steps = new Map<number, readonly EventView[]>();

function recordAnew(source: string): void {
	recording = record(source, {});
	states = new Map();
	steps = new Map();
}

function stateAt(moment: Moment): HeapState {
	const key = keyOf(moment);
	const state = states.get(key) ?? recording.stateAt(moment);
	states.set(key, state);
	return state;
}

function eventsOf(step: number): readonly EventView[] {
	const events = steps.get(step) ?? recording.eventsOf(step, { count: 10_000 }).events;
	steps.set(step, events);
	return events;
}

function shownAt(place: Place): Shown {
	const before = momentBefore(place);
	const { step, moment } = place;
	return {
		place,
		state: stateAt(momentOf(place)),
		before: before === null ? null : stateAt(before),
		happened: moment === null ? null : (eventsOf(step)[moment.at - 1] ?? null),
	};
}

/** The panel at a place, as it is on the page. */
function panelAt(place: Place, courses: readonly Course[] | null): Element {
	const shown = shownAt(place);
	const seen = seenAt(shown, courses);
	const box = page.createElement("div");
	if (seen !== null) {
		const none = () => {};
		box.innerHTML = renderToStaticMarkup(
			<PhasePanel
				seen={seen}
				shown={shown}
				strings={STRINGS.en}
				locale="en"
				selected={null}
				onSelect={none}
				onPlace={none}
			/>,
		);
	}
	return box;
}

interface Told {
	readonly serial: number;
	readonly list: string | null;
	readonly refcnt: number;
	/** As written: of two numbers the one not struck out. */
	readonly gcRefs: number | null;
	readonly struck: number | null;
	readonly visited: boolean;
}

/** The table's numbers as they stand in the page. */
function toldBy(panel: Element): readonly Told[] {
	return [...panel.querySelectorAll("tr[data-serial]")].map((row) => {
		const cell = row.querySelector('[data-column="gc_refs"]');
		const now = cell?.querySelector("b")?.textContent ?? cell?.textContent ?? "";
		const struck = cell?.querySelector("s")?.textContent ?? "";
		return {
			serial: Number(row.getAttribute("data-serial")),
			list: row.closest("table")?.getAttribute("data-list") ?? null,
			refcnt: Number(row.querySelector('[data-column="refcnt"]')?.textContent),
			gcRefs: now === "" ? null : Number(now),
			struck: struck === "" ? null : Number(struck),
			visited: row.getAttribute("aria-current") === "true",
		};
	});
}

const numbers = (rows: readonly PhaseRow[]) =>
	rows.map(({ serial, refcnt, gcRefs }) => ({ serial, refcnt, gcRefs })).sort((a, b) => a.serial - b.serial);
const numbersTold = (told: readonly Told[]) =>
	told.map(({ serial, refcnt, gcRefs }) => ({ serial, refcnt, gcRefs })).sort((a, b) => a.serial - b.serial);

async function allCourses(): Promise<readonly Course[]> {
	const found: Course[] = [];
	const { summary } = recording;
	const asking = {
		eventsOf: async (step: number, options = {}) => recording.eventsOf(step, options),
		stateAt: async (moment: Moment) => stateAt(moment),
	};
	for (let step = 1; step <= summary.steps; step++)
		if ((summary.collected[step] ?? 0) > (summary.collected[step - 1] ?? 0))
			found.push(...(await coursesEndingIn(asking, step, step === summary.steps)));
	return found;
}

describe.each(Object.entries(PROGRAMS))("the collector's panel: %s", (_, source) => {
	let courses: readonly Course[] = [];

	beforeAll(async () => {
		recordAnew(source);
		courses = await allCourses();
	});

	it("knows every collection from its beginning to its end", () => {
		const { summary } = recording;
		expect(courses.length).toBe(summary.collected.at(-1));
		expect(courses.length).toBeGreaterThan(0);
		for (const course of courses) {
			expect(course.cut).toBe(null);
			expect(course.phases.map(({ name }) => name)).toHaveLength(7);
			const begin = course.stops[0]?.step ?? 0;
			const end = course.stops.at(-1)?.step ?? 0;
			for (let step = begin; step < end; step++) {
				const shown = shownAt(restAt(step));
				expect(endsNear(summary, shown)).toContain(end);
				expect(seenAt(shown, courses)).toMatchObject({ number: course.number, end });
				expect(seenAt(shown, null)).toMatchObject({ number: course.number, phase: shown.state.collecting?.phase });
			}
		}
	});

	it("has the engine's own numbers at every visit", () => {
		let compared = 0;
		for (const course of courses) {
			for (const [at, { event }] of course.stops.entries()) {
				const place = placeAfter(course, at);
				if (event.kind !== "visit" || place?.moment == null) continue;
				const told = toldBy(panelAt(place, courses));
				const { collecting } = stateAt(momentOf(place));
				expect(collecting?.number).toBe(course.number);
				expect(numbersTold(told)).toEqual(numbers(collecting?.rows ?? []));
				compared++;
				const here = told.find(({ visited }) => visited);
				if (event.phase === "handle_weakrefs") continue;
				expect(here?.serial).toBe(event.serial);
				expect(here?.gcRefs).toBe(event.gcRefs);
				if (event.phase === "subtract_refs") expect(here?.struck).toBe((event.gcRefs ?? 0) + 1);
				if (event.phase === "move_unreachable")
					expect(here?.list).toBe(event.state === "unreachable" ? "unreachable" : "young");
			}
		}
		expect(compared).toBeGreaterThan(5);
	});

	it("has each phase as the engine says that it left the heap", () => {
		for (let step = 1; step <= recording.summary.steps; step++) {
			for (const [phase, { at, collection, view }] of phasesIn(stateAt({ step })).entries()) {
				const { name, rows, folded } = view;
				const place = { ...restAt(step), phase };
				const panel = panelAt(place, courses);
				expect(courses.find(({ number }) => number === collection.number)?.places[at]).toEqual(place);
				expect(numbersTold(toldBy(panel))).toEqual(numbers(rows));
				expect(panel.querySelector('[aria-current="step"]')?.textContent).toContain(name);
				if (folded > 0) expect(panel.textContent).toContain(STRINGS.en.foldedRows(folded));
			}
		}
	});

	it("leads from the first visit to the last and back", () => {
		for (const course of courses) {
			const visits = course.stops.filter(({ event }) => event.kind === "visit").length;
			if (visits === 0) continue;
			const first = course.stops.findIndex(({ event }) => event.kind === "visit");
			let place = placeAfter(course, first);
			let passed = 0;
			const step = (way: "nextVisit" | "previousVisit") => {
				if (place === null) return false;
				const seen = seenAt(shownAt(place), courses);
				if (seen === null) throw new Error("no panel");
				let to: Place | null = null;
				waysOf({
					seen,
					onPlace: (found) => {
						to = found;
					},
				})[way]?.();
				if (to !== null) place = to;
				return to !== null;
			};
			for (passed = 1; step("nextVisit"); ) passed++;
			expect(passed).toBe(visits);
			for (passed = 1; step("previousVisit"); ) passed++;
			expect(passed).toBe(visits);
		}
	});
});

describe("a finalizer that brings its object back", () => {
	it("is followed over the steps that it takes, and told to the end", async () => {
		recordAnew(PROGRAMS.resurrection ?? "");
		const courses = await allCourses();
		const [course] = courses;
		if (course === undefined) throw new Error("no collection");
		const whole = stateAt({ step: course.stops.at(-1)?.step ?? 0 }).collections[0];
		if (whole === undefined) throw new Error("no collection");
		expect(beganIn(whole)).toBeLessThan(course.stops.at(-1)?.step ?? 0);
		const words = COLLECTOR_STRINGS.en;
		const said = course.stops.flatMap(({ event }, at) => {
			const place = placeAfter(course, at);
			if (event.kind !== "visit" || place === null) return [];
			return [panelAt(place, courses).querySelector(".hwc-note-row, .hwc-note")?.textContent];
		});
		expect(said).toContain(words.note.finalizer);
		expect(said).toContain(words.note.resurrected);
		expect(said).toContain(words.note.stillUnreachable);
		const end = course.stops.at(-1)?.step ?? 0;
		const panel = panelAt(restAt(end), courses);
		expect(panel.textContent).toContain(STRINGS.en.collectedResult(1, 0));
		const fates = [...panel.querySelectorAll("tr[data-serial]")].map(
			(row) => `${row.getAttribute("data-serial")} ${row.querySelector(".hwp-fate")?.textContent}`,
		);
		expect(fates.sort()).toEqual(["1 reachable", "2 resurrected", "3 deleted"]);
		expect(stopAt(course, end, Number.POSITIVE_INFINITY)).toBe(course.stops.length - 1);
	});
});

describe("a collection that works in more steps than are looked at", () => {
	it("says so, and leads to every phase all the same", async () => {
		recordAnew(`import gc
class Node:
    def __init__(self):
        self.me = self
    def __del__(self):
        pass
for i in range(${MOST_STEPS + 20}):
    Node()
gc.collect()
`);
		const [course] = await allCourses();
		if (course === undefined) throw new Error("no collection");
		expect(course.cut).toBe("steps");
		expect(course.places).toHaveLength(7);
		for (const [at, place] of course.places.entries()) {
			const seen = seenAt(shownAt(place), [course]);
			expect(seen).toMatchObject({ phase: PHASES[at], places: course.places, end: course.end });
			expect(panelAt(place, [course]).textContent).toContain(COLLECTOR_STRINGS.en.visitsCut.steps);
		}
		const last = placeAfter(course, course.stops.length - 1);
		if (last === null) throw new Error("no place");
		expect(seenAt(shownAt(last), [course])).toMatchObject({ phase: "finalize_garbage", phaseDone: false });
	});
});
