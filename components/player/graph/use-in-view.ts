"use client";
/** A long run's picture is larger than its window: what a step is about comes into it, and it moves no further than that takes. */
import { type RefObject, useLayoutEffect } from "react";
import type { Layout, Rect } from "./layout";
import type { Scene } from "./scene";

/** Kept clear around what is brought into the window. */
const MARGIN = 28;

/** What the step is about, what matters most last: what it made or changed, or else what the running frame holds, or else all. */
function mattering(
	{ cards, folds, frames, edges }: Scene,
	{ cards: places, frames: stacked }: Layout,
): readonly Rect[] {
	const placed = (serials: readonly number[]) => serials.flatMap((serial) => places.get(serial) ?? []);
	const touched = placed([
		...folds.filter(({ born, died }) => born > 0 || died > 0).map(({ fold }) => fold.id),
		...cards.filter(({ born, countBefore }) => born || countBefore !== null).map(({ object }) => object.serial),
	]);
	if (touched.length > 0) return touched.slice(-1);
	const depth = frames.length - 1;
	const held = placed(
		edges.flatMap(({ edge: { from, to } }) => (from.kind === "name" && from.depth === depth ? [to] : [])),
	);
	if (held.length > 0) return held;
	const living = placed([...folds.map(({ fold }) => fold.id), ...cards.map(({ object }) => object.serial)]);
	return living.length > 0 ? living : stacked.slice(depth, depth + 1);
}

export function useInView(canvas: RefObject<HTMLElement | null>, scene: Scene, layout: Layout, scale: number): void {
	useLayoutEffect(() => {
		// The frame in which it is painted lays it out anyway.
		const frame = requestAnimationFrame(() => {
			if (canvas.current !== null) bringInto(canvas.current, scene, layout, scale);
		});
		return () => cancelAnimationFrame(frame);
	}, [canvas, scene, layout, scale]);
}

function bringInto(box: HTMLElement, scene: Scene, layout: Layout, scale: number): void {
	const matter = mattering(scene, layout);
	const { scrollTop, scrollLeft, clientWidth, clientHeight } = box;
	const shows = ({ x, y, width, height }: Rect) =>
		y * scale >= scrollTop &&
		(y + Math.min(height, 60)) * scale <= scrollTop + clientHeight &&
		x * scale >= scrollLeft &&
		(x + width) * scale <= scrollLeft + clientWidth;
	const lead = matter.at(-1);
	if (lead === undefined || matter.some(shows)) return;
	box.scrollTop = within(scrollTop, clientHeight, (lead.y - MARGIN) * scale, (lead.y + lead.height + MARGIN) * scale);
	box.scrollLeft = within(scrollLeft, clientWidth, (lead.x - MARGIN) * scale, (lead.x + lead.width + MARGIN) * scale);
}

/** A window's place moved so that it has what lies between two others, or the first part of it. */
function within(at: number, size: number, from: number, to: number): number {
	return from < at ? from : to > at + size ? Math.min(from, to - size) : at;
}
