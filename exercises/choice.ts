/** Questions with options: one right (`choice`) or any number of them (`multiple`). */
import { z } from "zod";
import { type GradeResult, refused } from "./outcome";
import { type Authoring, programIn, textIn } from "./text";
import type { Answer, InlineText, ItemId, Locale, PublicChoice } from "./types";

export interface ChoiceOption {
	readonly id: string;
	readonly text: InlineText;
	readonly correct: boolean;
	/** Why it is right; or what would have to be true for it to be right, and what is. */
	readonly explanation: InlineText;
	/** What someone who picks it believes: an id of content/misconceptions.json. Null on right options. */
	readonly misconception: string | null;
}

export interface ChoiceDefinition {
	readonly kind: "choice" | "multiple";
	readonly id: ItemId;
	readonly locale: Locale;
	readonly prompt: InlineText;
	readonly program: string | null;
	readonly options: readonly ChoiceOption[];
}

/** The authored form in items.json. An option that names no misconception must be right, and the other way round. */
export function choiceSchema(authoring: Authoring) {
	const text = textIn(authoring);
	const option = z
		.strictObject({
			id: z.string().regex(/^[a-z0-9-]+$/),
			text,
			correct: z.boolean(),
			explanation: text,
			misconception: z.string().nullable().default(null),
		})
		.refine((o) => o.correct === (o.misconception === null), {
			error: "a wrong option names its misconception, a right one has none",
		});
	return z
		.strictObject({
			kind: z.enum(["choice", "multiple"]),
			prompt: text,
			program: programIn(authoring).nullable().default(null),
			options: z.array(option).min(2),
		})
		.refine((item) => new Set(item.options.map((o) => o.id)).size === item.options.length, {
			error: "two options share an id",
		})
		.refine((item) => item.kind === "multiple" || item.options.filter((o) => o.correct).length === 1, {
			error: "a choice has exactly one right option",
		})
		.refine((item) => item.options.some((o) => o.correct), { error: "no option is right" });
}

/** What a browser may have before it has answered. */
export function publicChoice(definition: ChoiceDefinition): PublicChoice {
	return {
		kind: definition.kind,
		id: definition.id,
		prompt: definition.prompt,
		program: definition.program,
		options: definition.options.map(({ id, text }) => ({ id, text })),
	};
}

/** What decides a grade, without prose. */
export function choiceKey(definition: ChoiceDefinition): unknown {
	return { kind: definition.kind, options: definition.options.map(({ id, correct }) => [id, correct]) };
}

/**
 * Credit of a `multiple`: each right option picked earns its share, each wrong one loses as much, never below 0. So
 * picking everything earns no more than it deserves.
 */
export function gradeChoice(definition: ChoiceDefinition, answer: Answer): GradeResult {
	if (answer.kind !== definition.kind) return refused("wrong-kind");
	if (answer.kind !== "choice" && answer.kind !== "multiple") return refused("wrong-kind");
	const picked = answer.kind === "choice" ? [answer.option] : answer.options;
	if (picked.length === 0 || picked.includes("")) return refused("empty");
	const known = new Set(definition.options.map((option) => option.id));
	if (new Set(picked).size !== picked.length || picked.some((id) => !known.has(id))) return refused("unknown-option");
	const right = definition.options.filter((option) => option.correct);
	const hits = right.filter((option) => picked.includes(option.id)).length;
	const misses = picked.length - hits;
	return {
		ok: true,
		grade: {
			credit: Math.max(0, hits - misses) / right.length,
			correct: hits === right.length && misses === 0,
		},
		review: {
			kind: definition.kind,
			options: definition.options.map(({ id, correct, explanation }) => ({ id, correct, explanation })),
		},
	};
}
