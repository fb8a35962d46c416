import { expect, it } from "vitest";
import { grouped } from "./grouped";

it("writes counts as the locales do", () => {
	for (const locale of ["en", "zh-CN"])
		for (const count of [0, 7, 999, 1000, 12_345, 999_999, 1_000_000, 1_234_567_890])
			expect(grouped(count)).toBe(count.toLocaleString(locale));
});
