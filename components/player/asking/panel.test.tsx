// @vitest-environment happy-dom
import { act, useState } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Recording } from "../../../engine/api";
import { record } from "../../../engine/dist/recording.mjs";
import { outlineOf } from "../graph/outline";
import { restAt } from "../place";
import type { Recorded } from "../protocol";
import { STRINGS } from "../strings";
import type { ViewName } from "../Tabs";
import Views from "../Views";
import { askingOf } from "./asking.fixture";
import { ASK_INVITE } from "./invite";
import { heard, nameOf } from "./parts";
import { ASKING } from "./strings";
import { aliveWords, freedWords } from "./words";

const SOURCE = `import gc
gc.disable()
class Node:
    pass
a = Node()
b = Node()
a.partner = b
a.more = [[1], [2]]
b.partner = a
del b
del a
gc.collect()
x = [1]
del x
`;

let recording: Recording;
let recorded: Recorded;
let host: HTMLElement;
let root: Root;
let goTo: (step: number) => void = () => {};
let gone: number[] = [];

/** The views as a player holds them, on a recording at hand. */
function Held({ view, step }: { readonly view: ViewName; readonly step: number }) {
	const [at, setAt] = useState(step);
	const [selected, setSelected] = useState<number | null>(null);
	const [pinned, setPinned] = useState<number | null>(null);
	const [asking] = useState(() => askingOf(recording));
	goTo = setAt;
	return (
		<section className="hwp">
			<Views
				view={view}
				recorded={recorded}
				shown={{ place: restAt(at), state: recording.stateAt(at), before: null, happened: null }}
				strings={STRINGS.en}
				selected={selected}
				onSelect={setSelected}
				onPhase={() => {}}
				onGo={(to) => {
					gone.push(to);
					setAt(to);
				}}
				onPlace={() => {}}
				asking={asking}
				live
				pinned={pinned}
				onPin={setPinned}
				locale="en"
			/>
		</section>
	);
}

async function settle(): Promise<void> {
	for (let round = 0; round < 4; round++) await act(async () => new Promise((resolve) => setTimeout(resolve, 5)));
}

/** Waits until what is to be seen is there: answers come when they come. */
async function until(seen: () => void): Promise<void> {
	for (let round = 0; round < 100; round++) {
		await settle();
		try {
			seen();
			return;
		} catch {}
	}
	seen();
}

async function show(view: ViewName, step: number): Promise<void> {
	await act(async () => root.render(<Held key={`${view}${step}`} view={view} step={step} />));
	await settle();
}

async function click(target: Element | null | undefined): Promise<void> {
	if (target == null) throw new Error("nothing to click");
	await act(async () => target.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true })));
	await settle();
}

async function press(key: string): Promise<void> {
	const target = host.querySelector(".hwp-ask") ?? host.querySelector(".hwp-views");
	await act(async () => {
		target?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
	});
	await settle();
}

const button = (name: string) => [...host.querySelectorAll("button")].find((each) => each.textContent === name);
const text = (selector: string) => host.querySelector(selector)?.textContent ?? "";
const card = (serial: number) => host.querySelector(`[data-serial="${serial}"]`);

/** The state before a line runs for the first time. */
const stepOf = (line: number) => [...recording.summary.lines].indexOf(line);
const named = (name: string, step: number): number => {
	const ref = recording.stateAt(step).frames[0]?.names.find((each) => each.name === name)?.ref;
	return ref?.kind === "object" ? ref.serial : 0;
};

beforeAll(async () => {
	// They come apart from the views: here they are at hand.
	await Promise.all([import("./Asking"), import("../collector/Phases"), import("../OtherViews")]);
	recording = record(SOURCE, {});
	const { summary, stateAt } = recording;
	recorded = { summary, outline: outlineOf(summary.steps, stateAt, 20) };
});

beforeEach(() => {
	vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
	gone = [];
	host = document.createElement("div");
	document.body.append(host);
	root = createRoot(host);
});

afterEach(async () => {
	await act(async () => root.unmount());
	host.remove();
	vi.unstubAllGlobals();
});

