/**
 * Where the attribute of an instruction stands: what the type cache says, kept for a site, for one version of the owner's
 * type (T_LOOKUPS). CPython's LOAD_ATTR_INSTANCE_VALUE, LOAD_ATTR_METHOD_* and STORE_ATTR_INSTANCE_VALUE; but whether a
 * program could see a specialised instruction is for specialize.ts to say.
 *
 * As the type cache, no part of the machine's state: emptied when a state comes back.
 */
import { at, onRestore } from "./arena";
import { inlineSetAt, VALUES } from "./instance";
import { K_ENTRIES, NULL, R_NO_VALUES, type Ref, T_DICT_AT, T_KEYS, T_LOOKUPS, T_VALUES_AT, TYPE } from "./layout";
import { sharedPlace, typeLookup } from "./typecache";

const SITES_LOG2 = 12;
/** An entry: the site, the version, where a value's block is in the instance or the method, the value's place in it. */
const SITE = 0;
const VERSION = 1;
const WHERE = 2;
const PLACE = 3;
const ENTRY_LOG2 = 2;
const cache = new Int32Array(1 << (SITES_LOG2 + ENTRY_LOG2));

/** A code object goes: what comes to stand in its place has other names at the same sites. */
export function forgetSites(): void {
	cache.fill(0);
}
onRestore(forgetSites);

/** Sites are two words apart. */
function entryOf(site: number): number {
	return ((site >> 1) & ((1 << SITES_LOG2) - 1)) << ENTRY_LOG2;
}

/** The inline value that this site's attribute has in an instance: borrowed, or 0 where that has to be looked up. */
export function valueAtSite(site: number, owner: Ref): Ref {
	const e = entryOf(site);
	if (cache[e] !== site || cache[e + VERSION] !== at(at(owner + TYPE) + T_LOOKUPS)) return NULL;
	const block = at(owner + (cache[e + WHERE] as number));
	const place = cache[e + PLACE] as number;
	// Without a block, and where the values are used no more, there is no place either.
	return place < at(block) ? at(block + VALUES + place) : NULL;
}

/** What is kept of this site: the version, where the values are in an instance, the place among them. */
export function siteFor(
	site: number,
): { readonly version: number; readonly where: number; readonly place: number } | null {
	const e = entryOf(site);
	if (cache[e] !== site) return null;
	return {
		version: cache[e + VERSION] as number,
		where: cache[e + WHERE] as number,
		place: cache[e + PLACE] as number,
	};
}

/** Gives this site's inline attribute a value; false: how it is stored has to be looked up. */
export function setValueAtSite(site: number, owner: Ref, value: Ref): boolean {
	const e = entryOf(site);
	if (cache[e] !== site || cache[e + VERSION] !== at(at(owner + TYPE) + T_LOOKUPS)) return false;
	const offset = cache[e + WHERE] as number;
	if (at(owner + offset) === R_NO_VALUES) return false;
	inlineSetAt(owner, offset, cache[e + PLACE] as number, value);
	return true;
}

/** Keeps where this site's attribute stands in such an instance, if it is an inline value that no descriptor hides. */
export function rememberValue(site: number, owner: Ref, name: Ref): void {
	const type = at(owner + TYPE);
	const offset = at(type + T_VALUES_AT);
	if (offset === 0 || at(type + T_LOOKUPS) === 0 || at(owner + offset) === R_NO_VALUES) return;
	const place = sharedPlace(type, name);
	if (place < 0 || typeLookup(type, name) !== NULL) return;
	const e = entryOf(site);
	cache[e + SITE] = site;
	cache[e + VERSION] = at(type + T_LOOKUPS);
	cache[e + WHERE] = offset;
	cache[e + PLACE] = place;
}

/** The function that this site's method is: borrowed, or 0 where that has to be looked up. */
export function methodAtSite(site: number, owner: Ref): Ref {
	const e = entryOf(site);
	const type = at(owner + TYPE);
	if (cache[e] !== site || cache[e + VERSION] !== at(type + T_LOOKUPS)) return NULL;
	// The method's name is none of those that instances share, and the instance has no dict.
	const dict = at(type + T_DICT_AT);
	if (dict !== 0 && at(owner + dict) !== NULL) return NULL;
	const keys = at(type + T_KEYS);
	return keys === 0 || at(keys + K_ENTRIES) === cache[e + PLACE] ? (cache[e + WHERE] as number) : NULL;
}

/** Keeps the function that this site's method was found to be; the caller has seen that it is the type's own. */
export function rememberMethod(site: number, owner: Ref, found: Ref): void {
	const type = at(owner + TYPE);
	if (at(type + T_LOOKUPS) === 0 || at(type + T_DICT_AT) < 0) return;
	const keys = at(type + T_KEYS);
	const e = entryOf(site);
	cache[e + SITE] = site;
	cache[e + VERSION] = at(type + T_LOOKUPS);
	cache[e + WHERE] = found;
	cache[e + PLACE] = keys === 0 ? 0 : at(keys + K_ENTRIES);
}
