"use client";
/** Tells when the reader has turned to a player, so that what a run takes can be got before it is asked for. */
import { type RefObject, useEffect, useRef } from "react";

/** How long a player has been in view, in milliseconds, when a reader is taken to look at it. */
const LOOKED_AT_MS = 600;
/** How much of it has to be seen, or, of one that is higher than the window, how much of the window it has to fill. */
const LOOKED_AT_PART = 0.5;
/** Parts at which the browser tells. */
const TOLD_AT = [0, 0.1, 0.2, 0.3, 0.4, LOOKED_AT_PART];
/** What a reader does with a player that they are about to use. */
const TURNS = ["pointerenter", "pointerdown", "focusin"] as const;

/** Whether the reader has asked pages to fetch little (a hint that not all browsers know). */
function savesData(): boolean {
	const { connection } = navigator as Navigator & { readonly connection?: { readonly saveData?: boolean } };
	return connection?.saveData === true;
}

function isLookedAt({ intersectionRatio, intersectionRect, rootBounds }: IntersectionObserverEntry): boolean {
	const window = rootBounds?.height ?? Number.POSITIVE_INFINITY;
	return intersectionRatio >= LOOKED_AT_PART || intersectionRect.height >= LOOKED_AT_PART * window;
}

/**
 * Calls `ready` once: when the pointer or the focus comes to the element, or when half of it has been in view for a
 * moment and the page has nothing else to do. One that only shows at the window's edge has not been come to. Of readers
 * who save data only the former counts.
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
		let looked = false;
		const seen = new IntersectionObserver(
			(entries) => {
				const latest = entries.at(-1);
				const now = latest !== undefined && isLookedAt(latest);
				if (now === looked) return;
				looked = now;
				window.clearTimeout(timer);
				if (!now) return;
				timer = window.setTimeout(() => {
					if (typeof requestIdleCallback === "function") requestIdleCallback(go);
					else go();
				}, LOOKED_AT_MS);
			},
			{ threshold: TOLD_AT },
		);
		if (!savesData()) seen.observe(root);
		over.signal.addEventListener("abort", () => seen.disconnect());
		return () => {
			window.clearTimeout(timer);
			over.abort();
		};
	}, [element]);
}
