import { describe, expect, it } from "vitest";
import { alternatesOf } from "./alternates";

describe("the addresses of a page in all languages", () => {
	const lan = new URL("http://192.168.1.20:3000");

	it("are whole, and lead back to the page itself too", () => {
		const link =
			'<http://192.168.1.20:3000/en/counting/references>; rel="alternate"; hreflang="en", ' +
			'<http://192.168.1.20:3000/zh-CN/counting/references>; rel="alternate"; hreflang="zh-CN"';
		expect(alternatesOf("/en/counting/references", lan)).toBe(link);
		expect(alternatesOf("/zh-CN/counting/references", lan)).toBe(link);
		expect(alternatesOf("/en", lan)).toContain("<http://192.168.1.20:3000/zh-CN>;");
	});

	it("there are none of what has no language", () => {
		for (const path of ["/", "/robots.txt", "/fr/play"]) expect(alternatesOf(path, lan), path).toBeNull();
	});
});
