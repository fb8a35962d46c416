/** Where along a run something happened: the marks of its steps (`RecordingSummary`), looked up both ways. */
import type { StepMarks } from "./api";

function isMarked({ bits }: StepMarks, bit: number): boolean {
	return ((bits[bit >> 5] ?? 0) & (1 << (bit & 31))) !== 0;
}

/** Whether it happened in the step that led to this state. */
export function marked(marks: StepMarks, step: number): boolean {
	return isMarked(marks, Math.floor(step / marks.every));
}

/** The nearest marked step after `step`, or null. */
export function nextMark(marks: StepMarks, step: number): number | null {
	const end = marks.bits.length * 32;
	for (let bit = Math.floor(step / marks.every) + 1; bit < end; ) {
		if ((bit & 31) === 0 && marks.bits[bit >> 5] === 0) bit += 32;
		else if (isMarked(marks, bit)) return bit * marks.every;
		else bit++;
	}
	return null;
}

/** The nearest marked step before `step`, or null. */
export function previousMark(marks: StepMarks, step: number): number | null {
	for (let bit = Math.ceil(step / marks.every) - 1; bit >= 0; ) {
		if ((bit & 31) === 31 && marks.bits[bit >> 5] === 0) bit -= 32;
		else if (isMarked(marks, bit)) return bit * marks.every;
		else bit--;
	}
	return null;
}
