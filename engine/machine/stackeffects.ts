/** How CPython's instructions change the depth of the value stack (`_PyOpcode_num_pushed`, `_PyOpcode_num_popped`), by their numbers. */
import type { ProfileName } from "../profiles";

/** What an effect is, where it hangs on the oparg, or on whether a block is pushed. */
type Effect = (oparg: number, jump: boolean) => number;
const built: Effect = (n) => 1 - n;
const paired: Effect = (n) => 1 - 2 * n;
const popped: Effect = (n) => -n;
const called: Effect = (n) => -1 - n;
const calledByKeyword: Effect = (n) => -2 - n;
const flagged =
	(base: number): Effect =>
	(n) =>
		base + (n & 1);
const unpacked: Effect = (n) => n - 1;
const unpackedAround: Effect = (n) => (n & 255) + (n >> 8);
const handled =
	(pushed: number): Effect =>
	(_n, jump) =>
		jump ? pushed : 0;

interface Effects {
	/** By the effect, the instructions that always have it; those that stand nowhere have none. */
	readonly fixed: readonly (readonly [number, readonly number[]])[];
	readonly varied: readonly (readonly [Effect, readonly number[]])[];
}
const EFFECTS: Readonly<Record<ProfileName, Effects>> = {
	"3.13": {
		fixed: [
			[2, [88]],
			[1, [1, 2, 18, 20, 23, 24, 25, 27, 28, 29, 33, 34, 35, 44, 61, 72, 74, 83, 84, 85, 86, 87, 92, 258, 259]],
			[-1, [5, 8, 11, 12, 13, 15, 22, 31, 32, 36, 45, 56, 58, 59, 63, 68, 69, 75, 76, 80, 81]],
			[-1, [97, 98, 99, 100, 102, 105, 106, 107, 109, 110, 113, 114, 237, 238, 239, 260, 261, 262, 267]],
			[-2, [4, 9, 10, 95, 96, 108, 112]],
			[-3, [39]],
			[-4, [38]],
		],
		varied: [
			[popped, [46, 101]],
			[built, [47, 49, 51, 52]],
			[paired, [48]],
			[(n) => (n === 3 ? -2 : -1), [50]],
			[called, [53]],
			[(n) => -2 - (n & 1), [54]],
			[calledByKeyword, [57]],
			[flagged(0), [82]],
			[flagged(1), [91]],
			[flagged(-2), [93, 242]],
			[unpackedAround, [116]],
			[unpacked, [117]],
			[handled(2), [264]],
			[handled(1), [265, 266]],
		],
	},
	"3.14": {
		fixed: [
			[2, [87, 89]],
			[1, [15, 18, 21, 22, 24, 25, 26, 32, 33, 34, 43, 59, 70, 72, 81, 82, 83, 84, 85, 86, 88, 93, 94, 95, 237, 261]],
			[-1, [2, 7, 9, 10, 11, 13, 20, 29, 30, 31, 44, 54, 56, 57, 61, 66, 67, 73, 74, 78, 79, 100, 101, 102, 103, 105]],
			[-1, [107, 108, 109, 111, 112, 115, 116, 234, 235, 236, 241, 242, 243, 244, 266]],
			[-2, [1, 8, 68, 98, 99, 110, 114, 248]],
			[-3, [4, 38, 252]],
			[-4, [37]],
		],
		varied: [
			[(n) => -1 - (n & 1), [45]],
			[built, [46, 48, 49, 50, 51]],
			[paired, [47]],
			[called, [52, 250]],
			[calledByKeyword, [55, 251]],
			[flagged(0), [80]],
			[flagged(1), [92]],
			[flagged(-2), [96, 249]],
			[popped, [104]],
			[unpackedAround, [118]],
			[unpacked, [119]],
			[handled(2), [263]],
			[handled(1), [264, 265]],
		],
	},
};

/** `get_stack_effects`: the change of depth where the instruction jumps or pushes a block (`jump`), or goes on. */
export function effectOf(release: ProfileName, opcode: number, oparg: number, jump: boolean): number {
	const { fixed, varied } = EFFECTS[release];
	const effect = varied.find(([, opcodes]) => opcodes.includes(opcode));
	return effect?.[0](oparg, jump) ?? fixed.find(([, opcodes]) => opcodes.includes(opcode))?.[0] ?? 0;
}
