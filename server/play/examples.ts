/** The playground's examples: content/play.json, and their programs with the course's own. */
import "server-only";
import path from "node:path";
import { z } from "zod";
import type { Locale } from "@/exercises/types";
import { contentRoot, readJson, readText, sharedFolder } from "../lessons/content-files";

export interface PlayExample {
	readonly id: string;
	readonly title: string;
	readonly source: string;
	/** The step that it is shown at first; null for its end. */
	readonly step: number | null;
}

const example = z.strictObject({
	id: z.string().regex(/^[a-z0-9-]+$/),
	title: z.strictObject({ en: z.string().min(1), "zh-CN": z.string().min(1) }),
	step: z.int().min(0).nullable(),
});
const schema = z.strictObject({
	examples: z.tuple([example], example),
});

/** At least one. */
export async function loadExamples(locale: Locale): Promise<readonly [PlayExample, ...PlayExample[]]> {
	const { examples } = await readJson(path.join(contentRoot(), "play.json"), schema);
	const folder = sharedFolder("play", "examples");
	const [first, ...others] = examples;
	const load = async ({ id, title, step }: typeof first): Promise<PlayExample> => ({
		id,
		title: title[locale],
		source: await readText(path.join(folder, `${id}.py`)),
		step,
	});
	return [await load(first), ...(await Promise.all(others.map(load)))];
}
