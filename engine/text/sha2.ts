/** SHA-2 (FIPS 180-4), with 64-bit words as bigints for the large kinds: a seed's worth of text, not files. */

/** The first bits of the fractional parts of roots of the first primes. */
function fractionBits(prime: bigint, root: 2 | 3, bits: bigint): bigint {
	// The integer root of prime * 2**(root * bits), by bisection.
	const scaled = prime << (BigInt(root) * bits);
	let low = 0n;
	let high = 1n << (bits + 9n);
	while (low + 1n < high) {
		const middle = (low + high) >> 1n;
		if (middle ** BigInt(root) <= scaled) low = middle;
		else high = middle;
	}
	return low & ((1n << bits) - 1n);
}
const PRIMES: readonly bigint[] = (() => {
	const found: bigint[] = [];
	for (let n = 2n; found.length < 80; n++) if (found.every((p) => n % p !== 0n)) found.push(n);
	return found;
})();

interface Kind {
	readonly digest: number;
	readonly wordBits: 32 | 64;
	readonly start: readonly bigint[];
}
const rootsOf = (primes: readonly bigint[], bits: bigint): bigint[] => primes.map((p) => fractionBits(p, 2, bits));
export const SHA2_KINDS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
	["sha512", { digest: 64, wordBits: 64, start: rootsOf(PRIMES.slice(0, 8), 64n) }],
	["sha384", { digest: 48, wordBits: 64, start: rootsOf(PRIMES.slice(8, 16), 64n) }],
	["sha256", { digest: 32, wordBits: 32, start: rootsOf(PRIMES.slice(0, 8), 32n) }],
	[
		"sha224",
		// The second 32 bits of the roots of the ninth to sixteenth primes.
		{ digest: 28, wordBits: 32, start: rootsOf(PRIMES.slice(8, 16), 64n).map((x) => x & 0xffffffffn) },
	],
]);

/** Rotations and shifts of the functions named by Greek letters, in the order S0, S1, s0, s1. */
const ROTATIONS = {
	32: [
		[2n, 13n, 22n],
		[6n, 11n, 25n],
		[7n, 18n, 3n],
		[17n, 19n, 10n],
	],
	64: [
		[28n, 34n, 39n],
		[14n, 18n, 41n],
		[1n, 8n, 7n],
		[19n, 61n, 6n],
	],
} as const;

/** The digest of a message. */
export function sha2(name: string, message: Uint8Array): Uint8Array {
	const kind = SHA2_KINDS.get(name);
	if (kind === undefined) throw new RangeError(name);
	const { wordBits, digest } = kind;
	const bits = BigInt(wordBits);
	const mask = (1n << bits) - 1n;
	const bytesOfWord = wordBits / 8;
	const blockBytes = bytesOfWord * 16;
	const rounds = wordBits === 32 ? 64 : 80;
	const constants = PRIMES.slice(0, rounds).map((p) => fractionBits(p, 3, bits));
	const [S0, S1, s0, s1] = ROTATIONS[wordBits];
	const rotate = (x: bigint, by: bigint): bigint => ((x >> by) | (x << (bits - by))) & mask;
	const sum = (x: bigint, [a, b, c]: readonly [bigint, bigint, bigint]): bigint =>
		rotate(x, a) ^ rotate(x, b) ^ rotate(x, c);
	const small = (x: bigint, [a, b, c]: readonly [bigint, bigint, bigint]): bigint =>
		rotate(x, a) ^ rotate(x, b) ^ (x >> c);

	const total = Math.ceil((message.length + 1 + bytesOfWord * 2) / blockBytes) * blockBytes;
	const padded = new Uint8Array(total);
	padded.set(message);
	padded[message.length] = 0x80;
	new DataView(padded.buffer).setBigUint64(total - 8, BigInt(message.length) * 8n);

	let state = [...kind.start];
	for (let at = 0; at < total; at += blockBytes) {
		const w: bigint[] = [];
		for (let i = 0; i < 16; i++) {
			let word = 0n;
			for (let b = 0; b < bytesOfWord; b++) word = (word << 8n) | BigInt(padded[at + i * bytesOfWord + b] ?? 0);
			w.push(word);
		}
		for (let i = 16; i < rounds; i++)
			w.push((small(w[i - 2] ?? 0n, s1) + (w[i - 7] ?? 0n) + small(w[i - 15] ?? 0n, s0) + (w[i - 16] ?? 0n)) & mask);
		let [a = 0n, b = 0n, c = 0n, d = 0n, e = 0n, f = 0n, g = 0n, h = 0n] = state;
		for (let i = 0; i < rounds; i++) {
			const t1 = h + sum(e, S1) + ((e & f) ^ (~e & mask & g)) + (constants[i] ?? 0n) + (w[i] ?? 0n);
			const t2 = sum(a, S0) + ((a & b) ^ (a & c) ^ (b & c));
			[h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) & mask, c, b, a, (t1 + t2) & mask];
		}
		state = [a, b, c, d, e, f, g, h].map((x, i) => (x + (state[i] ?? 0n)) & mask);
	}
	const out = new Uint8Array(bytesOfWord * 8);
	state.forEach((word, i) => {
		for (let b = 0; b < bytesOfWord; b++)
			out[i * bytesOfWord + b] = Number((word >> BigInt((bytesOfWord - 1 - b) * 8)) & 255n);
	});
	return out.slice(0, digest);
}
