/** "Did you mean": the search of Python/suggestions.c, on UTF-8 bytes as there. */
import { encodeUtf8Loose } from "./codecs";

const MAX_CANDIDATE_ITEMS = 750;
const MAX_STRING_SIZE = 40;
const MOVE_COST = 2;
const CASE_COST = 1;

function lowered(byte: number): number {
	return byte >= 65 && byte <= 90 ? byte + 32 : byte;
}

function substitutionCost(a: number, b: number): number {
	if ((a & 31) !== (b & 31)) return MOVE_COST;
	if (a === b) return 0;
	return lowered(a) === lowered(b) ? CASE_COST : MOVE_COST;
}

/** `levenshtein_distance`: the distance, or something over `maxCost` as soon as it must be. */
function levenshteinDistance(first: Uint8Array, second: Uint8Array, maxCost: number): number {
	let start = 0;
	let firstEnd = first.length;
	let secondEnd = second.length;
	while (start < firstEnd && start < secondEnd && first[start] === second[start]) start++;
	while (start < firstEnd && start < secondEnd && first[firstEnd - 1] === second[secondEnd - 1]) {
		firstEnd--;
		secondEnd--;
	}
	let a = first.subarray(start, firstEnd);
	let b = second.subarray(start, secondEnd);
	if (a.length === 0 || b.length === 0) return (a.length + b.length) * MOVE_COST;
	if (a.length > MAX_STRING_SIZE || b.length > MAX_STRING_SIZE) return maxCost + 1;
	if (b.length < a.length) [a, b] = [b, a];
	if ((b.length - a.length) * MOVE_COST > maxCost) return maxCost + 1;
	const row = Array.from(a, (_, index) => (index + 1) * MOVE_COST);
	let result = 0;
	for (const [bIndex, code] of b.entries()) {
		let distance = bIndex * MOVE_COST;
		result = distance;
		let minimum = Number.POSITIVE_INFINITY;
		for (const [index, other] of a.entries()) {
			const substitute = distance + substitutionCost(code, other);
			distance = row[index] ?? 0;
			result = Math.min(Math.min(result, distance) + MOVE_COST, substitute);
			row[index] = result;
			minimum = Math.min(minimum, result);
		}
		if (minimum > maxCost) return maxCost + 1;
	}
	return result;
}

/** `calculate_suggestions`: the first of the nearest candidates, or null. Candidates come in the order of `dir`. */
export function calculateSuggestions(candidates: readonly string[], name: string): string | null {
	if (candidates.length >= MAX_CANDIDATE_ITEMS) return null;
	const nameBytes = encodeUtf8Loose(name);
	let best = Number.MAX_SAFE_INTEGER;
	let suggestion: string | null = null;
	for (const item of candidates) {
		if (item === name) continue;
		const itemBytes = encodeUtf8Loose(item);
		// No more than a third of the characters involved should need changing.
		const allowed = Math.floor(((nameBytes.length + itemBytes.length + 3) * MOVE_COST) / 6);
		const maxDistance = Math.min(allowed, best - 1);
		const distance = levenshteinDistance(nameBytes, itemBytes, maxDistance);
		if (distance > maxDistance) continue;
		if (suggestion === null || distance < best) {
			suggestion = item;
			best = distance;
		}
	}
	return suggestion;
}
