// @vitest-environment happy-dom
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { PageLink } from "./PageLink";

const router = vi.hoisted(() => ({ push: vi.fn(), prefetch: vi.fn() }));
vi.mock("next/navigation", () => ({ useRouter: () => router }));

let host: HTMLElement;
let root: Root;
let link: HTMLAnchorElement;

/** Whether the click was left to the browser. */
async function click(init: MouseEventInit = {}): Promise<boolean> {
	const event = new MouseEvent("click", { bubbles: true, cancelable: true, ...init });
	let left = false;
	host.addEventListener(
		"click",
		(heard) => {
			left = !heard.defaultPrevented;
			heard.preventDefault();
		},
		{ once: true },
	);
	await act(async () => link.dispatchEvent(event));
	return left;
}

beforeEach(async () => {
	vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
	vi.clearAllMocks();
	const page = document.createElement("div");
	host = document.body.appendChild(document.createElement("div"));
	host.append(page);
	root = createRoot(page);
	await act(async () => root.render(<PageLink href="/en/play">Playground</PageLink>));
	const found = page.querySelector("a");
	if (found === null) throw new Error("no link");
	link = found;
});

afterEach(async () => {
	await act(async () => root.unmount());
	host.remove();
	vi.unstubAllGlobals();
});

it("changes the page at a plain click, and leaves every other to the browser", async () => {
	expect(link.getAttribute("href")).toBe("/en/play");
	expect(await click({ ctrlKey: true })).toBe(true);
	expect(await click({ metaKey: true })).toBe(true);
	expect(await click({ shiftKey: true })).toBe(true);
	expect(router.push).not.toHaveBeenCalled();
	expect(await click()).toBe(false);
	expect(router.push).toHaveBeenCalledExactlyOnceWith("/en/play");
});

it("fetches nothing before the reader turns to it", async () => {
	expect(router.prefetch).not.toHaveBeenCalled();
	await act(async () => link.focus());
	expect(router.prefetch).toHaveBeenCalledWith("/en/play");
});
