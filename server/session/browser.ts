import { createHash, randomBytes } from "node:crypto";

/**
 * A browser's own random name, in a cookie that is set with the first page. It costs the server nothing (nothing is
 * stored before an answer), and it is what makes several tabs racing with their first answers one guest: they all send
 * the same cookie, and its hash is unique among users. See docs/decisions/0003-guests.md.
 */
export const BROWSER_COOKIE = "heapwise-browser";

/** 400 days, the most that browsers keep a cookie. */
export const COOKIE_SECONDS = 400 * 24 * 60 * 60;

const SHAPE = /^[A-Za-z0-9_-]{32}$/;

export function newBrowserName(): string {
	return randomBytes(24).toString("base64url");
}

export function isBrowserName(value: string | undefined): value is string {
	return value !== undefined && SHAPE.test(value);
}

/** What is stored: whoever reads the database cannot make the cookie from it. */
export function browserKeyOf(name: string): string {
	return createHash("sha256").update(name).digest("base64url");
}