describe("the selected object", () => {
	it("is told with its count and every reference, and why it is alive or garbage", async () => {
		const step = stepOf(10);
		const a = named("a", step);
		await show("graph", step);
		await until(() => expect(text(".hwp-ask")).toBe(ASK_INVITE.en.words));
		await click(card(a));
		await until(() => expect(text(".hwp-ask h3")).toBe(`Node #${a}`));
		await until(() =>
			expect(host.querySelectorAll(".hwp-ask-references input")).toHaveLength(
				recording.ask.referencesTo(step, a).length,
			),
		);
		await until(() => expect(button("Why alive?")).toBeDefined());
		await click(button("Why alive?"));
		const words = (at: number) => {
			const { head, chain } = aliveWords(recording.ask.whyAlive(at, a), { serial: a, text: "Node", own: true }, "en");
			return heard(head) + chain.map(heard).join("");
		};
		await until(() => expect(text(".hwp-ask-answer")).toBe(words(step)));
		await act(async () => goTo(stepOf(12)));
		await settle();
		expect(recording.ask.whyAlive(stepOf(12), a).kind).toBe("cycle");
		await until(() => expect(text(".hwp-ask-answer")).toBe(words(stepOf(12))));
	});

	it("has references thought away, until Escape or another step", async () => {
		const step = stepOf(10);
		const a = named("a", step);
		await show("graph", step);
		await click(card(a));
		await until(() => expect(host.querySelector(".hwp-ask-references input")).not.toBeNull());
		for (const box of host.querySelectorAll(".hwp-ask-references input")) await click(box);
		const references = recording.ask.referencesTo(step, a);
		const whatIf = recording.ask.whatIf(
			step,
			references.flatMap(({ id }) => id ?? []),
		);
		const items = () => [...host.querySelectorAll(".hwp-ask-whatif ol li")].map((item) => item.textContent);
		await until(() => expect(items().slice(0, whatIf.byCount.length)).toEqual(whatIf.byCount.map(nameOf)));
		await until(() => expect(text(".hwp-ask-whatif")).toContain(ASKING.en.byCount(whatIf.counts.byCount)));
		await until(() => expect(host.querySelectorAll(".hwp-mark-would-die-count").length).toBeGreaterThan(0));
		await press("Escape");
		await until(() => expect(host.querySelector(".hwp-ask-whatif")).toBeNull());
		await until(() => expect(host.querySelector("[class*=hwp-mark-]")).toBeNull());
		await click(host.querySelector(".hwp-ask-references input"));
		await until(() => expect(host.querySelector(".hwp-ask-whatif")).not.toBeNull());
		await act(async () => goTo(step - 1));
		await settle();
		await until(() => expect(host.querySelector(".hwp-ask-whatif")).toBeNull());
	});

	it("is asked about by way of one reference, picked on the graph or in the list", async () => {
		const step = stepOf(10);
		const a = named("a", step);
		await show("graph", step);
		const meant = recording.ask.referencesTo(step, a).find(({ from }) => from?.own === true);
		const holder = meant?.from?.serial ?? 0;
		const edge = () => host.querySelector(`[data-edge^="${holder}."][data-edge$=">${a}"]`);
		await click(edge()?.querySelector(".hwp-edge-reach") ?? null);
		await until(() => expect(host.querySelector(".hwp-ask-picked")?.textContent).toContain(`#${holder}`));
		expect(edge()?.classList.contains("hwp-picked")).toBe(true);
		await click(button(ASKING.en.aliveThrough));
		const why = recording.ask.whyAlive(step, holder);
		const links = why.kind === "reachable" ? why.chain.length + 1 : 0;
		await until(() => expect(host.querySelectorAll(".hwp-ask-chain li")).toHaveLength(links));
		expect(links).toBeGreaterThan(1);
		const others = [...host.querySelectorAll(".hwp-ask-references .hwp-ask-close")];
		await click(others.find((other) => other.getAttribute("aria-pressed") === "false") ?? null);
		await until(() => expect(edge()?.classList.contains("hwp-picked")).toBe(false));
		expect(host.querySelectorAll(".hwp-ask-picked")).toHaveLength(1);
	});

	it("is told of when it is dead: what freed it, with the way there", async () => {
		const { steps } = recording.summary;
		const x = named("x", stepOf(14));
		await show("graph", stepOf(14));
		await click(card(x));
		await act(async () => goTo(steps));
		await settle();
		const why = recording.ask.whyFreed(steps, x);
		if (why.kind !== "freed") throw new Error(why.kind);
		await until(() =>
			expect(text(".hwp-ask-answer ol")).toBe(
				freedWords(why, { serial: x, text: "[…1]", own: true }, "en").map(heard).join(""),
			),
		);
		await until(() => expect(button(`step ${why.step}`)).toBeDefined());
		await click(button(`step ${why.step}`));
		expect(gone.at(-1)).toBe(why.step);
	});

	it("has ways to its changes, its birth and its death", async () => {
		const step = stepOf(10);
		const a = named("a", step);
		await show("graph", step);
		await click(card(a));
		const change = { kind: "change", serial: a } as const;
		await press("n");
		await until(() => expect(recording.ask.next(step, change)).toEqual({ kind: "found", step: gone[0] }));
		await press("N");
		await until(() => expect(recording.ask.previous(gone[0] ?? 0, change)).toEqual({ kind: "found", step: gone[1] }));
		await click(button("birth"));
		await until(() => expect(recording.stateAt(gone[2] ?? 0).born).toContain(a));
		await click(button("death"));
		const death = recording.deaths({ count: 99 }).find(({ serial }) => serial === a);
		await until(() => expect(gone[3]).toBe(death?.step));
		await press("n");
		await until(() => expect(text(".hwp-ask-search")).toBe(ASKING.en.noLater));
	});

	it("says what it retains", async () => {
		const step = stepOf(10);
		const a = named("a", step);
		await show("graph", step);
		await click(card(a));
		await until(() => expect(button("What does it retain?")).toBeDefined());
		await click(button("What does it retain?"));
		const retained = recording.ask.retained(step, a);
		await until(() => expect(text(".hwp-ask-answer p")).toContain(`${retained?.objects} objects`));
		await until(() =>
			expect(host.querySelectorAll(".hwp-ask-answer .hwp-ask-names li")).toHaveLength((retained?.own ?? 0) - 1),
		);
	});
});

