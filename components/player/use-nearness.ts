"use client";
/** Marks a player that the window has come near to: what is far off needs no layout yet (player.css). */
import { type RefObject, useEffect } from "react";

/** How near that is: a window's height above or below. */
export const NEAR = "100% 0px";

/**
 * Sets `data-near` on the element, once and for good. Until then the browser may leave out what it holds: that clips what
 * stands over its edges, which a player in use must not.
 */
export function useNearness(element: RefObject<HTMLElement | null>): void {
	useEffect(() => {
		const root = element.current;
		if (root === null) return;
		const seen = new IntersectionObserver(
			(entries) => {
				if (!entries.some((entry) => entry.isIntersecting)) return;
				seen.disconnect();
				root.dataset.near = "";
			},
			{ rootMargin: NEAR },
		);
		seen.observe(root);
		return () => seen.disconnect();
	}, [element]);
}
