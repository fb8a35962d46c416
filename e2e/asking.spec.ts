import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { ASK_INVITE } from "../components/player/asking/invite";
import { heard, nameOf } from "../components/player/asking/parts";
import { ASKING } from "../components/player/asking/strings";
import { aliveWords, freedWords } from "../components/player/asking/words";
import { differenceBetween } from "../components/player/memory/difference";
import { MEMORY } from "../components/player/memory/strings";
import { formatBytes } from "../components/player/strings";
import type { Recording } from "../engine/api";
import { provideLibrary, record } from "../engine/dist/recording.mjs";
import { furnish } from "../scripts/engine/load.mjs";
import { expectAccessible } from "./axe";
import { expect, test } from "./watched";

/** What can be asked of a lesson's program on its page, each answer as the engine gives it here. */

const SOURCE = readFileSync("content/shared/collector/cycles/partners.py", "utf8");
const LESSON = "/en/collector/cycles";
const said = ASKING.en;

let recording: Recording;

test.beforeAll(async () => {
	await furnish({ provideLibrary });
	recording = record(SOURCE, { profile: "3.13" });
});

/** The state in which a line, by its text, is about to run. */
function before(text: string): number {
	const line = SOURCE.split("\n").indexOf(text) + 1;
	const step = [...recording.summary.lines].indexOf(line);
	expect(step, text).toBeGreaterThan(0);
	return step;
}

function serialOf(name: string, step: number): number {
	const ref = recording.stateAt(step).frames[0]?.names.find((bound) => bound.name === name)?.ref;
	if (ref?.kind !== "object") throw new Error(`${name} refers to no object at step ${step}`);
	return ref.serial;
}

/** The rest of the lesson is as accessibility.spec.ts looks at it. */
const PLAYERS = ".hwp";
const player = (page: Page): Locator => page.getByRole("region", { name: /^Program player: Partners/ });
const panel = (page: Page): Locator => player(page).getByRole("group", { name: ASK_INVITE.en.title, exact: true });

async function goTo(page: Page, step: number): Promise<void> {
	await player(page).getByRole("slider").fill(String(step));
	await expect(player(page).getByText(new RegExp(`^step ${step} of `))).toBeVisible();
}

async function select(page: Page, serial: number): Promise<void> {
	await player(page).locator(`[data-serial="${serial}"]`).press("Enter");
	await expect(panel(page).getByRole("heading", { level: 3 })).toHaveText(`Node #${serial}`);
}

test.beforeEach(async ({ page }) => {
	await page.goto(LESSON);
	await player(page).getByRole("button", { name: "Run", exact: true }).click();
	await expect(player(page).getByText(/^step \d+ of/)).toBeVisible();
});

test("why an object is alive, and that it is garbage once nothing leads to it", async ({ page }) => {
	const step = before("del a, b");
	const serial = serialOf("a", step);
	await goTo(page, step);
	await expect(panel(page)).toHaveText(ASK_INVITE.en.words);
	await select(page, serial);
	const { refcnt } = recording.stateAt(step).objects.find((object) => object.serial === serial) ?? {};
	await expect(panel(page).getByText(`count ${refcnt} ·`)).toBeVisible();
	await expect(panel(page).getByRole("checkbox")).toHaveCount(recording.ask.referencesTo(step, serial).length);

	const expectWords = async (at: number) => {
		const why = recording.ask.whyAlive(at, serial);
		const words = aliveWords(why, { serial, text: "Node", own: true }, "en");
		await expect(panel(page).getByText(heard(words.head))).toBeVisible();
		await expect(panel(page).locator(".hwp-ask-chain").first().getByRole("listitem")).toHaveText(
			words.chain.map(heard),
		);
		return why.kind;
	};
	await panel(page).getByRole("button", { name: said.whyAlive }).click();
	expect(await expectWords(step)).toBe("reachable");
	await expect(player(page).locator(".hwp-edge-chain")).toHaveCount(1);
	await expectAccessible(page, PLAYERS);

	await goTo(page, step + 1);
	expect(await expectWords(step + 1)).toBe("cycle");
	await expect(player(page).locator(".hwp-edge-chain")).toHaveCount(2);
});

test("what would die without its references, drawn, and put back", async ({ page }) => {
	const step = before("del a, b");
	const serial = serialOf("a", step);
	await goTo(page, step);
	await select(page, serial);
	const boxes = panel(page).getByRole("checkbox");
	const references = recording.ask.referencesTo(step, serial);
	for (let at = 0; at < references.length; at++) await boxes.nth(at).check();
	const answer = recording.ask.whatIf(
		step,
		references.flatMap(({ id }) => id ?? []),
	);
	expect(answer.byCount.map(({ serial: dying }) => dying)).toContain(serial);
	await expect(panel(page).getByText(said.byCount(answer.counts.byCount))).toBeVisible();
	await expect(panel(page).locator(".hwp-ask-whatif ol").getByRole("listitem")).toHaveText([
		...answer.byCount.map(nameOf),
		...(answer.counts.byCount > answer.byCount.length
			? [said.noCard(answer.counts.byCount - answer.byCount.length)]
			: []),
	]);
	await expect(player(page).locator(".hwp-edge-cut")).toHaveCount(references.length);
	await expect(player(page).locator(".hwp-mark-would-die-count")).toHaveCount(answer.byCount.length);
	await expectAccessible(page, PLAYERS);

	// One reference put back keeps it; the key puts back the rest.
	await boxes.first().uncheck();
	const kept = recording.ask.whatIf(
		step,
		references.slice(1).flatMap(({ id }) => id ?? []),
	);
	await expect(player(page).locator(".hwp-mark-would-die-count")).toHaveCount(kept.byCount.length);
	await page.keyboard.press("Escape");
	await expect(panel(page).getByText(said.nothingDies)).toHaveCount(0);
	await expect(player(page).locator(".hwp-edge-cut")).toHaveCount(0);
	await expect(panel(page).getByRole("checkbox", { checked: true })).toHaveCount(0);

	// And nothing of it outlives the step.
	await boxes.first().check();
	await expect(player(page).locator(".hwp-edge-cut")).toHaveCount(1);
	await goTo(page, step - 1);
	await expect(player(page).locator(".hwp-edge-cut")).toHaveCount(0);
});

