/**
 * Where the global or builtin of a LOAD_GLOBAL stands (LOAD_GLOBAL_MODULE, LOAD_GLOBAL_BUILTIN): an entry of a dict, for
 * one state of the globals' names, and of the builtins' where it is one of those. Of a dict the serial is kept, which no
 * other object of this run has, and its version, which changes as names come and go, but not with their values.
 *
 * As the type cache, no part of the machine's state: emptied when a state comes back.
 */
import { at, onRestore } from "./arena";
import { dictGetStr } from "./dict";
import { lookupStr } from "./keys";
import { DICT_KEYS, DICT_VERSION, ENTRY_VALUE, F_BUILTINS, F_GLOBALS, NULL, type Ref, SERIAL, TYPE } from "./layout";
import { DICT } from "./typeids";

const SITES_LOG2 = 11;
const SITE = 0;
const NAME = 1;
const GLOBALS = 2;
const GLOBALS_VERSION = 3;
/** 0: it is a global. */
const BUILTINS = 4;
const BUILTINS_VERSION = 5;
const ENTRY = 6;
const ENTRY_LOG2 = 3;
const cache = new Int32Array(1 << (SITES_LOG2 + ENTRY_LOG2));

onRestore(() => cache.fill(0));

/** The global or builtin of a name, for the instruction at `pc`: borrowed, or 0; and 0 where the globals are no plain dict. */
export function globalAtSite(pc: number, frame: number, name: Ref): Ref {
	const globals = at(frame + F_GLOBALS);
	const e = ((pc >> 1) & ((1 << SITES_LOG2) - 1)) << ENTRY_LOG2;
	if (
		cache[e] === pc &&
		cache[e + NAME] === name &&
		cache[e + GLOBALS] === at(globals + SERIAL) &&
		cache[e + GLOBALS_VERSION] === at(globals + DICT_VERSION)
	) {
		const builtins = at(frame + F_BUILTINS);
		if (
			cache[e + BUILTINS] === 0 ||
			(cache[e + BUILTINS] === at(builtins + SERIAL) && cache[e + BUILTINS_VERSION] === at(builtins + DICT_VERSION))
		)
			return at((cache[e + ENTRY] as number) + ENTRY_VALUE);
	}
	return find(e, pc, frame, name);
}

/** What is kept of the instruction at `pc`: the serials and versions, 0 for builtins where it is a global, and the entry. */
export function globalFor(
	pc: number,
	name: Ref,
): {
	readonly globals: readonly [number, number];
	readonly builtins: readonly [number, number];
	readonly entry: number;
} | null {
	const e = ((pc >> 1) & ((1 << SITES_LOG2) - 1)) << ENTRY_LOG2;
	if (cache[e] !== pc || cache[e + NAME] !== name) return null;
	const word = (i: number): number => cache[e + i] as number;
	return {
		globals: [word(GLOBALS), word(GLOBALS_VERSION)],
		builtins: [word(BUILTINS), word(BUILTINS_VERSION)],
		entry: word(ENTRY),
	};
}

function find(e: number, pc: number, frame: number, name: Ref): Ref {
	const globals = at(frame + F_GLOBALS);
	const builtins = at(frame + F_BUILTINS);
	if (at(globals + TYPE) !== DICT) return NULL;
	const own = lookupStr(at(globals + DICT_KEYS), name);
	const entry = own !== 0 ? own : lookupStr(at(builtins + DICT_KEYS), name);
	if (entry === 0) return NULL;
	cache[e + SITE] = pc;
	cache[e + NAME] = name;
	cache[e + GLOBALS] = at(globals + SERIAL);
	cache[e + GLOBALS_VERSION] = at(globals + DICT_VERSION);
	cache[e + BUILTINS] = own !== 0 ? 0 : at(builtins + SERIAL);
	cache[e + BUILTINS_VERSION] = at(builtins + DICT_VERSION);
	cache[e + ENTRY] = entry;
	return at(entry + ENTRY_VALUE);
}

/** The global or builtin of a name: borrowed, or 0; and 0 where the globals are no plain dict. */
export function globalValue(frame: number, name: Ref): Ref {
	if (at(at(frame + F_GLOBALS) + TYPE) !== DICT) return NULL;
	const value = dictGetStr(at(frame + F_GLOBALS), name);
	return value !== NULL ? value : dictGetStr(at(frame + F_BUILTINS), name);
}
