/** `__spec__` and `__loader__` of modules, as Lib/importlib/_bootstrap.py and _bootstrap_external.py make them. */
import type { LibraryEntry } from "../api";
import { at, H } from "./arena";
import { checkKeywords } from "./arguments";
import { declareAttribute, declareMethod, declareType } from "./declarations";
import { clearError, raise } from "./errors";
import { declareField } from "./fieldattributes";
import { FIELDS, LAYOUT_FIELDS, NULL, type Ref, SIZE, TF_BASETYPE, TF_GC, TYPE } from "./layout";
import { listAppend, newList } from "./list";
import { profile } from "./machine";
import { repr } from "./operators";
import { decref, incref, setref } from "./refcount";
import { sourceText } from "./sources";
import { intern, isStr, newStr, textOf } from "./str";
import { calling, S_NEW, S_REPR, type Status, unary } from "./tables";
import { tupleItem } from "./tuple";
import { BUILTIN_IMPORTER, FALSE, MODULE_SPEC, NONE, OBJECT, SOURCE_FILE_LOADER, TRUE, TYPE_ERROR } from "./typeids";
import { newFields } from "./types";

const NAME = FIELDS;
const LOADER = FIELDS + 1;
const ORIGIN = FIELDS + 2;
const LOADER_STATE = FIELDS + 3;
const LOCATIONS = FIELDS + 4;
const CACHED = FIELDS + 5;
/** True while the module's code runs. */
const INITIALIZING = FIELDS + 6;
const HAS_LOCATION = FIELDS + 7;
const SPEC_FIELDS = 8;
const PATH = FIELDS + 1;

declareType({
	type: BUILTIN_IMPORTER,
	name: "BuiltinImporter",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 16,
	words: FIELDS,
	refs: 0,
	flags: TF_BASETYPE,
	slots: {},
	module: "_frozen_importlib",
});

declareType({
	type: SOURCE_FILE_LOADER,
	name: "SourceFileLoader",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 32,
	words: FIELDS + 2,
	refs: 2,
	flags: TF_GC | TF_BASETYPE,
	slots: {},
	module: "_frozen_importlib_external",
});
declareField(SOURCE_FILE_LOADER, "name", NAME, true);
declareField(SOURCE_FILE_LOADER, "path", PATH, true);
declareMethod(SOURCE_FILE_LOADER, "get_source", 1, 1, (self) => {
	const text = sourceText(textOf(at(self + PATH)));
	return text === null ? NONE : newStr(text);
});
declareMethod(SOURCE_FILE_LOADER, "get_filename", 0, 1, (self) => incref(at(self + PATH)));

/** A value as `repr` shows it, for what can stand in a spec. */
export function shown(o: Ref): string {
	const status = repr(o);
	if (status <= 0) {
		if (status === NULL) clearError();
		return "...";
	}
	const text = textOf(status);
	decref(status);
	return text;
}

declareType({
	type: MODULE_SPEC,
	name: "ModuleSpec",
	base: OBJECT,
	layout: LAYOUT_FIELDS,
	bytes: 64,
	words: FIELDS + SPEC_FIELDS,
	refs: SPEC_FIELDS,
	flags: TF_GC | TF_BASETYPE,
	module: "_frozen_importlib",
	slots: {
		[S_NEW]: calling((_type, args, nargs, kwnames) => newSpecOf(args, nargs, kwnames)),
		[S_REPR]: unary((o) => {
			const parts = [`name=${shown(at(o + NAME))}`, `loader=${shown(at(o + LOADER))}`];
			if (at(o + ORIGIN) !== NONE) parts.push(`origin=${shown(at(o + ORIGIN))}`);
			if (at(o + LOCATIONS) !== NONE) parts.push(`submodule_search_locations=${shown(at(o + LOCATIONS))}`);
			return newStr(`ModuleSpec(${parts.join(", ")})`);
		}),
	},
});
declareField(MODULE_SPEC, "name", NAME, true);
declareField(MODULE_SPEC, "loader", LOADER, true);
declareField(MODULE_SPEC, "origin", ORIGIN, true);
declareField(MODULE_SPEC, "loader_state", LOADER_STATE, true);
declareField(MODULE_SPEC, "submodule_search_locations", LOCATIONS, true);
declareField(MODULE_SPEC, "cached", CACHED, true);
declareField(MODULE_SPEC, "_initializing", INITIALIZING, true);
declareField(MODULE_SPEC, "has_location", HAS_LOCATION, true);
declareAttribute(MODULE_SPEC, "parent", (o) => {
	if (at(o + LOCATIONS) !== NONE) return incref(at(o + NAME));
	const name = textOf(at(o + NAME));
	return intern(name.slice(0, Math.max(0, name.lastIndexOf("."))));
});

const KEYWORDS = ["name", "loader", "origin", "loader_state", "is_package"] as const;

