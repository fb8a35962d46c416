/** The machine before any program: static types, singletons, names, and the modules that are always there. */
import type { BootImage } from "../api";
import type { ProfileName } from "../profiles";
import { DEFAULT_MAX_STR_DIGITS } from "../text/intText";
import { bootFreeLists, clearFreeLists, internal } from "./alloc";
import { allocRaw, at, clearArena, F64, H } from "./arena";
import { bootAtexit } from "./atexit";
import { BUILTIN_ORDER } from "./builtinorder";
import { slotDefs } from "./declarations";
import { dictCopy, dictDeleteStr, newDict } from "./dict";
import { newException } from "./errors";
import { gcListMerge, gcListMove, gcListSize, untrack } from "./gclist";
import { bootCollector, GENERATIONS, generationHead } from "./generations";
import { type Image, restoreImage, takeImage } from "./images";
import {
	DEATH_STACK,
	FLAGS,
	GEN_COUNT,
	HAS_GC,
	HEAP_BASE,
	INT_VALUE,
	MODULE_DICT,
	R_BREAKER,
	R_BUILTINS,
	R_BUILTINS_COPY,
	R_DEPTH_LIMIT,
	R_EMPTY_STR,
	R_EVENTS,
	R_EXC_MAIN,
	R_EXC_STATE,
	R_GC_CALLBACKS,
	R_GC_ENABLED,
	R_GC_GARBAGE,
	R_GC_LONG_LIVED_TOTAL,
	R_INSTRUCTIONS,
	R_LATIN1,
	R_LIVE_BYTES,
	R_MAX_STR_DIGITS,
	R_MODULES,
	R_PEAK_BYTES,
	R_RECURSION_LIMIT,
	R_SYS_COPY,
	R_SYS_DICT,
	R_TOP,
	R_WORK,
	type Ref,
	TYPE,
} from "./layout";
import { newList } from "./list";
import { profile, useProfile } from "./machine";
import { makeModule } from "./modules";
import { decref, IMMORTAL, incref, setCount } from "./refcount";
import { newSlice } from "./slices";
import { bootNames, findNames, nameRef } from "./special";
import { basesFirst, bootTypes, fillTypes, settleTypes } from "./statictypes";
import { allocStr, internOwned } from "./str";
import { bootStreams } from "./streams";
import { bootTrashcan } from "./trashcan";
import {
	BOOL,
	ELLIPSIS,
	ELLIPSIS_TYPE,
	EMPTY_TUPLE,
	FALSE,
	INT,
	MEMORY_ERROR,
	NO_DEFAULT,
	NO_DEFAULT_TYPE,
	NONE,
	NONE_TYPE,
	NOT_IMPLEMENTED,
	NOT_IMPLEMENTED_TYPE,
	SMALL_INT_MAX,
	SMALL_INT_MIN,
	SMALL_INT_WORDS,
	SMALL_INT_ZERO,
	STATIC_END,
	STR,
	TRUE,
	TUPLE,
} from "./typeids";

/** Names that native code looks up; interned once, immortal. */
const NAMES: readonly string[] = [
	...slotDefs.map((d) => d.name),
	"__name__",
	"__qualname__",
	"__module__",
	"__doc__",
	"__dict__",
	"__weakref__",
	"__slots__",
	"__annotations__",
	"__class__",
	"__build_class__",
	"__init_subclass__",
	"__set_name__",
	"__class_getitem__",
	"__mro_entries__",
	"__prepare__",
	"__orig_bases__",
	"__classcell__",
	"__classdictcell__",
	"mro",
	"__enter__",
	"__exit__",
	"__instancecheck__",
	"__subclasscheck__",
	"__match_args__",
	"__format__",
	"__reversed__",
	"__missing__",
	"__length_hint__",
	"__iter__",
	"__next__",
	"__main__",
	"argv",
	"stdout",
	"stderr",
	"__import__",
	"__path__",
	"__orig_class__",
	"__abstractmethods__",
	"__isabstractmethod__",
	"__subclasshook__",
	"__spec__",
	"__getattr__",
	"__builtins__",
	"__file__",
	"derive",
	"__parameters__",
	"__type_params__",
	"typing",
	"split",
	"send",
	"throw",
	"close",
	"keys",
	"values",
	"items",
	"get",
	"copy",
	"start",
	"stop",
	"generation",
	"collected",
	"uncollectable",
	"__notes__",
	"__sizeof__",
	"__dir__",
	"__round__",
	"__trunc__",
	"__floor__",
	"__ceil__",
	"__index__",
	"__bytes__",
	"__fspath__",
	"__static_attributes__",
	"__firstlineno__",
];

/** Those of the profile in use. */
function names(): readonly string[] {
	return profile().lazyAnnotations ? [...NAMES, "__annotate__", "__annotate_func__", "__annotations_cache__"] : NAMES;
}

