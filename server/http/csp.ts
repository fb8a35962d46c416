import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The Content-Security-Policy of pages. No 'unsafe-eval' and no 'unsafe-inline' for scripts: a prerendered page is sent
 * with the hashes of exactly the inline scripts it has (scripts/prepare/csp.mjs computes them after the build), a page
 * rendered per request with a nonce.
 */

/** Written by scripts/prepare/csp.mjs: pathname to the hashes of its inline scripts, `'sha256-...'`. */
interface InlineScripts {
	/** By pathname as the browser asks for it, without a trailing slash ("/" excepted). */
	readonly pages: Readonly<Record<string, readonly string[]>>;
	/** Of the pages that stand in for any other: not found, error. */
	readonly fallbacks: readonly string[];
}

export interface PagePolicy {
	/** The header's value. */
	readonly policy: string;
	/** Present where the page may be rendered per request: then Next must see the policy to put its nonce on scripts. */
	readonly nonce: string | null;
}

let known: InlineScripts | null = null;

function inlineScripts(): InlineScripts {
	known ??= JSON.parse(readInlineScripts()) as InlineScripts;
	return known;
}

function readInlineScripts(): string {
	try {
		return readFileSync(join(process.cwd(), ".next", "inline-scripts.json"), "utf8");
	} catch (cause) {
		throw new Error("this build has no list of its inline scripts: build and serve it with `npm start`", { cause });
	}
}

/** Pages made to stand in frames on other sites: they show nothing of the visitor's, and act on nothing. */
export const isFramedAnywhere = (pathname: string): boolean => /^\/[A-Za-z-]+\/embed$/.test(pathname);

/** Whether there is such a page, made when the site was built. `next dev` makes none, and says yes to all. */
export function isPrerendered(pathname: string): boolean {
	return process.env.NODE_ENV === "development" || inlineScripts().pages[pathname] !== undefined;
}

interface Sources {
	readonly scripts: readonly string[];
	readonly connections?: readonly string[];
}

function policyOf(pathname: string, { scripts, connections = [] }: Sources): string {
	return [
		"default-src 'self'",
		["script-src 'self'", ...scripts].join(" "),
		// Monaco and the highlighter write style attributes and elements as they go.
		"style-src 'self' 'unsafe-inline'",
		"img-src 'self' data: blob:",
		"font-src 'self' data:",
		["connect-src 'self'", ...connections].join(" "),
		"worker-src 'self'",
		"object-src 'none'",
		"base-uri 'none'",
		"form-action 'self'",
		`frame-ancestors ${isFramedAnywhere(pathname) ? "*" : "'self'"}`,
	].join("; ");
}

/** The policy of the page at a pathname. `next dev` needs eval, for React's stacks, and has no hashes. */
export function pagePolicy(pathname: string): PagePolicy {
	if (process.env.NODE_ENV === "development") {
		const sources = { scripts: ["'unsafe-eval'", "'unsafe-inline'"], connections: ["ws:"] };
		return { policy: policyOf(pathname, sources), nonce: null };
	}
	const scripts = inlineScripts();
	const hashes = scripts.pages[pathname];
	if (hashes !== undefined) return { policy: policyOf(pathname, { scripts: hashes }), nonce: null };
	const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
	return { policy: policyOf(pathname, { scripts: [`'nonce-${nonce}'`, ...scripts.fallbacks] }), nonce };
}
