/**
 * Whether a page of this very site sent the request. Browsers put the page's origin on every POST and let no page
 * change it. The name to compare with is the one the visitor used, so that localhost, a LAN address and a domain behind
 * a proxy all work with no setting. (X-Forwarded-Host can be made up by a program, but not by a page of another site.)
 */
export function isSameOrigin(headers: Headers): boolean {
	const origin = headers.get("origin");
	if (origin === null || !URL.canParse(origin)) return false;
	const { host } = new URL(origin);
	return host !== "" && (host === headers.get("host") || host === headers.get("x-forwarded-host"));
}
