/**
 * The log of what happens to objects, kept only by the recording build (RECORDING is a constant that the bundler sets)
 * and only in the window that a replay was asked for.
 */
import { at, H } from "./arena";
import { R_EVENTS, SERIAL } from "./layout";

declare const RECORDING: boolean;
/** False in the build for grading and conformance: then the log's code is not there at all. */
export const recording: boolean = RECORDING;

/** Count changes as fours: object, its serial, count before, count after. Emptied at the start of each window. */
export const countLog: number[] = [];
let logging = false;

export function startLog(): void {
	countLog.length = 0;
	logging = true;
}

export function stopLog(): void {
	logging = false;
}

export function logCount(o: number, from: number, to: number): void {
	H[R_EVENTS] = at(R_EVENTS) + 1;
	if (logging) countLog.push(o, at(o + SERIAL), from, to);
}
