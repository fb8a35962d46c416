import { describe, expect, it } from "vitest";
import { parseInline } from "./inline-text";

const spelled = (text: string): string =>
	parseInline(text)
		.map((part) => (part.kind === "text" ? part.text : `<${part.kind}>${part.text}</>`))
		.join("");

describe("parseInline", () => {
	it.each([
		["plain", "plain"],
		["After `del a, b`, what?", "After <code>del a, b</>, what?"],
		["`a` and `b`", "<code>a</> and <code>b</>"],
		["`` a `tick` b ``", "<code>a `tick` b</>"],
		["`[[0]] * 3` makes *one* list", "<code>[[0]] * 3</> makes <em>one</> list"],
		["2 * 3 * 4", "2 * 3 * 4"],
		["**one** thing", "<strong>one</> thing"],
		["an unclosed `tick", "an unclosed `tick"],
		["`__del__` 由*回收器*调用", "<code>__del__</> 由<em>回收器</>调用"],
		["", ""],
		["`x`", "<code>x</>"],
		["`  `", "<code>  </>"],
	])("%s", (text, expected) => {
		expect(spelled(text)).toBe(expected);
	});
});
