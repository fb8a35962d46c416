import type { AnsweredItem, ApiError, ProgressResponse } from "@/exercises/types";

/** What became of one attempt to send an answer. */
export type Reply =
	| { readonly kind: "graded"; readonly answered: AnsweredItem }
	/** The server will never take this answer as it is. */
	| { readonly kind: "refused"; readonly status: number; readonly message: string | null }
	/** It may succeed later, with the same key. `message`: the server's own; `after`: not before so many milliseconds. */
	| {
			readonly kind: "later";
			readonly why: "network" | "server" | "busy";
			readonly message: string | null;
			readonly after: number | null;
	  };

/** Statuses that say something about the answer itself. Any other failure may pass, so the answer is kept. */
const REFUSALS: ReadonlySet<number> = new Set([400, 404, 409, 413, 415, 422]);

/** Reads the response to `POST /api/answers` for an item. Never throws. */
export async function readReply(response: Response, item: string): Promise<Reply> {
	const body = await readJson(response);
	if (response.ok) {
		// A page that some proxy put in the server's place is a failure of the network, not a grade.
		return isAnsweredItem(body) && body.item === item
			? { kind: "graded", answered: body }
			: { kind: "later", why: "network", message: null, after: null };
	}
	const message = isApiError(body) ? body.message : null;
	if (REFUSALS.has(response.status)) {
		return { kind: "refused", status: response.status, message };
	}
	if (response.status === 429 || response.status === 503) {
		const seconds = Number(response.headers.get("retry-after"));
		return { kind: "later", why: "busy", message, after: seconds > 0 ? seconds * 1000 : null };
	}
	return { kind: "later", why: "server", message, after: null };
}

/** The answers of a `GET /api/progress`, or null if the body is not what it should be. */
export async function readProgress(response: Response): Promise<readonly AnsweredItem[] | null> {
	const body = await readJson(response);
	return response.ok && isProgress(body) ? body.answers : null;
}

async function readJson(response: Response): Promise<unknown> {
	try {
		return await response.json();
	} catch {
		return null;
	}
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null;
}

/** Also for what another tab sends: it may run an older page. */
export function isAnsweredItem(value: unknown): value is AnsweredItem {
	return (
		isRecord(value) &&
		typeof value.item === "string" &&
		typeof value.at === "string" &&
		isRecord(value.answer) &&
		isRecord(value.grade) &&
		isRecord(value.review)
	);
}

function isProgress(value: unknown): value is ProgressResponse {
	return isRecord(value) && Array.isArray(value.answers) && value.answers.every(isAnsweredItem);
}

function isApiError(value: unknown): value is ApiError {
	return isRecord(value) && typeof value.message === "string";
}
