/**
 * A program and a place in its run as the fragment of an address, which no browser sends to a server.
 *
 * `1z.CHECK.DATA` or `1b.CHECK.DATA`: the version; whether DATA, which is base64url, is deflated; a hash of the JSON
 * inside, so that a link that lost a part is told from one that was made so.
 */
import { PROFILES, type ProfileName } from "../../engine/profiles";
import type { Place } from "../player/place";
import { VIEWS, type ViewName } from "../player/Tabs";

export interface Shared {
	readonly source: string;
	readonly profile: ProfileName;
	readonly view: ViewName;
	/** Null: it had not run. */
	readonly place: Place | null;
}

export type Opened =
	/** No link of ours: nothing, or a place in the page. */
	| { readonly kind: "none" }
	| { readonly kind: "shared"; readonly shared: Shared }
	/** Part of it is missing or was changed. */
	| { readonly kind: "damaged" }
	/** Made by a later version. */
	| { readonly kind: "newer" }
	/** This browser cannot inflate. */
	| { readonly kind: "unreadable" };

const VERSION = 1;
/** Characters of a fragment: what mail, chats and browsers carry without cutting it. */
export const MAX_FRAGMENT = 60_000;
/** Bytes of what a fragment may hold inflated: a few characters can stand for very many. */
const MAX_BYTES = 2_000_000;

/** The fragment, without `#`; null where it would be longer than a link may be. */
export async function fragmentOf({ source, profile, view, place }: Shared): Promise<string | null> {
	// A text that cannot fit is not worth packing. JSON writes half a surrogate pair out, so that any text comes back.
	if (source.length > MAX_BYTES / 6) return null;
	const plain = new TextEncoder().encode(JSON.stringify({ t: source, p: profile, v: view, at: place }));
	const deflated = await through(plain, "deflate-raw", "pack");
	const body = deflated ?? plain;
	const fragment = `${VERSION}${deflated === null ? "b" : "z"}.${checkOf(plain)}.${toBase64Url(body)}`;
	return fragment.length > MAX_FRAGMENT ? null : fragment;
}

/** What a fragment, with or without its `#`, stands for. Never throws, whatever it is. */
export async function openFragment(fragment: string): Promise<Opened> {
	const parts = /^#?(\d{1,6})([a-z])\.([^.]*)\.?(.*)$/s.exec(fragment);
	if (parts === null) return { kind: /^#?\d+[a-z]/.test(fragment) ? "damaged" : "none" };
	const [, version, form, check, data = ""] = parts;
	if (Number(version) > VERSION) return { kind: "newer" };
	if (Number(version) !== VERSION || (form !== "z" && form !== "b")) return { kind: "damaged" };
	const body = fromBase64Url(data);
	if (body === null) return { kind: "damaged" };
	if (form === "z" && typeof DecompressionStream === "undefined") return { kind: "unreadable" };
	const plain = form === "z" ? await through(body, "deflate-raw", "unpack") : body;
	if (plain === null || checkOf(plain) !== check) return { kind: "damaged" };
	const shared = sharedOf(new TextDecoder().decode(plain));
	return shared === null ? { kind: "damaged" } : { kind: "shared", shared };
}

function sharedOf(json: string): Shared | null {
	try {
		const value: unknown = JSON.parse(json);
		if (typeof value !== "object" || value === null) return null;
		const { t, p, v, at } = value as Readonly<Record<string, unknown>>;
		const profile = Object.values(PROFILES).find(({ name }) => name === p)?.name;
		if (typeof t !== "string" || profile === undefined) return null;
		// A view that there is no more is no reason to lose the program.
		return { source: t, profile, view: VIEWS.find((name) => name === v) ?? "graph", place: placeOf(at) };
	} catch {
		return null;
	}
}

function placeOf(value: unknown): Place | null {
	if (typeof value !== "object" || value === null) return null;
	const { step, phase, moment } = value as Readonly<Record<string, unknown>>;
	if (!isIndex(step)) return null;
	if (isIndex(phase)) return { step, phase, moment: null };
	return { step, phase: null, moment: momentOf(moment) };
}

function momentOf(value: unknown): Place["moment"] {
	if (typeof value !== "object" || value === null) return null;
	const { kind, at } = value as Readonly<Record<string, unknown>>;
	return (kind === "instruction" || kind === "event") && isIndex(at) ? { kind, at } : null;
}

const isIndex = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

/** What comes out of a stream; null where there is no such stream, the bytes are not its kind, or are too many. */
async function through(bytes: Bytes, format: "deflate-raw", way: "pack" | "unpack"): Promise<Bytes | null> {
	try {
		const stream = way === "pack" ? new CompressionStream(format) : new DecompressionStream(format);
		const writer = stream.writable.getWriter();
		// What goes wrong with writing is heard of in reading.
		const ignore = (): void => {};
		writer.write(bytes).catch(ignore);
		writer.close().catch(ignore);
		const reader = stream.readable.getReader();
		const chunks: Uint8Array[] = [];
		let length = 0;
		for (let read = await reader.read(); !read.done; read = await reader.read()) {
			length += read.value.length;
			if (length > MAX_BYTES) {
				await reader.cancel();
				return null;
			}
			chunks.push(read.value);
		}
		const all = new Uint8Array(length);
		let at = 0;
		for (const chunk of chunks) {
			all.set(chunk, at);
			at += chunk.length;
		}
		return all;
	} catch {
		return null;
	}
}

type Bytes = Uint8Array<ArrayBuffer>;

/** FNV-1a, 32 bits: against accidents, not against intent. */
function checkOf(bytes: Bytes): string {
	let hash = 0x811c9dc5;
	for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
	return (hash >>> 0).toString(36);
}

const CHUNK = 8192;

function toBase64Url(bytes: Bytes): string {
	let text = "";
	for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
	return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64Url(text: string): Bytes | null {
	if (!/^[\w-]+$/.test(text)) return null;
	try {
		const bytes = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
		return Uint8Array.from(bytes, (char) => char.charCodeAt(0));
	} catch {
		return null;
	}
}
