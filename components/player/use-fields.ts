"use client";
/**
 * Keeps the form fields of a player that stands far down a page out of the page until it has come.
 *
 * Once a page has been read, browsers that fill in forms look at every text field and list in it, and lay out what holds
 * them: all of each player that was left out for being far off (player.css), in the one task that ends the reading.
 */
import { type RefObject, useEffect, useState } from "react";
import { NEAR } from "./use-nearness";

/** What a reader does with a player that they are about to use. */
const TURNS = ["pointerenter", "pointerdown", "focusin"] as const;
/** Between one player's fields and the next one's: each is looked at by itself. In milliseconds. */
const TURN_MS = 300;

/** What waits for the page to have come and to be idle, in order. */
const waiting = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | null = null;

function whenIdle(then: () => void): void {
	if (typeof requestIdleCallback === "function") requestIdleCallback(then);
	else then();
}

function wind(): void {
	if (timer !== null || waiting.size === 0) return;
	timer = setTimeout(() => {
		whenIdle(() => {
			timer = null;
			const [first] = waiting;
			if (first !== undefined) first();
			wind();
		});
	}, TURN_MS);
}

function afterLoad(then: () => void, { signal }: { readonly signal: AbortSignal }): void {
	if (document.readyState === "complete") then();
	else window.addEventListener("load", then, { signal, once: true });
}

/**
 * Whether the player's fields are to be drawn. Of one that is `late` they are once the window comes near to it or the
 * reader turns to it, and else when the page has come and has nothing to do.
 */
export function useFields(element: RefObject<HTMLElement | null>, late: boolean): boolean {
	const [here, setHere] = useState(!late);
	useEffect(() => {
		const root = element.current;
		if (here || root === null) return;
		const over = new AbortController();
		const { signal } = over;
		const come = (): void => {
			over.abort();
			setHere(true);
		};
		const seen = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && come(), {
			rootMargin: NEAR,
		});
		seen.observe(root);
		signal.addEventListener("abort", () => {
			seen.disconnect();
			waiting.delete(come);
		});
		for (const turn of TURNS) root.addEventListener(turn, come, { signal, passive: true });
		afterLoad(
			() => {
				waiting.add(come);
				wind();
			},
			{ signal },
		);
		return () => over.abort();
	}, [here, element]);
	return here;
}
