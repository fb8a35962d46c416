/** `difflib.get_close_matches`: which of some words are like another. */

const NEEDED = 0.5;

/** Characters in matching blocks: the longest block first, then what stands before it and after it. */
function matching(a: string, b: string): number {
	let length = 0;
	let atA = 0;
	let atB = 0;
	for (let i = 0; i < a.length; i++) {
		for (let j = 0; j < b.length; j++) {
			let k = 0;
			while (i + k < a.length && j + k < b.length && a[i + k] === b[j + k]) k++;
			if (k > length) [length, atA, atB] = [k, i, j];
		}
	}
	if (length === 0) return 0;
	const before = matching(a.slice(0, atA), b.slice(0, atB));
	return before + length + matching(a.slice(atA + length), b.slice(atB + length));
}

/** The `n` words most like `word`, the best first; of two as like, the later in the alphabet. */
export function closeMatches(word: string, words: readonly string[], n: number): string[] {
	const scored = words
		.map((other) => ({ other, ratio: (2 * matching(other, word)) / (other.length + word.length) }))
		.filter(({ ratio }) => ratio >= NEEDED);
	scored.sort((x, y) => y.ratio - x.ratio || (y.other > x.other ? 1 : -1));
	return scored.slice(0, n).map(({ other }) => other);
}
