/** Lines to stop at: set and taken away, and carried along when the text around them changes. */

/** Line numbers from 1, ascending, each once. */
export type Breakpoints = readonly number[];

export function toggled(breakpoints: Breakpoints, line: number): Breakpoints {
	if (breakpoints.includes(line)) return breakpoints.filter((other) => other !== line);
	return [...breakpoints, line].sort((a, b) => a - b);
}

/**
 * Where breakpoints of one text belong in another: lines above and below what changed keep theirs, of the changed ones
 * those stay that still have a line.
 */
export function carried(breakpoints: Breakpoints, before: string, after: string): Breakpoints {
	if (breakpoints.length === 0 || before === after) return breakpoints;
	const from = before.split("\n");
	const to = after.split("\n");
	const most = Math.min(from.length, to.length);
	let above = 0;
	while (above < most && from[above] === to[above]) above++;
	let below = 0;
	while (below < most - above && from[from.length - 1 - below] === to[to.length - 1 - below]) below++;
	const changed = to.length - above - below;
	const lines = breakpoints.flatMap((line) => {
		if (line <= above) return [line];
		if (line > from.length - below) return [line + to.length - from.length];
		// An edit of the line itself leaves it; its removal takes the breakpoint along.
		return changed === 0 ? [] : [Math.min(line, above + changed)];
	});
	return [...new Set(lines)];
}
