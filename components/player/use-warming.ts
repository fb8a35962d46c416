"use client";
/** Tells when the reader has turned to a player, so that what a run takes can be got before it is asked for. */
import { type RefObject, useEffect, useRef } from "react";

/** How long a player has been in view, in milliseconds, when a reader is taken to look at it. */
const LOOKED_AT_MS = 600;
/** What a reader does with a player that they are about to use. */
const TURNS = ["pointerenter", "pointerdown", "focusin"] as const;

/** Whether the reader has asked pages to fetch little (a hint that not all browsers know). */
function savesData(): boolean {
	const { connection } = navigator as Navigator & { readonly connection?: { readonly saveData?: boolean } };
	return connection?.saveData === true;
}

/**
 * Calls `ready` once: when the pointer or the focus comes to the element, or when it has been in view for a moment and
 * the page has nothing else to do. Of readers who save data only the former counts.
 */
export function useWarming(element: RefObject<HTMLElement | null>, ready: () => void): void {
	const latest = useRef(ready);
	useEffect(() => {
		latest.current = ready;
	});
	useEffect(() => {
		const root = element.current;
		if (root === null) return;
		const over = new AbortController();
		const go = (): void => {
			if (over.signal.aborted) return;
			over.abort();
			latest.current();
		};
		for (const turn of TURNS) root.addEventListener(turn, go, { signal: over.signal, passive: true });
		let timer = 0;
		const seen = new IntersectionObserver((entries) => {
			window.clearTimeout(timer);
			if (!entries.some((entry) => entry.isIntersecting)) return;
			timer = window.setTimeout(() => {
				if (typeof requestIdleCallback === "function") requestIdleCallback(go);
				else go();
			}, LOOKED_AT_MS);
		});
		if (!savesData()) seen.observe(root);
		over.signal.addEventListener("abort", () => seen.disconnect());
		return () => {
			window.clearTimeout(timer);
			over.abort();
		};
	}, [element]);
}
