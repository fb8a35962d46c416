import { readFile } from "node:fs/promises";
import { devices, type Locator, type Page } from "@playwright/test";
import * as machine from "../engine/dist/recording.mjs";
import { openEngine, type Recording } from "../engine/index";
import { nextMark, previousMark } from "../engine/marks";
import { expectAccessible } from "./axe";
import { PROGRAM } from "./content";
import { expect, test } from "./watched";

/**
 * The player's every control and key, its breakpoints, its bytecode view and its errors, on a lesson's program that the
 * reader replaces. What it shows is held against the engine's own values, recorded in this process.
 */

const engine = openEngine({ machine, file: (path) => readFile(`engine/dist/library/${path}`) });

const SOURCE = `import gc

class Node:
    pass

def held(thing):
    return [thing, thing]

a = Node()
b = held(a)
del b
a.me = a
del a
gc.collect()
print("done")
`;

const phone = devices["Pixel 7"];
const DESKTOP = { viewport: { width: 1280, height: 900 } };
const PHONE = { viewport: phone.viewport, userAgent: phone.userAgent, isMobile: true, hasTouch: true };

class PlayerPage {
	readonly root: Locator;
	readonly position: Locator;

	constructor(readonly page: Page) {
		this.root = page.getByRole("region", { name: `Program player: ${PROGRAM}` });
		this.position = this.root.getByText(/^step \d+ of \d+/);
	}

	button(name: string): Locator {
		return this.root.getByRole("button", { name, exact: true });
	}

	tab(name: string): Locator {
		return this.root.getByRole("tab", { name, exact: true });
	}

	/** The lesson's page, with a program of ours in its player. */
	async open(source: string): Promise<void> {
		await this.page.goto("/en/counting/references");
		const field = this.root.getByRole("textbox");
		// What is filled in before the page's script has come is not heard.
		await expect(async () => {
			// Not emptied: that takes a key, at which Monaco comes.
			await field.fill("#");
			await field.fill(source);
			await expect(this.button("Reset")).toBeVisible({ timeout: 500 });
		}).toPass();
	}

	async run(): Promise<void> {
		await this.button("Run").click();
		await expect(this.position).toBeVisible();
	}

	/** A key, with the focus in the player and not in the program. */
	async press(key: string): Promise<void> {
		await this.button("Step").focus();
		await this.page.keyboard.press(key);
	}

	async isAt(step: number, inside = ""): Promise<void> {
		await expect(this.position).toHaveText(new RegExp(`^step ${step} of \\d+ · ${inside}`));
	}
}

/** The step whose state has a line about to run. */
function stepBefore({ summary }: Recording, line: number): number {
	return summary.lines.indexOf(line);
}

function found(step: number | null): number {
	if (step === null) throw new Error("the run has no such step");
	return step;
}

