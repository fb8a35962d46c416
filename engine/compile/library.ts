/** Compiles a module of the library when the engine is built; see scripts/build-library.mjs. */
import { PROFILES, type ProfileName } from "../profiles";
import { parse } from "../syntax/parse";
import { CO_STANDS_FOR_C, type CodeObject, type Constant } from "./code";
import { compile } from "./compile";
import { importedNames } from "./imports";
import { writeCode } from "./marshal";

export interface LibraryModule {
	readonly code: Uint8Array;
	/** What it may import while it is imported itself. */
	readonly imports: readonly string[];
}

/**
 * `standsForC`: the module is in C in CPython. Throws where it is beyond our compiler: the list of modules is at fault
 * then.
 */
export function compileLibrary(
	name: string,
	isPackage: boolean,
	source: string,
	filename: string,
	profile: ProfileName,
	standsForC: boolean,
): LibraryModule {
	const parsed = parse(source, profile);
	if (parsed.kind === "error") throw new Error(`${filename}, line ${parsed.error.lineno}: ${parsed.error.message}`);
	const { borrowedLoads, constantSlices, foldsTree, inlinesConsumers, lazyAnnotations } = PROFILES[profile];
	const options = {
		filename,
		borrowedLoads,
		constantSlices,
		foldsTree,
		inlinesConsumers,
		source,
		asyncStubs: true,
		lazyAnnotations,
	};
	const compiled = compile(parsed.module, options);
	if (compiled.kind === "error")
		throw new Error(`${filename}, line ${compiled.error.lineno}: ${compiled.error.message}`);
	if (compiled.kind === "unsupported") throw new Error(`${filename}, line ${compiled.line}: ${compiled.feature}`);
	const code = standsForC ? hidden(compiled.code) : compiled.code;
	return { code: writeCode(code), imports: importedNames(parsed.module, false, name, isPackage) };
}

/** The code with the flag on it and on all code inside it. */
function hidden(code: CodeObject): CodeObject {
	const constant = (c: Constant): Constant => (c.kind === "code" ? { kind: "code", value: hidden(c.value) } : c);
	return { ...code, flags: code.flags | CO_STANDS_FOR_C, consts: code.consts.map(constant) };
}
