/** What grading an answer can come to. */
import type { Grade, Review } from "./types";

/** Why an answer cannot be graded. Nothing is stored for it. */
export type AnswerProblem =
	/** The answer's kind is not the item's. */
	| "wrong-kind"
	/** An option that the item does not have, or one given twice. */
	| "unknown-option"
	| "empty"
	| "too-long";

export type GradeResult =
	| { readonly ok: true; readonly grade: Grade; readonly review: Review }
	| { readonly ok: false; readonly problem: AnswerProblem };

export function refused(problem: AnswerProblem): GradeResult {
	return { ok: false, problem };
}
