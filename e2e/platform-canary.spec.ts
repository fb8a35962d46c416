import { readFileSync, rmSync } from "node:fs";
import type { Page } from "@playwright/test";
import type { AnswerRequest } from "@/exercises/types";
import { answerTo, code, post } from "./api";
import { buildCanaryCopy, CANARY, servedFiles } from "./canary-copy";
import { expect, test } from "./fixtures";
import { OwnServer } from "./own-server";

/** An option's correctness as data: what the words of the canary cannot mark. */
const TOLD_CORRECT = /\\?"correct\\?":\s*(true|false|!0|!1)/;

let copy = "";
let server: OwnServer;

test.describe("keys stay on the server until the answer", () => {
	test.describe.configure({ mode: "serial" });

	test.beforeAll(async () => {
		test.setTimeout(300_000);
		copy = await buildCanaryCopy(process.cwd());
		server = await OwnServer.start(copy);
	});

	test.afterAll(async () => {
		await server?.remove();
		rmSync(copy, { recursive: true, force: true });
	});

	test("in no file that is served", () => {
		const files = servedFiles(copy);
		expect(files.filter((file) => file.endsWith(".js")).length).toBeGreaterThan(5);
		expect(files.filter((file) => file.endsWith(".html")).length).toBeGreaterThan(5);
		const telling = files.filter((file) => {
			const text = readFileSync(file, "latin1");
			return text.includes(CANARY) || (!file.endsWith(".js") && TOLD_CORRECT.test(text));
		});
		expect(telling).toEqual([]);
	});

	test("in nothing a browser receives while reading the whole course", async ({ page }) => {
		test.setTimeout(180_000);
		const received = receive(page);
		for (const locale of ["en", "zh-CN"]) {
			await page.goto(`${server.url}/${locale}`);
			const lessons = await page
				.locator("a[href]")
				.evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute("href") ?? ""))]);
			const ours = lessons.filter((href) => href.startsWith(`/${locale}/`));
			expect(ours.length).toBeGreaterThan(3);
			for (const path of ours) {
				await page.goto(`${server.url}${path}`);
				await page.waitForLoadState("networkidle");
				// The page as data, which links fetch instead of the document.
				const flight = await page.request.get(`${server.url}${path}`, { headers: { rsc: "1" } });
				expect(flight.headers()["content-type"]).toContain("text/x-component");
				received.add(`${path} as data`, await flight.text());
			}
		}
		received.add("progress", await (await page.request.get(`${server.url}/api/progress`)).text());
		const refused = await post(
			page.request,
			server.url,
			answerTo("counting/references/q1", { kind: "short", text: "x" }),
		);
		received.add("a refusal", await refused.text());
		const all = await received.all();
		expect(all.size).toBeGreaterThan(20);
		const telling = [...all].filter(([url, text]) => {
			return text.includes(CANARY) || (!url.endsWith(".js") && TOLD_CORRECT.test(text));
		});
		expect(telling.map(([url]) => url)).toEqual([]);
	});

	test("and is told with the grade, so the word was really there", async ({ request }) => {
		const answers: readonly AnswerRequest[] = [
			answerTo("counting/references/q1", { kind: "choice", option: "two" }),
			answerTo("counting/references/q2", { kind: "short", text: "nothing" }),
		];
		for (const answer of answers) {
			expect(await (await post(request, server.url, answer)).text()).toContain(CANARY);
		}
		// A wrong program is told what failed, and neither solution nor explanation.
		expect(await (await post(request, server.url, code("x = 1\n"))).text()).not.toContain(CANARY);
	});
});

/** Keeps the body of every response that a page gets, its workers' too. */
function receive(page: Page) {
	const bodies = new Map<string, Promise<string>>();
	page.context().on("response", (response) => {
		// A redirect has no body; a response whose page is already gone has been read before under the same address.
		const body = response
			.body()
			.then((buffer) => buffer.toString("latin1"))
			.catch(() => "");
		if (!bodies.has(response.url())) bodies.set(response.url(), body);
	});
	return {
		add: (name: string, text: string) => bodies.set(name, Promise.resolve(text)),
		all: async () => new Map(await Promise.all([...bodies].map(async ([url, body]) => [url, await body] as const))),
	};
}
