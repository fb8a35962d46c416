/** Code exercises: a program to mend or write, judged by what its run shows. */
import { z } from "zod";
import type { Limits, RunReport } from "../engine/api";
import { MAX_SOURCE } from "./answer";
import { evaluateChecks } from "./checks";
import { type GradeResult, refused } from "./outcome";
import { type Authoring, programIn, textIn } from "./text";
import type { Answer, Check, InlineText, ItemId, Locale, PublicCode } from "./types";

export interface CodeDefinition {
	readonly kind: "code";
	readonly id: ItemId;
	readonly locale: Locale;
	readonly prompt: InlineText;
	readonly starter: string;
	/** One program that passes every check. Never shown as the only way. */
	readonly solution: string;
	readonly checks: readonly Check[];
	/** Told once every check has passed. */
	readonly explanation: InlineText;
	/** Tighter limits than the grader's own, where an exercise needs them. */
	readonly limits: Partial<Limits>;
}

/** Runs a program to its end. The server's in a worker thread, a test's in place. */
export type Run = (source: string, limits: Partial<Limits>) => Promise<RunReport>;

/** The authored form in items.json. The first check is always `finishes`: facts of half a run prove nothing. */
export function codeSchema(authoring: Authoring) {
	const label = textIn(authoring);
	const type = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/);
	const atLeast = z.int().min(1);
	const check = z.discriminatedUnion("kind", [
		z.strictObject({ kind: z.literal("finishes"), label }),
		z.strictObject({ kind: z.literal("output"), label, equals: z.string() }),
		z.strictObject({ kind: z.literal("freed"), label, type }),
		z.strictObject({ kind: z.literal("freedByCount"), label, type, atLeast }),
		z.strictObject({ kind: z.literal("freedByCollector"), label, type, atLeast }),
		z.strictObject({ kind: z.literal("aliveAtEnd"), label, type, atLeast }),
		z.strictObject({ kind: z.literal("peakBytes"), label, atMost: z.int().min(1) }),
		z.strictObject({ kind: z.literal("contains"), label, text: z.string().min(1) }),
		z.strictObject({ kind: z.literal("lacks"), label, text: z.string().min(1) }),
	]);
	const limit = z.int().min(1).optional();
	return z.strictObject({
		kind: z.literal("code"),
		prompt: label,
		starter: programIn(authoring),
		solution: programIn(authoring),
		checks: z
			.array(check)
			.min(2)
			.refine((checks) => checks[0]?.kind === "finishes", { error: "the first check is `finishes`" }),
		explanation: label,
		limits: z.strictObject({ work: limit, bytes: limit, output: limit }).default({}),
	});
}

/** What a browser may have before it has answered. */
export function publicCode(definition: CodeDefinition): PublicCode {
	const { kind, id, prompt, starter, checks } = definition;
	return { kind, id, prompt, starter, checks };
}

/** What decides a grade, without prose. */
export function codeKey(definition: CodeDefinition): unknown {
	const checks = definition.checks.map(({ label: _, ...fact }) => fact);
	return { kind: definition.kind, checks, limits: definition.limits };
}

/** Characters of output that a review carries. */
const SHOWN = 4_000;

function shown(text: string): string {
	return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}\n[...]`;
}

export async function gradeCode(definition: CodeDefinition, answer: Answer, run: Run): Promise<GradeResult> {
	if (answer.kind !== "code") return refused("wrong-kind");
	if (answer.source.length > MAX_SOURCE) return refused("too-long");
	if (answer.source.trim() === "") return refused("empty");
	const report = await run(answer.source, definition.limits);
	const checks = evaluateChecks(definition.checks, answer.source, report, definition.locale);
	// All or nothing: several checks only guard what an untouched starter has already.
	const correct = checks.every((check) => check.passed);
	return {
		ok: true,
		grade: { credit: correct ? 1 : 0, correct },
		review: {
			kind: "code",
			checks,
			stdout: shown(report.stdout),
			stderr: shown(report.stderr),
			explanation: correct ? definition.explanation : null,
		},
	};
}
