import { z } from "zod";
import { answerSchema } from "@/exercises/answer";
import type { AnswerRequest } from "@/exercises/types";
import { Refusal } from "../http/refusal";

const localeSchema = z.object({ locale: z.enum(["en", "zh-CN"]) });

/** The body of POST /api/answers, strict: what is not the learner's to say (a score) refuses the whole. */
const requestSchema = z.strictObject({
	version: z.literal(1),
	key: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
	item: z.string().max(200),
	...localeSchema.shape,
	answer: answerSchema,
});

/** Throws a Refusal for anything but an answer in form. */
export function parseAnswerRequest(text: string): AnswerRequest {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		throw new Refusal("malformed", "it is not JSON");
	}
	const parsed = requestSchema.safeParse(value);
	if (parsed.success) return parsed.data;
	const locale = localeSchema.safeParse(value).data?.locale ?? null;
	const issue = parsed.error.issues[0];
	if (issue?.path[0] === "version") throw new Refusal("unknown-version", "", locale);
	if (issue?.code === "unrecognized_keys") {
		throw new Refusal("unknown-field", issue.keys.slice(0, 3).join(", ").slice(0, 100), locale);
	}
	if (issue?.code === "too_big") throw new Refusal("too-large", "", locale);
	throw new Refusal("malformed", `${issue?.path.join(".") || "it"}: ${issue?.message ?? "does not fit"}`, locale);
}
