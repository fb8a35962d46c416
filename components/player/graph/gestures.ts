/**
 * What wheel, fingers and drags do to a picture in its window: the wheel zooms with Ctrl or Command held, two fingers
 * pinch, and a drag on bare paper moves the picture. Loaded once there is a picture to be moved.
 */
interface Point {
	readonly x: number;
	readonly y: number;
}

/** Listens until the call that it gives back. `scale`: the size now; `to`: draws at another, a point of the window held. */
export function listenToGestures(
	element: HTMLElement,
	scale: () => number,
	to: (scale: number, at: Point) => void,
): () => void {
	const within = (event: { readonly clientX: number; readonly clientY: number }) => {
		const rect = element.getBoundingClientRect();
		return { x: event.clientX - rect.left, y: event.clientY - rect.top };
	};
	const onWheel = (event: WheelEvent) => {
		if (!event.ctrlKey && !event.metaKey) return;
		event.preventDefault();
		to(scale() * Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.002)), within(event));
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
			to((scale() * pinch.distance) / spread, pinch.middle);
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
}
