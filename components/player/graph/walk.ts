/** From card to card by the arrow keys: the nearest in that direction. */
import type { Rect } from "./layout";

export type Direction = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown";

export function isDirection(key: string): key is Direction {
	return key === "ArrowLeft" || key === "ArrowRight" || key === "ArrowUp" || key === "ArrowDown";
}

/** How far aside a card may lie for each pixel that it lies ahead, and still be called ahead. */
const ASIDE = 2.5;

/** The card to go to, or null where there is none on that side. What lies straight ahead is preferred. */
export function cardTowards(
	from: Rect,
	direction: Direction,
	cards: Iterable<readonly [serial: number, rect: Rect]>,
): number | null {
	const level = direction === "ArrowLeft" || direction === "ArrowRight";
	const sign = direction === "ArrowLeft" || direction === "ArrowUp" ? -1 : 1;
	let best: number | null = null;
	let least = Number.POSITIVE_INFINITY;
	for (const [serial, rect] of cards) {
		const dx = rect.x + rect.width / 2 - from.x - from.width / 2;
		const dy = rect.y + rect.height / 2 - from.y - from.height / 2;
		const ahead = sign * (level ? dx : dy);
		const aside = Math.abs(level ? dy : dx);
		if (ahead < 1 || aside > ASIDE * ahead + 400) continue;
		const far = ahead + ASIDE * aside;
		if (far < least) {
			best = serial;
			least = far;
		}
	}
	return best;
}