test("what freed an object, what it retained, and the ways along its life", async ({ page }) => {
	const step = before("del a, b");
	const serial = serialOf("a", step);
	const { steps } = recording.summary;
	await goTo(page, step);
	await select(page, serial);

	await panel(page).getByRole("button", { name: said.whatRetained }).click();
	const retained = recording.ask.retained(step, serial);
	if (retained === null) throw new Error("it is there");
	const bytes = formatBytes(retained.bytes);
	await expect(
		panel(page).getByText(retained.objects === 1 ? said.retainsItself(bytes) : said.retains(retained.objects, bytes)),
	).toBeVisible();

	const position = (at: number) => player(page).getByText(new RegExp(`^step ${at} of `));
	const change = { kind: "change", serial } as const;
	const next = recording.ask.next(step, change);
	if (next.kind !== "found") throw new Error(next.kind);
	await page.keyboard.press("n");
	await expect(position(next.step)).toBeVisible();
	const previous = recording.ask.previous(next.step, change);
	if (previous.kind !== "found") throw new Error(previous.kind);
	await page.keyboard.press("Shift+N");
	await expect(position(previous.step)).toBeVisible();
	await panel(page).getByRole("button", { name: said.birth, exact: true }).click();
	await expect(position(before('a = Node("a")') + 1)).toBeVisible();

	await panel(page).getByRole("button", { name: said.death, exact: true }).click();
	const why = recording.ask.whyFreed(steps, serial);
	if (why.kind !== "freed") throw new Error(why.kind);
	await expect(position(why.step)).toBeVisible();
	await expect(panel(page).locator(".hwp-ask-chain").getByRole("listitem")).toHaveText(
		freedWords(why, { serial, text: "Node", own: true }, "en").map(heard),
	);
	await panel(page)
		.getByRole("button", { name: said.beforeThat(why.step - 1) })
		.click();
	await expect(position(why.step - 1)).toBeVisible();
	await expect(panel(page).getByRole("heading", { level: 3 })).toHaveText(`Node #${serial}`);
});

test("memory over time, and what lies between two steps", async ({ page }) => {
	const memory = MEMORY.en;
	const from = before('a = Node("a")');
	const { steps } = recording.summary;
	await goTo(page, from);
	await player(page).getByRole("tab", { name: "Memory" }).click();
	await player(page).getByRole("button", { name: memory.pin }).click();
	await expect(player(page).locator(".hwp-plot-pin")).toHaveCount(1);
	await goTo(page, steps);
	await expect(player(page).getByRole("heading", { name: memory.between(from, steps) })).toBeVisible();

	const { born, died, changed } = differenceBetween(recording, from, steps, 1000);
	await expect(
		player(page).getByText(memory.summary(String(born.length), String(died.length), String(changed.length))),
	).toBeVisible();
	const rows = player(page).locator(".hwp-growth tbody tr");
	const growth = recording.ask.growth(from, steps);
	await expect(rows).toHaveCount(growth.length);
	for (const [at, type] of growth.entries()) {
		const cells = await rows.nth(at).locator("th, td").allInnerTexts();
		expect(cells.slice(0, 3)).toEqual([type.type, String(type.before), String(type.after)]);
		expect(cells.slice(4, 6)).toEqual([String(type.born), String(type.died)]);
		expect(cells[6]).toContain(formatBytes(type.bytesAfter));
	}
	await expectAccessible(page, PLAYERS);

	const death = died[0];
	if (death === undefined) throw new Error("nothing died");
	await player(page)
		.getByRole("button", { name: memory.toDeath(nameOf({ ...death, own: true }), death.step) })
		.click();
	await expect(player(page).getByText(new RegExp(`^step ${death.step} of `))).toBeVisible();
});

test("all of it in Chinese, in the dark and on 320 pixels", async ({ page }) => {
	await page.emulateMedia({ colorScheme: "dark" });
	await page.setViewportSize({ width: 320, height: 700 });
	await page.goto("/zh-CN/collector/cycles");
	const program = page.getByRole("region", { name: /^程序播放器/ }).first();
	await program.getByRole("button", { name: "运行", exact: true }).click();
	const step = before("del a, b");
	await program.getByRole("slider").fill(String(step));
	const serial = serialOf("a", step);
	await program.locator(`[data-serial="${serial}"]`).press("Enter");
	const ask = program.getByRole("group", { name: ASK_INVITE["zh-CN"].title, exact: true });
	await ask.getByRole("button", { name: ASKING["zh-CN"].whyAlive }).click();
	const words = aliveWords(recording.ask.whyAlive(step, serial), { serial, text: "Node", own: true }, "zh-CN");
	await expect(ask.locator(".hwp-ask-chain").getByRole("listitem")).toHaveText(words.chain.map(heard));
	await ask.getByRole("checkbox").first().check();
	await expectAccessible(page, PLAYERS);
	await program.getByRole("tab", { name: "内存" }).click();
	await expect(program.locator(".hwp-growth")).toBeVisible();
	await expectAccessible(page, PLAYERS);
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
