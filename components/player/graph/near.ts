/** Focus and context: what stands near the selection, so that the rest can step back. */
import type { Picture } from "./fold";
import type { Scene } from "./scene";

/** In a picture of so few cards everything stays in the foreground. */
const FEW = 10;

/**
 * Serials and folds that the selected object, or the fold it is in, holds or is held by, itself among them; null where
 * nothing is selected that is on the picture, or where nothing need step back.
 */
export function nearTo(
	selected: number | null,
	scene: Scene,
	picture: Picture,
	places: ReadonlyMap<number, unknown>,
): ReadonlySet<number> | null {
	const centre = selected === null ? null : (picture.foldOf.get(selected) ?? selected);
	if (centre === null || !places.has(centre)) return null;
	if (centre >= 0 && !scene.cards.some(({ object }) => object.serial === centre)) return null;
	const drawn = scene.cards.length + scene.folds.length;
	if (drawn <= FEW)
		return new Set([...scene.cards.map(({ object }) => object.serial), ...scene.folds.map(({ fold }) => fold.id)]);
	const near = new Set([centre]);
	for (const { edge } of scene.edges) {
		if (edge.to === centre && edge.from.kind === "card") near.add(edge.from.serial);
		if (edge.from.kind === "card" && edge.from.serial === centre) near.add(edge.to);
	}
	return near;
}
