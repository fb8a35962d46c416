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

// Where it does not come now, the recording asks again.
engine.ready().catch(() => undefined);
