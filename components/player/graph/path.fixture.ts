/** What path data goes through, for tests of routes. */

/** Points along path data of moves, lines and cubic curves. */
export function pointsOf(d: string): readonly { readonly x: number; readonly y: number }[] {
	const points: { x: number; y: number }[] = [];
	let at = { x: 0, y: 0 };
	for (const [, command, rest] of d.matchAll(/([MLC])([^MLC]*)/g)) {
		const n = (rest ?? "").trim().split(/[ ,]+/).map(Number);
		const point = (index: number) => ({ x: n[index] ?? Number.NaN, y: n[index + 1] ?? Number.NaN });
		const end = point(command === "C" ? 4 : 0);
		for (let step = 1; step <= 20 && command !== "M"; step++) {
			const t = step / 20;
			const u = 1 - t;
			if (command === "L") points.push({ x: at.x * u + end.x * t, y: at.y * u + end.y * t });
			else {
				const [a, b] = [point(0), point(2)];
				const mix = (p: number, q: number, r: number, s: number) =>
					u * u * u * p + 3 * u * u * t * q + 3 * u * t * t * r + t * t * t * s;
				points.push({ x: mix(at.x, a.x, b.x, end.x), y: mix(at.y, a.y, b.y, end.y) });
			}
		}
		at = end;
	}
	return points;
}
