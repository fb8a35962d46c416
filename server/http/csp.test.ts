import { afterEach, describe, expect, it, vi } from "vitest";
import { pagePolicy } from "./csp";

/** `next dev` needs no build to tell a page's policy; who may frame it does not depend on that. */
const ancestors = (pathname: string) => /frame-ancestors ([^;]+)/.exec(pagePolicy(pathname).policy)?.[1];

afterEach(() => vi.unstubAllEnvs());

describe("who may put a page in a frame", () => {
	it("anybody the player made for that, and nobody else any other page", () => {
		vi.stubEnv("NODE_ENV", "development");
		expect(["/en/embed", "/zh-CN/embed"].map(ancestors)).toEqual(["*", "*"]);
		for (const path of ["/en", "/en/play", "/en/embed/more", "/en/counting/embed", "/embed", "/", "/en/embedded"]) {
			expect(ancestors(path), path).toBe("'self'");
		}
	});
});
