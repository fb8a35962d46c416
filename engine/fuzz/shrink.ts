/**
 * Makes a program smaller while it keeps a property: statements are taken out, bodies put in the place of their
 * headers. It works on lines and their indentation, so that what is left is still a program to read.
 */

/** Candidates are judged in batches, since an oracle that is asked for many at once answers sooner. */
export type Judge = (programs: readonly string[]) => Promise<readonly boolean[]>;

const BATCH = 12;

function indentOf(line: string): number {
	return line.length - line.trimStart().length;
}

/** One past the last line of the statement's own body. */
function endOf(lines: readonly string[], start: number): number {
	const indent = indentOf(lines[start] ?? "");
	let end = start + 1;
	while (end < lines.length && indentOf(lines[end] ?? "") > indent) end++;
	return end;
}

/** Lines from `start` that go together: a statement with its body, and the clauses (else, except, finally) after it. */
function whole(lines: readonly string[], start: number): number {
	const indent = indentOf(lines[start] ?? "");
	let end = endOf(lines, start);
	while (
		end < lines.length &&
		indentOf(lines[end] ?? "") === indent &&
		/^\s*(else|elif|except|finally)\b/.test(lines[end] ?? "")
	)
		end = endOf(lines, end);
	return end;
}

/** Without the lines [start, end); a body that would be empty says `pass`. */
function without(lines: readonly string[], start: number, end: number): string[] {
	const left = [...lines.slice(0, start), ...lines.slice(end)];
	const before = left[start - 1];
	const after = left[start];
	if (before?.trimEnd().endsWith(":") && (after === undefined || indentOf(after) <= indentOf(before)))
		left.splice(start, 0, `${" ".repeat(indentOf(before) + 4)}pass`);
	return left;
}

/** Smaller programs by one step at a line: `length` statements from it gone, or a block replaced with its body. */
function candidatesAt(lines: readonly string[], start: number, length: number): string[][] {
	const line = lines[start] ?? "";
	if (/^\s*(else|elif|except|finally)\b/.test(line))
		return length === 1 ? [without(lines, start, endOf(lines, start))] : [];
	const smaller: string[][] = [];
	const indent = indentOf(line);
	let end = start;
	for (let n = 0; n < length && end < lines.length && indentOf(lines[end] ?? "") === indent; n++)
		end = whole(lines, end);
	if (line.trim() !== "pass" || end - start > 1) smaller.push(without(lines, start, end));
	if (length > 1) return smaller;
	if (/^\s*(try|if|for|while|with|else|finally)\b.*:$/.test(line)) {
		const body = lines.slice(start + 1, endOf(lines, start)).map((inner) => inner.slice(4));
		smaller.push([...lines.slice(0, start), ...body, ...lines.slice(whole(lines, start))]);
	}
	// One value less to print.
	const printed = /^(\s*print\()(.*)(\))$/.exec(line);
	const parts = printed?.[2]?.split(", ") ?? [];
	for (let i = 1; i < parts.length && parts.length > 2; i++)
		smaller.push([
			...lines.slice(0, start),
			`${printed?.[1]}${parts.filter((_part, j) => j !== i).join(", ")})`,
			...lines.slice(start + 1),
		]);
	return smaller;
}

/** The smallest program found that the judge still says yes to. The program given must be one. */
export async function shrink(program: string, judge: Judge): Promise<string> {
	let lines = program.split("\n").filter((line) => line.trim() !== "");
	let length = Math.max(1, lines.length >> 1);
	for (;;) {
		let found = false;
		for (let start = lines.length - 1; start >= 0; ) {
			// A batch of positions going up the program; the first success is taken, and the way goes on from there.
			const batch: { readonly start: number; readonly lines: string[] }[] = [];
			let next = start;
			for (; next >= 0 && batch.length < BATCH; next--)
				for (const smaller of candidatesAt(lines, next, length)) batch.push({ start: next, lines: smaller });
			const verdicts = await judge(batch.map((candidate) => `${candidate.lines.join("\n")}\n`));
			const first = batch[verdicts.indexOf(true)];
			if (first === undefined) {
				start = next;
				continue;
			}
			lines = first.lines;
			start = Math.min(first.start, lines.length - 1);
			found = true;
		}
		if (length > 1) length >>= 1;
		else if (!found) return `${lines.join("\n")}\n`;
	}
}
