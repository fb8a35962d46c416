"use client";
/**
 * The size at which a picture is drawn, and its window's place on it. The wheel zooms with Ctrl or Command held, two
 * fingers pinch, and a drag on bare paper moves the picture; without a modifier the wheel stays the page's and the
 * window's own.
 */
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
		if (element === null) return;
		const within = (event: { readonly clientX: number; readonly clientY: number }) => {
			const rect = element.getBoundingClientRect();
			return { x: event.clientX - rect.left, y: event.clientY - rect.top };
		};
		const onWheel = (event: WheelEvent) => {
			if (!event.ctrlKey && !event.metaKey) return;
			event.preventDefault();
			to(now.current * Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.002)), within(event));
		};
		const fingers = new Map<number, PointerEvent>();
		let spread = 0;
		let drag: { readonly x: number; readonly y: number; readonly left: number; readonly top: number } | null = null;
		const apart = () => {
			const [a, b] = [...fingers.values()];
			if (a === undefined || b === undefined) return null;
			const middle = within({ clientX: (a.clientX + b.clientX) / 2, clientY: (a.clientY + b.clientY) / 2 });
			return { distance: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY), middle };
		};
		const onDown = (event: PointerEvent) => {
			if (event.pointerType === "touch") {
				fingers.set(event.pointerId, event);
				spread = apart()?.distance ?? 0;
			} else if (
				event.button === 0 &&
				event.target instanceof Element &&
				event.target.closest(".hwp-card, .hwp-edge") === null
			) {
				drag = { x: event.clientX, y: event.clientY, left: element.scrollLeft, top: element.scrollTop };
			}
		};
		const onMove = (event: PointerEvent) => {
			if (fingers.has(event.pointerId)) {
				fingers.set(event.pointerId, event);
				const pinch = apart();
				if (pinch === null || spread === 0) return;
				to((now.current * pinch.distance) / spread, pinch.middle);
				spread = pinch.distance;
			} else if (drag !== null) {
				element.scrollLeft = drag.left - (event.clientX - drag.x);
				element.scrollTop = drag.top - (event.clientY - drag.y);
			}
		};
		const onUp = (event: PointerEvent) => {
			fingers.delete(event.pointerId);
			drag = null;
		};
		element.addEventListener("wheel", onWheel, { passive: false });
		element.addEventListener("pointerdown", onDown);
		window.addEventListener("pointermove", onMove);
		window.addEventListener("pointerup", onUp);
		window.addEventListener("pointercancel", onUp);
		return () => {
			element.removeEventListener("wheel", onWheel);
			element.removeEventListener("pointerdown", onDown);
			window.removeEventListener("pointermove", onMove);
			window.removeEventListener("pointerup", onUp);
			window.removeEventListener("pointercancel", onUp);
		};
	}, [box, to]);

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
