/** The engine as a page's worker has it: its core, and the rest of it and of its library as programs need them. */
import { chunks, chunksOfModules } from "../../engine/dist/recording/chunks.mjs";
import * as machine from "../../engine/dist/recording/core.mjs";
import { libraryVersion } from "../../engine/dist/version.mjs";
import { openEngine } from "../../engine/index";

/** A part of the engine or of its library could not be fetched. */
export class LibraryAbsent extends Error {
	override readonly name = "LibraryAbsent";
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function file(path: string): Promise<Uint8Array> {
	let response: Response;
	try {
		response = await fetch(`/library/${libraryVersion}/${path}`);
	} catch (error) {
		throw new LibraryAbsent(wordsOf(error));
	}
	if (!response.ok) throw new LibraryAbsent(`${path}: ${response.status}`);
	return new Uint8Array(await response.arrayBuffer());
}

/** A chunk that does not come is the network's fault, as a file of the library is. */
const parts = Object.fromEntries(
	Object.entries(chunks).map(([name, load]) => [
		name,
		() =>
			load().catch((error) => {
				throw new LibraryAbsent(wordsOf(error));
			}),
	]),
);

export const engine = openEngine({ machine, chunks: parts, chunksOfModules, file });

// Every recording needs this part. Where it does not come now, the recording asks again.
parts.record?.().catch(() => undefined);

/** Parts of the engine that are asked for here, on their way or provided. */
const coming = new Map<string, Promise<void>>();

function provided(name: string): Promise<void> {
	const load = parts[name];
	if (load === undefined) return Promise.resolve();
	const known = coming.get(name);
	if (known !== undefined) return known;
	const made = load().then(
		(chunk) => machine.provideChunk(name, chunk.default),
		(error) => {
			coming.delete(name);
			throw error;
		},
	);
	coming.set(name, made);
	return made;
}

/** Brings the part of the engine that looks inside a step. Its questions bring it themselves; events and instructions need it before. */
export const lookInside = (): Promise<void> => provided("questions");

/**
 * Brings the part by which a state writes a text that is not all ASCII: `é`, `中文`. A run that does not need it itself
 * does not bring it, and a state cannot wait for it.
 */
export const writeTexts = (): Promise<void> => provided("unicode");

// So that the first run does not wait for it.
writeTexts().catch(() => undefined);
