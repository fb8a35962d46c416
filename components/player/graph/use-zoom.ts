"use client";
/** The size at which a picture is drawn, and its window's place on it. Without a modifier the wheel stays the page's and the window's own. */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

const LEAST = 0.25;
const MOST = 2.5;
const STEP = 1.25;

export interface Zoom {
	readonly scale: number;
	readonly by: (times: number) => void;
	/** As large as its window shows whole, but not larger than drawn. */
	readonly fit: () => void;
	readonly reset: () => void;
	/** A key of the window's own; whether it was one. */
	readonly key: (key: string, shift: boolean) => boolean;
}

interface Hold {
	/** The point of the picture, unscaled, that stays under the point of the window. */
	readonly picture: { readonly x: number; readonly y: number };
	readonly at: { readonly x: number; readonly y: number };
}

export function useZoom(
	box: RefObject<HTMLElement | null>,
	size: { readonly width: number; readonly height: number },
	/** It is in sight, and can be touched. */
	live: boolean,
): Zoom {
	const [scale, setScale] = useState(1);
	const now = useRef(1);
	const hold = useRef<Hold | null>(null);

	const to = useCallback(
		(wanted: number, at?: { readonly x: number; readonly y: number }) => {
			const element = box.current;
			const next = Math.min(MOST, Math.max(LEAST, wanted));
			if (element !== null) {
				const point = at ?? { x: element.clientWidth / 2, y: element.clientHeight / 2 };
				hold.current = {
					at: point,
					picture: {
						x: (element.scrollLeft + point.x) / now.current,
						y: (element.scrollTop + point.y) / now.current,
					},
				};
			}
			now.current = next;
			setScale(next);
		},
		[box],
	);

	// Once it is drawn at its new size, the held point is brought back to where it was.
	useLayoutEffect(() => {
		const element = box.current;
		const held = hold.current;
		hold.current = null;
		if (element === null || held === null) return;
		element.scrollLeft = held.picture.x * scale - held.at.x;
		element.scrollTop = held.picture.y * scale - held.at.y;
	}, [box, scale]);

	useEffect(() => {
		const element = box.current;
		if (element === null || !live) return;
		let end: (() => void) | null = null;
		let left = false;
		import("./gestures").then(
			({ listenToGestures }) => {
				if (!left) end = listenToGestures(element, () => now.current, to);
			},
			// The buttons and the keys do the same.
			() => {},
		);
		return () => {
			left = true;
			end?.();
		};
	}, [box, to, live]);

	const by = useCallback((times: number) => to(now.current * times), [to]);
	const reset = useCallback(() => to(1), [to]);
	const { width, height } = size;
	const fit = useCallback(() => {
		const element = box.current;
		if (element !== null) to(Math.min(1, element.clientWidth / width, element.clientHeight / height));
	}, [box, to, width, height]);
	const key = useCallback(
		(pressed: string, shift: boolean) => {
			const element = box.current;
			const pan = { ArrowLeft: [-80, 0], ArrowRight: [80, 0], ArrowUp: [0, -80], ArrowDown: [0, 80] }[pressed];
			if (shift && pan !== undefined) element?.scrollBy({ left: pan[0] ?? 0, top: pan[1] ?? 0 });
			else if (pressed === "+" || pressed === "=") by(STEP);
			else if (pressed === "-") by(1 / STEP);
			else if (pressed === "0") reset();
			else return false;
			return true;
		},
		[box, by, reset],
	);
	return { scale, by, fit, reset, key };
}

export { STEP as ZOOM_STEP };
