import { engineVersion } from "@/engine/dist/version.mjs";
import { grade } from "@/exercises/grade";
import type { AnsweredItem, AnswerRequest } from "@/exercises/types";
import { database } from "../database";
import { runForGrading } from "../engine/grader";
import { Busy } from "../engine/pool";
import { Refusal } from "../http/refusal";
import { exerciseHash, findItem } from "../lessons/definitions";
import { becomeGuest, visitorOf } from "../session";
import { findStored, storeSubmission } from "./store";

export interface Submitted {
	readonly answered: AnsweredItem;
	/** `Set-Cookie` values that the response must carry. */
	readonly cookies: readonly string[];
}

/**
 * Grades an answer and stores it. A visitor becomes a guest only here, and only once the answer has a grade: what is
 * refused leaves no trace. Throws a Refusal.
 */
export async function submit(request: AnswerRequest, headers: Headers): Promise<Submitted> {
	const db = database();
	const visitor = await visitorOf(headers);
	if (visitor.userId !== null) {
		const stored = await findStored(db, visitor.userId, request);
		if (stored !== null) return { answered: stored, cookies: visitor.cookies };
	}
	const definition = await findItem(request.item, request.locale);
	if (definition === null) throw new Refusal("unknown-item", request.item);
	// One without cookies cannot be told from others; only the bound on everybody's programs holds it.
	const owner = visitor.userId ?? visitor.browserKey ?? `request ${request.key}`;
	const result = await grade(definition, request.answer, (source, limits) =>
		runForGrading(owner, source, limits),
	).catch((error: unknown) => {
		throw error instanceof Busy ? new Refusal(error.whose === "owner" ? "busy-guest" : "busy-server") : error;
	});
	if (!result.ok) throw new Refusal(result.problem === "too-long" ? "too-large" : result.problem);
	const graded = { ...result, exerciseHash: exerciseHash(definition), engineVersion };
	const guest =
		visitor.userId !== null && visitor.hasSession
			? { userId: visitor.userId, cookies: visitor.cookies }
			: await becomeGuest(headers);
	return { answered: await storeSubmission(db, guest.userId, request, graded), cookies: guest.cookies };
}
