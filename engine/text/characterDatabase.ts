/** What unicodedata says of a character beyond what `str` shows of it: Unicode 15.1, the database of 3.13. */
import { Numbers } from "./packedNumbers";
import { BIDIRECTIONAL, CATEGORY, COMBINING, EAST_ASIAN_WIDTH } from "./unicodeDatabase";

/** Where each run of code points begins, and its value. */
interface Runs {
	readonly starts: readonly number[];
	readonly values: readonly string[];
}

const read = new Map<readonly [string, string], Runs>();

function runsOf(table: readonly [string, string]): Runs {
	let runs = read.get(table);
	if (runs === undefined) {
		const values = table[0].split(" ");
		const numbers = new Numbers(table[1]);
		const starts: number[] = [];
		const found: string[] = [];
		for (let at = 0; numbers.more(); ) {
			starts.push(at);
			found.push(values[numbers.digit()] ?? "");
			at += numbers.number() + 1;
		}
		runs = { starts, values: found };
		read.set(table, runs);
	}
	return runs;
}

function valueAt(table: readonly [string, string], point: number): string {
	const { starts, values } = runsOf(table);
	let low = 0;
	let high = starts.length - 1;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if ((starts[middle] as number) <= point) low = middle;
		else high = middle - 1;
	}
	return values[low] ?? "";
}

export const categoryOf = (point: number): string => valueAt(CATEGORY, point);
/** "" where the character has none. */
export const bidirectionalOf = (point: number): string => valueAt(BIDIRECTIONAL, point);
export const combiningOf = (point: number): number => Number(valueAt(COMBINING, point));
export const eastAsianWidthOf = (point: number): string => valueAt(EAST_ASIAN_WIDTH, point);
