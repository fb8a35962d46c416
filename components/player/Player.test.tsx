// @vitest-environment happy-dom
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { CYCLE_SOURCE, cycleRecording } from "./cycle.fixture";
import { writeFirstRun } from "./first-run";
import { outlineOf } from "./graph/outline";
import Player, { type PlayerProps } from "./Player";
import type { EngineReply, EngineRequest } from "./protocol";
import { STRINGS } from "./strings";
import { VIEWS } from "./Tabs";

/** Stands in for the browser's worker: answers from the fixture, unless the program says `hang` or `crash`. */
class FakeWorker {
	static made = 0;
	static readonly asked: EngineRequest["kind"][] = [];
	static ended = 0;
	onmessage: ((event: { readonly data: EngineReply }) => void) | null = null;
	onerror: ((event: { readonly message: string }) => void) | null = null;
	onmessageerror: (() => void) | null = null;

	constructor() {
		FakeWorker.made += 1;
	}

	postMessage(request: EngineRequest): void {
		FakeWorker.asked.push(request.kind);
		// What is kept of it after a stop has a limit, and ends.
		if (request.kind === "record" && request.source.includes("hang") && request.options.limits === undefined) {
			setTimeout(() => this.onmessage?.({ data: { id: request.id, kind: "progress", steps: 120_000 } }));
			return;
		}
		setTimeout(() => {
			if (request.kind === "record" && request.source.includes("crash")) this.onerror?.({ message: "out of memory" });
			else this.onmessage?.({ data: answer(request) });
		});
	}

	terminate(): void {
		FakeWorker.ended += 1;
	}
}

function answer(request: EngineRequest): EngineReply {
	const { summary, stateAt } = cycleRecording();
	if (request.kind === "record" && request.source.includes("hang")) {
		const outcome = { kind: "limit", limit: "work", line: 1, message: "" } as const;
		const kept = { ...summary, report: { ...summary.report, outcome } };
		return { id: request.id, kind: "recorded", summary: kept, outline: outlineOf(summary.steps, stateAt) };
	}
	if (request.kind === "ahead") {
		const recorded = { summary, outline: outlineOf(summary.steps, stateAt) };
		const soonDone = !request.source.includes("long");
		return {
			id: request.id,
			kind: "ahead",
			ahead: soonDone ? { recorded, state: stateAt(summary.steps), before: stateAt(summary.steps - 1) } : null,
		};
	}
	if (request.kind === "stateAt") return { id: request.id, kind: "state", state: stateAt(request.moment.step) };
	return { id: request.id, kind: "recorded", summary, outline: outlineOf(summary.steps, stateAt) };
}

let host: HTMLElement;
let root: Root;

async function show(props: Partial<PlayerProps> = {}): Promise<void> {
	await act(async () => root.render(<Player source={CYCLE_SOURCE} locale="en" mode="program" {...props} />));
}

function button(name: string): HTMLButtonElement {
	const found = [...host.querySelectorAll("button")].find(
		(each) => (each.getAttribute("aria-label") ?? each.textContent) === name,
	);
	if (found === undefined) throw new Error(`no button ${name}`);
	return found;
}

async function click(name: string): Promise<void> {
	await act(async () => button(name).click());
	await settle();
}

async function press(key: string): Promise<void> {
	const target = button("Step");
	await act(async () => {
		target.dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey: key === "D", bubbles: true, cancelable: true }));
	});
	await settle();
}

/** Lets replies, effects and lazily imported views come in. */
async function settle(): Promise<void> {
	for (let round = 0; round < 4; round++) await act(async () => new Promise((resolve) => setTimeout(resolve, 5)));
}

/** The reader's pointer comes to the player. */
async function turnTo(): Promise<void> {
	await act(async () => host.querySelector("section")?.dispatchEvent(new Event("pointerenter")));
	await settle();
}

const text = (selector: string) => host.querySelector(selector)?.textContent ?? "";

