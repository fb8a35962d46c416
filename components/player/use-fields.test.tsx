// @vitest-environment happy-dom
import { act, createElement, Fragment, useRef } from "react";
import { hydrateRoot, type Root } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Field } from "./Field";
import { useFields } from "./use-fields";

function Player({ late }: { readonly late: boolean }) {
	const root = useRef<HTMLElement>(null);
	const here = useFields(root, late);
	return (
		<section ref={root}>
			<button type="button">Run</button>
			<Field here={here}>
				<textarea />
			</Field>
		</section>
	);
}

/** Tells of nothing until it is told to. */
class Window {
	static readonly seen = new Map<Element, (near: boolean) => void>();
	private element: Element | null = null;
	constructor(private readonly tell: (entries: readonly { readonly isIntersecting: boolean }[]) => void) {}
	observe(element: Element): void {
		this.element = element;
		Window.seen.set(element, (isIntersecting) => this.tell([{ isIntersecting }]));
	}
	disconnect(): void {
		if (this.element !== null) Window.seen.delete(this.element);
	}
}

let root: Root | null = null;
const complained = vi.fn();

/** Pages of players, as they are sent and come to life. */
async function page(...late: readonly boolean[]): Promise<readonly HTMLElement[]> {
	const players = createElement(Fragment, null, ...late.map((each) => createElement(Player, { late: each })));
	const box = document.createElement("div");
	document.body.replaceChildren(box);
	box.innerHTML = renderToString(players);
	await act(async () => {
		root = hydrateRoot(box, players, { onRecoverableError: complained });
	});
	return [...box.querySelectorAll<HTMLElement>("section")];
}

/** A text field that is no text for browsers without scripts. */
const hasField = (player: HTMLElement): boolean =>
	[...player.querySelectorAll("textarea")].some((field) => field.closest("noscript") === null);

describe("the form fields of a player", () => {
	beforeEach(() => {
		vi.useFakeTimers();
		vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
		vi.stubGlobal("IntersectionObserver", Window);
		Object.defineProperty(document, "readyState", { configurable: true, value: "interactive" });
	});
	afterEach(() => {
		act(() => root?.unmount());
		expect(complained).not.toHaveBeenCalled();
		Reflect.deleteProperty(document, "readyState");
		vi.unstubAllGlobals();
		vi.useRealTimers();
	});

	it("are sent with the page, for readers without scripts too", () => {
		expect(renderToString(<Player late={false} />)).not.toContain("noscript");
		expect(renderToString(<Player late />)).toContain("<noscript><textarea></textarea></noscript>");
	});

	it("come when the window comes near", async () => {
		const [early, near, far] = await page(false, true, true);
		if (early === undefined || near === undefined || far === undefined) throw new Error("three players");
		expect([early, near, far].map(hasField)).toEqual([true, false, false]);
		act(() => Window.seen.get(near)?.(false));
		expect(hasField(near)).toBe(false);
		act(() => Window.seen.get(near)?.(true));
		expect([early, near, far].map(hasField)).toEqual([true, true, false]);
	});

	it("come when the reader turns to the player, whose focus stays", async () => {
		const [player] = await page(true);
		const button = player?.querySelector("button");
		if (player === undefined || button === null || button === undefined) throw new Error("a player");
		act(() => button.focus());
		expect(hasField(player)).toBe(true);
		expect(document.activeElement).toBe(button);
	});

	it("come one after the other when the page has come", async () => {
		const players = await page(true, true);
		await act(() => vi.advanceTimersByTimeAsync(5_000));
		expect(players.map(hasField)).toEqual([false, false]);
		window.dispatchEvent(new Event("load"));
		const seen = new Set<string>();
		for (let turn = 0; turn < 50; turn++) {
			await act(() => vi.advanceTimersByTimeAsync(50));
			seen.add(players.map(hasField).join());
		}
		expect([...seen]).toEqual(["false,false", "true,false", "true,true"]);
	});
});
