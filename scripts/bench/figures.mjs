/** Figures of several: each null where there are none to tell of. */

/** @param {readonly number[]} values */
export function median(values) {
	if (values.length === 0) return null;
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
	return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** @param {readonly number[]} values */
export function geomean(values) {
	if (values.length === 0) return null;
	return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

/** @param {readonly number[]} values */
export function worst(values) {
	return values.length === 0 ? null : Math.max(...values);
}

/**
 * Of pairs of times, how many times the second the first takes, as a geometric mean.
 * @param {readonly (readonly [number | null | undefined, number | null | undefined])[]} pairs those with a null do not count
 */
export function meanRatio(pairs) {
	return geomean(pairs.flatMap(([a, b]) => (a == null || b == null ? [] : [a / b])));
}
