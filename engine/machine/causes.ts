/** What the machine is doing at this moment, for a log: what makes or drops a reference now, and on which line. */
import type { Cause, InstructionView, RefView } from "../api";
import { argumentText, opcodeName } from "../compile/disassemble";
import { CALL, CALL_FUNCTION_EX, CALL_KW } from "../compile/opcodes";
import { at } from "./arena";
import { lettingGo } from "./deathstack";
import { clearedObject, leavingFrame } from "./events";
import { codeOf, instructionIndex, lineOfInstruction } from "./frames";
import { collectingPhase } from "./gc";
import { slotLabel } from "./labels";
import { F_CODE, F_KIND, F_SP, FRAME_WORDS, NULL, type Ref, SERIAL, TYPE } from "./layout";
import { profile } from "./machine";
import { begunFrame, scriptLine } from "./scriptline";
import { SCRIPT } from "./sources";
import { isCounted, objectOf } from "./stackref";
import { nativeName } from "./tables";
import { typeName } from "./types";
import { isShown, shortText, valueText } from "./viewtext";

/** The instruction at an index of a frame's code. `number`: its place in its step, or null. */
export function instructionView(frame: number, index: number, number: number | null): InstructionView {
	const code = codeOf(at(frame + F_CODE));
	const word = code.instructions[index] as number;
	return {
		instruction: number,
		offset: index,
		name: opcodeName(word & 255),
		arg: argumentText(code, word & 255, word >> 8),
		line: lineOfInstruction(code, index),
		function: code.name,
		own: code.filename === SCRIPT,
	};
}

/** What a call instruction that is about to run calls, or null for any other one. F_SP is up to date. */
export function calleeText(frame: number): string | null {
	const word = codeOf(at(frame + F_CODE)).instructions[instructionIndex(frame)] as number;
	const top = at(frame + F_SP);
	let place: number;
	switch (word & 255) {
		case CALL:
			place = top - (word >> 8) - 2;
			break;
		case CALL_KW:
			place = top - (word >> 8) - 3;
			break;
		case CALL_FUNCTION_EX:
			place = top - 3 - ((word >> 8) & 1);
			break;
		default:
			return null;
	}
	const callee = objectOf(at(place));
	if (callee === NULL) return null;
	return isShown(callee) ? shortText(callee) : valueText(callee);
}

export function refView(o: Ref): RefView {
	if (isShown(o)) return { kind: "object", serial: at(o + SERIAL) };
	return { kind: "value", type: typeName(at(o + TYPE)), text: valueText(o), immortal: at(o) < 0 };
}

/** The local of the frame being left that held an object: the next one in the order in which they are let go. */
function leavingLocal(o: Ref, after: number): number {
	const n = at(leavingFrame + F_SP) - leavingFrame - FRAME_WORDS;
	const downwards = profile().localsClearedDownwards;
	for (let k = after + 1; k < n; k++) {
		const word = at(leavingFrame + FRAME_WORDS + (downwards ? n - 1 - k : k));
		if (isCounted(word) && word === o) return k;
	}
	return n;
}

/** Says why a count changes now. One for each log: it knows what it has said of a frame that is being left. */
export class Causes {
	private frame = 0;
	private let = -1;
	/** Labels of what the object that the collector clears still holds, by target. */
	private held = new Map<Ref, string[]>();

	/** `running`: the instruction that a frame executes, with its callee; null where it began in an earlier step. */
	constructor(
		private readonly running: (frame: number) => { readonly number: number; readonly callee: string | null } | null,
	) {}

	/** The collector clears an object: its fields are labelled while they are still there. */
	clearing(fields: Map<Ref, string[]>): void {
		this.held = fields;
	}

	of(o: Ref, set: boolean): Cause {
		const line = scriptLine();
		if (set) return { kind: "finalizer", line };
		const dying = lettingGo();
		if (dying !== null) {
			const { owner, address } = dying;
			const field = address > 0 ? slotLabel(owner, address) : null;
			return { kind: "death", owner: serialOf(owner), type: typeName(at(owner + TYPE)), field, line };
		}
		if (leavingFrame !== 0) return this.leaving(o, line);
		const frame = begunFrame();
		const phase = frame === 0 ? null : collectingPhase(frame);
		if (phase !== null) {
			const owner = clearedObject === 0 ? null : serialOf(clearedObject);
			return { kind: "collector", phase, owner, field: this.held.get(o)?.shift() ?? null, line };
		}
		if (frame === 0) return { kind: "native", name: "the interpreter", line };
		if (at(frame + F_KIND) !== 0) return { kind: "native", name: nativeName(at(frame + F_KIND)), line };
		const running = this.running(frame);
		const instruction = instructionView(frame, instructionIndex(frame), running?.number ?? null);
		return { kind: "instruction", instruction, callee: running?.callee ?? null, line };
	}

	private leaving(o: Ref, line: number): Cause {
		if (this.frame !== leavingFrame) {
			this.frame = leavingFrame;
			this.let = -1;
		}
		const code = codeOf(at(leavingFrame + F_CODE));
		const k = leavingLocal(o, this.let);
		const n = at(leavingFrame + F_SP) - leavingFrame - FRAME_WORDS;
		if (k < n) this.let = k;
		const local = k < n ? code.localsplusnames[profile().localsClearedDownwards ? n - 1 - k : k] : undefined;
		return { kind: "frame", function: code.name, local: local ?? null, line };
	}

	/** A new instruction: frames that were left before are forgotten. */
	next(): void {
		this.frame = 0;
	}
}

function serialOf(o: Ref): number | null {
	return isShown(o) ? at(o + SERIAL) : null;
}
