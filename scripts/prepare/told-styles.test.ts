import { describe, expect, it } from "vitest";
import { withoutToldStyles } from "./told-styles.mjs";

const SHEET = ".a > .b::before { content: “·” }";
const push = (told: string) =>
	`<script>self.__next_f.push(${JSON.stringify([1, told]).replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`)})</script>`;
const row = (number: string, text: string) => `${number}:T${Buffer.byteLength(text).toString(16)},${text}`;
const page = (...told: readonly string[]) =>
	`<style data-precedence="next" data-href="/a.css /b.css">${SHEET}.c { color: red }</style>${told.map(push).join("")}`;

describe("a page's telling", () => {
	it("is rid of the texts of the style sheets that the page has, and of nothing else", () => {
		const told = (text: (sheet: string) => string) =>
			`1:"$S"\n${text(SHEET)}2:["$","style","0",{"children":"$7"}]\n${row("8", "text of a lesson <b>")}9:null\n`;
		expect(
			withoutToldStyles(
				page(
					told((sheet) => row("7", sheet)),
					"a:null\n",
				),
			),
		).toBe(
			page(
				told(() => `7:""\n`),
				"a:null\n",
			),
		);
	});

	it("is left as it is where a sheet goes on in the next script, or is another's", () => {
		const whole = row("7", SHEET);
		const parted = page(whole.slice(0, -5), whole.slice(-5));
		expect(withoutToldStyles(parted)).toBe(parted);
		const others = page(row("7", ".z { color: blue }"));
		expect(withoutToldStyles(others)).toBe(others);
	});
});
