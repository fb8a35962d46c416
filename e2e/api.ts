import { randomUUID } from "node:crypto";
import type { APIRequestContext, APIResponse } from "@playwright/test";
import type { AnswerRequest } from "@/exercises/types";

/** The course's items that platform journeys answer; what they are about does not matter here. */
export const QUESTION = "counting/references/q1";
export const EXERCISE = "counting/references/session-log";

export function answerTo(item: string, answer: AnswerRequest["answer"]): AnswerRequest {
	return { version: 1, key: randomUUID(), item, locale: "en", answer };
}

export function code(source: string): AnswerRequest {
	return answerTo(EXERCISE, { kind: "code", source });
}

/** Posts as a page of the site would; `body` may be anything, also what no page would send. */
export function post(request: APIRequestContext, origin: string, body: unknown): Promise<APIResponse> {
	return request.post(`${origin}/api/answers`, { headers: { origin }, data: body });
}
