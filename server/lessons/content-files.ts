/** Reads the course's files, and names file and line where one is wrong. */
import "server-only";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { z } from "zod";
import type { Locale } from "@/exercises/types";

/** A fault of an author's. It fails the build with the place to mend. */
export class ContentError extends Error {
	override readonly name = "ContentError";

	/** `file` is absolute or relative to the checkout; `line` counts from 1. */
	constructor(
		readonly file: string,
		readonly line: number,
		readonly fault: string,
	) {
		super(`${path.relative(process.cwd(), path.resolve(file))}:${line}: ${fault}`);
	}
}

/** The folder of the course. HEAPWISE_CONTENT names another one, which the end-to-end tests use. */
export function contentRoot(): string {
	const other = process.env.HEAPWISE_CONTENT;
	return other ? path.resolve(/*turbopackIgnore: true*/ other) : path.join(process.cwd(), "content");
}

export function mdxFile(locale: Locale, chapter: string, lesson: string): string {
	return path.join(contentRoot(), locale, chapter, `${lesson}.mdx`);
}

/** Where the programs and items of a lesson stand. */
export function sharedFolder(chapter: string, lesson: string): string {
	return path.join(contentRoot(), "shared", chapter, lesson);
}

export async function readText(file: string): Promise<string> {
	const text = await readTextIfAny(file);
	if (text === null) throw new ContentError(file, 1, "the file does not exist");
	return text;
}

/** Null where there is no such file. */
export async function readTextIfAny(file: string): Promise<string | null> {
	try {
		return (await readFile(/*turbopackIgnore: true*/ file, "utf8")).replaceAll("\r\n", "\n");
	} catch (error) {
		if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
		throw error;
	}
}

/** A JSON file in the schema's form. */
export async function readJson<T>(file: string, schema: z.ZodType<T>): Promise<T> {
	const text = await readText(file);
	const parsed = schema.safeParse(parseJson(file, text));
	if (parsed.success) return parsed.data;
	throw schemaError(file, text, parsed.error);
}

export function parseJson(file: string, text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		const position = /position (\d+)/.exec(message)?.[1];
		throw new ContentError(file, position === undefined ? 1 : lineAt(text, Number(position)), message);
	}
}

/** The first fault that the schema found, at the line where its path leads. */
export function schemaError(file: string, text: string, error: z.ZodError): ContentError {
	const issue = error.issues[0];
	const steps = issue?.path ?? [];
	const where = steps.length > 0 ? `${steps.map(String).join(".")}: ` : "";
	return new ContentError(file, lineOfPath(text, steps), `${where}${issue?.message ?? "does not fit the schema"}`);
}

/**
 * The line of a JSON text on which the value at a path begins: the last step of it that can be found. A reader of its
 * own, since JSON.parse keeps no positions; the text is known to parse.
 */
export function lineOfPath(text: string, steps: readonly PropertyKey[]): number {
	let at = 0;
	const skipSpace = () => {
		while (/\s/.test(text.charAt(at))) at++;
	};
	const readString = (): string => {
		const start = at++;
		while (text.charAt(at) !== '"') at += text.charAt(at) === "\\" ? 2 : 1;
		at++;
		return String(JSON.parse(text.slice(start, at)));
	};
	const skipValue = () => {
		let depth = 0;
		do {
			const c = text.charAt(at);
			if (c === '"') {
				readString();
				continue;
			}
			if (c === "{" || c === "[") depth++;
			else if (c === "}" || c === "]") depth--;
			at++;
		} while (at < text.length && (depth > 0 || !/[,}\]]/.test(text.charAt(at))));
	};
	/** Leaves `at` at the value of the member, or says that there is none. */
	const enter = (step: PropertyKey): boolean => {
		const open = text.charAt(at);
		if (open !== "{" && open !== "[") return false;
		at++;
		for (let index = 0; ; index++) {
			skipSpace();
			if (/[}\]]/.test(text.charAt(at)) || at >= text.length) return false;
			let key: PropertyKey = index;
			if (open === "{") {
				key = readString();
				skipSpace();
				at++;
				skipSpace();
			}
			if (String(key) === String(step)) return true;
			skipValue();
			skipSpace();
			if (text.charAt(at) === ",") at++;
		}
	};
	skipSpace();
	let found = at;
	for (const step of steps) {
		if (!enter(step)) break;
		found = at;
	}
	return lineAt(text, found);
}

function lineAt(text: string, position: number): number {
	return text.slice(0, position).split("\n").length;
}
