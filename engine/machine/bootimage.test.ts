import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { imageIn } from "../../server/engine/image.mjs";
import type { BootImage } from "../api";
import * as fast from "../dist/fast.mjs";
import { chunks } from "../dist/recording/chunks.mjs";

type Machine = typeof import("../dist/recording/core.mjs");

/** A machine of its own that has not been started, with all its parts. */
async function newMachine(name: string): Promise<Machine> {
	const machine: Machine = await import(/* @vite-ignore */ `../dist/recording/core.mjs?${name}`);
	for (const [chunk, load] of Object.entries(chunks)) machine.provideChunk(chunk, (await load()).default);
	return machine;
}

/** Of every word and payload: lists of so many words are slow to compare. */
function hashOf(image: BootImage | null): string {
	if (image === null) return "none";
	return createHash("sha256").update(image.words).update(image.payloads).digest("hex");
}

/** Looks up names, makes classes and ends with a full collection: what it leaves hangs on all that was there before. */
const PROGRAM = `import gc
class Node:
    __slots__ = ("next", "__weakref__")
    def __repr__(self):
        return f"Node at {id(self)}"
a = Node()
a.next = [a, {"é": 2 ** 70}]
print(a, gc.get_count(), len(gc.get_objects()), len(object.__subclasses__()))
del a
print(gc.collect(), "-".join(sorted(dir(int))[:3]))
`;

describe.each(["3.13", "3.14"] as const)("the image of %s", (profile) => {
	const built = imageIn("engine/dist", profile)();

	it("is what both variants are after their boot", async () => {
		const booted = hashOf((await newMachine(`booted${profile}`)).bootImage(profile));
		expect(hashOf(built)).toBe(booted);
		expect(hashOf(fast.bootImage(profile))).toBe(booted);
	});

	it("begins the same run", async () => {
		const booted = await newMachine(`booted${profile}`);
		const loaded = await newMachine(`loaded${profile}`);
		let read = 0;
		loaded.provideImage(profile, () => {
			read++;
			return built;
		});
		expect(hashOf(loaded.bootImage(profile))).toBe(hashOf(built));
		booted.bootImage(profile);
		expect(loaded.stateHash()).toBe(booted.stateHash());
		const report = booted.run(PROGRAM, { profile });
		expect(report.outcome).toEqual({ kind: "finished", exitStatus: 0 });
		expect(loaded.run(PROGRAM, { profile }).stdout).toBe(report.stdout);
		expect(loaded.stateHash()).toBe(booted.stateHash());
		expect(read).toBe(1);
	});

	it("is not taken where another build made it", async () => {
		const machine = await newMachine(`refusing${profile}`);
		machine.provideImage(profile, () => ({ words: new Int32Array(1 << 10).fill(7), payloads: "[]" }));
		expect(hashOf(machine.bootImage(profile))).toBe(hashOf(built));
	});
});
