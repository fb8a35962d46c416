import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import type { Recording } from "../engine/api";
import * as machine from "../engine/dist/recording.mjs";
import { openEngine } from "../engine/index";
import { coloursAt } from "../engine/questions";
import { expectAccessible } from "./axe";
import { expected, told } from "./collector-table";
import { expect, test } from "./watched";

/** What the page shows of a collection, held against the engine's own values, computed here. */

const PROGRAM = `import gc, weakref

class Node:
    def __init__(self, name):
        self.name = name

def gone(ref):
    pass

a = Node("a")
b = Node("b")
a.partner = b
b.partner = a
kept = Node("kept")
w = weakref.ref(a)
del a, b
print(gc.collect(0))
`;

const engine = openEngine({ machine, file: (path) => readFile(`engine/dist/library/${path}`) });
let recording: Recording;
let step: number;

test.beforeAll(async () => {
	recording = await engine.record(PROGRAM);
	step = recording.summary.collected.findIndex((count) => count > 0);
	expect(step).toBeGreaterThan(0);
});

async function openPlayer(page: Page, locale = "en"): Promise<Locator> {
	await page.goto(`/${locale}/collector/cycles`, { waitUntil: "networkidle" });
	const player = page.locator("section.hwp").first();
	await player.scrollIntoViewIfNeeded();
	await player.locator("textarea").first().fill(PROGRAM);
	await player.locator(".hwp-controls button").first().click();
	await expect(player.locator(".hwp-views")).toBeVisible();
	await expect(player.locator(".hwp-position")).toContainText(`of ${recording.summary.steps}`);
	return player;
}

async function toCollection(player: Locator): Promise<void> {
	await player.getByRole("tab", { name: "Collector" }).click();
	const run = player.locator(".hwp-controls button").first();
	// By key: on a phone these controls wait behind one button.
	await run.press("Home");
	await expect(player.locator(".hwp-position")).toHaveText(/^step 0 /);
	await run.press("c");
	await expect(player.locator(".hwp-phases-title")).toBeVisible();
}

test("each phase of a collection is on the page as the engine says it left the heap", async ({ page }) => {
	const player = await openPlayer(page);
	await toCollection(player);
	const [collection] = recording.stateAt(step).collections;
	if (collection === undefined) throw new Error("no collection");
	for (const { name, rows, folded } of collection.phases) {
		await player.locator(".hwp-phase-list button", { hasText: name }).click();
		await expect(player.locator(".hwp-phase-now")).toContainText(name);
		await expect.poll(() => told(player)).toEqual(expected(rows, name));
		if (folded > 0) await expect(player.locator(".hwc-folded").last()).toContainText(String(folded));
	}
});

test("each visit of a collection is on the page as the engine has it, forwards and back", async ({ page }) => {
	const player = await openPlayer(page);
	await toCollection(player);
	const visits = recording.eventsOf(step, { count: 10_000 }).events.filter((event) => event.kind === "visit");
	expect(visits.length).toBeGreaterThan(12);
	await player.getByRole("button", { name: "First phase" }).click();
	await expect(player.locator(".hwp-phase-now")).toContainText("update_refs");
	await player.getByRole("button", { name: "First visit of this phase" }).click();
	const check = async (visit: (typeof visits)[number]) => {
		const { collecting } = recording.stateAt({ step, event: visit.event + 1 });
		if (collecting === null) throw new Error("the visit is in no collection");
		await expect(player.locator(".hwp-phase-now")).toContainText(visit.phase);
		await expect.poll(() => told(player)).toEqual(expected(collecting.rows, visit.phase));
		if (visit.phase === "handle_weakrefs") return;
		await expect(player.locator(".hwc-visited")).toHaveAttribute("data-serial", String(visit.serial));
	};
	for (const [at, visit] of visits.entries()) {
		if (at > 0) await player.getByRole("button", { name: "Next visit" }).click();
		await check(visit);
		if (visit.phase === "subtract_refs") {
			await expect(player.locator(".hwc-note-row")).toContainText("−1");
			await expect(player.locator(".hwc-visited s")).toHaveText(String((visit.gcRefs ?? 0) + 1));
		}
	}
	for (const visit of visits.toReversed().slice(1)) {
		await player.getByRole("button", { name: "Previous visit" }).click();
		await check(visit);
	}
});

