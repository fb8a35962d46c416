/**
 * The parts of the machine that are loaded when a program comes to need them (scripts/engine/chunks.mjs lists them).
 * What a chunk declares has its places in the machine's tables from the start, so that no number and no word of the heap
 * depends on what is loaded, or in which order: its manifest, made when the engine is built, says what types, methods,
 * functions and frames there will be. Until the chunk fills these places they hold a function that asks the host for it.
 */

import type { ProfileName } from "../profiles";
import { type Attribute, getsets, methodTable, type TypeSpec, typeSpecs } from "./declarations";
import type { Ref } from "./layout";
import { NotAtHand } from "./limits";
import { moduleSpecs, specOf } from "./moduletable";
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

/** What a chunk declares, in the order of its declarations. Short, for it is part of the file that everybody loads. */
export interface ChunkManifest {
	readonly name: string;
	readonly types: readonly TypeSpec[];
	/** By owner and kind; of modules that need the chunk before they are made, only how many. */
	readonly definitions: readonly (readonly [owner: string, kind: number, readonly ShortDefinition[] | number])[];
	/** Of so many definitions from one on, the type that they are methods of. */
	readonly methods: readonly (readonly [type: Ref, from: number, count: number])[];
	/** By type; each name begins with `=` where it can be set, `.` where it is a member, else `-`; the one version that has them. */
	readonly getsets: readonly (readonly [type: Ref, names: string, only?: ProfileName])[];
	/** By module: how many definitions from one on; and of one of them, the one version that has it. */
	readonly functions: readonly (readonly [module: string, from: number, count: number, only?: ProfileName])[];
	/** By module, names; of what the machine makes at its start, also the static types that they are. */
	readonly values: readonly (readonly [module: string, names: string, types?: readonly Ref[]])[];
	/** How many kinds of native frames. */
	readonly kinds: number;
	/** How many slot functions of each shape. */
	readonly slots: readonly [unary: number, binary: number, ternary: number, calls: number];
}

/** Without what it shares with its neighbours, and what is as usual: a style of 0, parameters of 0, no `raw`, no doc. */
export type ShortDefinition = readonly [
	name: string,
	min: number,
	max: number,
	style?: number,
	params?: string | 0,
	raw?: number,
	doc?: string,
];
export const KINDS: readonly NativeDef["kind"][] = ["function", "method", "classmethod", "staticmethod"];
export const STYLES: readonly NativeDef["style"][] = ["VARARGS", "O", "NOARGS"];

/** The style that a definition has by its numbers of arguments alone. */
export function usualStyle(min: number, max: number, params: unknown): number {
	return max === 0 ? 2 : min === 1 && max === 1 && params === null ? 1 : 0;
}

/** Of the chunks that are not part of this file. The bundler writes them here. */
declare const CHUNKS: readonly ChunkManifest[];
const manifests = CHUNKS;

/** Modules that are there before a program runs. What a chunk has of them is demanded when it is used. */
export function isMadeAtStart(module: string): boolean {
	return module === "builtins" || module === "sys";
}

const kept = new Map<string, Places>();
const installed = new Set<string>();

/** Whether a chunk has been loaded, or is part of this file. */
export function isAtHand(chunk: string): boolean {
	return installed.has(chunk) || !kept.has(chunk);
}

/** Ends the run: the host must provide the chunk, and begin again. */
export function demand(chunk: string): never {
	throw new NotAtHand([fileOf(chunk)]);
}

const fileOf = (chunk: string): string => `${chunk}.mjs`;

/** Keeps the places of every chunk; called once the rest of the machine has declared what it has. */
export function keepPlaces(): void {
	for (const manifest of manifests) kept.set(manifest.name, keepFor(manifest));
}

const times = <T>(n: number, entry: T): T[] => new Array<T>(n).fill(entry);

function keepFor({ name, ...manifest }: ChunkManifest): Places {
	const places: Places = new Map();
	const absent = (): never => demand(name);
	const keep = <T>(table: T[], entries: readonly T[]): void => {
		places.set(table, { next: table.length, end: table.length + entries.length });
		table.push(...entries);
	};
	typeSpecs.push(...manifest.types);
	const defs = manifest.definitions.flatMap(([owner, kind, short]) =>
		(typeof short === "number" ? times<ShortDefinition>(short, ["", 0, 0]) : short).map((definition) =>
			definitionOf(owner, kind, definition, absent),
		),
	);
	keep(definitions, defs);
	for (const [type, from, count] of manifest.methods)
		for (let def = from; def < from + count; def++) methodTable.push({ type, def });
	keep(
		getsets,
		manifest.getsets.flatMap(([type, names, only]) =>
			names.split(" ").map((mark): Attribute => {
				return {
					type,
					name: mark.slice(1),
					get: absent,
					set: mark[0] === "=" ? absent : null,
					member: mark[0] === ".",
					only,
				};
			}),
		),
	);
	for (const [module, from, count, only] of manifest.functions)
		for (let def = from; def < from + count; def++) specOf(module).functions.push({ def, only });
	for (const [module, names, types] of manifest.values)
		keep(
			specOf(module).values,
			names.split(" ").map((value, i) => {
				const type = types?.[i];
				return { name: value, make: type === undefined ? absent : () => type };
			}),
		);
	keep(kinds, times(manifest.kinds, { name, step: absent, onError: absent }));
	keep(steps, times(manifest.kinds, absent));
	const [unary, binary, ternary, calls] = manifest.slots;
	keep(unarySlots, times(unary, absent));
	keep(binarySlots, times(binary, absent));
	keep(ternarySlots, times(ternary, absent));
	keep(callSlots, times(calls, absent));
	return places;
}

function definitionOf(owner: string, kind: number, short: ShortDefinition, call: NativeDef["call"]): NativeDef {
	// By index: taken apart as a pattern, each would make an iterator and eight results, hundreds of times at a start.
	const name = short[0];
	const min = short[1];
	const max = short[2];
	const style = short[3] ?? 0;
	const params = short[4] ?? 0;
	const names = params === 0 ? null : params.split(" ");
	return {
		name,
		qualname: kind === 0 ? name : `${owner}.${name}`,
		call,
		min,
		max,
		params: names,
		raw: short[5] === 1,
		doc: short[6] ?? null,
		owner,
		style: STYLES[style === 0 ? usualStyle(min, max, names) : style - 1] ?? "VARARGS",
		kind: KINDS[kind] ?? "function",
	};
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
	return manifests
		.filter(
			({ name, functions, values }) =>
				!installed.has(name) &&
				[...functions, ...values].some(([module]) => !isMadeAtStart(module) && modules.has(module)),
		)
		.map(({ name }) => fileOf(name));
}

/** Ends the run where a module that is about to be made stands in a chunk that is not loaded. */
export function demandModule(module: string): void {
	if (isMadeAtStart(module) || !moduleSpecs.has(module)) return;
	const files = chunkFilesOf(new Set([module]));
	if (files.length > 0) throw new NotAtHand(files);
}
