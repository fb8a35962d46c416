import { expect, it } from "vitest";
import { MESSAGE_CHARACTERS, readMessage, readOrder } from "./messages";

it("takes the messages there are, and nothing that comes with them", () => {
	expect(readMessage({ kind: "running", extra: 1 })).toEqual({ kind: "running" });
	expect(readMessage({ kind: "output", stream: "stderr", text: "x", html: "<b>" })).toEqual({
		kind: "output",
		stream: "stderr",
		text: "x",
	});
	expect(readMessage({ kind: "ended", status: 1 })).toEqual({ kind: "ended", status: 1 });
	expect(readMessage({ kind: "broke", message: "x".repeat(10_000) })).toEqual({
		kind: "broke",
		message: "x".repeat(500),
	});
});

it("takes nothing else", () => {
	const forged: readonly unknown[] = [
		null,
		"ended",
		[],
		{},
		{ kind: "eval" },
		{ kind: ["ended"] },
		{ kind: "output", stream: "console", text: "x" },
		{ kind: "output", stream: "stdout", text: { toString: () => "x" } },
		{ kind: "output", stream: "stdout", text: "x".repeat(MESSAGE_CHARACTERS + 1) },
		{ kind: "ended", status: "0" },
		{ kind: "ended", status: Number.NaN },
		{ kind: "broke" },
	];
	for (const data of forged) expect(readMessage(data)).toBeNull();
});

it("takes no order that is not whole", () => {
	const parts = { worker: new ArrayBuffer(1), wasm: new ArrayBuffer(1), stdlib: new ArrayBuffer(1) };
	expect(readOrder({ kind: "run", program: "1", ...parts })).toMatchObject({ program: "1" });
	expect(readOrder({ kind: "run", program: 1, ...parts })).toBeNull();
	expect(readOrder({ kind: "run", program: "1", ...parts, wasm: "x" })).toBeNull();
	expect(readOrder({ kind: "go", program: "1", ...parts })).toBeNull();
});
