/** Where counted references stand outside of objects: registers, frames, deaths under way. What they lead to is alive. */
import { at } from "./arena";
import { deathReferences } from "./deathstack";
import {
	F_CODE,
	F_FUNC,
	F_GENERATOR,
	F_KIND,
	F_LOCALS,
	F_OBJECT,
	F_PREV,
	F_SP,
	FRAME_WORDS,
	R_AST,
	R_ATEXIT,
	R_BUILTINS,
	R_BUILTINS_COPY,
	R_ERROR,
	R_EXC_MAIN,
	R_FRAME,
	R_GC_CALLBACKS,
	R_GC_GARBAGE,
	R_MAX_KEYWORDS,
	R_MIN_KEYWORDS,
	R_MODULES,
	R_SCRIPT_CONSTANTS,
	R_STDERR,
	R_STDERR_PENDING,
	R_STDOUT,
	R_STDOUT_PENDING,
	R_SYS_COPY,
	R_SYS_DICT,
	R_THREAD_DICT,
	type Ref,
} from "./layout";
import { nativeReferences } from "./natives";
import { isCounted, isLent } from "./stackref";

/** Registers that own a reference, and what a program would say that they are. */
const OWNING_REGISTERS: readonly (readonly [number, string])[] = [
	[R_ERROR, "the exception being raised"],
	[R_EXC_MAIN, "the exception being handled"],
	[R_BUILTINS, "builtins"],
	[R_MODULES, "sys.modules"],
	[R_GC_GARBAGE, "gc.garbage"],
	[R_GC_CALLBACKS, "gc.callbacks"],
	[R_STDOUT, "sys.stdout"],
	[R_STDERR, "sys.stderr"],
	[R_STDOUT_PENDING, "what stdout has not written yet"],
	[R_STDERR_PENDING, "what stderr has not written yet"],
	[R_THREAD_DICT, "the thread's dict"],
	[R_AST, "the ast module's classes"],
	[R_MAX_KEYWORDS, "max()"],
	[R_MIN_KEYWORDS, "min()"],
	[R_SCRIPT_CONSTANTS, "the constants of the script"],
	[R_SYS_DICT, "sys"],
	[R_BUILTINS_COPY, "the interpreter's copy of builtins"],
	[R_SYS_COPY, "the interpreter's copy of sys"],
	[R_ATEXIT, "atexit"],
];
const REGISTER_NAMES: ReadonlyMap<number, string> = new Map(OWNING_REGISTERS);

/** What a register that holds a root is called. */
export function registerName(register: number): string {
	return REGISTER_NAMES.get(register) ?? "the interpreter";
}

/** Told of each: its object, where it stands (0: nowhere that can be written to), and the frame's address or 0. */
export type RootVisit = (o: Ref, address: number, frame: number) => void;

export function rootReferences(visit: RootVisit): void {
	for (const [register] of OWNING_REGISTERS) if (at(register) > 0) visit(at(register), register, 0);
	for (let frame = at(R_FRAME); frame !== 0; frame = at(frame + F_PREV)) {
		const kind = at(frame + F_KIND);
		if (kind !== 0) {
			nativeReferences(frame, (o) => {
				if (o > 0) visit(o, 0, frame);
			});
			continue;
		}
		for (let word = frame + FRAME_WORDS; word < at(frame + F_SP); word++)
			if (isCounted(at(word)) && !isLent(frame, word)) visit(at(word), word, frame);
		for (const word of [F_FUNC, F_CODE, F_LOCALS, F_OBJECT, F_GENERATOR])
			if (isCounted(at(frame + word))) visit(at(frame + word), frame + word, frame);
	}
	deathReferences((o) => {
		if (o > 0) visit(o, 0, 0);
	});
}
