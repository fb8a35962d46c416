import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type ThrowawayDatabase, throwawayDatabase } from "./testing/throwaway-database";

let made: ThrowawayDatabase;
let session: typeof import("./session");

beforeAll(async () => {
	made = throwawayDatabase();
	vi.stubEnv("DATABASE_URL", made.url);
	vi.stubEnv("HEAPWISE_SECRET", "a secret for tests only, long enough to be taken for one");
	session = await import("./session");
});

afterAll(async () => {
	const { database } = await import("./database");
	await database().$disconnect();
	await made.remove();
	vi.unstubAllEnvs();
});

const browser = (letter: string) => `heapwise-browser=${letter.repeat(32)}`;

function cookieHeader(cookies: readonly string[]): string {
	return cookies.map((cookie) => cookie.split(";")[0]).join("; ");
}

describe("a visitor", () => {
	it("has no row", async () => {
		const visitor = await session.visitorOf(new Headers({ cookie: browser("a") }));
		expect(visitor).toMatchObject({ userId: null, hasSession: false, cookies: [] });
		expect(visitor.browserKey).toMatch(/^[\w-]{43}$/);
		expect(await made.db.user.count()).toBe(0);
	});

	it("with cookies of nobody's making has none either", async () => {
		const headers = new Headers({ cookie: "heapwise-browser=x; heapwise.session_token=forged.signature" });
		expect(await session.visitorOf(headers)).toMatchObject({ userId: null, browserKey: null });
	});
});

describe("becomeGuest", () => {
	it("makes one guest for a browser whose tabs race", async () => {
		const headers = new Headers({ cookie: browser("b") });
		const guests = await Promise.all([1, 2, 3, 4].map(() => session.becomeGuest(headers)));
		expect(new Set(guests.map((guest) => guest.userId)).size).toBe(1);
		expect(await made.db.user.count({ where: { isAnonymous: true } })).toBe(1);
	});

	it("gives each browser its own", async () => {
		const [c, d] = await Promise.all(
			["c", "d"].map((letter) => session.becomeGuest(new Headers({ cookie: browser(letter) }))),
		);
		expect(c?.userId).not.toBe(d?.userId);
	});

	it("gives a session that is known again, with cookies that work on plain http", async () => {
		const { userId, cookies } = await session.becomeGuest(new Headers({ cookie: browser("e") }));
		expect(cookies.join("\n")).not.toMatch(/secure/i);
		expect(cookies.every((cookie) => /httponly/i.test(cookie))).toBe(true);
		const visitor = await session.visitorOf(new Headers({ cookie: cookieHeader(cookies) }));
		expect(visitor).toMatchObject({ userId, hasSession: true });
	});

	it("makes the cookies secure behind https", async () => {
		const headers = new Headers({ cookie: browser("f"), "x-forwarded-proto": "https" });
		const { cookies } = await session.becomeGuest(headers);
		expect(cookies.length).toBeGreaterThan(0);
		expect(cookies.every((cookie) => cookie.endsWith("; Secure"))).toBe(true);
	});

	it("names a browser that had no name, so that it is known next time", async () => {
		const { userId, cookies } = await session.becomeGuest(new Headers());
		const name = cookies.find((cookie) => cookie.startsWith("heapwise-browser="))?.split(";")[0] ?? "";
		expect(await session.visitorOf(new Headers({ cookie: name }))).toMatchObject({ userId, hasSession: false });
	});

	it("gives a lost session back to the browser's guest", async () => {
		const headers = new Headers({ cookie: browser("g") });
		const first = await session.becomeGuest(headers);
		expect(await session.visitorOf(headers)).toMatchObject({ userId: first.userId, hasSession: false });
		expect((await session.becomeGuest(headers)).userId).toBe(first.userId);
	});
});
