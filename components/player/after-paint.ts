"use client";
/** Leaves to after a picture what it does not take: scripts that come meanwhile would hold it up. */
import { startTransition, useEffect, useState } from "react";

/** A page that nobody looks at paints nothing: then it is this many milliseconds. */
const UNSEEN_MS = 250;

/** Calls `then` once what stands now has been painted, unless the function returned is called before. */
export function afterPaint(then: () => void): () => void {
	let timer: ReturnType<typeof setTimeout>;
	const next = () => {
		cancelAnimationFrame(frame);
		clearTimeout(timer);
		timer = setTimeout(then);
	};
	const frame = requestAnimationFrame(next);
	timer = setTimeout(next, UNSEEN_MS);
	return () => {
		cancelAnimationFrame(frame);
		clearTimeout(timer);
	};
}

/** Whether what is drawn where `drawn` holds has been painted. */
export function usePainted(drawn: boolean): boolean {
	const [painted, setPainted] = useState(false);
	useEffect(() => {
		if (!drawn) setPainted(false);
		else return afterPaint(() => startTransition(() => setPainted(true)));
	}, [drawn]);
	return drawn && painted;
}
