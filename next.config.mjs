import { existsSync, readFileSync } from "node:fs";

/** Sent with everything. No Strict-Transport-Security: a classroom's server is reached over plain http. */
const EVERYWHERE = [
	{ key: "X-Content-Type-Options", value: "nosniff" },
	{ key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
	{ key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
];

/**
 * For scripts, which is to say for workers: a worker is held to the policy its own script came with, not to its page's.
 * Pages get theirs, with the hashes of their inline scripts, from proxy.ts.
 */
const SCRIPTS = [
	{
		key: "Content-Security-Policy",
		value: "default-src 'none'; script-src 'self'; connect-src 'self'; worker-src 'self'",
	},
];

/** The engine's library stands under a name that changes with it. */
const LIBRARY = [{ key: "Cache-Control", value: "public, max-age=31536000, immutable" }];

/**
 * Of CPython in a frame of its own (docs/decisions/0016): the frame's page is served with the policy that was made for it,
 * what is under a name that changes with it for ever, and nothing of it is a page to look at.
 */
function cpython() {
	const index = new URL("public/cpython/index.json", import.meta.url);
	if (!existsSync(index)) return [];
	const policy = (/** @type {string} */ value) => [{ key: "Content-Security-Policy", value }];
	return [
		{ source: "/cpython/:path*", headers: policy("sandbox; default-src 'none'") },
		{ source: "/cpython/:digest/:path+", headers: LIBRARY },
		{ source: "/cpython/:digest/frame.html", headers: policy(JSON.parse(readFileSync(index, "utf8")).policy) },
	];
}

/** @type {import("next").NextConfig} */
const config = {
	poweredByHeader: false,
	reactStrictMode: true,
	// `npm test` checks the types of everything; whoever only starts the server need not wait for it again.
	typescript: { ignoreBuildErrors: true },
	// A page's style sheets are in the page: its first picture waits for nothing else (docs/decisions/0018).
	experimental: { globalNotFound: true, inlineCss: true },
	headers: async () => [
		{ source: "/:path*", headers: EVERYWHERE },
		{ source: "/_next/static/:path*", headers: SCRIPTS },
		{ source: "/library/:path*", headers: LIBRARY },
		...cpython(),
	],
};

export default config;
