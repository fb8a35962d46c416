import { describe, expect, it } from "vitest";
import { siteOf } from "./site";

const site = (headers: Record<string, string>) => siteOf(new Headers(headers))?.href;

describe("where the site is", () => {
	it("is the name that the visitor used", () => {
		expect(site({ host: "localhost:3000" })).toBe("http://localhost:3000/");
		expect(site({ host: "192.168.1.20:3000" })).toBe("http://192.168.1.20:3000/");
		expect(site({ host: "[fe80::1]:3000" })).toBe("http://[fe80::1]:3000/");
		expect(site({ host: "heap.example", "x-forwarded-proto": "https" })).toBe("https://heap.example/");
		expect(site({ host: "heap.example", "x-forwarded-proto": "https, http" })).toBe("https://heap.example/");
	});

	it("is unknown where no such name can be", () => {
		expect(site({})).toBeUndefined();
		expect(site({ host: "a.example/path" })).toBeUndefined();
		expect(site({ host: "user@a.example" })).toBeUndefined();
		expect(site({ host: "a.example>; rel=canonical" })).toBeUndefined();
		expect(site({ host: "a.example", "x-forwarded-proto": "javascript" })).toBeUndefined();
	});
});
