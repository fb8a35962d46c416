import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";

/** An inline script: no src attribute. What browsers hash is the text between the tags, byte for byte. */
const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/** Pages that Next sends in place of others; their inline scripts must be allowed wherever they may appear. */
const FALLBACKS = new Set(["/_not-found", "/_global-error", "/404", "/500"]);

/** @param {string} html */
export function inlineScriptHashes(html) {
	const hashes = new Set();
	for (const [, text] of html.matchAll(INLINE_SCRIPT)) {
		hashes.add(`'sha256-${createHash("sha256").update(text).digest("base64")}'`);
	}
	return [...hashes];
}

/**
 * Reads every prerendered page of a build and writes `.next/inline-scripts.json`, from which the server sends each page
 * its own policy (server/http/csp.ts).
 * @param {string} root
 */
export function writeInlineScripts(root) {
	/** @type {Record<string, string[]>} */
	const pages = {};
	/** @type {Set<string>} */
	const fallbacks = new Set();
	for (const folder of ["app", "pages"]) {
		const base = join(root, ".next", "server", folder);
		if (!existsSync(base)) continue;
		for (const name of readdirSync(base, { recursive: true })) {
			if (typeof name !== "string" || !name.endsWith(".html")) continue;
			const path = `/${name.slice(0, -".html".length).split(sep).join("/")}`;
			const hashes = inlineScriptHashes(readFileSync(join(base, name), "utf8"));
			if (FALLBACKS.has(path)) for (const hash of hashes) fallbacks.add(hash);
			else pages[path === "/index" ? "/" : path] = hashes;
		}
	}
	writeFileSync(join(root, ".next", "inline-scripts.json"), JSON.stringify({ pages, fallbacks: [...fallbacks] }));
}
