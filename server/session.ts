import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { anonymous } from "better-auth/plugins";
import { database } from "./database";
import { BROWSER_COOKIE, browserKeyOf, COOKIE_SECONDS, isBrowserName, newBrowserName } from "./session/browser";
import { guestPlugin } from "./session/guest-plugin";
import { oneAtATime } from "./session/one-at-a-time";
import { sessionSecret } from "./settings";

/** Who sends a request, as far as the database knows. */
export interface Visitor {
	/** Null for a visitor who has answered nothing yet, who has no row. */
	readonly userId: string | null;
	/** Whether a session names this person; else they are known by their browser only. */
	readonly hasSession: boolean;
	/** The same for every tab of a browser, with or without a row; null where cookies are not kept. */
	readonly browserKey: string | null;
	/** `Set-Cookie` values that the response must carry. */
	readonly cookies: readonly string[];
}

export interface Guest {
	readonly userId: string;
	readonly cookies: readonly string[];
}

function makeAuth() {
	return betterAuth({
		database: prismaAdapter(database(), { provider: "sqlite", transaction: true }),
		secret: sessionSecret(),
		// No route of better-auth's is served, so this names nothing that a browser is ever sent to.
		baseURL: "http://localhost",
		plugins: [anonymous({ disableDeleteAnonymousUser: true }), guestPlugin()],
		session: { expiresIn: COOKIE_SECONDS, updateAge: 24 * 60 * 60 },
		// Counted per address, a whole classroom behind one address is one visitor. Limits are per guest instead.
		rateLimit: { enabled: false },
		advanced: {
			cookiePrefix: "heapwise",
			// On plain http, which is how a classroom reaches a laptop, a browser drops Secure cookies. They are made
			// Secure below where the request came over https.
			useSecureCookies: false,
		},
		telemetry: { enabled: false },
	});
}

const process_ = globalThis as { heapwiseAuth?: ReturnType<typeof makeAuth> };

function auth(): ReturnType<typeof makeAuth> {
	process_.heapwiseAuth ??= makeAuth();
	return process_.heapwiseAuth;
}

/** Reads only: a visit makes no row. */
export async function visitorOf(headers: Headers): Promise<Visitor> {
	const name = cookieOf(headers, BROWSER_COOKIE);
	const browserKey = isBrowserName(name) ? browserKeyOf(name) : null;
	if (cookieOf(headers, "heapwise.session_token") !== undefined) {
		const { headers: set, response } = await auth().api.getSession({ headers, returnHeaders: true });
		const cookies = withSecurity(headers, set.getSetCookie());
		if (response !== null) return { userId: response.user.id, hasSession: true, browserKey, cookies };
	}
	// The session is lost (its cookie cleared, the secret made anew): the browser's guest is still its guest.
	const userId = browserKey === null ? null : await guestOfBrowser(browserKey);
	return { userId, hasSession: false, browserKey, cookies: [] };
}

/**
 * The guest of the browser that sent these headers, made now if there is none, with a session. However many of its tabs
 * ask at once, in however many server processes, they get the same one.
 */
export async function becomeGuest(headers: Headers): Promise<Guest> {
	const sent = cookieOf(headers, BROWSER_COOKIE);
	const name = isBrowserName(sent) ? sent : newBrowserName();
	const browserKey = browserKeyOf(name);
	const entered = await oneAtATime(browserKey, async () => {
		const enter = async () =>
			auth().api.enterAsGuest({
				body: { userId: await guestOfBrowser(browserKey), browserKey },
				headers,
				returnHeaders: true,
			});
		try {
			return await enter();
		} catch (error) {
			// Another process was first, and the unique key held: now it is found.
			if ((await guestOfBrowser(browserKey)) === null) throw error;
			return await enter();
		}
	});
	const browserCookie = `${BROWSER_COOKIE}=${name}; Path=/; Max-Age=${COOKIE_SECONDS}; HttpOnly; SameSite=Lax`;
	const cookies = [...entered.headers.getSetCookie(), ...(name === sent ? [] : [browserCookie])];
	return { userId: entered.response.userId, cookies: withSecurity(headers, cookies) };
}

async function guestOfBrowser(browserKey: string): Promise<string | null> {
	const user = await database().user.findUnique({ where: { browserKey }, select: { id: true } });
	return user?.id ?? null;
}

function cookieOf(headers: Headers, name: string): string | undefined {
	for (const part of (headers.get("cookie") ?? "").split(";")) {
		const [key, ...value] = part.trim().split("=");
		if (key === name) return value.join("=");
	}
	return undefined;
}

function withSecurity(headers: Headers, cookies: readonly string[]): readonly string[] {
	if (headers.get("x-forwarded-proto") !== "https") return cookies;
	return cookies.map((cookie) => `${cookie}; Secure`);
}
