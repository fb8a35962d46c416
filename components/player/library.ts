/** The engine's library as a page's worker has it: static files, fetched as programs import them. */
import type { Library, LibraryEntry } from "../../engine/api";
import { libraryFilesOf, NotAtHand, provideLibrary } from "../../engine/dist/recording.mjs";
import { libraryVersion } from "../../engine/dist/version.mjs";
import type { ProfileName } from "../../engine/profiles";

/** A file of the library could not be fetched. */
export class LibraryAbsent extends Error {
	override readonly name = "LibraryAbsent";
}

/** What has been fetched, by path, for all profiles. */
const fetched = new Map<string, Uint8Array>();

async function fetchFile(path: string): Promise<void> {
	if (fetched.has(path)) return;
	let response: Response;
	try {
		response = await fetch(`/library/${libraryVersion}/${path}`);
	} catch (error) {
		throw new LibraryAbsent(error instanceof Error ? error.message : String(error));
	}
	if (!response.ok) throw new LibraryAbsent(`${path}: ${response.status}`);
	fetched.set(path, new Uint8Array(await response.arrayBuffer()));
}

const provided = new Set<ProfileName>();

/** Gives the engine a profile's library: its index now, its modules once they have been fetched. */
async function provide(profile: ProfileName): Promise<void> {
	if (provided.has(profile)) return;
	await fetchFile(`${profile}/index.json`);
	const text = (path: string): string | null => {
		const bytes = fetched.get(path);
		return bytes === undefined ? null : new TextDecoder().decode(bytes);
	};
	const index = JSON.parse(text(`${profile}/index.json`) ?? "{}") as Readonly<Record<string, LibraryEntry>>;
	const library: Library = {
		index,
		code: (name) => fetched.get(`${profile}/${name}.code`) ?? null,
		source: (name) => text(`${profile}/${name}.py`),
	};
	provideLibrary(profile, library);
	provided.add(profile);
}

/**
 * Does something with the engine that runs a program, with all of the library that the program turns out to need. What
 * its text imports is fetched first; what it imports beyond that is fetched when the run asks for it, and the run begins
 * again, which is the same run.
 */
export async function withLibrary<R>(source: string, profile: ProfileName, run: () => R): Promise<R> {
	if (/\bimport\b|\b__import__\b/.test(source)) {
		await provide(profile);
		await Promise.all(libraryFilesOf(source, profile).map((file) => fetchFile(`${profile}/${file}`)));
	}
	for (;;) {
		try {
			return run();
		} catch (error) {
			if (!(error instanceof NotAtHand)) throw error;
			await Promise.all(error.files.map((file) => fetchFile(`${profile}/${file}`)));
		}
	}
}
