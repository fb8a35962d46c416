/** Warnings of what leaves a `finally` block (PEP 765). After the `before_*` functions of `Python/ast_preprocess.c`. */
import type { Module, Stmt } from "../syntax/ast";
import type { CompileWarning } from "./unit";

/** Adds the warnings of a module, in the order of its statements. */
export function warnOfFinally(module: Module, warnings: CompileWarning[]): void {
	visit(module.body, false, warnings);
}

/** `inFinally`: whether the innermost of function, loop and `finally` around the statements is a `finally`. */
function visit(body: readonly Stmt[], inFinally: boolean, warnings: CompileWarning[]): void {
	for (const s of body) {
		switch (s.kind) {
			case "Return":
			case "Break":
			case "Continue":
				if (inFinally) {
					const message = `'${s.kind.toLowerCase()}' in a 'finally' block`;
					warnings.push({ message, lineno: s.lineno, at: s });
				}
				break;
			case "FunctionDef":
			case "AsyncFunctionDef":
				visit(s.body, false, warnings);
				break;
			case "For":
			case "AsyncFor":
			case "While":
				visit(s.body, false, warnings);
				visit(s.orelse, inFinally, warnings);
				break;
			case "If":
				visit(s.body, inFinally, warnings);
				visit(s.orelse, inFinally, warnings);
				break;
			case "ClassDef":
			case "With":
			case "AsyncWith":
				visit(s.body, inFinally, warnings);
				break;
			case "Match":
				for (const { body: inner } of s.cases) visit(inner, inFinally, warnings);
				break;
			case "Try":
			case "TryStar":
				visit(s.body, inFinally, warnings);
				for (const handler of s.handlers) visit(handler.body, inFinally, warnings);
				visit(s.orelse, inFinally, warnings);
				visit(s.finalbody, true, warnings);
		}
	}
}
