/** The annotations of a function's parameters and of what it returns, where they are evaluated. */
import type { Arg, Arguments, Expr } from "../syntax/ast";
import { strConstant } from "./constants";
import { visitExpr } from "./expressions";
import type { Location } from "./location";
import * as op from "./opcodes";
import { visitAnnotation } from "./statements";
import type { Compiler } from "./unit";

/** `codegen_annotations_in_scope`: names and values onto the stack; says how many. */
export function argumentAnnotations(c: Compiler, args: Arguments, returns: Expr | null, loc: Location): number {
	let count = 0;
	const annotate = (name: string, annotation: Expr | null | undefined) => {
		if (annotation == null) return;
		c.loadConst(strConstant(c.mangle(name)), loc);
		if (annotation.kind === "Starred" && !c.options.futureAnnotations) {
			visitExpr(c, annotation.value);
			c.add(op.UNPACK_SEQUENCE, 1, loc);
		} else visitAnnotation(c, annotation);
		count++;
	};
	const all = (list: readonly (Arg | null)[]) => {
		for (const arg of list) annotate(arg?.arg ?? "", arg?.annotation);
	};
	all(args.args);
	all(args.posonlyargs);
	all([args.vararg]);
	all(args.kwonlyargs);
	all([args.kwarg]);
	annotate("return", returns);
	return count;
}