describe("memory over time", () => {
	it("tells the growth by type and each object between the pinned step and this one", async () => {
		const { steps } = recording.summary;
		await show("memory", stepOf(6));
		await press("m");
		await act(async () => goTo(steps));
		await settle();
		const growth = recording.ask.growth(stepOf(6), steps);
		const rows = () =>
			[...host.querySelectorAll(".hwp-growth tbody tr")].map((row) =>
				[...row.children].slice(0, 6).map((cell) => cell.textContent),
			);
		const told = growth.map(({ type, before: was, after, born, died }) => {
			const by = after - was;
			const change = by === 0 ? "–" : `${by > 0 ? "+" : "−"}${Math.abs(by)}`;
			return [type, String(was), String(after), change, String(born), String(died)];
		});
		await until(() => expect(rows()).toEqual(told));
		const died = recording.stateAt(steps).died - recording.stateAt(stepOf(6)).died;
		await until(() => expect(text(".hwp-comparison")).toContain(`Died: ${died}`));
		await until(() => expect(host.querySelectorAll(".hwp-memory-place-pin")).toHaveLength(1));
	});

	it("draws bytes and collections as the states have them", async () => {
		await show("memory", 0);
		const collected = recording.summary.collected.at(-1) ?? 0;
		expect(collected).toBeGreaterThan(0);
		const marks = [...host.querySelectorAll(".hwp-memory-collections")].map(
			(path) => (path.getAttribute("d") ?? "").split("M").length - 1,
		);
		expect(marks.reduce((sum, count) => sum + count, 0)).toBe(collected);
		const most = Math.max(...recorded.outline.memory.map(({ bytes }) => bytes));
		const at = recorded.outline.memory.find(({ bytes }) => bytes === most)?.step;
		await until(() => expect(text(".hwp-memory-words")).toContain(`at step ${at}.`));
		for (const { step, bytes, alive } of recorded.outline.memory) {
			expect([recording.stateAt(step).bytes, recording.stateAt(step).alive]).toEqual([bytes, alive]);
		}
	});
});
