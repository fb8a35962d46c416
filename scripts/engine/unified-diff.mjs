/**
 * Applies a unified diff as `diff -u` writes it, each hunk at the line where it says that it is and nowhere else: a text
 * that differs there from what the diff was made from is an error, which names the line.
 * @param {string} text Ends with a line's end, or is empty.
 * @param {string} diff
 * @param {string} name Of the text, for errors.
 * @returns {string}
 */
export function applyDiff(text, diff, name) {
	const old = linesOf(text);
	/** @type {string[]} */
	const lines = [];
	let at = 0;
	/** @param {string} what */
	const refuse = (what) => {
		throw new Error(`${name}, line ${at + 1}: ${what}`);
	};
	// Before the first hunk stands what was compared.
	for (const hunk of diff.split(/^@@ /m).slice(1)) {
		const [head = "", ...changes] = linesOf(hunk);
		const { start, count, newStart, newCount } = rangesOf(head) ?? refuse(`no head of a hunk: @@ ${head}`);
		// Where no line is taken away, `start` is the line before.
		const first = count === 0 ? start : start - 1;
		if (first < at || first + count > old.length) refuse(`a hunk for line ${start} of ${old.length}`);
		lines.push(...old.slice(at, first));
		at = first;
		if (lines.length !== (newCount === 0 ? newStart : newStart - 1)) refuse(`a hunk for the later line ${newStart}`);
		const end = lines.length + newCount;
		for (const change of changes) {
			const line = change.slice(1);
			if (change[0] === " " || change[0] === "-") {
				if (old[at] !== line) refuse(`${JSON.stringify(line)} is meant, ${JSON.stringify(old[at])} stands there`);
				at++;
			} else if (change[0] !== "+") refuse(`no line of a hunk: ${change}`);
			if (change[0] !== "-") lines.push(line);
		}
		if (at !== first + count || lines.length !== end) refuse("the hunk has other lines than its head says");
	}
	lines.push(...old.slice(at));
	return lines.map((line) => `${line}\n`).join("");
}

/** @param {string} text */
function linesOf(text) {
	return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}

/**
 * The lines that a hunk is of, and those that it makes.
 * @param {string} head After the two at signs.
 */
function rangesOf(head) {
	const [, start, count = "1", newStart, newCount = "1"] = /^-(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(head) ?? [];
	if (start === undefined || newStart === undefined) return null;
	return { start: Number(start), count: Number(count), newStart: Number(newStart), newCount: Number(newCount) };
}
