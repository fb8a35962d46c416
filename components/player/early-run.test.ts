// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { comeAlive, EARLY_RUN_SCRIPT } from "./early-run";

new Function(EARLY_RUN_SCRIPT)();
/** What a listener that comes after the script's is told, as React's is. */
const heard: string[] = [];
for (const name of ["pointerdown", "click"])
	document.addEventListener(name, ({ target, type }) => heard.push(`${type} ${(target as Element).id}`), true);

function playerWith(inside: string): HTMLElement {
	document.body.innerHTML = `<section class="hwp">${inside}<button class="hwp-run"><i id="run"></i></button><button id="other"></button></section>`;
	const player = document.querySelector<HTMLElement>(".hwp");
	if (player === null) throw new Error("no player");
	return player;
}

function press(id: string): readonly string[] {
	heard.length = 0;
	for (const name of ["pointerdown", "click"])
		document.getElementById(id)?.dispatchEvent(new MouseEvent(name, { bubbles: true }));
	return [...heard];
}

describe("a press on Run", () => {
	it("marks the player, and is kept from a page that is not alive where a picture came with it", () => {
		const player = playerWith(`<div class="hwp-still"></div>`);
		expect(press("run")).toEqual([]);
		expect(player.dataset.run).toBe("");
		expect(comeAlive(player)).toBe(true);
		expect(press("run")).toEqual(["pointerdown run", "click run"]);
	});

	it("brings a page to life where there is no picture to show first", () => {
		const player = playerWith("");
		expect(press("run")).toEqual(["pointerdown run", "click run"]);
		expect(player.dataset.run).toBe("");
	});

	it("is a click's doing only: others leave the player as it is", () => {
		const player = playerWith(`<div class="hwp-still"></div>`);
		expect(press("other")).toEqual(["pointerdown other", "click other"]);
		expect(player.dataset.run).toBeUndefined();
		expect(comeAlive(player)).toBe(false);
	});
});
