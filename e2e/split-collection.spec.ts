import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { fragmentOf } from "../components/play/fragment";
import { phasesIn } from "../components/player/phases";
import * as machine from "../engine/dist/recording.mjs";
import { openEngine } from "../engine/index";
import type { ProfileName } from "../engine/profiles";
import { expectAccessible } from "./axe";
import { expected, told } from "./collector-table";
import { expect, test } from "./watched";

/** A collection that begins in one line and ends in another, held against the engine's own values, computed here. */

const PROGRAM = `import gc, weakref

saved = []

class Phoenix:
    def __init__(self):
        self.me = self
    def __del__(self):
        saved.append(self)

def gone(ref):
    saved.append("gone")

one, two = Phoenix(), Phoenix()
w = weakref.ref(two, gone)
one.two, two.one = two, one
del one, two
print(gc.collect(), len(saved))
`;

const engine = openEngine({ machine, file: (path) => readFile(`engine/dist/library/${path}`) });

async function openPlayer(page: Page, profile: ProfileName, locale: "en" | "zh-CN"): Promise<Locator> {
	const fragment = await fragmentOf({ source: PROGRAM, profile, view: "collector", place: null });
	if (fragment === null) throw new Error("too long for a link");
	await page.goto(`/${locale}/play#${fragment}`);
	const player = page.locator("section.hwp").first();
	await expect(player.locator("textarea").first()).toBeEditable();
	await player.locator(".hwp-controls button").first().click();
	await expect(player.locator(".hwp-position")).toHaveText(/\d/);
	return player;
}

for (const profile of ["3.13", "3.14"] as const)
	test(`a collection that lines of finalizers run in is whole on the page, as ${profile}`, async ({ page }) => {
		const recording = await engine.record(PROGRAM, { profile });
		const player = await openPlayer(page, profile, "en");
		const key = (name: string) => player.locator(".hwp-controls button").first().press(name);
		await key("Home");
		await expect(player.locator(".hwp-position")).toHaveText(/^step 0 /);
		// Every line: while the collection is under way, its table is there.
		let within = 0;
		for (let step = 1; step <= recording.summary.steps; step++) {
			await key("ArrowRight");
			await expect(player.locator(".hwp-position")).toHaveText(new RegExp(`^step ${step} `));
			const { collecting } = recording.stateAt(step);
			if (collecting === null) continue;
			within++;
			await expect(player.locator(".hwp-phase-now")).toContainText(collecting.phase);
			await expect.poll(() => told(player)).toEqual(expected(collecting.rows, collecting.phase));
		}
		expect(within).toBeGreaterThan(1);
		// Every phase, by key, over the steps that they were done in.
		await key("Home");
		await expect(player.locator(".hwp-position")).toHaveText(/^step 0 /);
		const first = recording.summary.collected.findIndex((count) => count > 0);
		const [collection] = recording.stateAt(first).collections;
		if (collection === undefined) throw new Error("no collection");
		const began = collection.worked[0]?.from ?? 0;
		for (let step = 1; step <= began; step++) {
			await key("ArrowRight");
			await expect(player.locator(".hwp-position")).toHaveText(new RegExp(`^step ${step} `));
		}
		const phases = Array.from({ length: first + 1 }, (_, step) => phasesIn(recording.stateAt(step))).flat();
		expect(phases.map(({ view }) => view.name)).toHaveLength(7);
		await player.locator(".hwp-phase-list button").first().click();
		for (const [at, { view }] of phases.entries()) {
			if (at > 0) await key("]");
			await expect(player.locator(".hwp-phase-now")).toContainText(view.name);
			await expect.poll(() => told(player)).toEqual(expected(view.rows, view.name));
		}
		for (const { view } of phases.toReversed().slice(1)) {
			await key("[");
			await expect(player.locator(".hwp-phase-now")).toContainText(view.name);
		}
	});

test("a phone in Chinese, by keyboard: the collection in its midst is accessible", async ({ page }) => {
	await page.setViewportSize({ width: 390, height: 844 });
	const recording = await engine.record(PROGRAM);
	const player = await openPlayer(page, "3.13", "zh-CN");
	const key = (name: string) => player.locator(".hwp-controls button").first().press(name);
	await key("Home");
	const within = Array.from({ length: recording.summary.steps }, (_, step) => step).find(
		(step) => recording.stateAt(step).collecting?.phase === "finalize_garbage",
	);
	for (let step = 1; step <= (within ?? 0); step++) {
		await key("ArrowRight");
		await expect(player.locator(".hwp-position")).toHaveText(new RegExp(`^第 ${step} 步`));
	}
	await expect(player.locator(".hwp-phase-now")).toContainText("finalize_garbage");
	await expectAccessible(page);
	const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	expect(overflow, "sideways scrolling").toBeLessThanOrEqual(0);
});
