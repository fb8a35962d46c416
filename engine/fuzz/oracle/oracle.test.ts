import { describe, expect, it } from "vitest";
import { type Answer, compare } from "./oracle";

const ended = (stdout: string, stderr = ""): Answer => ({ stdout, stderr, status: 0, stopped: null });
const stopped = (stdout: string, by: Answer["stopped"] = "time", stderr = ""): Answer => ({
	stdout,
	stderr,
	status: by === "time" ? -1 : -2,
	stopped: by,
});

describe("compare", () => {
	it("wants runs that end to be equal", () => {
		expect(compare(ended("1\n"), ended("1\n"))).toBe("same");
		expect(compare(ended("1\n"), ended("2\n"))).toBe("differs");
		expect(compare(ended("1\n", "x"), ended("1\n"))).toBe("differs");
		expect(compare(ended("1\n"), { ...ended("1\n"), status: 1 })).toBe("differs");
	});

	it("holds what two limits ended against one another up to where the first was ended", () => {
		expect(compare(stopped("1\n2\n3", "output"), stopped("1\n2\n3\n4\n"))).toBe("stopped");
		expect(compare(stopped("1\n2\n3\n4\n", "memory"), stopped("1\n2\n0xAD"))).toBe("stopped");
		expect(compare(stopped("1\n2\n", "output"), stopped("1\n3\n"))).toBe("differs");
		expect(compare(stopped("1\n2\n9\n", "output"), stopped("1\n2\n3\n4\n"))).toBe("differs");
		expect(compare(stopped("1\n", "output", "a\n"), stopped("1\n", "time", "b\n"))).toBe("differs");
	});

	it("takes a run that ends on one side only for a difference", () => {
		expect(compare(stopped("1\n", "time"), ended("1\n"))).toBe("differs");
		expect(compare(stopped("1\n", "memory"), ended("1\n2\n"))).toBe("differs");
		expect(compare(ended("1\n2\n"), stopped("1\n"))).toBe("differs");
	});

	it("lets the engine end what writes too much, if the oracle wrote that and more", () => {
		expect(compare(stopped("1\n2\n3", "output"), ended("1\n2\n3\n4\n"))).toBe("stopped");
		expect(compare(stopped("1\n2\n3", "output"), ended("1\n2\n"))).toBe("differs");
		expect(compare(stopped("1\n3\n3", "output"), ended("1\n2\n3\n4\n"))).toBe("differs");
	});
});
