import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { candidatesIn, probed, seldomNames, takenOut } from "./seldom.mjs";
import { CORE, Splitting, sourcesIn } from "./splitting.mjs";

const A = `import { type Kind, half, twice as double } from "./b";
import type { Ref } from "./c";
let count = 0;
const LIMIT = 3;
export function rare(x: Ref): Ref {
	return half(double(x)) + LIMIT;
}
function counting(): number {
	return count++;
}
const helper = (x: number): number => rare(x) + 1;
export function method(this: Kind): Kind {
	return this;
}
declare_("T", "name", (o: number) => helper(o));
for (const i of [1, 2]) declare_("T", "in a loop", () => i);
`;
const B = `export let total = 1;
export const half = (x: number): number => x / 2;
export function twice(x: number): number {
	return x * 2;
}
export function reads(): number {
	return total;
}
`;

describe("functions taken out of a source", () => {
	it("are those that see nothing but constants of their module", () => {
		expect(candidatesIn(A, "m/a").found.map(({ name }) => name)).toEqual(["rare", "helper", 'declare_("T", "name",']);
		expect(candidatesIn(B, "m/b").found.map(({ name }) => name)).toEqual(["half", "twice"]);
	});

	it("stand in a source of their own, and import what they see from where it stands", () => {
		const parts = takenOut(
			new Map([
				["m/a", A],
				["m/b", B],
			]),
			{ "m/a": ["rare", "helper", 'declare_("T", "name",', "counting", "gone"], "m/b": ["twice"] },
		);
		const a = parts.get("m/a");
		expect(a?.seldom).toContain('import { half } from "./b";');
		expect(a?.seldom).toContain('import { twice as double } from "./b.seldom";');
		expect(a?.seldom).toContain('import { LIMIT } from "./a";');
		expect(a?.seldom).toContain("export function rare(x: Ref): Ref {");
		expect(a?.seldom).toContain("export const helper = (x: number): number => rare(x) + 1;");
		expect(a?.seldom).not.toContain("count++");
		expect(a?.kept).toContain('import { rare, helper, $seldom2 } from "./a.seldom";');
		expect(a?.kept).toContain('declare_("T", "name", $seldom2);');
		expect(a?.kept).toContain("export { rare, LIMIT };");
		expect(a?.kept).not.toContain("half(double(x))");
		expect([...parts.keys()]).toEqual(["m/a", "m/b"]);
	});

	it("say that they are called, where that is recorded", () => {
		const text = probed(B, "m/b");
		expect(text).toContain('(globalThis.called.add("m/b:half"), x / 2)');
		expect(text).toContain('{globalThis.called.add("m/b:twice");');
	});

	it("are there, nearly all that the list names", () => {
		const root = process.cwd();
		const splitting = new Splitting(root, { seldom: "there" });
		const there = new Set(
			sourcesIn(root).flatMap((path) => {
				const file = join(root, "engine", path);
				if (splitting.fileOf(file) !== CORE) return [];
				const source = path.replace(/\.ts$/, "");
				return candidatesIn(readFileSync(file, "utf8"), source).found.map(({ name }) => `${source}:${name}`);
			}),
		);
		const listed = Object.entries(seldomNames()).flatMap(([source, names]) => names.map((name) => `${source}:${name}`));
		expect(listed.filter((name) => !there.has(name)).length).toBeLessThan(listed.length / 20);
	});
});
