import { networkInterfaces } from "node:os";
import type { APIRequestContext } from "@playwright/test";
import type { AnsweredItem, ApiError, ProgressResponse } from "@/exercises/types";
import { answerTo, code, EXERCISE, post, QUESTION } from "./api";
import { expect, test } from "./fixtures";
import { OwnServer } from "./own-server";

const choice = { kind: "choice", option: "two" } as const;

async function itemsOf(request: APIRequestContext, origin: string): Promise<readonly string[]> {
	const progress = (await (await request.get(`${origin}/api/progress`)).json()) as ProgressResponse;
	return progress.answers.map((answer) => answer.item);
}

test.describe("forged submissions", () => {
	const refusals: readonly {
		readonly name: string;
		readonly body: unknown;
		readonly status: number;
		readonly error: string;
	}[] = [
		{
			name: "a score beside the answer",
			body: { ...answerTo(QUESTION, choice), score: 1 },
			status: 400,
			error: "unknown-field",
		},
		{
			name: "a grade inside the answer",
			body: { ...answerTo(QUESTION, choice), answer: { ...choice, correct: true } },
			status: 400,
			error: "unknown-field",
		},
		{
			name: "an item that does not exist",
			body: answerTo("counting/references/none", choice),
			status: 404,
			error: "unknown-item",
		},
		{ name: "a path in the item", body: answerTo("../../package", choice), status: 404, error: "unknown-item" },
		{ name: "another kind of answer", body: answerTo(EXERCISE, choice), status: 422, error: "wrong-kind" },
		{
			name: "an option that does not exist",
			body: answerTo(QUESTION, { kind: "choice", option: "none" }),
			status: 422,
			error: "unknown-option",
		},
		{ name: "a megabyte", body: code("x".repeat(1_000_000)), status: 413, error: "too-large" },
		{ name: "no answer at all", body: [], status: 400, error: "malformed" },
		{
			name: "a page from the future",
			body: { ...answerTo(QUESTION, choice), version: 2 },
			status: 400,
			error: "unknown-version",
		},
	];

	for (const { name, body, status, error } of refusals) {
		test(`${name} is refused`, async ({ request, origin }) => {
			const started = Date.now();
			const response = await post(request, origin, body);
			expect(response.status()).toBe(status);
			const told = (await response.json()) as ApiError;
			expect(told.error).toBe(error);
			expect(told.message.length).toBeGreaterThan(20);
			expect(Date.now() - started).toBeLessThan(3_000);
			// Nothing refused leaves a trace, not even a session.
			expect(response.headers()["set-cookie"]).toBeUndefined();
			expect(await itemsOf(request, origin)).toEqual([]);
		});
	}

	test("refusals are in the request's language", async ({ request, origin }) => {
		const body = { ...answerTo("counting/references/none", choice), locale: "zh-CN" };
		const told = (await (await post(request, origin, body)).json()) as ApiError;
		expect(told.message).toContain("没有 counting/references/none 这道题");
	});

	test("another site's page is refused", async ({ request, origin }) => {
		for (const other of ["http://elsewhere.example", "null", origin.replace(/\d+$/, "1")]) {
			const response = await request.post(`${origin}/api/answers`, {
				headers: { origin: other },
				data: answerTo(QUESTION, choice),
			});
			expect(response.status()).toBe(403);
		}
		const silent = await request.post(`${origin}/api/answers`, { data: answerTo(QUESTION, choice) });
		expect(silent.status()).toBe(403);
	});

	const programs = [
		{ name: "an endless loop", source: "while True:\n    pass\n" },
		{ name: "a huge power", source: "x = 10**10**8\n" },
		{ name: "a huge string", source: "x = 'a'*10**12\n" },
		{ name: "a list that grows for ever", source: "x = []\nwhile True:\n    x.append([])\n" },
		{ name: "a recursion without end", source: "def f():\n    f()\nf()\n" },
		{ name: "output without end", source: "while True:\n    print('x' * 1000)\n" },
	];

	for (const { name, source } of programs) {
		test(`${name} gets a failing grade, and the server goes on serving`, async ({ request, origin }) => {
			const started = Date.now();
			const grading = post(request, origin, code(source));
			let slowest = 0;
			let graded = false;
			const watching = (async () => {
				while (!graded) {
					const asked = Date.now();
					expect((await request.get(`${origin}/api/health`)).ok()).toBe(true);
					slowest = Math.max(slowest, Date.now() - asked);
				}
			})();
			const response = await grading;
			graded = true;
			const took = Date.now() - started;
			await watching;
			expect(response.status()).toBe(200);
			const answered = (await response.json()) as AnsweredItem;
			expect(answered.grade.correct).toBe(false);
			expect(answered.solved).toBe(false);
			expect(took).toBeLessThan(3_000);
			// The program ran in a thread of its own: others were answered meanwhile.
			expect(slowest).toBeLessThan(1_000);
		});
	}
});

