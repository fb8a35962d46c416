import { preferredLocale } from "@/components/i18n/locale";
import type { ProgressResponse } from "@/exercises/types";
import { database } from "@/server/database";
import { Refusal, refusalResponse } from "@/server/http/refusal";
import { visitorOf } from "@/server/session";
import { latestAnswers } from "@/server/submissions/store";

/** What this visitor has answered. Costs a visitor who has answered nothing no row, and mostly no query. */
export async function GET(request: Request): Promise<Response> {
	try {
		const { userId, cookies } = await visitorOf(request.headers);
		const body: ProgressResponse = {
			version: 1,
			answers: userId === null ? [] : await latestAnswers(database(), userId),
		};
		const headers = new Headers({ "cache-control": "no-store" });
		for (const cookie of cookies) headers.append("set-cookie", cookie);
		return Response.json(body, { headers });
	} catch (error) {
		console.error("GET /api/progress", error);
		return refusalResponse(new Refusal("internal"), preferredLocale(request.headers.get("accept-language")));
	}
}
