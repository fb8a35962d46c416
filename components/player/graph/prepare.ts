/**
 * The picture of a run and where all stands on it, made before it is drawn: apart from the drawing, and in pieces, so
 * that the page answers in between.
 */
import { inPieces, nextTask } from "../pieces";
import { type Picture, pictureOf, picturing } from "./fold";
import { type Layout, layingOut, layoutRun } from "./layout";
import type { Outline } from "./outline";

const CLOSED: ReadonlyMap<number, number> = new Map();

const pictures = new WeakMap<Outline, Picture>();
/** Of each picture the last width that it was laid out for. */
const layouts = new WeakMap<Picture, { readonly width: number; readonly layout: Layout }>();

/** The picture with so many of its folds' members opened; of one with none it is kept. */
export function pictureFor(outline: Outline, opened: ReadonlyMap<number, number>): Picture {
	if (opened.size > 0) return pictureOf(outline, opened);
	const known = pictures.get(outline) ?? pictureOf(outline, CLOSED);
	pictures.set(outline, known);
	return known;
}

export function layoutFor(picture: Picture, width: number): Layout {
	const known = layouts.get(picture);
	if (known?.width === width) return known.layout;
	const layout = layoutRun(picture, width);
	layouts.set(picture, { width, layout });
	return layout;
}

/** Once it is done, both are at hand. */
export async function prepare(outline: Outline, width: number): Promise<void> {
	await nextTask();
	const made = pictures.get(outline) ?? (await inPieces(picturing(outline, CLOSED)));
	// Whoever was sooner has begun to draw theirs.
	const picture = pictures.get(outline) ?? made;
	pictures.set(outline, picture);
	await nextTask();
	if (layouts.get(picture)?.width !== width)
		layouts.set(picture, { width, layout: await inPieces(layingOut(picture, width)) });
	await nextTask();
}
