import { describe, expect, it } from "vitest";
import { applyDiff } from "./unified-diff.mjs";

const text = "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\n";

/** As `diff -u` writes it of `text`: a line replaced, one taken away, two put in, one put at the end. */
const diff = `--- a.py	earlier
+++ a.py	later
@@ -1,3 +1,3 @@
 one
-two
+zwei
 three
@@ -5,3 +5,4 @@
 five
-six
+6
+6.5
 seven
@@ -9 +10,2 @@
 nine
+ten
`;

describe("applyDiff", () => {
	it("gives the later text", () => {
		expect(applyDiff(text, diff, "a")).toBe("one\nzwei\nthree\nfour\nfive\n6\n6.5\nseven\neight\nnine\nten\n");
	});

	it("takes hunks without context, and those that leave nothing or begin with nothing", () => {
		expect(applyDiff("a\nb\n", "@@ -1,0 +2 @@\n+aa\n@@ -2 +2,0 @@\n-b\n", "a")).toBe("a\naa\n");
		expect(applyDiff("a\n", "@@ -1 +0,0 @@\n-a\n", "a")).toBe("");
		expect(applyDiff("", "@@ -0,0 +1 @@\n+a\n", "a")).toBe("a\n");
	});

	it("keeps lines that look like a diff's own", () => {
		expect(applyDiff("-- x\n", "@@ -1 +1,2 @@\n--- x\n+++ y\n+@@ -1 +1 @@\n", "a")).toBe("++ y\n@@ -1 +1 @@\n");
	});

	it("applies a hunk nowhere but at its line, and names that", () => {
		expect(() => applyDiff(`zero\n${text}`, diff, "3.13/a.patch")).toThrow(
			'3.13/a.patch, line 1: "one" is meant, "zero" stands there',
		);
		expect(() => applyDiff(text.replace("six", "6 "), diff, "a")).toThrow(
			'a, line 6: "six" is meant, "6 " stands there',
		);
		expect(() => applyDiff("one\n", diff, "a")).toThrow("a, line 1: a hunk for line 1 of 1");
	});

	it("refuses a hunk that is not what its head says", () => {
		expect(() => applyDiff("a\nb\n", "@@ -1,2 +1,2 @@\n a\n", "a")).toThrow("other lines than its head says");
		expect(() => applyDiff("a\n", "@@ -1 +3 @@\n-a\n+b\n", "a")).toThrow("the later line 3");
		expect(() => applyDiff("a\n", "@@ one @@\n", "a")).toThrow("no head of a hunk");
		expect(() => applyDiff("a\n", "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n", "a")).toThrow("no line of a hunk");
	});
});
