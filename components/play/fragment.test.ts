// @vitest-environment node
import { afterEach, describe, expect, it, vi } from "vitest";
import { restAt } from "../player/place";
import { fragmentOf, MAX_FRAGMENT, openFragment, type Shared } from "./fragment";

/** The same numbers every time. */
function randomFrom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}

const random = randomFrom(20260);
const below = (n: number): number => Math.floor(random() * n);
const pick = <T>(...of: readonly [T, ...T[]]): T => of[below(of.length)] ?? of[0];

/** Code units of every kind: controls, quotes, Chinese, halves of surrogate pairs in any order. */
function randomText(): string {
	const unit = pick(
		() => below(0x80),
		() => below(0x10000),
		() => 0x4e00 + below(0x5000),
		() => 0xd800 + below(0x800),
		() => `"'\\\n\r\t#&%+ `.charCodeAt(below(12)),
	);
	return String.fromCharCode(...Array.from({ length: below(400) }, () => (random() < 0.8 ? unit() : below(0x10000))));
}

const randomShared = (): Shared => ({
	source: randomText(),
	profile: pick("3.13", "3.14"),
	view: pick("graph", "collector", "table"),
	place: pick<() => Shared["place"]>(
		() => null,
		() => restAt(below(1e6)),
		() => ({ step: below(1e6), phase: below(9), moment: null }),
		() => ({ step: below(1e6), phase: null, moment: { kind: pick("instruction", "event"), at: below(1e5) } }),
	)(),
});

async function roundTrip(shared: Shared): Promise<string> {
	const fragment = await fragmentOf(shared);
	if (fragment === null) throw new Error("too long");
	expect(fragment).toMatch(/^[\w.-]+$/);
	expect(await openFragment(`#${fragment}`)).toEqual({ kind: "shared", shared });
	return fragment;
}

afterEach(() => vi.unstubAllGlobals());

describe("a fragment", () => {
	it("brings back any text, Python, view and place", async () => {
		for (let round = 0; round < 25; round++) await roundTrip(randomShared());
		// Deflating takes its time; what is inside it is the same.
		vi.stubGlobal("CompressionStream", undefined);
		for (let round = 0; round < 300; round++) await roundTrip(randomShared());
	}, 60_000);

	it("is shorter than the program, where the browser can deflate, and does without", async () => {
		const shared: Shared = { ...randomShared(), source: 'print("引用计数", "\'\\"")\n'.repeat(800) };
		expect((await roundTrip(shared)).length).toBeLessThan(1000);
		vi.stubGlobal("CompressionStream", undefined);
		vi.stubGlobal("DecompressionStream", undefined);
		expect(await roundTrip({ ...shared, source: 'x = "引用"\n' })).toMatch(/^1b\./);
	});

	it("says that a browser which cannot inflate cannot open it", async () => {
		const fragment = await roundTrip(randomShared());
		vi.stubGlobal("DecompressionStream", undefined);
		expect(await openFragment(fragment)).toEqual({ kind: "unreadable" });
	});

	it("is not made longer than a link may be", async () => {
		const noise = Array.from({ length: MAX_FRAGMENT }, () => String.fromCharCode(33 + below(90))).join("");
		expect(await fragmentOf({ ...randomShared(), source: noise })).toBeNull();
		expect(await fragmentOf({ ...randomShared(), source: noise.repeat(40) })).toBeNull();
		await roundTrip({ ...randomShared(), source: "a = 1\n".repeat(40_000) });
	});

	it("is none where the fragment is a place in the page", async () => {
		for (const fragment of ["", "#", "#text", "contents", "#12", "#1"]) {
			expect(await openFragment(fragment)).toEqual({ kind: "none" });
		}
	});

	it("is known to be damaged, cut or changed anywhere", async () => {
		const shared = { ...randomShared(), source: "import gc\nprint(gc.collect())\n" };
		const deflated = await roundTrip(shared);
		vi.stubGlobal("CompressionStream", undefined);
		for (const fragment of [deflated, await roundTrip(shared)]) {
			for (let at = 2; at < fragment.length; at += 1 + below(9)) {
				expect(await openFragment(fragment.slice(0, at)), fragment.slice(0, at)).toEqual({ kind: "damaged" });
				const other = fragment[at] === "a" ? "b" : "a";
				const opened = await openFragment(fragment.slice(0, at) + other + fragment.slice(at + 1));
				// The last character's idle bits are the one thing that may change.
				if (at < fragment.length - 1) expect(opened, `${at}`).toEqual({ kind: "damaged" });
			}
		}
	}, 60_000);

	it("of a later version says so", async () => {
		expect(await openFragment("#2z.abc.AAAA")).toEqual({ kind: "newer" });
	});

	it("never throws, whatever it is", async () => {
		const valid = await roundTrip(randomShared());
		for (let round = 0; round < 150; round++) {
			const at = below(valid.length);
			const fragment = pick(
				() => randomText(),
				() => `1z.${randomText()}`,
				() => `1b.x.${btoa(String(below(1e9)))}`,
				() => valid.slice(0, at) + randomText() + valid.slice(at),
			)();
			const { kind } = await openFragment(fragment);
			expect(["none", "damaged", "newer"]).toContain(fragment === valid ? "none" : kind);
		}
	});

	it("does not swell without end", async () => {
		const bomb = await new Response(
			new Blob([new Uint8Array(3_000_000)]).stream().pipeThrough(new CompressionStream("deflate-raw")),
		).arrayBuffer();
		const data = Buffer.from(bomb).toString("base64url");
		expect(await openFragment(`1z.0.${data}`)).toEqual({ kind: "damaged" });
	}, 60_000);

	it("holds JSON of another form: damaged, or what can be made of it", async () => {
		vi.stubGlobal("CompressionStream", undefined);
		const odd = await fragmentOf({ source: "x", profile: "3.13", view: "graph", place: null });
		expect(odd).not.toBeNull();
		const of = async (value: unknown) => {
			const bytes = new TextEncoder().encode(JSON.stringify(value));
			let hash = 0x811c9dc5;
			for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
			return openFragment(`1b.${(hash >>> 0).toString(36)}.${Buffer.from(bytes).toString("base64url")}`);
		};
		for (const value of [null, 1, "x", [], {}, { t: 1, p: "3.13" }, { t: "x", p: "2.7" }]) {
			expect(await of(value)).toEqual({ kind: "damaged" });
		}
		expect(await of({ t: "x", p: "3.14", v: "gone", at: { step: -1 } })).toEqual({
			kind: "shared",
			shared: { source: "x", profile: "3.14", view: "graph", place: null },
		});
	});
});
