/** An answer as it arrives from outside. */
import { z } from "zod";

/** Characters of a typed answer. */
export const MAX_TEXT = 10_000;
/** Characters of a submitted program. */
export const MAX_SOURCE = 50_000;

/**
 * The form of an answer, strict: a field that is not the learner's to send (a score) refuses the whole. Lengths are
 * bounded here too, so that nothing large is kept while it waits to be graded.
 */
export const answerSchema = z.discriminatedUnion("kind", [
	z.strictObject({ kind: z.literal("choice"), option: z.string().max(100) }),
	z.strictObject({ kind: z.literal("multiple"), options: z.array(z.string().max(100)).max(20) }),
	z.strictObject({ kind: z.literal("short"), text: z.string().max(MAX_TEXT) }),
	z.strictObject({ kind: z.literal("code"), source: z.string().max(MAX_SOURCE) }),
]);