/** What comes apart from the player is here once it has been imported. */
beforeAll(async () => {
	await Promise.all([import("./Views"), import("./narrate"), import("./Ending"), import("./Help"), import("./walk")]);
	await Promise.all([import("./editor/error-range"), import("./collector/Phases"), import("./asking/Asking")]);
});

beforeEach(() => {
	vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
	vi.stubGlobal("Worker", FakeWorker);
	FakeWorker.made = 0;
	FakeWorker.ended = 0;
	FakeWorker.asked.length = 0;
	host = document.createElement("div");
	document.body.append(host);
	root = createRoot(host);
});

afterEach(async () => {
	await act(async () => root.unmount());
	host.remove();
	vi.unstubAllGlobals();
});

describe("Player", () => {
	it("shows the program at once, and loads no engine before the reader turns to it", async () => {
		await show();
		expect(host.querySelector("textarea")?.value).toBe(CYCLE_SOURCE);
		expect(FakeWorker.made).toBe(0);
		expect(text(".hwp-position")).toBe("");
		await turnTo();
		expect(FakeWorker.made).toBe(1);
		expect(text(".hwp-position")).toBe("");
	});

	it("draws a run ahead out of sight, and shows it at the click with nothing asked of the engine", async () => {
		const onReport = vi.fn();
		await show({ onReport });
		await turnTo();
		for (let round = 0; round < 500 && host.querySelector(".hwp-ahead .hwp-views") === null; round++) await settle();
		const ahead = host.querySelector(".hwp-ahead .hwp-views")?.parentElement;
		expect(ahead?.getAttribute("aria-hidden")).toBe("true");
		expect(text(".hwp-stage")).toContain(STRINGS.en.atRest);
		expect(onReport).not.toHaveBeenCalled();
		await act(async () => button("Run").click());
		expect(FakeWorker.asked).toEqual(["ahead"]);
		expect(text(".hwp-position")).toMatch(/^step 10 of 10/);
		expect(text(".hwp-stage")).not.toContain(STRINGS.en.atRest);
		expect(host.querySelector(".hwp-drawn .hwp-views")).not.toBeNull();
		expect(onReport).toHaveBeenCalledTimes(1);
		await click("Step back");
		expect(text(".hwp-position")).toMatch(/^step 9 of 10/);
	});

	it("shows a run that came with the page with no engine at all, which is made for what is asked next", async () => {
		const { summary, stateAt } = cycleRecording();
		const recorded = { summary, outline: outlineOf(summary.steps, stateAt) };
		const { steps } = summary;
		const first = writeFirstRun({ recorded, state: stateAt(steps), before: stateAt(steps - 1) });
		const onReport = vi.fn();
		await show({ onReport, first });
		await act(async () => button("Run").click());
		expect(FakeWorker.made).toBe(0);
		expect(text(".hwp-position")).toMatch(/^step 10 of 10/);
		expect(onReport.mock.calls).toEqual([[summary.report, CYCLE_SOURCE]]);
		for (let round = 0; round < 500 && host.querySelector(".hwp-drawn .hwp-views") === null; round++) await settle();
		await settle();
		expect(FakeWorker.asked).toEqual(["record"]);
		await press("Home");
		expect(text(".hwp-position")).toMatch(/^step 0 of 10/);
		await click("Run again");
		expect(FakeWorker.asked.filter((kind) => kind === "record")).toHaveLength(2);
		expect(onReport).toHaveBeenCalledTimes(2);
	});

	it("lets a picture that the click has shown be painted before it does anything, and draws itself then", async () => {
		const { summary, stateAt } = cycleRecording();
		const recorded = { summary, outline: outlineOf(summary.steps, stateAt) };
		const { steps } = summary;
		await show({ first: writeFirstRun({ recorded, state: stateAt(steps), before: stateAt(steps - 1) }) });
		await turnTo();
		for (let round = 0; round < 500 && host.querySelector(".hwp-ahead .hwp-views") === null; round++) await settle();
		const player = host.querySelector("section");
		// As the script in the head does.
		player?.setAttribute("data-run", "");
		await act(async () => button("Run").click());
		expect(text(".hwp-position")).toBe("");
		expect(player?.dataset.run).toBe("");
		for (let round = 0; round < 500 && host.querySelector(".hwp-drawn") === null; round++) await settle();
		expect(text(".hwp-position")).toMatch(/^step 10 of 10/);
		expect(player?.dataset.run).toBeUndefined();
	});

	it.each([
		["has been edited", { draft: "a = 1\n" }],
		["is to be run by another Python", { profile: "3.14" as const }],
		["is to be shown from its start", { showAt: "start" as const }],
	])("runs a program itself that %s", async (_, props) => {
		const { summary, stateAt } = cycleRecording();
		const recorded = { summary, outline: outlineOf(summary.steps, stateAt) };
		const { steps } = summary;
		const first = writeFirstRun({ recorded, state: stateAt(steps), before: stateAt(steps - 1) });
		await show({ first, ...props });
		await act(async () => button("Run").click());
		expect(FakeWorker.asked[0]).toBe("record");
	});

	it("runs a program that is not soon done when it is asked to", async () => {
		await show({ source: "# long\n" });
		await turnTo();
		expect(host.querySelector(".hwp-ahead")).toBeNull();
		await click("Run");
		expect(FakeWorker.asked.slice(0, 2)).toEqual(["ahead", "record"]);
		expect(text(".hwp-position")).toMatch(/^step 10 of 10/);
	});

	it("runs to the end, reports, and steps both ways with output and counts in step", async () => {
		const onReport = vi.fn();
		await show({ onReport });
		await click("Run");
		expect(onReport).toHaveBeenCalledTimes(1);
		expect(onReport.mock.calls[0]?.[1]).toBe(CYCLE_SOURCE);
		expect(text(".hwp-position")).toMatch(/^step 10 of 10/);
		expect(text(".hwp-output pre")).toBe("2\nNone\n");
		await click("Step back");
		expect(text(".hwp-output pre")).toBe("2\n");
		await click("Step back");
		expect(text(".hwp-position")).toMatch(/^step 8 of 10 · 4 objects/);
		expect(text(".hwp-notes")).toBe("a 2→1b 2→1");
		await vi.waitFor(async () => {
			await settle();
			expect(text(".hwp-live")).toBe("Line 12 ran. a: 2 to 1. b: 2 to 1.");
		});
		await click("Step");
		expect(text(".hwp-position")).toMatch(/^step 9 of 10/);
	});

	it("goes to deaths and collections, and to both ends, by button and by key", async () => {
		await show();
		await click("Run");
		await click("Previous death");
		expect(text(".hwp-position")).toMatch(/^step 9 /);
		await press("Home");
		expect(text(".hwp-position")).toMatch(/^step 0 /);
		await press("c");
		expect(text(".hwp-position")).toMatch(/^step 9 /);
		await press("End");
		expect(text(".hwp-position")).toMatch(/^step 10 /);
		await press("ArrowLeft");
		expect(text(".hwp-position")).toMatch(/^step 9 /);
	});

	it("opens at a place, tells which it shows, and holds the page's own buttons", async () => {
		const onPlace = vi.fn();
		const tools = <button type="button">Share</button>;
		await show({
			showAt: { step: 9, phase: 1, moment: null },
			profiles: ["3.13", "3.14"],
			profile: "3.14",
			onPlace,
			tools,
		});
		expect(onPlace).toHaveBeenLastCalledWith({ profile: "3.14", view: "graph", place: null });
		expect(button("Share")).toBeDefined();
		await click("Run");
		expect(text(".hwp-phases .hwp-phase-now")).toContain("subtract_refs");
		expect(onPlace.mock.lastCall?.[0]).toMatchObject({ place: { step: 9, phase: 1 } });
		await press("Home");
		await press(String(VIEWS.indexOf("table") + 1));
		expect(onPlace.mock.lastCall?.[0]).toMatchObject({ view: "table", place: { step: 0, phase: null } });
	});

	it("opens a collection phase by phase, on the heap as it was before", async () => {
		await show();
		await click("Run");
		await press("D");
		await press("]");
		await press("]");
		expect(text(".hwp-phases .hwp-phase-now")).toContain("subtract_refs");
		expect(text(".hwp-position")).toMatch(/4 objects/);
		expect(text(".hwp-output")).toContain("Nothing printed yet.");
		const first = host.querySelector(".hwp-phases tbody tr");
		expect(first?.textContent).toBe("Node #31" + "1" + "1" + "1 0");
		await press("[");
		await press("[");
		expect(text(".hwp-phase-words")).toBe("It found 2 unreachable.");
	});

	it("draws every object of the state and lists it in the table", async () => {
		await show();
		await click("Run");
		await press("ArrowLeft");
		await press("ArrowLeft");
		const labels = [...host.querySelectorAll("[data-serial]")].map((card) => card.getAttribute("aria-label"));
		expect(labels).toContain("Node #31, reference count 1, generation 0");
		expect(labels).toHaveLength(4);
		await press(String(VIEWS.indexOf("table") + 1));
		for (let round = 0; round < 100 && text(".hwp-tables") === ""; round++) await settle();
		const table = text(".hwp-tables");
		expect(table).toContain("Node #32.partner");
		expect(table).toContain("weakref #33 to weak");
	});

	it("stops a run that does not end, and shows how it began", async () => {
		const onReport = vi.fn();
		await show({ source: "hang", onReport });
		await click("Run");
		expect(text(".hwp-running")).toBe("Running");
		expect(text(".hwp-position")).toBe("120,000 steps so far");
		expect(host.querySelector("progress")?.getAttribute("aria-label")).toBe("Running");
		await click("Stop");
		expect(FakeWorker.ended).toBe(1);
		expect(text(".hwp-notice")).toBe("Stopped. The run was not over: its first 10 steps are here to look at.");
		expect(text(".hwp-position")).toMatch(/^step 10 of 10/);
		expect(button("Run again")).toBeDefined();
		// The run was not over: there is nothing to report.
		expect(onReport).not.toHaveBeenCalled();
	});

	it("sets breakpoints by mouse and by key, and carries them along with the text", async () => {
		await show();
		await click("Breakpoint at line 12");
		const field = host.querySelector("textarea");
		await act(async () => {
			field?.setSelectionRange(0, 0);
			field?.dispatchEvent(new KeyboardEvent("keydown", { key: "F9", bubbles: true, cancelable: true }));
		});
		const set = () => [...host.querySelectorAll(".hwp-gutter [aria-pressed=true]")].map((each) => each.textContent);
		expect(set()).toEqual(["1", "12"]);
		await show({ draft: `# first\n${CYCLE_SOURCE}` });
		expect(set()).toEqual(["2", "13"]);
		await click("Breakpoint at line 2");
		expect(set()).toEqual(["13"]);
	});

	it("says so when the engine dies, and can run again", async () => {
		await show({ source: "crash" });
		await click("Run");
		expect(text("[role=alert]")).toContain("out of memory");
		expect(host.querySelector("textarea")?.value).toBe("crash");
	});

	it("keeps what the learner wrote, takes a draft that comes later, and goes back to the author's text", async () => {
		const onSourceChange = vi.fn();
		await show({ mode: "exercise", onSourceChange });
		await show({ mode: "exercise", onSourceChange, draft: "mine = 1\n" });
		expect(host.querySelector("textarea")?.value).toBe("mine = 1\n");
		await click("Reset");
		expect(host.querySelector("textarea")?.value).toBe(CYCLE_SOURCE);
		expect(onSourceChange).toHaveBeenLastCalledWith(CYCLE_SOURCE);
	});

	it("speaks Chinese", async () => {
		await show({ locale: "zh-CN" });
		await click("运行");
		expect(text(".hwp-position")).toBe("第 10 步，共 10 步 · 2 个对象 · 560 B");
	});
});
