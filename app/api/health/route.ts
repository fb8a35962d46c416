import { engineVersion } from "@/engine/dist/version.mjs";
import { database } from "@/server/database";

export const dynamic = "force-dynamic";

/** For whoever watches the server: 200 while it can do its work, 503 while it cannot. */
export async function GET(): Promise<Response> {
	const headers = { "cache-control": "no-store" };
	try {
		// A table of ours: it also tells a database that was never migrated.
		await database().user.findFirst({ select: { id: true } });
		return Response.json({ status: "ok", database: "ok", engine: engineVersion }, { headers });
	} catch (error) {
		console.error("GET /api/health", error);
		return Response.json(
			{ status: "failing", database: "unreachable", engine: engineVersion },
			{ status: 503, headers },
		);
	}
}
