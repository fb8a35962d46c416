/** Where a run rests, and who is told of its steps and instructions: what its host asks of the loop. */
import { at, H } from "./arena";
import { LINE_SHIFT } from "./frames";
import { F_KIND, F_PC, R_FRAME, R_INSTRUCTIONS } from "./layout";

/** Line steps after which `run` rests; see recording. */
export let stopAt = -1;
export function setStop(step: number): void {
	stopAt = step;
}

export const NEVER = -(2 ** 31);
/** `run` also rests at the first line for which no more work than this is left. Beside the arena: no part of the run. */
export const PAUSE = new Int32Array([NEVER]);
export function setPause(left: number): void {
	PAUSE[0] = left;
}

/** The line that a machine at rest is about to run; 0: it rests at the script's end. */
export function nextLine(): number {
	const frame = at(R_FRAME);
	return at(frame + F_KIND) === 0 ? at(at(frame + F_PC) + 3) >> LINE_SHIFT : 0;
}

/** Told the line of each step about to be taken. */
export let onStep: ((line: number) => void) | null = null;
export function watchSteps(watcher: ((line: number) => void) | null): void {
	onStep = watcher;
}

/** A step has begun: whoever watches is told. Answers how many of its instructions the arena has not counted yet. */
export function stepped(line: number, instructions: number): number {
	if (onStep === null) return instructions;
	H[R_INSTRUCTIONS] = at(R_INSTRUCTIONS) + instructions;
	onStep(line);
	return 0;
}

export interface InstructionWatcher {
	/** The next instruction is about to run, its frame's words being up to date; true: the machine is to rest before it. */
	next(): boolean;
}
/** Who is told of each instruction. */
export let onInstruction: InstructionWatcher | null = null;
export function watchInstructions(watcher: InstructionWatcher | null): void {
	onInstruction = watcher;
}
