"use client";
/** Lets a row or mark that changes into another list go there, rather than jump: it is the same object. */
import { type RefObject, useLayoutEffect, useRef } from "react";

const LONGEST = 180;

interface Spot {
	readonly list: string;
	readonly x: number;
	readonly y: number;
}

/** Rows are told by `data-serial`, their lists by `data-list`. `now` is another value whenever they may have moved. */
export function useMoves(box: RefObject<HTMLElement | null>, now: unknown): void {
	const places = useRef<ReadonlyMap<string, Spot>>(new Map());
	useLayoutEffect(() => {
		void now;
		const root = box.current;
		if (root === null) return;
		const origin = root.getBoundingClientRect();
		const still = typeof matchMedia !== "function" || matchMedia("(prefers-reduced-motion: reduce)").matches;
		const found = new Map<string, Spot>();
		for (const row of root.querySelectorAll<HTMLElement>("[data-serial]")) {
			const serial = row.dataset.serial ?? "";
			const rect = row.getBoundingClientRect();
			const list = row.closest("[data-list]")?.getAttribute("data-list") ?? "";
			const to = { list, x: rect.left - origin.left, y: rect.top - origin.top + root.scrollTop };
			found.set(serial, to);
			const from = places.current.get(serial);
			if (still || from === undefined || from.list === list) continue;
			row.animate([{ transform: `translate(${from.x - to.x}px, ${from.y - to.y}px)` }, { transform: "none" }], {
				duration: LONGEST,
				easing: "ease-out",
			});
		}
		places.current = found;
	}, [box, now]);
}
