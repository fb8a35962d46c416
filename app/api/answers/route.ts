import { preferredLocale } from "@/components/i18n/locale";
import type { Locale } from "@/exercises/types";
import { readBody } from "@/server/http/body";
import { isSameOrigin } from "@/server/http/origin";
import { Refusal, refusalResponse } from "@/server/http/refusal";
import { parseAnswerRequest } from "@/server/submissions/request";
import { submit } from "@/server/submissions/submit";

/** Grades and stores one answer: an AnswerRequest in, an AnsweredItem or an ApiError out. */
export async function POST(request: Request): Promise<Response> {
	let locale: Locale = preferredLocale(request.headers.get("accept-language"));
	try {
		if (!isSameOrigin(request.headers)) throw new Refusal("wrong-origin");
		if (!/^application\/json\b/i.test(request.headers.get("content-type") ?? "")) throw new Refusal("not-json");
		const body = await readBody(request);
		if (body === null) throw new Refusal("too-large");
		const parsed = parseAnswerRequest(body);
		locale = parsed.locale;
		const { answered, cookies } = await submit(parsed, request.headers);
		const headers = new Headers({ "cache-control": "no-store" });
		for (const cookie of cookies) headers.append("set-cookie", cookie);
		return Response.json(answered, { headers });
	} catch (error) {
		if (error instanceof Refusal) return refusalResponse(error, locale);
		console.error("POST /api/answers", error);
		return refusalResponse(new Refusal("internal"), locale);
	}
}
