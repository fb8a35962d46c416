/** The article's sentences that lessons quote. */
import "server-only";
import path from "node:path";
import { z } from "zod";
import type { Locale } from "@/exercises/types";
import { contentRoot, readJson } from "./content-files";
import type { LessonClaim } from "./lesson";

const schema = z.record(
	z.string().regex(/^[a-z0-9-]+$/),
	z.strictObject({
		number: z.int().min(1),
		section: z.string(),
		original: z.string().min(1),
		en: z.string().min(1),
		verdict: z.enum(["true", "imprecise", "half-false", "false"]),
	}),
);

export async function loadClaims(locale: Locale): Promise<ReadonlyMap<string, LessonClaim>> {
	const file = await readJson(path.join(contentRoot(), "claims.json"), schema);
	return new Map(
		Object.entries(file).map(([id, { number, section, original, en, verdict }]) => [
			id,
			{ id, number, section, original, quote: locale === "en" ? en : original, verdict },
		]),
	);
}