test.describe("on a desktop", () => {
	test.use(DESKTOP);

	test("every way along the run has its control and its key", async ({ page }) => {
		test.slow();
		const player = new PlayerPage(page);
		const { summary } = await engine.record(SOURCE);
		const { steps, deaths, collections } = summary;
		await player.open(SOURCE);
		await player.press("r");
		await player.isAt(steps);

		/** From a step, by a button and by a key, to another. */
		const ways: readonly (readonly [from: number, button: string, key: string, to: number])[] = [
			[3, "To the start", "Home", 0],
			[3, "To the end", "End", steps],
			[3, "Step", "ArrowRight", 4],
			[3, "Step back", "ArrowLeft", 2],
			[0, "Next death", "d", found(nextMark(deaths, 0))],
			[steps, "Previous death", "Shift+D", found(previousMark(deaths, steps))],
			[0, "Next collection", "c", found(nextMark(collections, 0))],
			[steps, "Previous collection", "Shift+C", found(previousMark(collections, steps))],
		];
		const scrub = player.root.getByRole("slider", { name: "Step of the run" });
		for (const [from, button, key, to] of ways) {
			await scrub.fill(String(from));
			await player.isAt(from);
			await player.button(button).click();
			await player.isAt(to);
			await scrub.fill(String(from));
			await player.isAt(from);
			await player.press(key);
			await player.isAt(to);
		}
		await player.button("Run again").click();
		await player.isAt(steps);
	});

	test("steps are as long as the reader chooses, and play goes at a pace", async ({ page }) => {
		const player = new PlayerPage(page);
		const recording = await engine.record(SOURCE);
		const { steps } = recording.summary;
		await player.open(SOURCE);
		await player.run();
		const grain = player.root.getByRole("combobox", { name: "by" });
		const pace = player.root.getByRole("combobox", { name: "pace" });
		await player.press("Home");
		await player.press("g");
		await expect(grain).toHaveValue("instruction");
		await player.press("ArrowRight");
		await player.isAt(1, "instruction 1");
		await player.press("g");
		await expect(grain).toHaveValue("event");
		await player.press("ArrowRight");
		await player.isAt(1, "event 2");
		await player.press("Shift+G");
		await expect(grain).toHaveValue("instruction");

		const collecting = found(nextMark(recording.summary.collections, 0));
		await grain.selectOption("phase");
		await player.press("ArrowRight");
		await player.isAt(collecting);
		const now = player.root.locator(".hwp-phase-now").first();
		await expect(now).toContainText("update_refs");
		await player.press("]");
		await expect(now).toContainText("subtract_refs");
		await player.press("[");
		await expect(now).toContainText("update_refs");
		await grain.selectOption("visit");
		await player.press("ArrowRight");
		await player.isAt(collecting, "event ");

		await grain.selectOption("line");
		await player.press("Home");
		await player.press("s");
		await expect(pace).toHaveValue("fast");
		await player.press("p");
		await expect(player.button("Pause")).toBeVisible();
		await expect(player.position).toHaveText(/^step [3-9] of/);
		await player.page.keyboard.press("Escape");
		await expect(player.button("Play")).toBeVisible();
		await player.press("Shift+S");
		await expect(pace).toHaveValue("normal");
		await player.press("End");
		await player.isAt(steps);
	});

	test("number keys and arrows choose views, and the sheet tells of every key", async ({ page }) => {
		const player = new PlayerPage(page);
		await player.open(SOURCE);
		await player.run();
		const tabs = player.root.getByRole("tab");
		const names = await tabs.allInnerTexts();
		for (const [at, name] of names.entries()) {
			await player.press(String(at + 1));
			await expect(player.tab(name)).toHaveAttribute("aria-selected", "true");
			await expect(player.root.getByRole("tabpanel", { name })).toBeVisible();
		}
		await tabs.last().focus();
		await page.keyboard.press("ArrowRight");
		await expect(tabs.first()).toBeFocused();
		await page.keyboard.press("End");
		await expect(tabs.last()).toBeFocused();
		await page.keyboard.press("Home");
		await expect(tabs.first()).toHaveAttribute("aria-selected", "true");

		await player.press("?");
		const sheet = page.getByRole("dialog", { name: "Keys in the player" });
		await expect(sheet).toBeVisible();
		const keys = new Set(await sheet.locator("kbd").allInnerTexts());
		for (const key of [
			"R",
			"Esc",
			"P",
			"S",
			"⇧S",
			"←",
			"→",
			"G",
			"[",
			"]",
			"Home",
			"End",
			"D",
			"C",
			"B",
			"⇧B",
			"F9",
			"?",
		]) {
			expect([...keys]).toContain(key);
		}
		await expectAccessible(page);
		await page.keyboard.press("Escape");
		await expect(sheet).toBeHidden();
	});

	test("breakpoints are set and hit by mouse and keyboard in both editors", async ({ page }) => {
		test.slow();
		const player = new PlayerPage(page);
		const recording = await engine.record(SOURCE);
		const [first, second] = [stepBefore(recording, 7), stepBefore(recording, 12)];
		await player.open(SOURCE);

		// The plain editor: by mouse, and from the caret's line.
		await player.button("Breakpoint at line 12").click();
		await expect(player.button("Breakpoint at line 12")).toHaveAttribute("aria-pressed", "true");
		await player.root.getByRole("textbox").evaluate((field: HTMLTextAreaElement, at) => {
			field.setSelectionRange(at, at);
		}, SOURCE.indexOf("    return [thing"));
		await player.root.getByRole("textbox").press("F9");
		await expect(player.root.locator(".hwp-breakpoint").filter({ hasText: "7" })).toBeVisible();
		await player.press("r");
		await player.isAt(recording.summary.steps);
		await player.press("Home");
		await player.press("b");
		await player.isAt(first);
		await player.button("Next breakpoint").click();
		await player.isAt(second);
		await player.press("b");
		await expect(player.root.getByText("No breakpoint is reached that way.")).toBeVisible();
		await player.press("Shift+B");
		await player.isAt(first);
		await player.press("End");
		await player.button("Previous breakpoint").click();
		await player.isAt(second);

		// Monaco, which comes at the first touch of the text, has them too, and takes more.
		await player.root.getByRole("textbox").click({ position: { x: 220, y: 60 } });
		const marked = player.root.locator(".monaco-editor .line-numbers.hwp-breakpoint");
		// Monaco draws its lines in any order.
		const set = async () => (await marked.allInnerTexts()).map(Number).sort((a, b) => a - b);
		await expect.poll(set, { timeout: 30_000 }).toEqual([7, 12]);
		await player.root.locator(".monaco-editor .line-numbers").filter({ hasText: /^12$/ }).click();
		await expect.poll(set).toEqual([7]);
		await player.root.getByRole("textbox").focus();
		await page.keyboard.press("ControlOrMeta+Home");
		await page.keyboard.press("F9");
		await expect.poll(set).toEqual([1, 7]);
		// A line typed above moves both; the next run stops at them.
		await page.keyboard.press("Enter");
		await page.keyboard.press("ArrowUp");
		await page.keyboard.type("x = 1");
		await expect.poll(set).toEqual([2, 8]);
		await player.press("r");
		await player.isAt(recording.summary.steps + 1);
		await player.press("Shift+B");
		await player.isAt(first + 1);
	});

	test("the bytecode view shows the engine's own instructions, value stacks and events", async ({ page }) => {
		const player = new PlayerPage(page);
		const recording = await engine.record(SOURCE);
		const step = stepBefore(recording, 7) + 1;
		const { instructions } = recording.instructionsOf(step);
		const at = instructions.findIndex(({ name }) => name === "BUILD_LIST");
		const { execution } = recording.stateAt({ step, instruction: at });
		const events = recording.eventsOf(step);
		await player.open(SOURCE);
		await player.run();
		await player.root.getByRole("slider", { name: "Step of the run" }).fill(String(step));
		await player.isAt(step);
		await player.tab("Bytecode").click();
		const rows = player.root.getByRole("list", { name: "Instructions" }).getByRole("button");
		await expect(rows).toHaveCount(instructions.length);
		await expect(rows.locator(".hwp-instruction-name")).toHaveText(instructions.map(({ name }) => name));
		await expect(rows.locator(".hwp-instruction-arg")).toHaveText(instructions.map(({ arg }) => arg));

		await rows.nth(at).click();
		await player.isAt(step, `instruction ${at}`);
		await expect(rows.nth(at)).toHaveAttribute("aria-current", "step");
		const frames = (execution?.frames ?? []).filter((frame) => frame.instruction !== null).reverse();
		const stacks = player.root.locator(".hwp-stack");
		await expect(stacks).toHaveCount(frames.length);
		for (const [depth, frame] of frames.entries()) {
			const values = frame.stack
				.map((ref) => (ref === null ? "NULL" : ref.kind === "value" ? ref.text : `#${ref.serial}`))
				.reverse();
			const items = stacks.nth(depth).getByRole("listitem");
			await expect(items).toHaveCount(values.length);
			for (const [row, value] of values.entries()) await expect(items.nth(row)).toContainText(value);
		}
		// A value on the stack is the object, wherever it is shown.
		await stacks.first().getByRole("button").first().click();
		await expect(stacks.first().getByRole("button").first()).toHaveAttribute("aria-pressed", "true");

		const listed = player.root.getByRole("list", { name: "Events" }).getByRole("button");
		await expect(listed).toHaveCount(events.total);
		await listed.first().focus();
		await page.keyboard.press("ArrowDown");
		await expect(listed.nth(1)).toBeFocused();
		await page.keyboard.press("Enter");
		await player.isAt(step, "event 2");
		await expect(listed.nth(1)).toHaveAttribute("aria-current", "step");
	});

	test("an error is underlined where Python puts its carets, and its note leads there", async ({ page }) => {
		test.slow();
		const player = new PlayerPage(page);
		const source = 'def double(pair):\n\treturn pair["文"] + 1\n\nx = double({"文": "字"})\n';
		await player.open(source);
		await player.run();
		const squiggle = player.root.locator(".hwp-squiggle");
		const parts = async () => (await squiggle.allInnerTexts()).join("").replaceAll("\u00a0", " ");
		await expect.poll(parts).toBe('pair["文"] + 1');
		const field = player.root.getByRole("textbox");
		await expect(field).toHaveAccessibleDescription(/Line 2, column 9 ?: TypeError/);
		await player.button("Line 2, column 9").click();
		await expect(field).toBeFocused();
		const caret = source.indexOf("pair[");
		expect(await field.evaluate((each: HTMLTextAreaElement) => each.selectionStart)).toBe(caret);

		// The same in Monaco.
		await page.keyboard.press("ArrowLeft");
		await expect(player.root.locator(".hwp-editor-monaco")).toBeVisible({ timeout: 30_000 });
		await expect.poll(parts).toBe('pair["文"] + 1');
		await page.keyboard.press("ControlOrMeta+End");
		await player.button("Line 2, column 9").click();
		await page.keyboard.type("z");
		await expect(player.root.locator(".view-lines")).toContainText("zpair[");
	});

	test("an endless loop is stopped, and its beginning can be stepped through", async ({ page }) => {
		test.slow();
		const player = new PlayerPage(page);
		await player.open("x = 0\nwhile True:\n    x = [x and 1]\n");
		await player.button("Run").click();
		await expect(player.root.getByRole("progressbar", { name: "Running" })).toBeVisible();
		await expect(player.root.getByText(/steps so far$/)).toBeVisible({ timeout: 30_000 });
		await player.button("Stop").click();
		await expect(player.root.getByText(/^Stopped\. The run was not over/)).toBeVisible({ timeout: 30_000 });
		await expect(player.position).toBeVisible();
		await player.press("Home");
		await player.isAt(0);
		await player.press("d");
		await expect(player.position).toHaveText(/^step [1-9]/);
	});

	for (const [what, source, says] of [
		["is not Python", "a = [1\n", /^Nothing ran: this is not valid Python\. Line 1, column 5: SyntaxError/],
		["fails", "a = 1\nb = a / 0\n", /^An exception ended the program\. Line 2, column 5: ZeroDivisionError/],
		[
			"is outside the subset",
			"async def f():\n    pass\n",
			/^Line 1 uses something this machine does not model yet.*async def/,
		],
	] as const) {
		test(`a program that ${what} says so`, async ({ page }) => {
			const player = new PlayerPage(page);
			await player.open(source);
			await player.run();
			await expect(player.root.getByRole("status").filter({ hasText: says })).toBeVisible();
			await expectAccessible(page);
		});
	}

	test("nothing is typed into an editor that is not alive yet, and would be lost", async ({ page, request }) => {
		const sent = await (await request.get("/en/counting/references")).text();
		expect(sent).toMatch(/<textarea[^>]+readonly/i);
		await page.goto("/en/counting/references");
		await expect(page.locator("section.hwp textarea").first()).toBeEditable();
	});

	test("an empty program runs, in every view", async ({ page }) => {
		const player = new PlayerPage(page);
		await player.open("");
		await player.run();
		const count = await player.root.getByRole("tab").count();
		for (let at = 1; at <= count; at++) {
			await player.press(String(at));
			await expect(player.root.getByRole("tabpanel")).not.toBeEmpty();
		}
	});
});

