// @vitest-environment happy-dom
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Apart, apart } from "./apart";

let host: HTMLElement;
let root: Root;

function Drawn({ piece, wanted }: { readonly piece: Apart<() => string>; readonly wanted: boolean }) {
	const words = piece.use(wanted);
	return <p>{words === null ? "not yet" : words === "absent" ? "absent" : words()}</p>;
}

async function show(piece: Apart<() => string>, ...wanted: readonly boolean[]): Promise<void> {
	await act(async () =>
		root.render(
			wanted.map((each, at) => {
				// Each keeps its place.
				const key = `${at}`;
				return <Drawn key={key} piece={piece} wanted={each} />;
			}),
		),
	);
}

beforeEach(() => {
	vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
	host = document.createElement("div");
	root = createRoot(host);
});

afterEach(async () => {
	await act(async () => root.unmount());
	vi.unstubAllGlobals();
});

describe("a piece that comes apart", () => {
	it("is fetched once it is wanted, and once for all who want it", async () => {
		const load = vi.fn(async () => () => "here ");
		const piece = apart(load);
		await show(piece, false, false);
		expect(load).not.toHaveBeenCalled();
		expect(host.textContent).toBe("not yetnot yet");
		await show(piece, true, true, false);
		expect(load).toHaveBeenCalledTimes(1);
		expect(host.textContent).toBe("here here here ");
	});

	it("says that it could not be fetched, and is fetched again when it is asked for again", async () => {
		let reachable = false;
		const piece = apart(async () => {
			if (!reachable) throw new Error("offline");
			return () => "here";
		});
		await show(piece, true);
		expect(host.textContent).toBe("absent");
		reachable = true;
		await act(async () => piece.fetch());
		expect(host.textContent).toBe("here");
	});
});