test.describe("answers", () => {
	test("sent twice are stored once", async ({ request, origin }) => {
		await request.get(`${origin}/en`);
		const body = answerTo(QUESTION, choice);
		const [first, second] = await Promise.all([post(request, origin, body), post(request, origin, body)]);
		expect([first.status(), second.status()]).toEqual([200, 200]);
		const third = (await (await post(request, origin, body)).json()) as AnsweredItem;
		expect(third.attempts).toBe(1);
		expect((await post(request, origin, { ...body, answer: { kind: "choice", option: "three" } })).status()).toBe(409);
	});

	test("survive kill -9, to the last one acknowledged", async ({ playwright }) => {
		const server = await OwnServer.start();
		const request = await playwright.request.newContext();
		try {
			await request.get(`${server.url}/en`);
			expect((await post(request, server.url, answerTo(QUESTION, choice))).status()).toBe(200);
			const last = await post(
				request,
				server.url,
				answerTo("counting/references/q3", { kind: "choice", option: "flat" }),
			);
			expect(last.status()).toBe(200);
			await server.kill();
			await server.serve();
			expect(await itemsOf(request, server.url)).toEqual(["counting/references/q1", "counting/references/q3"]);
		} finally {
			await request.dispose();
			await server.remove();
		}
	});
});

test.describe("guests", () => {
	test("are no row before their first answer, and one with several tabs", async ({ context }) => {
		const server = await OwnServer.start();
		try {
			const tabs = await Promise.all([context.newPage(), context.newPage(), context.newPage()]);
			await Promise.all(tabs.map((tab) => tab.goto(`${server.url}/en/counting/references`)));
			expect(server.count("User")).toBe(0);
			const bodies = ["q1", "q3", "first-guess"].map((name, index) =>
				answerTo(`counting/references/${name}`, { kind: "choice", option: ["two", "flat", "clear"][index] ?? "" }),
			);
			const statuses = await Promise.all(
				tabs.map((tab, index) =>
					tab.evaluate(async (body) => {
						const headers = { "content-type": "application/json" };
						const response = await fetch("/api/answers", { method: "POST", headers, body: JSON.stringify(body) });
						return response.status;
					}, bodies[index]),
				),
			);
			expect(statuses).toEqual([200, 200, 200]);
			expect(server.count("User")).toBe(1);
			expect(server.count("Submission")).toBe(3);
			expect(await itemsOf(context.request, server.url)).toHaveLength(3);
		} finally {
			await Promise.all(context.pages().map((page) => page.close()));
			await server.remove();
		}
	});

	test("come back by their browser when the session is lost", async ({ context, origin }) => {
		await context.request.get(`${origin}/en`);
		expect((await post(context.request, origin, answerTo(QUESTION, choice))).status()).toBe(200);
		await context.clearCookies({ name: "heapwise.session_token" });
		expect(await itemsOf(context.request, origin)).toEqual([QUESTION]);
	});

	test("of a whole school behind one address all get through", async ({ playwright }) => {
		const server = await OwnServer.start();
		const guests = await Promise.all(Array.from({ length: 200 }, () => playwright.request.newContext()));
		try {
			const statuses = await Promise.all(
				guests.map(async (guest) => {
					await guest.get(`${server.url}/en`);
					return (await post(guest, server.url, answerTo(QUESTION, choice))).status();
				}),
			);
			expect(statuses.filter((status) => status !== 200)).toEqual([]);
			expect(server.count("User")).toBe(200);
		} finally {
			await Promise.all(guests.map((guest) => guest.dispose()));
			await server.remove();
		}
	});

	test("on a plain-http address of the local network can do everything", async ({ browser, origin: local }) => {
		// A name that is not localhost: to the browser as insecure as any address of the network. See launchOptions.
		const origin = `http://laptop.test:${new URL(local).port}`;
		const context = await browser.newContext();
		const page = await context.newPage();
		await page.goto(origin);
		expect(new URL(page.url()).origin).toBe(origin);
		expect(await page.evaluate(() => isSecureContext)).toBe(false);
		const status = await page.evaluate(
			async (body) => {
				const headers = { "content-type": "application/json" };
				return (await fetch("/api/answers", { method: "POST", headers, body: JSON.stringify(body) })).status;
			},
			answerTo(QUESTION, choice),
		);
		expect(status).toBe(200);
		await page.reload();
		const progress = await page.evaluate(async () => (await fetch("/api/progress")).json());
		expect((progress as ProgressResponse).answers.map((answer) => answer.item)).toEqual([QUESTION]);
		await context.close();
	});

	test("on every address of this machine reach the server", async ({ request, origin }) => {
		const port = new URL(origin).port;
		const addresses = Object.values(networkInterfaces())
			.flatMap((list) => list ?? [])
			.filter((entry) => entry.family === "IPv4")
			.map((entry) => `http://${entry.address}:${port}`);
		for (const address of addresses) {
			expect((await request.get(`${address}/api/health`)).status()).toBe(200);
			expect((await post(request, address, answerTo(QUESTION, choice))).status()).toBe(200);
		}
	});
});

