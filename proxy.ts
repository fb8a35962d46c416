import { type NextRequest, NextResponse } from "next/server";
import { alternatesOf } from "@/components/i18n/alternates";
import { isLocale, LOCALE_COOKIE, preferredLocale } from "@/components/i18n/locale";
import type { Locale } from "@/exercises/types";
import { isFramedAnywhere, isPrerendered, pagePolicy } from "@/server/http/csp";
import { siteOf } from "@/server/http/site";
import { BROWSER_COOKIE, COOKIE_SECONDS, isBrowserName, newBrowserName } from "@/server/session/browser";

/**
 * What every page needs and no page can do itself: a language where the address names none, a policy, its addresses in
 * all languages, and a name for the browser.
 */
export function proxy(request: NextRequest): NextResponse {
	const response = respond(request);
	// A frame on another site's page sends no cookies back, and needs none.
	if (isFramedAnywhere(request.nextUrl.pathname)) return response;
	if (!isBrowserName(request.cookies.get(BROWSER_COOKIE)?.value)) {
		response.cookies.set(BROWSER_COOKIE, newBrowserName(), {
			httpOnly: true,
			sameSite: "lax",
			secure: request.headers.get("x-forwarded-proto") === "https",
			maxAge: COOKIE_SECONDS,
			path: "/",
		});
	}
	// The language last read is the one that addresses without any lead to.
	const language = request.nextUrl.pathname.split("/")[1];
	if (isLocale(language) && request.cookies.get(LOCALE_COOKIE)?.value !== language) {
		response.cookies.set(LOCALE_COOKIE, language, { sameSite: "lax", maxAge: COOKIE_SECONDS, path: "/" });
	}
	// A cache that others share must not keep one browser's name with the page.
	if (response.headers.has("set-cookie")) response.headers.set("cache-control", "private, no-cache");
	return response;
}

function respond(request: NextRequest): NextResponse {
	const { pathname, search } = request.nextUrl;
	// `/`, and `/play` as one says it: a browser keeps the fragment, and with it the program of a link.
	const bare = pathname === "/" ? "" : pathname;
	const locale = isLocale(pathname.split("/")[1]) ? null : readersLocale(request);
	if (locale !== null && isPrerendered(`/${locale}${bare}`)) {
		const site = siteOf(request.headers) ?? request.nextUrl.origin;
		const response = NextResponse.redirect(new URL(`/${locale}${bare}${search}`, site), 307);
		response.headers.set("vary", "accept-language, cookie");
		return response;
	}
	const { policy, nonce } = pagePolicy(pathname);
	const headers = new Headers(request.headers);
	// Next reads the policy of a page it renders now, and puts the nonce on its scripts.
	if (nonce !== null) headers.set("content-security-policy", policy);
	const response = NextResponse.next({ request: { headers } });
	response.headers.set("content-security-policy", policy);
	const site = siteOf(request.headers);
	// A page rendered per request is somebody's own, or does not exist.
	const findable = nonce === null && !isFramedAnywhere(pathname);
	const alternates = findable && site !== null ? alternatesOf(pathname, site) : null;
	if (alternates !== null) response.headers.append("link", alternates);
	return response;
}

function readersLocale(request: NextRequest): Locale {
	const chosen = request.cookies.get(LOCALE_COOKIE)?.value;
	return isLocale(chosen) ? chosen : preferredLocale(request.headers.get("accept-language"));
}

export const config = {
	// The frame with CPython has a policy of its own (next.config.mjs).
	// Not the API: Next would hold its request bodies in memory for the proxy before our own limit sees them.
	matcher: ["/((?!api/|_next/|library/|cpython/|favicon.ico|icon.svg).*)"],
};
