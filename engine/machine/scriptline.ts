/** Where in the program's own text the machine is at this moment. */
import { at } from "./arena";
import { deathLine } from "./deathframe";
import { leavingFrame } from "./events";
import { codeOf, frameLine, instructionIndex } from "./frames";
import { F_CODE, F_KIND, F_PREV, R_FRAME } from "./layout";
import { SCRIPT } from "./sources";

/** Whether a Python frame runs the program's own text. */
export function isScriptFrame(frame: number): boolean {
	return codeOf(at(frame + F_CODE)).filename === SCRIPT;
}

/** The innermost frame, but for one that is still being made ready by the call in the frame below. */
export function begunFrame(): number {
	let f = at(R_FRAME);
	while (f !== 0 && at(f + F_KIND) === 0 && instructionIndex(f) < 0) f = at(f + F_PREV);
	return f;
}

/**
 * The line of the program's own text that is being run: of the innermost frame that has one, or, where a death was put
 * off until Python code may run, the line that let go of what dies. 0: none.
 */
export function scriptLine(): number {
	if (leavingFrame !== 0 && isScriptFrame(leavingFrame)) return frameLine(leavingFrame);
	for (let f = begunFrame(); f !== 0; f = at(f + F_PREV)) {
		const line = at(f + F_KIND) !== 0 ? deathLine(f) : isScriptFrame(f) ? frameLine(f) : 0;
		if (line !== 0) return line;
	}
	return 0;
}
