// @vitest-environment happy-dom
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { cycleRecording } from "./cycle.fixture";
import { restAt } from "./place";
import { useQuick } from "./use-quick";
import type { Shown } from "./use-run";

let host: HTMLElement;
let root: Root;
let now = 10_000;

function Drawn({ shown }: { readonly shown: Shown | null }) {
	return <p>{useQuick(shown) ? "quick" : "slow"}</p>;
}

const at = (step: number): Shown => ({
	place: restAt(step),
	state: cycleRecording().stateAt(step),
	before: null,
	happened: null,
});

async function seen(shown: Shown | null, after: number): Promise<string> {
	now += after;
	await act(async () => root.render(<Drawn shown={shown} />));
	return host.textContent;
}

beforeEach(() => {
	vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
	vi.spyOn(performance, "now").mockImplementation(() => now);
	host = document.createElement("div");
	root = createRoot(host);
});

afterEach(async () => {
	await act(async () => root.unmount());
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
});

it("is so for steps that follow one another at once, and not for the first or one after a while", async () => {
	expect(await seen(null, 0)).toBe("slow");
	expect(await seen(at(1), 20)).toBe("slow");
	expect(await seen(at(2), 20)).toBe("quick");
	expect(await seen(at(3), 20)).toBe("quick");
	const last = at(4);
	expect(await seen(last, 400)).toBe("slow");
	// Drawn anew for another reason, it stays what it was.
	expect(await seen(last, 20)).toBe("slow");
});
