"use client";
/**
 * Pieces of a page that come apart from it, each fetched when it is first wanted, once for the whole page.
 * Not by `lazy`, which lets a reader wait for 0.3 s even where the piece is here.
 */
import { useEffect, useSyncExternalStore } from "react";

export interface Apart<T> {
	/** Fetches it, where it is not here yet. After a failure, fetches it again. */
	readonly fetch: () => void;
	/** The piece, fetched once it is wanted. Null until it comes; `absent` where it could not be fetched. */
	readonly use: (wanted: boolean) => T | "absent" | null;
	/** Has it at hand: for what is drawn where the page is made, which can wait for nothing. */
	give(piece: T): void;
}

/** `T` is a component or another thing that is not the word `absent`. */
export function apart<T extends object>(load: () => Promise<T>): Apart<T> {
	let here: T | "absent" | null = null;
	let coming = false;
	const listeners = new Set<() => void>();
	const settle = (what: T | "absent"): void => {
		coming = false;
		here = what;
		for (const listener of listeners) listener();
	};
	const fetch = (): void => {
		if (coming || (here !== null && here !== "absent")) return;
		coming = true;
		load().then(settle, () => settle("absent"));
	};
	const subscribe = (listener: () => void): (() => void) => {
		listeners.add(listener);
		return () => {
			listeners.delete(listener);
		};
	};
	const current = (): T | "absent" | null => here;
	// A page that comes to life begins with what the server sent of it, where nothing has been given.
	const atFirst = typeof window === "undefined" ? current : nothingYet;
	function usePiece(wanted: boolean): T | "absent" | null {
		useEffect(() => {
			if (wanted) fetch();
		}, [wanted]);
		return useSyncExternalStore(subscribe, current, atFirst);
	}
	return { fetch, use: usePiece, give: settle };
}

/** What the server knows, and the page until it has come to life. */
const nothingYet = (): null => null;
