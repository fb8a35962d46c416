/**
 * The library as the host hands it to the machine: compiled modules that never change, kept beside the arena. What is
 * not at hand when a program imports it ends the run with `NotAtHand`; the host fetches it and begins again.
 */
import type { Library, LibraryEntry } from "../api";
import type { CodeObject } from "../compile/code";
import { importedNames } from "../compile/imports";
import { readCode } from "../compile/marshal";
import type { ProfileName } from "../profiles";
import { type ParseResult, parse } from "../syntax/parse";
import { chunkFilesOf } from "./chunks";
import { NotAtHand } from "./limits";
import { profile } from "./machine";

interface Provided {
	readonly library: Library;
	readonly codes: Map<string, CodeObject>;
}
const provided = new Map<ProfileName, Provided>();

/** Engine.provideLibrary */
export function provideLibrary(name: ProfileName, library: Library): void {
	provided.set(name, { library, codes: new Map() });
}

/** What the library of the running profile says of a module, or null where it has none of that name. */
export function libraryEntry(name: string): LibraryEntry | null {
	const library = provided.get(profile().name)?.library;
	return library !== undefined && Object.hasOwn(library.index, name) ? (library.index[name] ?? null) : null;
}

/** The code of a module that the library has. */
export function libraryCode(name: string): CodeObject {
	const from = provided.get(profile().name);
	const known = from?.codes.get(name);
	if (known !== undefined) return known;
	const bytes = from?.library.code(name) ?? null;
	if (from === undefined || bytes === null) throw new NotAtHand(needed([name], profile().name));
	const code = readCode(bytes);
	from.codes.set(name, code);
	return code;
}

/** The text of the module whose code has this file name, or null where it is none of the library's. */
export function librarySource(filename: string): string | null {
	const from = provided.get(profile().name);
	if (from === undefined || !filename.startsWith("/")) return null;
	for (const [name, entry] of Object.entries(from.library.index)) {
		if (entry.filename !== filename) continue;
		const text = from.library.source(name);
		if (text === null) throw new NotAtHand([`${name}.py`]);
		return text;
	}
	return null;
}

/** The files that importing some modules takes and that are not at hand yet. */
function needed(names: readonly string[], name: ProfileName): string[] {
	const library = provided.get(name)?.library;
	const all = new Set(names.flatMap((module) => [module, ...(library?.index[module]?.imports ?? [])]));
	const absent = (module: string): boolean =>
		library !== undefined && Object.hasOwn(library.index, module) && library.code(module) === null;
	return [...[...all].filter(absent).map((module) => `${module}.code`), ...chunkFilesOf(all)];
}

/** Engine.libraryFilesOf */
export function libraryFilesOf(source: string, name: ProfileName): string[] {
	const parsed = parsedOrAbsent(source, name);
	if (parsed instanceof NotAtHand) return [...parsed.files];
	if (parsed.kind === "error") return [];
	const names = importedNames(parsed.module, true, "__main__", false).flatMap((full) =>
		full.split(".").map((_part, i, parts) => parts.slice(0, i + 1).join(".")),
	);
	return needed(names, name);
}

/** The parser needs a chunk to say what is wrong with a program. */
function parsedOrAbsent(source: string, name: ProfileName): ParseResult | NotAtHand {
	try {
		return parse(source, name);
	} catch (error) {
		if (error instanceof NotAtHand) return error;
		throw error;
	}
}
