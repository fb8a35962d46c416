import type { AnsweredItem } from "@/exercises/types";

/**
 * Whether an item counts as done on the course map: a code exercise once it has been solved, a question once it has
 * been answered, since every option has been explained then.
 */
export function isDone(answered: AnsweredItem | undefined): boolean {
	if (answered === undefined) return false;
	return answered.solved || answered.review.kind !== "code";
}
