import type { Answer } from "@/exercises/types";

/** The ids of the options that an answer chooses. */
export function pickedOptions(answer: Answer): readonly string[] {
	if (answer.kind === "choice") return [answer.option];
	return answer.kind === "multiple" ? answer.options : [];
}
