/** Items with their keys. What a browser may have of them is `publicForm` only. */
import "server-only";
import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { defined, gradingKey, type ItemDefinition, itemSchema } from "@/exercises/definition";
import type { Authoring } from "@/exercises/text";
import type { ItemId, Locale } from "@/exercises/types";
import {
	ContentError,
	contentRoot,
	lineOfPath,
	parseJson,
	readJson,
	readText,
	schemaError,
	sharedFolder,
} from "./content-files";

const NAME = /^[a-z0-9-]+$/;

/** The item of that id, or null where there is none. An id from outside may be any text. */
export async function findItem(id: ItemId, locale: Locale): Promise<ItemDefinition | null> {
	const [chapter, lesson, name, ...rest] = id.split("/");
	if (!chapter || !lesson || !name || rest.length > 0) return null;
	if (![chapter, lesson, name].every((part) => NAME.test(part))) return null;
	// Asked first, so that made-up names leave nothing behind.
	if (!(await lessonExists(chapter, lesson))) return null;
	return (await loadItems(chapter, lesson, locale)).get(id) ?? null;
}

async function lessonExists(chapter: string, lesson: string): Promise<boolean> {
	const entries = await filesOf(sharedFolder(chapter, lesson));
	return entries.includes("items.json");
}

async function filesOf(folder: string): Promise<readonly string[]> {
	try {
		return await readdir(/*turbopackIgnore: true*/ folder);
	} catch (error) {
		if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR")) return [];
		throw error;
	}
}

function itemsFile(chapter: string, lesson: string): string {
	return path.join(sharedFolder(chapter, lesson), "items.json");
}

const fileSchema = z.record(z.string().regex(NAME), z.unknown());

/** The names of a lesson's items in order. */
export async function itemNames(chapter: string, lesson: string): Promise<readonly string[]> {
	return Object.keys(await readJson(itemsFile(chapter, lesson), fileSchema));
}

/** Every `.py` of a lesson: id to source. */
export async function loadSources(chapter: string, lesson: string): Promise<ReadonlyMap<string, string>> {
	const folder = sharedFolder(chapter, lesson);
	const names = (await filesOf(folder)).filter((file) => file.endsWith(".py"));
	const sources = await Promise.all(
		names.map(async (file) => [file.slice(0, -".py".length), await readText(path.join(folder, file))] as const),
	);
	return new Map(sources);
}

/** What production has read, by lesson and language. */
const read = new Map<string, Promise<ReadonlyMap<ItemId, ItemDefinition>>>();

/**
 * Every item of a lesson with its key, in the order of items.json. Production reads each lesson once: every answer asks,
 * and the pages were built from the same files. Elsewhere an author's edit shows at once.
 */
export function loadItems(
	chapter: string,
	lesson: string,
	locale: Locale,
): Promise<ReadonlyMap<ItemId, ItemDefinition>> {
	if (process.env.NODE_ENV !== "production") return readItems(chapter, lesson, locale);
	const key = `${locale} ${itemsFile(chapter, lesson)}`;
	const known = read.get(key);
	if (known) return known;
	const items = readItems(chapter, lesson, locale);
	read.set(key, items);
	// A disk that failed once is asked again.
	items.catch(() => read.delete(key));
	return items;
}

async function readItems(
	chapter: string,
	lesson: string,
	locale: Locale,
): Promise<ReadonlyMap<ItemId, ItemDefinition>> {
	const file = itemsFile(chapter, lesson);
	const [text, sources, misconceptions] = await Promise.all([
		readText(file),
		loadSources(chapter, lesson),
		misconceptionIds(),
	]);
	const authoring: Authoring = { locale, program: (name) => sources.get(name) ?? null };
	return itemsOf(`${chapter}/${lesson}`, file, text, authoring, misconceptions);
}

function itemsOf(
	lesson: string,
	file: string,
	text: string,
	authoring: Authoring,
	misconceptions: ReadonlySet<string>,
): ReadonlyMap<ItemId, ItemDefinition> {
	const parsed = z.record(z.string().regex(NAME), itemSchema(authoring)).safeParse(parseJson(file, text));
	if (!parsed.success) throw schemaError(file, text, parsed.error);
	const items = new Map<ItemId, ItemDefinition>();
	for (const [name, item] of Object.entries(parsed.data)) {
		const definition = defined(`${lesson}/${name}`, authoring, item);
		for (const named of misconceptionsNamed(definition)) {
			if (!misconceptions.has(named)) {
				throw new ContentError(file, lineOfPath(text, [name]), `${name}: no misconception ${named}`);
			}
		}
		items.set(definition.id, definition);
	}
	return items;
}

const bilingual = z.strictObject({ en: z.string().min(1), "zh-CN": z.string().min(1) });
const misconceptionSchema = z.array(z.strictObject({ id: z.string(), believed: bilingual, truth: bilingual }));

async function misconceptionIds(): Promise<ReadonlySet<string>> {
	const list = await readJson(path.join(contentRoot(), "misconceptions.json"), misconceptionSchema);
	return new Set(list.map((misconception) => misconception.id));
}

function misconceptionsNamed(definition: ItemDefinition): readonly string[] {
	switch (definition.kind) {
		case "choice":
		case "multiple":
			return definition.options.flatMap((option) => option.misconception ?? []);
		case "short":
			return definition.foreseen.map((answer) => answer.misconception);
		case "code":
			return [];
	}
}

/** Stored with every grade: equal as long as nothing that decides a grade has changed, in every language. */
export function exerciseHash(definition: ItemDefinition): string {
	return createHash("sha256")
		.update(JSON.stringify(gradingKey(definition)))
		.digest("hex")
		.slice(0, 16);
}