test.describe("on a phone", () => {
	test.use(PHONE);

	test("the row of controls stays a row, and the rest waits behind one button", async ({ page }) => {
		const player = new PlayerPage(page);
		await player.open(SOURCE);
		await player.run();
		const more = player.button("More");
		await expect(player.button("Next death")).toBeHidden();
		const tops = await Promise.all(
			[player.button("Run again"), player.button("Step back"), player.button("Step"), player.button("Play"), more].map(
				async (each) => (await each.boundingBox())?.y,
			),
		);
		expect(new Set(tops.map((top) => Math.round(top ?? -1))).size).toBe(1);
		await more.click();
		await expect(more).toHaveAttribute("aria-expanded", "true");
		for (const name of ["To the start", "Next death", "Previous breakpoint", "Step", "Play"]) {
			const box = await player.button(name).boundingBox();
			expect(Math.min(box?.width ?? 0, box?.height ?? 0), name).toBeGreaterThanOrEqual(44);
		}
		await player.button("To the start").click();
		await player.isAt(0);
		const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
		expect(overflow, "sideways scrolling").toBeLessThanOrEqual(0);
	});
});

for (const [screen, options] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
	for (const colorScheme of ["light", "dark"] as const) {
		test.describe(`${colorScheme}, on a ${screen}`, () => {
			test.use({ ...options, colorScheme });

			// Of each screen and each colouring one in `npm test`.
			const tag = (screen === "phone") === (colorScheme === "light") ? "@long" : [];
			test("axe finds nothing in any view", { tag }, async ({ page }) => {
				test.slow();
				const player = new PlayerPage(page);
				const recording = await engine.record(SOURCE);
				await player.open(SOURCE);
				await player.button("Breakpoint at line 7").click();
				await player.run();
				const step = found(nextMark(recording.summary.collections, 0));
				await player.root.getByRole("slider", { name: "Step of the run" }).fill(String(step));
				await player.isAt(step);
				const count = await player.root.getByRole("tab").count();
				for (let at = 1; at <= count; at++) {
					await player.press(String(at));
					await expect(player.root.getByRole("tab").nth(at - 1)).toHaveAttribute("aria-selected", "true");
					await expectAccessible(page, at === 1 ? undefined : '[role="tablist"], [role="tabpanel"]');
				}
				await player.tab("Bytecode").click();
				await player.button("Go to its first instruction").click();
				await player.isAt(step, "instruction 0");
				await expectAccessible(page);
			});
		});
	}
}
