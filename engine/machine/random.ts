/** _random: the Mersenne Twister MT19937 (Modules/_randommodule.c), its state in a block of the arena. */
import { allocRaw, at, H } from "./arena";
import { newInstance } from "./classes";
import { declareMethod, declareType } from "./declarations";
import { raise } from "./errors";
import { memoryError } from "./faults";
import { newFloat } from "./float";
import { hash, hashPlain } from "./hash";
import { intBig, isInt, newBig, newInt } from "./int";
import { FIELDS, LAYOUT_STORE, NULL, type Ref, SIZE, TF_BASETYPE, TUPLE_ITEMS, TYPE } from "./layout";
import { limits } from "./limits";
import { profile, work } from "./machine";
import { declareValue } from "./moduletable";
import { indexOf } from "./operators";
import { calling, S_INIT, S_NEW } from "./tables";
import { isTuple, newTuple, tupleItem } from "./tuple";
import { NONE, OBJECT, RANDOM, TYPE_ERROR, VALUE_ERROR } from "./typeids";
import { typeName } from "./types";

/** LAYOUT_STORE without references: the raw block has the state; then where in it the next number is. */
const STATE = FIELDS + 1;
const STATE_WORDS = FIELDS + 2;
const INDEX = FIELDS + 3;
const N = 624;
const M = 397;

function block(o: Ref): number {
	if (at(o + STATE) === 0) {
		H[o + STATE] = allocRaw(N, 0);
		H[o + STATE_WORDS] = N;
	}
	return at(o + STATE);
}

/** `genrand_uint32` */
function next(o: Ref): number {
	const mt = block(o);
	if (at(o + INDEX) >= N) {
		for (let k = 0; k < N; k++) {
			const y = (at(mt + k) & 0x80000000) | (at(mt + ((k + 1) % N)) & 0x7fffffff);
			H[mt + k] = at(mt + ((k + M) % N)) ^ (y >>> 1) ^ ((y & 1) === 0 ? 0 : 0x9908b0df);
		}
		H[o + INDEX] = 0;
	}
	let y = at(mt + at(o + INDEX));
	H[o + INDEX] = at(o + INDEX) + 1;
	y ^= y >>> 11;
	y ^= (y << 7) & 0x9d2c5680;
	y ^= (y << 15) & 0xefc60000;
	y ^= y >>> 18;
	return y >>> 0;
}

/** `init_genrand` */
function initialise(o: Ref, seed: number): void {
	const mt = block(o);
	H[mt] = seed;
	for (let i = 1; i < N; i++) {
		const before = at(mt + i - 1);
		H[mt + i] = Math.imul(1812433253, before ^ (before >>> 30)) + i;
	}
	H[o + INDEX] = N;
}

/** `init_by_array` */
function initialiseBy(o: Ref, key: readonly number[]): void {
	initialise(o, 19650218);
	const mt = block(o);
	let i = 1;
	let j = 0;
	const step = (factor: number, add: number): void => {
		const before = at(mt + i - 1);
		H[mt + i] = (at(mt + i) ^ Math.imul(before ^ (before >>> 30), factor)) + add;
		i++;
		if (i >= N) {
			H[mt] = at(mt + N - 1);
			i = 1;
		}
	};
	work((N + key.length) >> 3);
	for (let k = Math.max(N, key.length); k > 0; k--) {
		step(1664525, (key[j] ?? 0) + j);
		j = (j + 1) % key.length;
	}
	for (let k = N - 1; k > 0; k--) step(1566083941, -i);
	H[mt] = 0x80000000;
}

/** What a Random is seeded with where nobody says: there is no chance here. */
const UNSEEDED = [0x48656170, 0x77697365];

/** `random_seed`: false with an exception set. */
function seed(o: Ref, given: Ref): boolean {
	if (given === NULL || given === NONE) {
		initialiseBy(o, UNSEEDED);
		return true;
	}
	let value: bigint;
	if (isInt(given)) value = intBig(given);
	else {
		if (hashPlain(given) !== 1) return false;
		value = BigInt.asUintN(64, (BigInt(hash.high) << 32n) | BigInt(hash.low >>> 0));
	}
	if (value < 0n) value = -value;
	const key: number[] = [];
	do {
		key.push(Number(value & 0xffffffffn));
		value >>= 32n;
	} while (value > 0n);
	initialiseBy(o, key);
	return true;
}

declareType({
	type: RANDOM,
	name: "Random",
	module: "_random",
	base: OBJECT,
	layout: LAYOUT_STORE,
	bytes: 2520,
	words: FIELDS + 4,
	refs: 0,
	flags: TF_BASETYPE,
	slots: {
		[S_NEW]: calling((type) => newInstance(type)),
		[S_INIT]: calling((self, args, nargs) => {
			if (nargs > 1) return raise(TYPE_ERROR, `Random() takes at most 1 argument (${nargs} given)`);
			return seed(self, nargs > 0 ? at(args) : NULL) ? NONE : NULL;
		}),
	},
});
declareValue("_random", "Random", () => RANDOM);

declareMethod(RANDOM, "seed", 0, 1, (self, args, nargs) => (seed(self, nargs > 0 ? at(args) : NULL) ? NONE : NULL));
declareMethod(RANDOM, "random", 0, 0, (self) => {
	const a = next(self) >>> 5;
	const b = next(self) >>> 6;
	return newFloat((a * 67108864 + b) / 9007199254740992);
});
declareMethod(RANDOM, "getrandbits", 1, 1, (self, args) => {
	const k = indexOf(at(args));
	if (Number.isNaN(k)) return NULL;
	if (k < 0) {
		const wording = profile().name === "3.13" ? "number of bits must be non-negative" : "Cannot convert negative int";
		return raise(VALUE_ERROR, wording);
	}
	if (k === 0) return newInt(0);
	if (k <= 32) return newInt(next(self) >>> (32 - k));
	if (k / 8 > limits.bytes) return memoryError();
	work(k >> 5);
	let text = "";
	for (let left = k; left > 0; left -= 32) {
		const word = left >= 32 ? next(self) : next(self) >>> (32 - left);
		text = word.toString(16).padStart(8, "0") + text;
	}
	return newBig(BigInt(`0x${text}`));
});
declareMethod(RANDOM, "getstate", 0, 0, (self) => {
	const state = newTuple(N + 1);
	for (let i = 0; i < N; i++) H[state + TUPLE_ITEMS + i] = newInt(at(block(self) + i) >>> 0);
	H[state + TUPLE_ITEMS + N] = newInt(at(self + INDEX));
	return state;
});
declareMethod(RANDOM, "setstate", 1, 1, (self, args) => {
	const state = at(args);
	if (!isTuple(state)) return raise(TYPE_ERROR, "state vector must be a tuple");
	if (at(state + SIZE) !== N + 1) return raise(VALUE_ERROR, "state vector is the wrong size");
	const words: number[] = [];
	for (let i = 0; i <= N; i++) {
		const item = tupleItem(state, i);
		if (!isInt(item))
			return raise(TYPE_ERROR, `'${typeName(at(item + TYPE))}' object cannot be interpreted as an integer`);
		words.push(Number(BigInt.asUintN(32, intBig(item))));
	}
	const index = words[N] ?? 0;
	if (index > N) return raise(VALUE_ERROR, "invalid state");
	const mt = block(self);
	for (let i = 0; i < N; i++) H[mt + i] = words[i] ?? 0;
	H[self + INDEX] = index;
	return NONE;
});
