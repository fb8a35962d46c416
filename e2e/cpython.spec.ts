import { readFileSync } from "node:fs";
import type { Frame, Locator, Page } from "@playwright/test";
import { expectAccessible } from "./axe";
import { type NoticingServer, noticing } from "./noticing";
import { expect, test as watched } from "./watched";

/** "Run on CPython": the same program on pyodide, in a frame that reaches nothing. docs/decisions/0016 has the why. */

const PAGE = "/en/play";

const test = watched.extend<{ readonly site: NoticingServer }>({
	site: async ({ baseURL }, use) => {
		const server = await noticing(baseURL ?? "");
		await use(server);
		await server.close();
	},
});

test.use({ permissions: ["clipboard-read", "clipboard-write"] });
// An interpreter starts within seconds, and within a minute on a machine that is busy with other journeys.
test.describe.configure({ timeout: 240_000 });
const SLOWLY = { timeout: 150_000 };

const player = (page: Page): Locator => page.getByRole("region", { name: /^Program player/ }).first();
const panel = (page: Page): Locator => page.getByRole("region", { name: /^CPython 3/ });
const start = (page: Page): Locator => player(page).getByRole("button", { name: "Run on CPython", exact: true });
/** Without the fragment, in which the page keeps what it shows. */
const pathOf = (page: Page): string => new URL(page.url()).pathname;
const underCPython = (site: NoticingServer): readonly string[] =>
	site.asked.filter((path) => path.startsWith("/cpython"));

async function write(page: Page, program: string): Promise<void> {
	await page.evaluate((value) => navigator.clipboard.writeText(value), program);
	await player(page).getByRole("textbox").first().focus();
	await page.keyboard.press("ControlOrMeta+a");
	await page.keyboard.press("ControlOrMeta+v");
}

async function runOnCPython(page: Page, site: NoticingServer, program: string): Promise<void> {
	await page.goto(`${site.url}${PAGE}`);
	await write(page, program);
	await start(page).click();
}

