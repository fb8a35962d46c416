/** Compiles a module of the library when the engine is built; see scripts/build-library.mjs. */
import { PROFILES, type ProfileName } from "../profiles";
import { parse } from "../syntax/parse";
import { compile } from "./compile";
import { importedNames } from "./imports";
import { writeCode } from "./marshal";

export interface LibraryModule {
	readonly code: Uint8Array;
	/** What it may import while it is imported itself. */
	readonly imports: readonly string[];
}

/** Throws where the module is beyond our compiler: the list of modules is at fault then. */
export function compileLibrary(
	name: string,
	isPackage: boolean,
	source: string,
	filename: string,
	profile: ProfileName,
): LibraryModule {
	const parsed = parse(source, profile);
	if (parsed.kind === "error") throw new Error(`${filename}, line ${parsed.error.lineno}: ${parsed.error.message}`);
	const { borrowedLoads, lazyAnnotations } = PROFILES[profile];
	const options = { filename, borrowedLoads, source, asyncStubs: true, bareFunctions: lazyAnnotations };
	const compiled = compile(parsed.module, options);
	if (compiled.kind === "error")
		throw new Error(`${filename}, line ${compiled.error.lineno}: ${compiled.error.message}`);
	if (compiled.kind === "unsupported") throw new Error(`${filename}, line ${compiled.line}: ${compiled.feature}`);
	return { code: writeCode(compiled.code), imports: importedNames(parsed.module, false, name, isPackage) };
}
