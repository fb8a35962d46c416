import { describe, expect, it } from "vitest";
import { parseAnswerRequest } from "../submissions/request";
import { MAX_BODY, readBody } from "./body";
import { isSameOrigin } from "./origin";
import { Refusal, refusalResponse } from "./refusal";

describe("readBody", () => {
	const streamed = (chunks: number, size: number) => {
		let sent = 0;
		const body = new ReadableStream<Uint8Array>({
			pull: (controller) => {
				if (sent === chunks) return controller.close();
				sent++;
				controller.enqueue(new Uint8Array(size).fill(97));
			},
		});
		const request = new Request("http://localhost/", { method: "POST", body, duplex: "half" } as RequestInit);
		return { request, sent: () => sent };
	};

	it("reads what is short enough", async () => {
		expect(await readBody(new Request("http://localhost/", { method: "POST", body: "héap" }))).toBe("héap");
		expect(await readBody(new Request("http://localhost/"))).toBe("");
	});

	it("stops reading once there is too much, though no length was announced", async () => {
		const { request, sent } = streamed(10_000, 64 * 1024);
		expect(await readBody(request)).toBeNull();
		expect(sent()).toBeLessThan(MAX_BODY / (64 * 1024) + 4);
	});
});

describe("isSameOrigin", () => {
	const headers = (values: Record<string, string>) => new Headers(values);

	it("takes the name that the visitor used", () => {
		expect(isSameOrigin(headers({ origin: "http://localhost:3000", host: "localhost:3000" }))).toBe(true);
		expect(isSameOrigin(headers({ origin: "http://192.168.1.20:3000", host: "192.168.1.20:3000" }))).toBe(true);
		expect(
			isSameOrigin(
				headers({ origin: "https://learn.example", host: "10.0.0.2:3000", "x-forwarded-host": "learn.example" }),
			),
		).toBe(true);
	});

	it("takes no other, and none at all", () => {
		expect(isSameOrigin(headers({ origin: "http://elsewhere.example", host: "localhost:3000" }))).toBe(false);
		expect(isSameOrigin(headers({ origin: "http://localhost:3001", host: "localhost:3000" }))).toBe(false);
		expect(isSameOrigin(headers({ origin: "null", host: "localhost:3000" }))).toBe(false);
		expect(isSameOrigin(headers({ origin: "file://", host: "" }))).toBe(false);
		expect(isSameOrigin(headers({ host: "localhost:3000" }))).toBe(false);
	});
});

describe("parseAnswerRequest", () => {
	const good = { version: 1, key: "12345678", item: "a/b/c", locale: "en", answer: { kind: "short", text: "3" } };
	const refusalOf = (value: unknown) => {
		try {
			parseAnswerRequest(typeof value === "string" ? value : JSON.stringify(value));
		} catch (error) {
			if (error instanceof Refusal) return error;
			throw error;
		}
		return null;
	};

	it("takes what is in form", () => {
		expect(parseAnswerRequest(JSON.stringify(good))).toEqual(good);
	});

	it("says what is wrong", () => {
		expect(refusalOf("{")).toMatchObject({ code: "malformed" });
		expect(refusalOf(null)).toMatchObject({ code: "malformed" });
		expect(refusalOf({ ...good, version: 2 })).toMatchObject({ code: "unknown-version" });
		expect(refusalOf({ ...good, credit: 1 })).toMatchObject({ code: "unknown-field", detail: "credit" });
		expect(refusalOf({ ...good, key: "short" })).toMatchObject({ code: "malformed" });
		expect(refusalOf({ ...good, key: "a key with blanks" })).toMatchObject({ code: "malformed" });
		expect(refusalOf({ ...good, answer: { kind: "essay", text: "" } })).toMatchObject({ code: "malformed" });
		expect(refusalOf({ ...good, answer: { kind: "code", source: "x".repeat(50_001) } })).toMatchObject({
			code: "too-large",
		});
	});

	it("remembers the language that a faulty request asks for", async () => {
		const refusal = refusalOf({ ...good, locale: "zh-CN", score: 1 });
		expect(refusal?.locale).toBe("zh-CN");
		const response = refusalResponse(refusal ?? new Refusal("internal"), "en");
		expect(response.status).toBe(400);
		expect(await response.json()).toEqual({
			error: "unknown-field",
			message: "答案里没有 score 这个字段。成绩由服务器计算，不从请求里取。",
		});
	});
});
