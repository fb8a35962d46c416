/** For the build: what each chunk declares (chunks.ts), found by installing one after the other. */
// First: it says in which order the machine is loaded.
import "./index";

import { start } from "./boot";
import { type ChunkManifest, isMadeAtStart, KINDS, type ShortDefinition, STYLES, usualStyle } from "./chunks";
import { getsets, methodTable, typeSpecs } from "./declarations";
import { moduleSpecs } from "./moduletable";
import { binarySlots, callSlots, definitions, kinds, type NativeDef, ternarySlots, unarySlots } from "./tables";
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
		const values = [...moduleSpecs].map(
			([module, spec]) => [module, spec.values.slice(modules.get(module)?.[1] ?? 0)] as const,
		);
		const manifest = {
			name,
			types: since(typeSpecs),
			definitions: grouped(since(definitions), sameOwner).map((group) => {
				const [{ owner, kind }] = group;
				const counted = kind === "function" && moduleSpecs.has(owner) && !isMadeAtStart(owner);
				return [owner, KINDS.indexOf(kind), counted ? group.length : group.map(shortened)] as const;
			}),
			methods: grouped(since(methodTable), (a, b, i) => a.type === b.type && a.def + i === b.def).map((group) => {
				return [group[0].type, group[0].def, group.length] as const;
			}),
			getsets: grouped(since(getsets), (a, b) => a.type === b.type && a.only === b.only).map((group) => {
				const marked = group.map((g) => `${g.set !== null ? "=" : g.member ? "." : "-"}${g.name}`);
				const [{ type, only }] = group;
				return only === undefined ? ([type, marked.join(" ")] as const) : ([type, marked.join(" "), only] as const);
			}),
			functions: [...moduleSpecs].flatMap(([module, spec]) =>
				grouped(
					spec.functions.slice(modules.get(module)?.[0] ?? 0),
					(a, b, i) => a.only === b.only && a.def + i === b.def,
				).map(([{ def, only }, ...more]) => {
					const run = [module, def, more.length + 1] as const;
					return only === undefined ? run : ([...run, only] as const);
				}),
			),
			kinds: counted(kinds),
			slots: [counted(unarySlots), counted(binarySlots), counted(ternarySlots), counted(callSlots)] as const,
		};
		return { manifest, values: values.filter(([, added]) => added.length > 0) };
	});
	start("3.13");
	return made.map(({ manifest, values }) => ({
		...manifest,
		values: values.map(([module, added]) => {
			const names = [module, added.map((value) => value.name).join(" ")] as const;
			if (!isMadeAtStart(module)) return names;
			const types = added.map((value) => value.make());
			if (types.some((type) => type >= STATIC_END)) throw new Error(`${names[1]} of ${module} are no static types`);
			return [...names, types] as const;
		}),
	}));
}

/** Runs of neighbours that belong together; `belongs` compares the run's first with the one `i` places after it. */
function grouped<T>(all: readonly T[], belongs: (first: T, other: T, i: number) => boolean): [T, ...T[]][] {
	const groups: [T, ...T[]][] = [];
	for (const one of all) {
		const last = groups.at(-1);
		if (last !== undefined && belongs(last[0], one, last.length)) last.push(one);
		else groups.push([one]);
	}
	return groups;
}

function sameOwner(a: NativeDef, b: NativeDef): boolean {
	return a.owner === b.owner && a.kind === b.kind;
}

function shortened(def: NativeDef): ShortDefinition {
	const { name, qualname, min, max, params, raw, doc, owner, style, kind } = def;
	if (qualname !== (kind === "function" ? name : `${owner}.${name}`)) throw new Error(`${qualname} of ${owner}`);
	const own = STYLES.indexOf(style);
	const short = [
		name,
		min,
		max,
		own === usualStyle(min, max, params) ? 0 : own + 1,
		params === null ? 0 : params.join(" "),
		raw ? 1 : 0,
		...(doc === null ? [] : [doc]),
	] as const;
	let length: number = short.length;
	while (length > 3 && short[length - 1] === 0) length--;
	return short.slice(0, length) as unknown as ShortDefinition;
}

export { installChunk, keepPlaces } from "./chunks";
