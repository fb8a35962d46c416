/** How wide a source line is on a terminal (`_display_width` in Lib/traceback.py). */
import { eastAsianWidthOf } from "../text/characterDatabase";

function isWide(point: number): boolean {
	if (point < 128) return false;
	const width = eastAsianWidthOf(point);
	return width === "W" || width === "F";
}

/** Columns that the first `count` characters of a line take. */
export function displayWidth(line: readonly string[], count = line.length): number {
	let width = count;
	const n = Math.min(count, line.length);
	for (let i = 0; i < n; i++) if (isWide((line[i] as string).codePointAt(0) as number)) width++;
	return width;
}
