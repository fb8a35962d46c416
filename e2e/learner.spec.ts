import { devices, type Locator, type Page } from "@playwright/test";
import { expectAccessible } from "./axe";
import { accepted, CHECKS, DEATH, option, PROGRAM, SOLUTION, TITLE } from "./content";
import { expect, test } from "./watched";

const player = (page: Page, title: string): Locator => page.getByRole("region", { name: `Program player: ${title}` });
const question = (page: Page, label: string): Locator => page.getByRole("listitem").filter({ hasText: label });

/** Replaces a program by pasting, which every editor that the player may have understands. */
async function paste(page: Page, editor: Locator, text: string): Promise<void> {
	await page.evaluate((value) => navigator.clipboard.writeText(value), text);
	await editor.focus();
	await page.keyboard.press("ControlOrMeta+a");
	await page.keyboard.press("ControlOrMeta+v");
}

async function readsAndPredicts(page: Page): Promise<void> {
	await page.goto("/en");
	await page.getByRole("link", { name: "Begin with the first lesson" }).click();
	await expect(page.getByRole("heading", { level: 1, name: TITLE })).toBeVisible();

	const before = page.getByRole("region", { name: "Before you run it" });
	await before.getByRole("button", { name: "Lock my answer" }).click();
	await expect(before.getByText("Choose an answer first.")).toBeVisible();
	await before.getByRole("radio", { name: option("first-guess", "wrong") }).check();
	await before.getByRole("button", { name: "Lock my answer" }).click();
	const locked = page.getByRole("region", { name: "Your prediction" });
	await expect(locked.getByText("Not right", { exact: true })).toBeVisible();
	await expect(locked.getByText("your answer")).toBeVisible();
	await expect(locked.getByRole("radio")).toHaveCount(0);
}

async function runsAndStepsBack(page: Page): Promise<void> {
	const program = player(page, PROGRAM);
	const position = program.getByText(/^step \d+ of \d+/);
	await program.getByRole("button", { name: "Run", exact: true }).click();
	await expect(program.getByText(DEATH).first()).toBeVisible();
	const end = await position.innerText();

	await program.getByRole("button", { name: "Step back", exact: true }).click();
	await expect(position).not.toHaveText(end);
	await program.getByRole("button", { name: "Step", exact: true }).click();
	await expect(position).toHaveText(end);

	// On a phone the ways beyond one step wait behind a button.
	const more = program.getByRole("button", { name: "More", exact: true });
	if (await more.isVisible()) await more.click();
	await program.getByRole("button", { name: "To the start" }).click();
	await expect(position).toHaveText(/^step 0 of/);
	await expect(program.getByText(DEATH)).toHaveCount(0);
	await program.getByRole("button", { name: "Next death" }).click();
	await expect(program.getByText(DEATH).first()).toBeVisible();
}

async function solvesTheExercise(page: Page): Promise<void> {
	const exercise = player(page, "session-log.py");
	const checks = page.getByRole("list", { name: "What the run must show" });
	await exercise.getByRole("button", { name: "Run", exact: true }).click();
	await expect(checks.getByText("not yet").first()).toBeVisible();

	await page.getByRole("button", { name: "Submit" }).click();
	await expect(page.getByText(/checks? did not pass on the server/)).toBeVisible();

	await paste(page, exercise.getByRole("textbox").first(), SOLUTION);
	await expect(page.getByText("The program has changed since it ran.")).toBeVisible();
	await exercise.getByRole("button", { name: "Run", exact: true }).click();
	await expect(checks.getByText("passed", { exact: true })).toHaveCount(CHECKS);

	await page.getByRole("button", { name: "Submit" }).click();
	await expect(page.getByText("Every check passed on the server too.")).toBeVisible();
}

async function answersTheQuiz(page: Page): Promise<void> {
	const first = question(page, "Question 1 of 3");
	await first.getByRole("radio", { name: option("q1", "right") }).check();
	await first.getByRole("button", { name: "Answer", exact: true }).click();
	await expect(first.getByText("Right", { exact: true })).toBeVisible();

	const second = question(page, "Question 2 of 3");
	await second.getByRole("textbox").fill(accepted("q2"));
	await second.getByRole("button", { name: "Answer", exact: true }).click();
	await expect(second.getByText("Right", { exact: true })).toBeVisible();

	const third = question(page, "Question 3 of 3");
	await third.getByRole("radio", { name: option("q3", "wrong") }).check();
	await third.getByRole("button", { name: "Answer", exact: true }).click();
	await expect(third.getByText("Not right", { exact: true })).toBeVisible();
	await third.getByRole("button", { name: "Answer again" }).click();
	await third.getByRole("radio", { name: option("q3", "right") }).check();
	await third.getByRole("button", { name: "Answer", exact: true }).click();
	await expect(third.getByText("Right", { exact: true })).toBeVisible();
}

