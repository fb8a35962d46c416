/** Grades an answer. Pure but for the run that a code exercise asks for. */
import { gradeChoice } from "./choice";
import { gradeCode, type Run } from "./code";
import type { ItemDefinition } from "./definition";
import type { GradeResult } from "./outcome";
import { gradeShort } from "./short";
import type { Answer } from "./types";

/** Throws only what `run` throws; an answer that cannot be graded is a result. */
export async function grade(definition: ItemDefinition, answer: Answer, run: Run): Promise<GradeResult> {
	switch (definition.kind) {
		case "choice":
		case "multiple":
			return gradeChoice(definition, answer);
		case "short":
			return gradeShort(definition, answer);
		case "code":
			return gradeCode(definition, answer, run);
	}
}
