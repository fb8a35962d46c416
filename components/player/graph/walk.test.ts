import { describe, expect, it } from "vitest";
import type { Rect } from "./layout";
import { cardTowards } from "./walk";

const card = (x: number, y: number): Rect => ({ x, y, width: 140, height: 80 });
const cards = new Map<number, Rect>([
	[1, card(0, 0)],
	[2, card(0, 110)],
	[3, card(200, 20)],
	[4, card(400, 500)],
]);
const from = (serial: number) => cards.get(serial) ?? card(0, 0);

describe("cardTowards", () => {
	it("goes to the nearest card on that side", () => {
		expect(cardTowards(from(1), "ArrowDown", cards)).toBe(2);
		expect(cardTowards(from(1), "ArrowRight", cards)).toBe(3);
		expect(cardTowards(from(3), "ArrowLeft", cards)).toBe(1);
		expect(cardTowards(from(4), "ArrowUp", cards)).toBe(3);
	});

	it("stays where nothing lies on that side", () => {
		expect(cardTowards(from(1), "ArrowUp", cards)).toBe(null);
		expect(cardTowards(from(1), "ArrowLeft", cards)).toBe(null);
	});

	it("reaches every card from every other", () => {
		const reached = new Set([1]);
		for (const serial of reached)
			for (const direction of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"] as const) {
				const to = cardTowards(from(serial), direction, cards);
				if (to !== null) reached.add(to);
			}
		expect([...reached].sort()).toEqual([1, 2, 3, 4]);
	});
});
