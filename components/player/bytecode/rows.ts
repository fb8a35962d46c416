/** Instructions and value stacks as the bytecode view shows them: what is new against the row or the moment before. */
import type { ExecutionFrame, ExecutionView, InstructionPage, RefView } from "../../../engine/api";
import type { Place } from "../place";

export type InstructionItem = InstructionPage["instructions"][number];

export interface InstructionRow {
	readonly item: InstructionItem;
	/** Another function's code begins here, or the page. */
	readonly enters: boolean;
	/** The line, where it is another than the row's before. */
	readonly line: number | null;
}

export function instructionRows(items: readonly InstructionItem[]): readonly InstructionRow[] {
	return items.map((item, at) => {
		const before = items[at - 1];
		const enters = before === undefined || before.function !== item.function || before.own !== item.own;
		return { item, enters, line: enters || before.line !== item.line ? item.line : null };
	});
}

export interface StackRow {
	/** From the bottom, 1 first. */
	readonly depth: number;
	/** Null: CPython's NULL. */
	readonly ref: RefView | null;
	/** It was not there one instruction (or event) earlier. */
	readonly fresh: boolean;
}

export interface StackFrame {
	/** From the outermost frame, 0. */
	readonly at: number;
	readonly frame: ExecutionFrame;
	/** The top first. */
	readonly rows: readonly StackRow[];
}

/** The frames, innermost first, without those of the machine's own that hold nothing. */
export function stackFrames(now: ExecutionView, before: ExecutionView | null): readonly StackFrame[] {
	const frames = now.frames.flatMap((frame, at): StackFrame[] => {
		if (frame.instruction === null && frame.stack.length === 0) return [];
		const earlier = before?.frames[at];
		const same = earlier === undefined || earlier.name !== frame.name ? 0 : common(frame.stack, earlier.stack);
		const rows = frame.stack.map((ref, index) => ({
			depth: index + 1,
			ref,
			fresh: before !== null && index >= same,
		}));
		return [{ at, frame, rows: rows.reverse() }];
	});
	return frames.reverse();
}

/** How many values from the bottom up are the same. */
function common(a: readonly (RefView | null)[], b: readonly (RefView | null)[]): number {
	let same = 0;
	while (same < a.length && same < b.length && sameRef(a[same] ?? null, b[same] ?? null)) same++;
	return same;
}

function sameRef(a: RefView | null, b: RefView | null): boolean {
	if (a === null || b === null) return a === b;
	if (a.kind === "object") return b.kind === "object" && a.serial === b.serial;
	return b.kind === "value" && a.type === b.type && a.text === b.text;
}

/** The moment at which an instruction of a step is about to run. */
export function beforeInstruction(step: number, at: number): Place {
	return { step, phase: null, moment: { kind: "instruction", at } };
}

/** The moment right after an event of a step that has so many. */
export function afterEvent(step: number, event: number, total: number): Place {
	return { step, phase: null, moment: event + 1 >= total ? null : { kind: "event", at: event + 1 } };
}