test("the textbook's mark and sweep is stepped to its end", async ({ page }) => {
	const player = await openPlayer(page);
	await toCollection(player);
	await player.getByRole("tab", { name: "Textbook" }).click();
	const mark = recording.ask.markAndSweep(step - 1);
	const textbook = player.locator(".hwt-main");
	await expect(textbook).toContainText("CPython does not work like this");
	const serials = (colour: string) =>
		textbook
			.locator(`[data-colour="${colour}"] [data-serial]`)
			.evaluateAll((chips) => chips.map((chip) => Number(chip.getAttribute("data-serial"))));
	for (let acts = 0; acts <= mark.events.length; acts++) {
		if (acts > 0) await textbook.getByRole("button", { name: "Next act" }).click();
		await expect(textbook).toContainText(`act ${acts} of ${mark.events.length}`);
		const colours = [...coloursAt(mark, acts)].sort(([a], [b]) => a - b);
		for (const colour of ["grey", "black"])
			expect(await serials(colour)).toEqual(colours.flatMap(([serial, is]) => (is === colour ? [serial] : [])));
	}
	await expect(textbook.locator('[data-colour="white"] s')).toHaveCount(mark.swept.length);
	const leaked = recording.ask.countingAlone(step - 1).leaked.map(({ serial }) => serial);
	const counting = player.locator('[data-side="counting"] [data-serial]');
	expect(await counting.evaluateAll((chips) => chips.map((chip) => Number(chip.getAttribute("data-serial"))))).toEqual(
		leaked,
	);
	await textbook.getByRole("button", { name: "To the beginning" }).click();
	await expect(textbook).toContainText("act 0 of");
});

test("the generations' lanes have the engine's counts, thresholds and objects", async ({ page }) => {
	const player = await openPlayer(page);
	await player.getByRole("tab", { name: "Generations" }).click();
	const run = player.locator(".hwp-controls button").first();
	await run.press("Home");
	await expect(player.locator(".hwp-position")).toHaveText(/^step 0 /);
	await run.press("c");
	await expect(player.locator(".hwp-position")).toHaveText(new RegExp(`^step ${step} `));
	const state = recording.stateAt(step);
	for (const [generation, { count, threshold }] of state.generations.entries()) {
		const lane = player.locator(`.hwg-lane[data-generation="${generation}"]`);
		await expect(lane.locator(".hwg-count")).toHaveText(`count ${count}, threshold ${threshold}`);
		const own = state.objects.filter((object) => object.generation === generation).map(({ serial }) => serial);
		const marks = await lane
			.locator("[data-serial]")
			.evaluateAll((each) => each.map((mark) => Number(mark.getAttribute("data-serial"))));
		expect(marks.sort((a, b) => a - b)).toEqual(own.sort((a, b) => a - b));
	}
	await expect(player.locator(".hwg-collections tbody tr")).toHaveCount(recording.summary.collected.at(-1) ?? 0);
});

for (const colorScheme of ["light", "dark"] as const) {
	test.describe(`for everyone, ${colorScheme}`, () => {
		test.use({
			colorScheme,
			viewport: colorScheme === "light" ? { width: 1280, height: 900 } : { width: 320, height: 640 },
		});

		test("axe finds nothing in the collector's views, and nothing is wider than the page", { tag: "@long" }, async ({
			page,
		}) => {
			test.slow();
			const player = await openPlayer(page);
			await toCollection(player);
			await player.getByRole("button", { name: "First phase" }).click();
			for (const tab of ["Collector", "Generations", "Textbook", "Graph"]) {
				await player.getByRole("tab", { name: tab }).click();
				await expect(player.getByRole("tab", { name: tab })).toHaveAttribute("aria-selected", "true");
				if (tab === "Collector") await player.getByRole("button", { name: "Next visit" }).click();
				await expectAccessible(page);
				const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
				expect(overflow, "sideways scrolling").toBeLessThanOrEqual(0);
			}
		});
	});
}