/** `ModuleSpec(name, loader, *, origin=None, loader_state=None, is_package=None)` */
function newSpecOf(args: number, nargs: number, kwnames: Ref): Status {
	if (!checkKeywords(kwnames, "ModuleSpec.__init__", KEYWORDS)) return NULL;
	const keyword = (name: (typeof KEYWORDS)[number]): Ref => {
		const n = kwnames === NULL ? 0 : at(kwnames + SIZE);
		for (let i = 0; i < n; i++) if (textOf(tupleItem(kwnames, i)) === name) return at(args + nargs + i);
		return NULL;
	};
	const name = nargs > 0 ? at(args) : keyword("name");
	const loader = nargs > 1 ? at(args + 1) : keyword("loader");
	if (name === NULL || loader === NULL)
		return raise(TYPE_ERROR, "ModuleSpec.__init__() missing required positional arguments: 'name' and 'loader'");
	const spec = newSpec(name, loader, keyword("origin") === NULL ? NONE : keyword("origin"));
	if (keyword("loader_state") !== NULL) setref(spec + LOADER_STATE, incref(keyword("loader_state")));
	if (keyword("is_package") === TRUE) setref(spec + LOCATIONS, newList());
	return spec;
}

/** A spec without a location; counts all three. */
function newSpec(name: Ref, loader: Ref, origin: Ref): Ref {
	const spec = newFields(MODULE_SPEC, SPEC_FIELDS);
	for (let i = 0; i < SPEC_FIELDS; i++) H[spec + NAME + i] = NONE;
	H[spec + NAME] = incref(name);
	H[spec + LOADER] = incref(loader);
	H[spec + ORIGIN] = incref(origin);
	H[spec + INITIALIZING] = FALSE;
	H[spec + HAS_LOCATION] = FALSE;
	return spec;
}

/** The spec of a module written in TypeScript, which CPython has built in. Owned. */
export function builtinSpec(name: Ref): Ref {
	const origin = newStr("built-in");
	const spec = newSpec(name, BUILTIN_IMPORTER, origin);
	decref(origin);
	return spec;
}

/** A `SourceFileLoader`; owned. */
export function newLoader(name: string, path: string): Ref {
	const loader = newFields(SOURCE_FILE_LOADER, 2);
	H[loader + NAME] = intern(name);
	H[loader + PATH] = newStr(path);
	return loader;
}

/** Where a module of the library comes from: its spec, with the loader that it names. Owned. */
export function librarySpec(name: Ref, entry: LibraryEntry): Ref {
	const origin = newStr(entry.frozen ? "frozen" : entry.filename);
	const loader = newLoader(textOf(name), entry.filename);
	const spec = newSpec(name, loader, origin);
	decref(loader);
	decref(origin);
	if (!entry.frozen) {
		H[spec + HAS_LOCATION] = TRUE;
		const [major, minor] = profile().version;
		H[spec + CACHED] = newStr(entry.filename.replace(/([^/]*)\.py$/, `__pycache__/$1.cpython-${major}${minor}.pyc`));
	}
	if (entry.package) {
		const folder = newStr(entry.filename.replace(/\/[^/]*$/, ""));
		const locations = newList();
		listAppend(locations, folder);
		decref(folder);
		H[spec + LOCATIONS] = locations;
	}
	return spec;
}

/** What `_init_module_attrs` gives a module of the library besides its name, in its order: name and value, borrowed. */
export function locationOf(spec: Ref): readonly (readonly [string, Ref])[] {
	const path: readonly (readonly [string, Ref])[] =
		at(spec + LOCATIONS) === NONE ? [] : [["__path__", at(spec + LOCATIONS)]];
	return [
		["__loader__", at(spec + LOADER)],
		["__spec__", spec],
		...path,
		["__file__", at(at(spec + LOADER) + PATH)],
		...(at(spec + HAS_LOCATION) === TRUE ? ([["__cached__", at(spec + CACHED)]] as const) : []),
	];
}

export function setInitializing(spec: Ref, initializing: boolean): void {
	setref(spec + INITIALIZING, initializing ? TRUE : FALSE);
}

/** `_PyModuleSpec_IsInitializing`, for a module's `__spec__` or 0. */
export function isInitializing(spec: Ref): boolean {
	return spec !== NULL && at(spec + TYPE) === MODULE_SPEC && at(spec + INITIALIZING) === TRUE;
}

/** `spec.origin` of a module with a location, or null. */
export function specOrigin(spec: Ref): string | null {
	if (spec === NULL || at(spec + TYPE) !== MODULE_SPEC || at(spec + HAS_LOCATION) !== TRUE) return null;
	const origin = at(spec + ORIGIN);
	return isStr(origin) ? textOf(origin) : null;
}

/** `repr` of a module (`_module_repr_from_spec`); null: the module has no spec of ours. */
export function moduleReprFrom(spec: Ref): string | null {
	if (spec === NULL || at(spec + TYPE) !== MODULE_SPEC) return null;
	const name = shown(at(spec + NAME));
	if (at(spec + ORIGIN) === NONE)
		return at(spec + LOADER) === NONE ? `<module ${name}>` : `<module ${name} (${shown(at(spec + LOADER))})>`;
	if (at(spec + HAS_LOCATION) === TRUE) return `<module ${name} from ${shown(at(spec + ORIGIN))}>`;
	return `<module ${name} (${textOf(at(spec + ORIGIN))})>`;
}