test("nothing of CPython is fetched before it is asked for, and once only", async ({ page, site }) => {
	await page.goto(`${site.url}${PAGE}`);
	await write(page, "print('once')\n");
	await player(page).getByRole("button", { name: "Run", exact: true }).click();
	await expect(player(page).getByText("once").first()).toBeVisible();
	await page.waitForLoadState("networkidle");
	expect(underCPython(site)).toEqual([]);

	await start(page).click();
	await expect(panel(page).getByText("CPython printed the same, line for line: 1 line.")).toBeVisible(SLOWLY);
	const first = underCPython(site);
	expect(first.filter((path) => /\/3\.13\//.test(path))).toHaveLength(3);
	await panel(page).getByRole("button", { name: "Run on CPython again" }).click();
	await expect(panel(page).getByRole("button", { name: "Stop" })).toBeVisible();
	await expect(panel(page).getByText("CPython printed the same, line for line: 1 line.")).toBeVisible(SLOWLY);
	expect(underCPython(site).filter((path) => /\/3\.\d+\//.test(path))).toHaveLength(3);
});

test("what the interpreter's exit frees and an exception's traceback are the same", async ({ page, site }) => {
	const program = `import collections

class Node:
    def __init__(self, name):
        self.name = name
        self.me = self
    def __del__(self):
        print("freed", self.name)

kept = Node("kept")
print(kept)
collections.namedtuple("x", "1")
`;
	await runOnCPython(page, site, program);
	await expect(panel(page).getByText("CPython printed the same, line for line: 10 lines.")).toBeVisible(SLOWLY);
	await expect(panel(page).getByText("1 line has other addresses.")).toBeVisible();
	await expect(panel(page).getByRole("cell", { name: "freed kept" })).toHaveCount(2);
});

test("a line that differs is shown beside ours, with what this CPython cannot tell", async ({ page, site }) => {
	await runOnCPython(page, site, "import sys\nprint('before')\nprint(sys.getsizeof([]))\nprint('after')\n");
	await expect(panel(page).getByText("1 line differs.")).toBeVisible(SLOWLY);
	const row = panel(page).getByRole("row", { name: /differs/ });
	await expect(row.getByRole("cell")).toHaveText(["2", "56", /differs/, "28"]);
	await expect(panel(page).getByText(/built for 32 bits/)).toBeVisible();
	await expectAccessible(page);
});

test("the other Python runs too, and is another interpreter", { tag: "@long" }, async ({ page, site }) => {
	await page.goto(`${site.url}${PAGE}`);
	await write(page, "import sys\nprint(sys.version_info[:2])\n");
	await player(page).getByLabel("Python").first().selectOption("3.14");
	await start(page).click();
	await expect(panel(page).getByText("CPython printed the same, line for line: 1 line.")).toBeVisible(SLOWLY);
	await expect(page.getByRole("region", { name: "CPython 3.14.2" })).toContainText("incremental");
});

test("an endless loop is stopped, and its interpreter is gone", async ({ page, site }) => {
	await runOnCPython(page, site, "print('on and on')\nwhile True:\n    pass\n");
	await expect(panel(page).getByText("on and on")).toBeVisible(SLOWLY);
	// The page is its reader's all the while.
	expect(await page.evaluate(() => new Promise((resolve) => setTimeout(() => resolve("awake"), 50)))).toBe("awake");
	await panel(page).getByRole("button", { name: "Stop" }).click();
	await expect(panel(page).getByText("Stopped.")).toBeVisible();
	await expect(page.locator("iframe")).toHaveCount(0);
	await expect.poll(() => page.frames().length).toBe(1);
	await panel(page).getByRole("button", { name: "Close" }).click();
	await expect(panel(page)).toHaveCount(0);
});

test("a program that prints without end is ended", { tag: "@long" }, async ({ page, site }) => {
	await runOnCPython(page, site, "while True:\n    print('x' * 1000)\n");
	await expect(panel(page).getByText("Ended: a program may print 200,000 characters here.")).toBeVisible(SLOWLY);
	await expect(page.locator("iframe")).toHaveCount(0);
});

test.describe("what would get out", () => {
	// The browser says in the console what its policy has stopped; now and then Pyodide breaks on what it was refused, when
	// all has been tried, and says so there.
	test.use({
		tolerated:
			/Content.Security.Policy|^policy: |cpython\.invalid|ERR_|Refused to|Unsafe attempt|Blocked opening|Pyodide has suffered|cause of the fatal error|Recursive call to fatal_error|Aborted\(\)|memory access out of bounds/,
	});

	test("does not, from Python", async ({ page, site, context }) => {
		await context.addCookies([{ name: "mine", value: "secret", url: site.url }]);
		await page.goto(`${site.url}${PAGE}`);
		await page.evaluate(() => {
			localStorage.setItem("mine", "secret");
			Reflect.set(window, "heard", []);
			const heard: unknown = Reflect.get(window, "heard");
			new BroadcastChannel("heapwise").onmessage = ({ data }) => Array.isArray(heard) && heard.push(data);
		});
		await write(page, readFileSync("e2e/escape.py", "utf8").replace("__SITE__", site.url));
		await start(page).click();
		// Ours does not know `js` at all, so there is nothing to compare but the output as it came.
		await expect(panel(page).getByText("done", { exact: false }).last()).toBeVisible(SLOWLY);
		await expect(panel(page).getByRole("button", { name: "Run on CPython again" })).toBeVisible(SLOWLY);
		const text = await panel(page).innerText();
		for (const refused of [
			"XMLHttpRequest",
			"the API",
			"importScripts",
			"eval",
			"cookies",
			"cookie store",
			"localStorage",
			"sessionStorage",
			"indexedDB",
			"caches",
			"the parent",
			"the top",
			"a window",
			"its address",
		]) {
			expect(text, refused).toMatch(new RegExp(`${refused}: refused`));
		}
		expect(text).not.toContain("secret");
		// A forged message is at most output: text, never markup.
		expect(text).toContain("<img src=/escaped/image");
		expect(await panel(page).locator("img").count()).toBe(0);

		// What was only asked for has had its time.
		await page.waitForTimeout(1_000);
		expect(site.asked.filter((path) => path.includes("escaped"))).toEqual([]);
		expect(await page.evaluate(() => Reflect.get(window, "heard"))).toEqual([]);
		expect(pathOf(page)).toBe(PAGE);
		expect(context.pages()).toHaveLength(1);
		await expect(page.locator("iframe")).toHaveCount(0);
	});

	test("does not, even from the frame itself", async ({ page, site, context }) => {
		await runOnCPython(page, site, "while True:\n    pass\n");
		await expect(panel(page).getByText(/The program runs on CPython/)).toBeVisible(SLOWLY);
		const frame = page.frames().find((each) => each.url().includes("/cpython/"));
		if (frame === undefined) throw new Error("there is no frame");
		expect(await triedIn(frame, site.url)).toEqual({
			origin: "null",
			cookie: "SecurityError",
			localStorage: "SecurityError",
			indexedDB: "SecurityError",
			parent: "SecurityError",
			top: "SecurityError",
			open: "null",
			fetch: "TypeError",
		});
		// Messages that are not of the protocol, or come out of order, change nothing.
		await frame.evaluate(() => {
			for (const data of [{ kind: "ready" }, { kind: "running" }, { kind: "eval" }, "ended", null, { kind: "ended" }]) {
				parent.postMessage(data, "*");
			}
		});
		await page.waitForTimeout(500);
		await expect(panel(page).getByText(/The program runs on CPython/)).toBeVisible();
		expect(pathOf(page)).toBe(PAGE);
		expect(context.pages()).toHaveLength(1);
		expect(site.asked.filter((path) => path.includes("escaped"))).toEqual([]);
		await panel(page).getByRole("button", { name: "Stop" }).click();
	});
});

/** What becomes of attempts in the frame's own document: the name of the error, or the answer. */
function triedIn(frame: Frame, site: string): Promise<Readonly<Record<string, string>>> {
	return frame.evaluate(async (url) => {
		const outcome = async (attempt: () => unknown): Promise<string> => {
			try {
				return String(await attempt());
			} catch (error) {
				return error instanceof Error || error instanceof DOMException ? error.name : String(error);
			}
		};
		return {
			origin: await outcome(() => origin),
			cookie: await outcome(() => document.cookie),
			localStorage: await outcome(() => localStorage.length),
			indexedDB: await outcome(() => indexedDB.open("escaped")),
			parent: await outcome(() => parent.document.title),
			top: await outcome(() => {
				if (top !== null) top.location.href = `${url}/escaped/top`;
			}),
			open: await outcome(() => open(`${url}/escaped/window`)),
			fetch: await outcome(() => fetch(`${url}/escaped/fetch`, { mode: "no-cors" })),
		};
	}, site);
}

test.describe("without a network", () => {
	test.use({ tolerated: /Failed to load resource/ });

	test("it says so, and works when the network is back", { tag: "@long" }, async ({ page, site }) => {
		await page.goto(`${site.url}${PAGE}`);
		await write(page, "print('later')\n");
		await page.route("**/cpython/**", (route) => route.abort());
		await start(page).click();
		await expect(panel(page).getByRole("alert")).toContainText("CPython could not be loaded. Nothing ran");
		await page.unroute("**/cpython/**");
		await panel(page).getByRole("button", { name: "Run on CPython again" }).click();
		await expect(panel(page).getByText("CPython printed the same, line for line: 1 line.")).toBeVisible(SLOWLY);
	});
});

for (const [colorScheme, viewport] of [
	["dark", { width: 1280, height: 800 }],
	["light", { width: 320, height: 640 }],
] as const) {
	test.describe(`${colorScheme}, ${viewport.width} px wide`, () => {
		test.use({ colorScheme, viewport });

		test("axe finds nothing in a comparison", { tag: "@long" }, async ({ page, site }) => {
			await runOnCPython(page, site, "import sys\nprint(sys.getsizeof([]))\nprint(sys.getsizeof({}))\n");
			await expect(panel(page).getByText("2 lines differ.")).toBeVisible(SLOWLY);
			await expectAccessible(page);
			const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
			expect(overflow, "sideways scrolling").toBeLessThanOrEqual(0);
		});
	});
}

test("the frame's page is served with its policy, and without a name for the browser", async ({
	request,
	page,
	site,
}) => {
	await page.goto(`${site.url}${PAGE}`);
	const { base } = (await (await request.get(`${site.url}/cpython/index.json`)).json()) as { readonly base: string };
	const frame = await request.get(`${site.url}${base}frame.html`);
	expect(frame.status()).toBe(200);
	const policy = frame.headers()["content-security-policy"] ?? "";
	expect(policy).toMatch(
		/^sandbox allow-scripts; default-src 'none'; script-src 'sha256-[A-Za-z0-9+/]{43}=' 'wasm-unsafe-eval'; /,
	);
	expect(policy).not.toContain("connect-src");
	expect(frame.headers()["cache-control"]).toBe("public, max-age=31536000, immutable");
	expect(frame.headers()["set-cookie"]).toBeUndefined();
});
