import { describe, expect, it } from "vitest";
import { provideLibrary, record } from "../../../engine/dist/recording.mjs";
import { furnish } from "../../../scripts/engine/load.mjs";
import { CYCLE_SOURCE, cycleRecording } from "../cycle.fixture";
import { restAt } from "../place";
import { dedent, type Edit, indent, newline, unindent } from "./indent";
import { marksAt, notesOf } from "./notes";
import { tokenLines } from "./python-tokens";

await furnish({ provideLibrary });

function applied(text: string, edit: Edit | null): string {
	if (edit === null) return "no edit";
	return text.slice(0, edit.from) + edit.insert + text.slice(edit.to);
}

describe("indentation", () => {
	it("goes to the next stop with Tab", () => {
		expect(applied("ab", indent("ab", 2, 2))).toBe("ab  ");
		expect(applied("", indent("", 0, 0))).toBe("    ");
	});

	it("moves every selected line in and out, but leaves empty ones empty", () => {
		const text = "a\n\nb\n";
		const inwards = applied(text, indent(text, 0, 4));
		expect(inwards).toBe("    a\n\n    b\n");
		expect(applied(inwards, dedent(inwards, 0, 12))).toBe(text);
	});

	it("keeps the caret in its line when a line moves out", () => {
		const edit = dedent("if x:\n    y", 10, 10);
		expect([edit.selectFrom, edit.selectTo]).toEqual([6, 6]);
	});

	it("goes on as deep as the line, and deeper after a colon", () => {
		expect(applied("    a", newline("    a", 5, 5))).toBe("    a\n    ");
		expect(applied("if x:  # why", newline("if x:  # why", 12, 12))).toBe("if x:  # why\n    ");
	});

	it("takes one level back with Backspace, only in the indentation", () => {
		expect(applied("      a", unindent("      a", 6, 6))).toBe("    a");
		expect(unindent("  a b", 4, 4)).toBeNull();
	});
});

describe("tokenLines", () => {
	it("gives the text back exactly, line by line", () => {
		const sources = [CYCLE_SOURCE, 'x = """a\nb"""\ny = f"{x!r}" # "no"', "'unfinished\nnext", "", "\n\n", "rb'\\''"];
		for (const source of sources) {
			const lines = tokenLines(source).map((tokens) => tokens.map((token) => token.text).join(""));
			expect(lines.join("\n")).toBe(source);
		}
	});

	it("knows keywords, strings, numbers and comments", () => {
		const kinds = tokenLines('del x, "y"  # z\nclassy = 0x1F')
			.flat()
			.filter((token) => token.kind !== "plain")
			.map((token) => [token.kind, token.text]);
		expect(kinds).toEqual([
			["keyword", "del"],
			["string", '"y"'],
			["comment", "# z"],
			["number", "0x1F"],
		]);
	});
});

describe("marks", () => {
	const { stateAt } = cycleRecording();

	it("writes what a step did at the line that did it", () => {
		const notes = notesOf(stateAt(8)).get(12);
		expect(notes?.map((note) => note.text)).toEqual(["a 2→1", "b 2→1"]);
		expect(notes?.map((note) => note.tone)).toEqual(["down", "down"]);
	});

	it("leaves out what the library makes inside a weak container", () => {
		const { stateAt, summary } = record(`import weakref
class Node: pass
node = Node()
names = weakref.WeakValueDictionary()
names["k"] = node
node = None
`);
		for (let step = 1; step <= summary.steps; step++) {
			const [state, before] = [stateAt(step), stateAt(step - 1)];
			const marks = marksAt({ place: restAt(step), state, before, happened: null }, null, null);
			const texts = [...marks.notes.values()].flat().map(({ text }) => text);
			expect(
				texts.filter((text) => !/^(node|names) /.test(text)),
				`step ${step}`,
			).toEqual([]);
		}
	});

	it("names the phase at the line of its collection", () => {
		const shown = {
			place: { step: 9, phase: 1, moment: null },
			state: stateAt(9),
			before: stateAt(8),
			happened: null,
		};
		const marks = marksAt(shown, null, null);
		expect([marks.ran, marks.next]).toEqual([13, null]);
		expect(marks.notes.get(13)?.[0]?.text).toBe("subtract_refs");
	});
});
