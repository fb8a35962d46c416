/** For the build: what each chunk declares (chunks.ts), found by installing one after the other. */
// First: it says in which order the machine is loaded.
import "./index";

import { start } from "./boot";
import type { ChunkManifest } from "./chunks";
import { getsets, methodTable, typeSpecs } from "./declarations";
import type { Ref } from "./layout";
import { moduleSpecs } from "./moduletable";
import { binarySlots, callSlots, definitions, kinds, ternarySlots, unarySlots } from "./tables";
import { STATIC_END } from "./typeids";

const tables = [typeSpecs, definitions, methodTable, getsets, kinds, unarySlots, binarySlots, ternarySlots, callSlots];

/** The manifests of chunks, given in the order of their places. */
export function manifestsOf(
	chunks: readonly { readonly name: string; readonly install: () => void }[],
): readonly ChunkManifest[] {
	const made = chunks.map(({ name, install }) => {
		const before = tables.map((table) => table.length);
		const modules = new Map(
			[...moduleSpecs].map(([module, spec]) => [module, [spec.functions.length, spec.values.length]]),
		);
		install();
		const since = <T>(table: readonly T[]): readonly T[] => table.slice(before[tables.indexOf(table as never)]);
		const counted = (table: readonly unknown[]): number => since(table).length;
		return {
			name,
			types: since(typeSpecs),
			definitions: since(definitions).map(({ call: _call, ...def }) => def),
			methods: since(methodTable).map(({ type, def }) => [type, def] as const),
			getsets: since(getsets).map((g) => [g.type, g.name, g.set !== null, g.member] as const),
			functions: [...moduleSpecs].flatMap(([module, spec]) =>
				spec.functions.slice(modules.get(module)?.[0] ?? 0).map((f) => [module, f.def, f.only ?? null] as const),
			),
			values: [...moduleSpecs].flatMap(([module, spec]) =>
				spec.values.slice(modules.get(module)?.[1] ?? 0).map((value) => ({ module, ...value })),
			),
			kinds: since(kinds).map((kind) => kind.name),
			slots: [counted(unarySlots), counted(binarySlots), counted(ternarySlots), counted(callSlots)] as const,
		};
	});
	start("3.13");
	return made.map((manifest) => ({
		...manifest,
		values: manifest.values.map(({ module, name, make }) => {
			if (module !== "builtins" && module !== "sys") return [module, name, 0] as const;
			const type: Ref = make();
			if (type >= STATIC_END) throw new Error(`${module}.${name} is in a chunk, but no static type`);
			return [module, name, type] as const;
		}),
	}));
}

export { installChunk, keepPlaces } from "./chunks";
