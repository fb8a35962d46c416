// @vitest-environment happy-dom
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { cycleRecording } from "./cycle.fixture";
import { Scrub } from "./Scrub";
import { STRINGS } from "./strings";

let host: HTMLElement;
let root: Root;
const went: number[] = [];

beforeEach(() => {
	vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
	went.length = 0;
	host = document.createElement("div");
	document.body.append(host);
	root = createRoot(host);
});

afterEach(async () => {
	await act(async () => root.unmount());
	host.remove();
});

async function shows(step: number): Promise<void> {
	const { summary } = cycleRecording();
	await act(async () =>
		root.render(
			<Scrub
				summary={summary}
				memory={[]}
				step={step}
				pinned={null}
				position={`step ${step}`}
				strings={STRINGS.en}
				onGo={(to) => went.push(to)}
			/>,
		),
	);
}

function bar(): HTMLInputElement {
	const found = host.querySelector("input");
	if (found === null) throw new Error("there is no bar");
	return found;
}

/** Past React, which takes a value that is set on the element for its own. */
function dragTo(step: number): void {
	Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(bar(), String(step));
}

async function hear(event: Event): Promise<void> {
	await act(async () => bar().dispatchEvent(event));
}

it("stands at the step shown, and leaves the thumb to the pointer that holds it", async () => {
	await shows(3);
	expect(bar().value).toBe("3");
	await hear(new PointerEvent("pointerdown", { bubbles: true, button: 0 }));
	dragTo(6);
	await hear(new Event("input", { bubbles: true }));
	expect(went).toEqual([6]);
	// The answer to where the pointer was before.
	await shows(5);
	expect(bar().value).toBe("6");
	await shows(6);
	await hear(new PointerEvent("pointerup", { bubbles: true }));
	expect(bar().value).toBe("6");
	await shows(2);
	expect(bar().value).toBe("2");
});