async function findsEverythingAgain(page: Page): Promise<void> {
	const prediction = page.getByRole("region", { name: "Your prediction" });
	await expect(prediction.getByRole("listitem").filter({ hasText: "your answer" })).toContainText(
		option("first-guess", "wrong"),
	);
	await expect(page.getByText("Every check passed on the server too.")).toBeVisible();
	await expect(player(page, "session-log.py").getByRole("textbox").first()).toHaveValue(
		/recent\.append\(session\.user\)/,
	);
	for (const label of ["Question 1 of 3", "Question 2 of 3", "Question 3 of 3"]) {
		await expect(question(page, label).getByText("Right", { exact: true })).toBeVisible();
	}
}

const phone = devices["Pixel 7"];
const SCREENS = {
	desktop: { viewport: { width: 1280, height: 800 } },
	phone: { viewport: phone.viewport, userAgent: phone.userAgent, isMobile: true, hasTouch: true },
} as const;

for (const [name, screen] of Object.entries(SCREENS)) {
	test.describe(`on a ${name}`, () => {
		test.use({ ...screen, permissions: ["clipboard-read", "clipboard-write"] });

		test("a learner goes through the first lesson and finds it all again", async ({ page }) => {
			// A whole lesson and three reloads, on a machine that may be busy with other journeys.
			test.setTimeout(180_000);
			await readsAndPredicts(page);
			await runsAndStepsBack(page);
			await solvesTheExercise(page);
			await answersTheQuiz(page);

			await page.reload();
			await findsEverythingAgain(page);
			await expectAccessible(page);

			// What the browser had kept is gone; the server still knows.
			await page.evaluate(() => localStorage.clear());
			await page.reload();
			await findsEverythingAgain(page);

			await page.getByRole("link", { name: "中文" }).click();
			await expect(page).toHaveURL(/\/zh-CN\/counting\/references$/);
			await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
			await expect(page.getByText("在服务器上也全部通过。")).toBeVisible();
			await expectAccessible(page);

			await page.getByRole("link", { name: "Heapwise，目录" }).click();
			await expect(
				page.getByRole("listitem").filter({ hasText: "1.1" }).getByText("已完成", { exact: true }),
			).toBeVisible();
			// The language last read is the one that the bare address leads to.
			await page.goto("/");
			await expect(page).toHaveURL(/\/zh-CN$/);
		});
	});
}

test.describe("without a server to reach", () => {
	test.use({ tolerated: /Failed to load resource/ });

	test("an answer waits, survives a reload and is sent once", async ({ page }) => {
		const keys: unknown[] = [];
		page.on("request", (request) => {
			if (request.url().endsWith("/api/answers")) keys.push(request.postDataJSON()?.key);
		});
		await page.goto("/en/counting/references");
		await page.route("**/api/**", (route) => route.abort());
		const before = page.getByRole("region", { name: "Before you run it" });
		await before.getByRole("radio", { name: option("first-guess", "right") }).check();
		await before.getByRole("button", { name: "Lock my answer" }).click();
		await expect(before.getByText("The server cannot be reached.")).toBeVisible();

		await page.reload();
		await expect(before.getByText("The server cannot be reached.")).toBeVisible();
		await expect(before.getByRole("radio", { name: option("first-guess", "right") })).toBeChecked();
		await expect(page.getByText("Your earlier answers could not be loaded.")).toBeVisible();

		await page.unroute("**/api/**");
		await before.getByRole("button", { name: "Try now" }).click();
		const locked = page.getByRole("region", { name: "Your prediction" });
		await expect(locked.getByText("Right", { exact: true })).toBeVisible();
		expect(new Set(keys).size).toBe(1);
		await page.reload();
		await expect(locked.getByText("Right", { exact: true })).toBeVisible();
	});
});

test("two tabs answering at once are one guest, and each learns of the other's answer", async ({ context }) => {
	const [one, two] = [await context.newPage(), await context.newPage()];
	await Promise.all([one.goto("/en/counting/references"), two.goto("/en/counting/references")]);
	const answerIn = async (page: Page, label: string, name: string): Promise<void> => {
		await question(page, label).getByRole("radio", { name }).check();
		await question(page, label).getByRole("button", { name: "Answer", exact: true }).click();
	};
	await Promise.all([
		answerIn(one, "Question 1 of 3", option("q1", "wrong")),
		answerIn(two, "Question 3 of 3", option("q3", "right")),
	]);
	for (const page of [one, two]) {
		await expect(question(page, "Question 1 of 3").getByText("Not right", { exact: true })).toBeVisible();
		await expect(question(page, "Question 3 of 3").getByText("Right", { exact: true })).toBeVisible();
	}
	await one.reload();
	await expect(question(one, "Question 1 of 3").getByText("Not right", { exact: true })).toBeVisible();
	await expect(question(one, "Question 3 of 3").getByText("Right", { exact: true })).toBeVisible();
});

test("a theme chosen is there before the next page is painted", async ({ page }) => {
	await page.emulateMedia({ colorScheme: "light" });
	await page.goto("/en");
	await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
	await page.getByRole("button", { name: "Use the dark theme" }).click();
	await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
	await page.goto("/en/counting/references", { waitUntil: "commit" });
	await page.waitForSelector("body", { state: "attached" });
	await expect(page.locator("html")).toHaveAttribute("data-theme", "dark", { timeout: 50 });
});
