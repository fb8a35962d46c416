/**
 * Where the visitor takes the site to be: the name they used, which may be an address on the local network, and no
 * setting has to say it. Null where they name none that can be.
 */
export function siteOf(headers: Headers): URL | null {
	const [scheme = ""] = (headers.get("x-forwarded-proto") ?? "http").split(",");
	const site = `${scheme.trim()}://${headers.get("host") ?? ""}`;
	return /^https?:\/\/[^/?#@\\]+$/.test(site) && URL.canParse(site) ? new URL(site) : null;
}
