/**
 * The reader's own programs, each under a key of its own in the browser's storage: one is never written over by another,
 * nor by an example or a link that is opened.
 */
import { PROFILES, type ProfileName } from "../../engine/profiles";
import { browserStorage } from "../answers/storage";

export interface OwnProgram {
	readonly id: string;
	readonly source: string;
	readonly profile: ProfileName;
	/** When it was last changed, in milliseconds. */
	readonly at: number;
}

/** What was open last, for a page that is loaded again. */
export type LastOpen = { readonly kind: "example" | "own"; readonly id: string };

const PREFIX = "heapwise.play.program.";
const LAST = "heapwise.play.open";

/** Every one, the latest first. */
export function ownPrograms(): readonly OwnProgram[] {
	const storage = browserStorage();
	if (storage === null) return [];
	const found: OwnProgram[] = [];
	for (let at = 0; at < storage.length; at++) {
		const key = storage.key(at);
		if (key?.startsWith(PREFIX) !== true) continue;
		const program = readProgram(key.slice(PREFIX.length));
		if (program !== null) found.push(program);
	}
	return found.sort((a, b) => b.at - a.at);
}

export function readProgram(id: string): OwnProgram | null {
	try {
		const value: unknown = JSON.parse(browserStorage()?.getItem(PREFIX + id) ?? "null");
		if (typeof value !== "object" || value === null) return null;
		const { source, profile, at } = value as Readonly<Record<string, unknown>>;
		if (typeof source !== "string") return null;
		const known = Object.values(PROFILES).find(({ name }) => name === profile)?.name ?? "3.13";
		return { id, source, profile: known, at: typeof at === "number" ? at : 0 };
	} catch {
		return null;
	}
}

/** Whether it could be kept. */
export function keepProgram({ id, ...program }: OwnProgram): boolean {
	try {
		const storage = browserStorage();
		storage?.setItem(PREFIX + id, JSON.stringify(program));
		return storage !== null;
	} catch {
		return false;
	}
}

export function removeProgram(id: string): void {
	try {
		browserStorage()?.removeItem(PREFIX + id);
	} catch {
		// Forbidden: then it was not kept either.
	}
}

export function newProgramId(): string {
	return `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
}

export function lastOpen(): LastOpen | null {
	try {
		const [kind, id] = (browserStorage()?.getItem(LAST) ?? "").split(":");
		return (kind === "example" || kind === "own") && id !== undefined ? { kind, id } : null;
	} catch {
		return null;
	}
}

export function keepLastOpen({ kind, id }: LastOpen): void {
	try {
		browserStorage()?.setItem(LAST, `${kind}:${id}`);
	} catch {
		// Full or forbidden: the page begins with its first example.
	}
}

/** What a program is called in a list: its first line that says something, as a comment or not. */
export function titleOf(source: string): string {
	for (const line of source.split("\n", 50)) {
		const words = line.replace(/^[\s#]+/, "").trim();
		if (words !== "") return words.length > 60 ? `${words.slice(0, 59)}…` : words;
	}
	return "";
}