/** Builds the empty machine of a profile in a cleared arena. What it holds is the same at every start. */
function boot(name: ProfileName): void {
	clearArena();
	H[R_TOP] = STATIC_END;
	useProfile(name);
	H[R_EXC_STATE] = R_EXC_MAIN;
	H[R_DEPTH_LIMIT] = 1000;
	H[R_RECURSION_LIMIT] = 1000;
	H[R_MAX_STR_DIGITS] = DEFAULT_MAX_STR_DIGITS;
	H[R_WORK] = 1_000_000_000;
	bootCollector();
	H[R_GC_ENABLED] = 0;
	bootTypes();
	bootFreeLists();
	bootTrashcan();
	for (const [o, type] of [
		[NONE, NONE_TYPE],
		[ELLIPSIS, ELLIPSIS_TYPE],
		[NOT_IMPLEMENTED, NOT_IMPLEMENTED_TYPE],
		[NO_DEFAULT, NO_DEFAULT_TYPE],
		[FALSE, BOOL],
		[TRUE, BOOL],
		[EMPTY_TUPLE, TUPLE],
	] as const) {
		setCount(o, IMMORTAL);
		H[o + TYPE] = type;
	}
	H[EMPTY_TUPLE + FLAGS] = HAS_GC;
	F64[(TRUE + INT_VALUE) >> 1] = 1;
	for (let n = SMALL_INT_MIN; n <= SMALL_INT_MAX; n++) {
		const o = SMALL_INT_ZERO + n * SMALL_INT_WORDS;
		setCount(o, IMMORTAL);
		H[o + TYPE] = INT;
		F64[(o + INT_VALUE) >> 1] = n;
	}
	const empty = allocStr(STR, "", 0, 0);
	H[R_EMPTY_STR] = internOwned(empty);
	setCount(empty, IMMORTAL);
	const latin = allocRaw(256);
	for (let c = 0; c < 256; c++) {
		const o = allocStr(STR, String.fromCharCode(c), 1, c < 128 ? 0 : 1);
		setCount(o, IMMORTAL);
		H[latin + c] = internOwned(o);
	}
	H[R_LATIN1] = latin;
	bootNames(names());
	fillTypes();
	H[R_MODULES] = newDict();
	H[R_GC_GARBAGE] = newList();
	H[R_GC_CALLBACKS] = newList();
	bootStreams();
	const builtins = makeModule("builtins", BUILTIN_ORDER);
	H[R_BUILTINS] = incref(at(builtins + MODULE_DICT));
	const sys = makeModule("sys");
	H[R_SYS_DICT] = incref(at(sys + MODULE_DICT));
	H[R_BUILTINS_COPY] = copyAtStart(at(R_BUILTINS));
	H[R_SYS_COPY] = copyAtStart(at(R_SYS_DICT));
	for (const name of ["argv", "stdout", "stderr"]) dictDeleteStr(at(R_SYS_COPY), nameRef(name));
	bootAtexit();
	for (let g = 0; g < GENERATIONS - 1; g++) gcListMerge(generationHead(g), generationHead(GENERATIONS - 1));
	// As in CPython, sys.modules is younger than the oldest: a full collection meets it after the program's own objects.
	gcListMove(at(R_MODULES), generationHead(1));
	H[R_GC_LONG_LIVED_TOTAL] = gcListSize(generationHead(GENERATIONS - 1));
	clearFreeLists();
	const spare = Array.from({ length: profile().freeLists.memoryErrors }, () => newException(MEMORY_ERROR, EMPTY_TUPLE));
	for (const o of spare) decref(o);
	// The interpreter has used a slice before the program runs.
	decref(newSlice(NONE, NONE, NONE));
	for (let g = 0; g < GENERATIONS; g++) H[generationHead(g) + GEN_COUNT] = 0;
	H[R_GC_ENABLED] = 1;
	H[R_LIVE_BYTES] = 0;
	H[R_PEAK_BYTES] = 0;
	H[R_INSTRUCTIONS] = 0;
	H[R_EVENTS] = 0;
	H[R_BREAKER] = 0;
	settleTypes();
}

/** CPython keeps the dicts of builtins and sys as they are before the program. */
function copyAtStart(dict: Ref): Ref {
	const copy = internal(dictCopy(dict));
	untrack(copy);
	return copy;
}

/** A number that each build has of its own. The bundler writes it here. */
declare const BUILD: number;
export const build = BUILD;

const provided = new Map<ProfileName, () => BootImage | null>();

/** Engine.provideImage */
export function provideImage(name: ProfileName, image: () => BootImage | null): void {
	provided.set(name, image);
}

/**
 * Puts the machine in the state that `boot` makes, as the build has kept it (bootimage.ts), and gives it. Null: there is no
 * such image. Its words stay where the host has read them, since memory that nobody has touched is dear to a short run.
 */
function load(name: ProfileName): Image | null {
	const kept = provided.get(name)?.() ?? null;
	if (kept === null || kept.words[0] !== build) return null;
	const values: readonly unknown[] = JSON.parse(kept.payloads);
	const image = {
		parts: [
			{ from: 0, words: kept.words.subarray(1, 1 + DEATH_STACK) },
			{ from: HEAP_BASE, words: kept.words.subarray(1 + DEATH_STACK) },
		],
		payloads: values.map((value) => (Array.isArray(value) ? BigInt(value[0]) : value)),
	};
	clearArena();
	useProfile(name);
	basesFirst();
	restoreImage(image);
	findNames(names());
	return image;
}

const images = new Map<ProfileName, Image>();

/** Puts the machine in the state after boot, from an image kept since the first time. */
export function start(name: ProfileName): void {
	const image = images.get(name);
	if (image === undefined) {
		const loaded = load(name);
		if (loaded === null) boot(name);
		images.set(name, loaded ?? takeImage());
		return;
	}
	useProfile(name);
	restoreImage(image);
}
