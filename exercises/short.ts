/** Short answers, typed: a number, a word, or what a program prints. */
import { z } from "zod";
import { MAX_TEXT } from "./answer";
import { type GradeResult, refused } from "./outcome";
import { type Authoring, programIn, textIn } from "./text";
import type { Answer, InlineText, ItemId, Locale, PublicShort } from "./types";

/** A wrong answer that was foreseen. */
export interface ForeseenAnswer {
	readonly text: string;
	/** What someone who gives it believes: an id of content/misconceptions.json. */
	readonly misconception: string;
	readonly explanation: InlineText;
}

export interface ShortDefinition {
	readonly kind: "short";
	readonly id: ItemId;
	readonly locale: Locale;
	readonly prompt: InlineText;
	readonly program: string | null;
	readonly multiline: boolean;
	/** The first is the one shown. */
	readonly accepted: readonly string[];
	readonly foreseen: readonly ForeseenAnswer[];
	readonly explanation: InlineText;
}

/** The authored form in items.json. */
export function shortSchema(authoring: Authoring) {
	const text = textIn(authoring);
	return z
		.strictObject({
			kind: z.literal("short"),
			prompt: text,
			program: programIn(authoring).nullable().default(null),
			multiline: z.boolean().default(false),
			accepted: z.array(z.string().min(1)).min(1),
			foreseen: z
				.array(z.strictObject({ text: z.string().min(1), misconception: z.string(), explanation: text }))
				.min(1),
			explanation: text,
		})
		.refine((item) => !item.foreseen.some((wrong) => item.accepted.some((right) => sameAnswer(right, wrong.text))), {
			error: "an answer is both accepted and foreseen as wrong",
		});
}

/** What a browser may have before it has answered. */
export function publicShort(definition: ShortDefinition): PublicShort {
	const { kind, id, prompt, program, multiline } = definition;
	return { kind, id, prompt, program, multiline };
}

/** What decides a grade, without prose. */
export function shortKey(definition: ShortDefinition): unknown {
	return { kind: definition.kind, accepted: definition.accepted.map(normalised) };
}

/**
 * An answer without what typing adds to it: full-width forms of an input method, the system's line ends, spaces at the
 * ends of lines, empty lines around it.
 */
function normalised(text: string): string {
	const lines = text.normalize("NFKC").split(/\r\n|\r|\n/);
	return lines
		.map((line) => line.trimEnd())
		.join("\n")
		.trim();
}

function sameAnswer(a: string, b: string): boolean {
	return normalised(a) === normalised(b);
}

export function gradeShort(definition: ShortDefinition, answer: Answer): GradeResult {
	if (answer.kind !== "short") return refused("wrong-kind");
	if (answer.text.length > MAX_TEXT) return refused("too-long");
	if (normalised(answer.text) === "") return refused("empty");
	const correct = definition.accepted.some((accepted) => sameAnswer(accepted, answer.text));
	const foreseen = definition.foreseen.find((wrong) => sameAnswer(wrong.text, answer.text));
	return {
		ok: true,
		grade: { credit: correct ? 1 : 0, correct },
		review: {
			kind: "short",
			accepted: definition.accepted,
			explanation: foreseen ? `${foreseen.explanation} ${definition.explanation}` : definition.explanation,
		},
	};
}
