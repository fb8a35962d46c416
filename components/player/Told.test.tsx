// @vitest-environment happy-dom
import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, expect, it, vi } from "vitest";
import { cycleRecording } from "./cycle.fixture";
import { narrate } from "./narrate";
import { restAt } from "./place";
import { Told } from "./Told";

afterEach(() => vi.useRealTimers());

it("tells of the last of several steps in a hurry, and of all that was printed meanwhile", async () => {
	vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
	vi.useFakeTimers();
	const { summary, stateAt } = cycleRecording();
	const host = document.createElement("div");
	const root = createRoot(host);
	const at = (step: number) =>
		act(async () => {
			const shown = { place: restAt(step), state: stateAt(step), before: stateAt(step - 1), happened: null };
			root.render(<Told shown={shown} summary={summary} narrate={narrate} locale="en" />);
		});
	const rest = () => act(async () => void vi.runAllTimers());
	await at(8);
	expect(host.textContent).toBe("");
	await rest();
	expect(host.textContent).toMatch(/^Line 12 ran\./);
	await at(9);
	await at(10);
	expect(host.textContent).toMatch(/^Line 12 ran\./);
	await rest();
	expect(host.textContent).toMatch(/None/);
	expect(host.textContent).not.toMatch(/^Line 12 ran\./);
	await act(async () => root.render(<Told shown={null} summary={summary} narrate={narrate} locale="en" />));
	expect(host.textContent).toBe("");
	await act(async () => root.unmount());
});
