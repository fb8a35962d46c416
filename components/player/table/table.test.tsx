import { Window } from "happy-dom";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { provideLibrary, record } from "../../../engine/dist/recording.mjs";
import type { Locale } from "../../../exercises/types";
import { furnish } from "../../../scripts/engine/load.mjs";
import { cardsOf } from "../graph/card.fixture";
import { GRAPH_STRINGS } from "../graph/strings";
import { MORE_STRINGS } from "../more-strings";
import { restAt } from "../place";
import { TableView } from "./TableView";

await furnish({ provideLibrary });

const page = new Window().document;

function lastOf(source: string, limits = {}) {
	const recording = record(source, { limits });
	const { steps } = recording.summary;
	return { recording, shown: { place: restAt(steps), state: recording.stateAt(steps), before: null, happened: null } };
}

type Shown = ReturnType<typeof lastOf>["shown"];

/** The table of objects, row by row, as it is read. */
function objectRows(shown: Shown, locale: Locale = "en"): readonly string[] {
	const box = page.createElement("div");
	box.innerHTML = renderToStaticMarkup(
		<TableView shown={shown} strings={MORE_STRINGS[locale]} locale={locale} selected={null} onSelect={() => {}} />,
	);
	const rows = box.querySelectorAll("table")[1]?.querySelectorAll("tbody tr") ?? [];
	return [...rows].map((row) => [...row.children].map((cell) => cell.textContent).join(" | "));
}

it("has the entries of a weak container as the graph draws them, and its inside after all other objects", () => {
	const { shown } = lastOf(`import weakref
class Node: pass
node = Node()
names = weakref.WeakValueDictionary(k=node)
`);
	const rows = objectRows(shown);
	const head = rows.indexOf(GRAPH_STRINGS.en.withinContainers);
	const container = rows.find((row) => row.startsWith("WeakValueDictionary"));
	expect(container).toMatch(/\['k'\] Node #\d+ weak/);
	expect(container).not.toContain(".data");
	expect(rows.find((row) => row.startsWith("Node"))).toMatch(/WeakValueDictionary .*\['k'\] weak/);
	expect(head).toBeGreaterThan(0);
	expect(rows.slice(0, head).some((row) => row.startsWith("KeyedRef"))).toBe(false);
	expect(rows.slice(head).some((row) => row.startsWith("weakref"))).toBe(true);
	expect(rows.length - 1).toBe(shown.state.alive);
	expect(objectRows(shown, "zh-CN")).toContain(GRAPH_STRINGS["zh-CN"].withinContainers);
});

it("says of an object with a count of 0 that it is being freed, where a run ends in the midst of that", () => {
	const source = `class Node:
    def __init__(self, next):
        self.next = next
    def __del__(self):
        while self.next is None: pass
head = Node(Node(None))
head = None
`;
	const { recording, shown } = lastOf(source, { work: 100_000 });
	expect(recording.summary.report.outcome.kind).toBe("limit");
	const words = GRAPH_STRINGS.en.beingFreed;
	const dying = shown.state.objects.filter(({ refcnt }) => refcnt === 0);
	expect(dying).toHaveLength(1);
	expect(objectRows(shown).filter((row) => row.includes(` | 0 ${words} | `))).toHaveLength(1);
	const told = cardsOf(recording, shown).filter((card) => card.textContent?.includes(words));
	expect(told.map((card) => card.getAttribute("aria-label"))).toEqual([expect.stringContaining(words)]);
});

it("keeps the name of a field from that of the object before it", () => {
	const { shown } = lastOf(`class Node: pass
node, other = Node(), Node()
node.next = other
def remember(kept=other): pass
`);
	const row = objectRows(shown).find((each) => each.startsWith("Node #2"));
	expect(row).toMatch(/Node #1\.next/);
	expect(row).toMatch(/function remember #\d+ kept=/);
});
