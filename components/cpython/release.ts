/** What the site has of CPython, fetched when it is asked for: the list of it, then the parts of one version. */
import type { ProfileName } from "../../engine/profiles";
import type { Parts } from "./messages";

type PartName = keyof Parts;

const PARTS: readonly PartName[] = ["worker", "wasm", "stdlib"];

/** One version, as public/cpython/index.json has it (scripts/build-cpython.mjs writes it). */
export interface Release {
	/** Of the frame's page. */
	readonly frame: string;
	/** CPython's own version, such as 3.13.2. */
	readonly python: string;
	readonly pyodide: string;
	readonly parts: Readonly<Record<PartName, { readonly url: string; readonly bytes: number }>>;
	/** Of all parts. */
	readonly bytes: number;
}

/** Something could not be fetched, or was not what it should be. */
export class Absent extends Error {
	override readonly name = "Absent";
}

const INDEX = "/cpython/index.json";

type Fields = Readonly<Record<string, unknown>>;

const fields = (value: unknown): Fields => (typeof value === "object" && value !== null ? (value as Fields) : {});

function text(value: unknown): string {
	if (typeof value !== "string") throw new Absent("the list of releases is not what it should be");
	return value;
}

/** A release out of the list; throws Absent where it is not there. */
export function releaseIn(index: unknown, profile: ProfileName): Release {
	const { base, releases } = fields(index);
	const { python, pyodide, parts } = fields(fields(releases)[profile]);
	const partOf = (name: PartName) => {
		const { path, bytes } = fields(fields(parts)[name]);
		if (typeof bytes !== "number") throw new Absent(`no size of ${name}`);
		return { url: `${text(base)}${text(path)}`, bytes };
	};
	const found = { worker: partOf("worker"), wasm: partOf("wasm"), stdlib: partOf("stdlib") };
	return {
		frame: `${text(base)}frame.html`,
		python: text(python),
		pyodide: text(pyodide),
		parts: found,
		bytes: PARTS.reduce((sum, name) => sum + found[name].bytes, 0),
	};
}

async function answer(url: string, options: RequestInit): Promise<Response> {
	const response = await fetch(url, { credentials: "omit", ...options }).catch((error: unknown) => {
		if (options.signal?.aborted) throw error;
		throw new Absent(String(error));
	});
	if (!response.ok) throw new Absent(`${url}: ${response.status}`);
	return response;
}

export async function findRelease(profile: ProfileName, signal: AbortSignal): Promise<Release> {
	const response = await answer(INDEX, { signal, cache: "no-cache" });
	return releaseIn(await response.json().catch((error: unknown) => Promise.reject(new Absent(String(error)))), profile);
}

/** A file of a known size, piece by piece as it comes. */
async function file(
	url: string,
	bytes: number,
	signal: AbortSignal,
	onBytes: (count: number) => void,
): Promise<ArrayBuffer> {
	const response = await answer(url, { signal });
	const whole = new Uint8Array(bytes);
	const reader = response.body?.getReader();
	let at = 0;
	try {
		for (let piece = await reader?.read(); piece?.value !== undefined; piece = await reader?.read()) {
			if (at + piece.value.length > bytes) throw new Absent(`${url} is larger than it should be`);
			whole.set(piece.value, at);
			at += piece.value.length;
			onBytes(piece.value.length);
		}
	} catch (error) {
		if (signal.aborted || error instanceof Absent) throw error;
		throw new Absent(String(error));
	}
	if (at < bytes) throw new Absent(`${url} ended early`);
	return whole.buffer;
}

/** What this page has fetched already, by the worker's address: a second run fetches nothing. */
const kept = new Map<string, Parts>();

/** The parts of a release, of which the caller may give the buffers away. `onLoaded` is told bytes, of all of them. */
export async function fetchParts(
	{ parts }: Release,
	signal: AbortSignal,
	onLoaded: (bytes: number) => void,
): Promise<Parts> {
	let known = kept.get(parts.worker.url);
	if (known === undefined) {
		let loaded = 0;
		const onBytes = (count: number) => {
			loaded += count;
			onLoaded(loaded);
		};
		const get = (name: PartName) => file(parts[name].url, parts[name].bytes, signal, onBytes);
		const [worker, wasm, stdlib] = await Promise.all([get("worker"), get("wasm"), get("stdlib")]);
		known = { worker, wasm, stdlib };
		kept.set(parts.worker.url, known);
	}
	return { worker: known.worker.slice(0), wasm: known.wasm.slice(0), stdlib: known.stdlib.slice(0) };
}
