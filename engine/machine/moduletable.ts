/** What modules written in TypeScript hold, declared while the machine's modules are loaded. */
import type { ProfileName } from "../profiles";
import { defineNative } from "./declarations";
import type { Ref } from "./layout";
import { isFilling, type NativeDef, type NativeMethod, put } from "./tables";

export interface ModuleSpec {
	readonly functions: { readonly def: number; readonly only: ProfileName | undefined }[];
	readonly values: { readonly name: string; readonly make: () => Ref }[];
}
export const moduleSpecs = new Map<string, ModuleSpec>();

export function specOf(module: string): ModuleSpec {
	let spec = moduleSpecs.get(module);
	if (spec === undefined) {
		spec = { functions: [], values: [] };
		moduleSpecs.set(module, spec);
	}
	return spec;
}

interface FunctionOptions extends Partial<Pick<NativeDef, "params" | "raw" | "doc" | "style">> {
	/** The one version that has it. */
	readonly only?: ProfileName;
}

/** Declares a function of a module, taking `min` to `max` arguments (-1: any number). */
export function declareFunction(
	module: string,
	name: string,
	min: number,
	max: number,
	call: NativeMethod,
	options: FunctionOptions = {},
): void {
	const def = defineNative(module, name, min, max, call, options, "function");
	if (!isFilling()) specOf(module).functions.push({ only: options.only, def });
}

/** Declares anything else of a module; `make` gives an owned reference when the module is made. */
export function declareValue(module: string, name: string, make: () => Ref): void {
	put(specOf(module).values, { name, make });
}
