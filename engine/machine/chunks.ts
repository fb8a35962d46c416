/**
 * The parts of the machine that are loaded when a program comes to need them (scripts/engine/chunks.mjs lists them).
 * What a chunk declares has its places in the machine's tables from the start, so that no number and no word of the heap
 * depends on what is loaded, or in which order: its manifest, made when the engine is built, says what types, methods,
 * functions and frames there will be. Until the chunk fills these places they hold a function that asks the host for it.
 */
import { getsets, methodTable, type TypeSpec, typeSpecs } from "./declarations";
import type { Ref } from "./layout";
import { NotAtHand } from "./limits";
import { type ModuleSpec, moduleSpecs, specOf } from "./moduletable";
import {
	binarySlots,
	callSlots,
	definitions,
	filling,
	kinds,
	type NativeDef,
	type Places,
	steps,
	ternarySlots,
	unarySlots,
} from "./tables";

/** What a chunk declares, in the order of its declarations. */
export interface ChunkManifest {
	readonly name: string;
	readonly types: readonly TypeSpec[];
	readonly definitions: readonly Omit<NativeDef, "call">[];
	/** Type and definition. */
	readonly methods: readonly (readonly [Ref, number])[];
	/** Type, name, and whether it can be set or is a member. */
	readonly getsets: readonly (readonly [Ref, string, settable: boolean, member: boolean])[];
	/** Module, definition, and the one version that has it. */
	readonly functions: readonly (readonly [string, number, ModuleSpec["functions"][number]["only"] | null])[];
	/** Module and name; of what the machine makes at its start also the static type that it is, else 0. */
	readonly values: readonly (readonly [string, string, Ref])[];
	/** Kinds of native frames. */
	readonly kinds: readonly string[];
	/** How many slot functions of each shape. */
	readonly slots: readonly [unary: number, binary: number, ternary: number, calls: number];
}

/** Of the chunks that are not part of this file. The bundler writes them here. */
declare const CHUNKS: readonly ChunkManifest[];

const kept = new Map<string, Places>();
const installed = new Set<string>();

/** Ends the run: the host must provide the chunk, and begin again. */
export function demand(chunk: string): never {
	throw new NotAtHand([fileOf(chunk)]);
}

const fileOf = (chunk: string): string => `${chunk}.mjs`;

/** Keeps the places of every chunk; called once the rest of the machine has declared what it has. */
export function keepPlaces(): void {
	for (const manifest of CHUNKS) kept.set(manifest.name, keepFor(manifest));
}

function keepFor({ name, ...manifest }: ChunkManifest): Places {
	const places: Places = new Map();
	const absent = (): never => demand(name);
	const keep = <T>(table: T[], entries: readonly T[]): void => {
		places.set(table, { next: table.length, end: table.length + entries.length });
		table.push(...entries);
	};
	const times = <T>(n: number, entry: T): T[] => new Array<T>(n).fill(entry);
	typeSpecs.push(...manifest.types);
	keep(
		definitions,
		manifest.definitions.map((def) => ({ ...def, call: absent })),
	);
	methodTable.push(...manifest.methods.map(([type, def]) => ({ type, def })));
	keep(
		getsets,
		manifest.getsets.map(([type, attribute, settable, member]) => {
			return { type, name: attribute, get: absent, set: settable ? absent : null, member };
		}),
	);
	for (const [module, def, only] of manifest.functions) specOf(module).functions.push({ def, only: only ?? undefined });
	for (const module of new Set(manifest.values.map(([of]) => of)))
		keep(
			specOf(module).values,
			manifest.values
				.filter(([of]) => of === module)
				.map(([, value, type]) => ({ name: value, make: type === 0 ? absent : () => type })),
		);
	keep(
		kinds,
		manifest.kinds.map((kind) => ({ name: kind, step: absent, onError: absent })),
	);
	keep(steps, times(manifest.kinds.length, absent));
	const [unary, binary, ternary, calls] = manifest.slots;
	keep(unarySlots, times(unary, absent));
	keep(binarySlots, times(binary, absent));
	keep(ternarySlots, times(ternary, absent));
	keep(callSlots, times(calls, absent));
	return places;
}

/** Installs a chunk: `declarations` runs its files, which fill the places kept for it. Once. */
export function installChunk(name: string, declarations: () => void): void {
	if (installed.has(name)) return;
	const places = kept.get(name);
	if (places === undefined) declarations();
	else filling(places, declarations);
	installed.add(name);
}

/** The files of the chunks that modules written in TypeScript stand in, as far as they are not loaded. */
export function chunkFilesOf(modules: ReadonlySet<string>): string[] {
	return CHUNKS.filter(
		({ name, functions, values }) =>
			!installed.has(name) &&
			[...functions, ...values].some(([module]) => module !== "builtins" && modules.has(module)),
	).map(({ name }) => fileOf(name));
}

/** Ends the run where a module that is about to be made stands in a chunk that is not loaded. */
export function demandModule(module: string): void {
	if (module === "builtins" || module === "sys" || !moduleSpecs.has(module)) return;
	const files = chunkFilesOf(new Set([module]));
	if (files.length > 0) throw new NotAtHand(files);
}
