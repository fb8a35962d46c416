/** From a chain of traceback objects to the entries that are printed. */
import { at } from "./arena";
import { frameWords } from "./framelocals";
import { codeOf } from "./frames";
import { F_CODE, NULL, type Ref, T_FLAGS, T_QUALNAME, TB_FRAME, TB_LASTI, TB_LINE, TB_NEXT, TF_HEAP } from "./layout";
import { isStr, textOf } from "./str";
import type { FrameSummary } from "./tracebacktext";
import { typeLookupText, typeName } from "./types";

/** The words of the frame that a traceback's frame object stands for, or 0 where they are gone. */
function tracebackWords(tb: Ref): number {
	return frameWords(at(tb + TB_FRAME));
}

/** The frame that raised, at the end of a chain: its words, or 0. */
export function innermost(tb: Ref): number {
	if (tb === NULL) return 0;
	let last = tb;
	while (at(last + TB_NEXT) !== NULL) last = at(last + TB_NEXT);
	return tracebackWords(last);
}

/** The entry of one traceback object; null where there is none, or its frame is gone. */
export function entryOf(tb: Ref): FrameSummary | null {
	if (tb === NULL) return null;
	const words = tracebackWords(tb);
	if (words === 0) return null;
	const code = codeOf(at(words + F_CODE));
	const place = at(tb + TB_LASTI) * 4;
	const known = (i: number): number | null => {
		const n = code.positions[place + i];
		return n === undefined || n < 0 ? null : n;
	};
	const lineno = at(tb + TB_LASTI) < 0 ? null : known(0);
	const shown = lineno ?? at(tb + TB_LINE);
	return {
		filename: code.filename,
		name: code.name,
		lineno: shown,
		endLineno: known(1) ?? shown,
		colno: known(2),
		endColno: known(3),
	};
}

/** `_walk_tb_with_full_positions`: outermost first. */
export function stackOf(tb: Ref): FrameSummary[] {
	const stack: FrameSummary[] = [];
	for (let t = tb; t !== NULL; t = at(t + TB_NEXT)) {
		const entry = entryOf(t);
		if (entry !== null) stack.push(entry);
	}
	return stack;
}

/** The name of an exception's type as tracebacks show it: with its module, except builtins and `__main__`. */
export function shownTypeName(type: Ref): string {
	const qualname = textOf(at(type + T_QUALNAME));
	if ((at(type + T_FLAGS) & TF_HEAP) === 0) return typeName(type);
	const module = typeLookupText(type, "__module__");
	if (module === NULL || !isStr(module)) return `<unknown>.${qualname}`;
	const text = textOf(module);
	return text === "__main__" || text === "builtins" ? qualname : `${text}.${qualname}`;
}