test.describe("pages", () => {
	const paths = ["/en", "/zh-CN", "/en/counting/references", "/zh-CN/counting/references", "/en/weak/references"];

	for (const path of paths) {
		test(`${path} keeps to a strict policy`, async ({ page }) => {
			const response = await page.goto(path);
			expect(response?.status()).toBe(200);
			const policy = response?.headers()["content-security-policy"] ?? "";
			const scripts = policy.split("; ").find((directive) => directive.startsWith("script-src"));
			expect(scripts).toMatch(/^script-src 'self'( 'sha256-[A-Za-z0-9+/]{43}=')+$/);
			expect(policy).toContain("object-src 'none'");
			await page.waitForLoadState("networkidle");
			expect(Buffer.byteLength(policy)).toBeLessThan(4_096);
		});
	}

	test("an unknown address gets the page that says so, under a policy as strict", async ({ page, complaints }) => {
		for (const path of ["/en/no/such", "/en/counting/none", "/none", "/zh-CN/none"]) {
			const response = await page.goto(path);
			expect(response?.status()).toBe(404);
			const policy = response?.headers()["content-security-policy"] ?? "";
			expect(policy).toContain("script-src 'self'");
			expect(policy).not.toMatch(/script-src[^;]*unsafe/);
			await expect(page.locator("h1:visible")).toHaveCount(1);
		}
		// The browser reports each such address itself.
		const others = complaints.splice(0).filter((text) => !/status of 404/.test(text));
		expect(others).toEqual([]);
	});

	test("a page names itself in all languages, by the address that it was asked for under", async ({
		request,
		origin,
	}) => {
		for (const site of [origin, origin.replace("localhost", "127.0.0.1")]) {
			const response = await request.get(`${site}/zh-CN/counting/references`);
			expect(response.headers().link).toContain(
				`<${site}/en/counting/references>; rel="alternate"; hreflang="en", ` +
					`<${site}/zh-CN/counting/references>; rel="alternate"; hreflang="zh-CN"`,
			);
			expect(await response.text()).not.toMatch(/<link[^>]+hreflang/i);
		}
	});

	test("an address without a language leads to the page in the reader's", async ({ playwright, origin }) => {
		for (const [accept, locale] of [
			["zh-CN,zh;q=0.9,en;q=0.8", "zh-CN"],
			["fr,en;q=0.5", "en"],
		] as const) {
			const request = await playwright.request.newContext({ extraHTTPHeaders: { "accept-language": accept } });
			for (const bare of ["", "/play?from=mail", "/embed", "/counting/references"]) {
				const response = await request.get(`${origin}${bare === "" ? "/" : bare}`, { maxRedirects: 0 });
				expect(response.status(), bare).toBe(307);
				expect(response.headers().location).toBe(`/${locale}${bare}`);
			}
			expect((await request.get(`${origin}/playing`, { maxRedirects: 0 })).status()).toBe(404);
			await request.dispose();
		}
	});

	test("scripts and workers come with a policy of their own", async ({ page, request }) => {
		const scripts: string[] = [];
		page.on("response", (response) => {
			if (response.url().includes("/_next/static/") && response.url().endsWith(".js")) scripts.push(response.url());
		});
		await page.goto("/en/counting/references");
		await page.waitForLoadState("networkidle");
		expect(scripts.length).toBeGreaterThan(0);
		for (const script of scripts.slice(0, 3)) {
			const policy = (await request.get(script)).headers()["content-security-policy"];
			expect(policy).toContain("script-src 'self'");
			expect(policy).not.toContain("unsafe");
		}
	});

	test("health names database and engine", async ({ request }) => {
		const response = await request.get("/api/health");
		expect(response.status()).toBe(200);
		expect(await response.json()).toEqual({
			status: "ok",
			database: "ok",
			engine: expect.stringMatching(/^\d+\.\d+\.\d+\+[0-9a-f]{12}$/),
		});
	});
});
