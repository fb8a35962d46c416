/**
 * Where everything stands in the arena. An object is a handle: the word index of its header. Words 0-3 are every
 * object's, as `PyObject` is in CPython; words 4-7 are `PyGC_Head` and the size of those the collector may track; the
 * type's own fields follow. A field named here holds a counted reference unless its comment says otherwise. Registers and
 * a type's words have files of their own; all are had from here.
 */

export * from "./registers";
export * from "./typewords";

/** A counted or borrowed reference: the handle of an object, never 0 unless the type says `Ref | typeof NULL`. */
export type Ref = number;
/** No reference: as C's NULL, also "an exception is set". */
export const NULL = 0;
/** What a native answers when it has pushed a frame; the value comes when that frame returns. */
export const PUSHED = -1;
/** What a native frame's step answers to be entered again once pending deaths are done. */
export const AGAIN = -2;

// ---- Every object ----
/** Reference count; negative: immortal. Written by refcount.ts alone. */
export const REFCNT = 0;
export const TYPE = 1;
/** Never reused. Above 0: an object of the program's own that views show, by birth; others have negative ones. */
export const SERIAL = 2;
/** HAS_GC...INTERNED, and the block's size class from CLASS_SHIFT on. */
export const FLAGS = 3;
// ---- Objects with HAS_GC ----
/** Words of the header before the handle. */
export const GC_HEAD = 4;
/** Neighbours in a generation's list; 0: not tracked. Not references. */
export const GC_NEXT = -4;
export const GC_PREV = -3;
/** The collector's copy of the count while it runs (`gc_refs`). */
export const GC_REFS = -2;
/** `ob_size`: items of a tuple or list. */
export const SIZE = 4;

export const HAS_GC = 1;
/** `_PyGC_FINALIZED`: its finalizer has run. */
export const FINALIZED = 2;
/** `PREV_MASK_COLLECTING`: in the generation being collected. */
export const COLLECTING = 4;
/** `NEXT_MASK_UNREACHABLE`: moved to the tentatively unreachable list. */
export const UNREACHABLE = 8;
/** A str that stands in the interning table. */
export const INTERNED = 16;
/** Being deallocated: its finalizer or callbacks may be running. */
export const DYING = 32;
/** Died or will die by the collector's hand (delete_garbage), for the figures. */
export const COLLECTED = 64;
/** The interpreter's own furniture (a class's dict, MRO...): views fold it. */
export const INTERNAL = 128;
export const CLASS_SHIFT = 8;

// ---- Frames ----
/** The frame below, or 0. */
export const F_PREV = 0;
/** 0: Python code; else the kind of native frame (natives.ts). */
export const F_KIND = 1;
/** Address of the instruction being executed (Python), or the state (native). */
export const F_PC = 2;
/** One past the top of the value stack. */
export const F_SP = 3;
/** One past the frame's last word. */
export const F_END = 4;
/** What to do with a value delivered to this frame (ON_*, and a count << 8). Not a reference. */
export const F_ON = 5;
/** Python frames: the code and function (owned), globals and builtins (borrowed), locals dict (owned or 0). */
export const F_CODE = 6;
export const F_FUNC = 7;
export const F_GLOBALS = 8;
export const F_BUILTINS = 9;
export const F_LOCALS = 10;
/** The frame object if one was asked for. Owned. */
export const F_OBJECT = 11;
/** The generator that owns this frame, or 0. Borrowed. */
export const F_GENERATOR = 12;
/** The line of the last step taken in this frame. */
export const F_LINE = 13;
/** Which of the words on top count nothing while native code has them as plain references (stackref.ts). */
export const F_BORROWED = 14;
/** Native frames: how many of the first words are owned references, dropped when it is left. */
export const F_OWNED = 6;
export const FRAME_WORDS = 15;

// ---- Layouts: fields, in words from the object ----
export const LAYOUT_OBJECT = 0;
export const LAYOUT_INT = 1;
export const LAYOUT_FLOAT = 2;
export const LAYOUT_STR = 3;
export const LAYOUT_TUPLE = 4;
export const LAYOUT_LIST = 5;
export const LAYOUT_DICT = 6;
export const LAYOUT_SET = 7;
export const LAYOUT_FUNCTION = 8;
export const LAYOUT_CODE = 9;
export const LAYOUT_CELL = 10;
export const LAYOUT_METHOD = 11;
export const LAYOUT_BUILTIN = 12;
export const LAYOUT_TYPE = 13;
export const LAYOUT_MODULE = 14;
export const LAYOUT_EXCEPTION = 15;
export const LAYOUT_TRACEBACK = 16;
export const LAYOUT_FRAME = 17;
export const LAYOUT_GENERATOR = 18;
export const LAYOUT_WEAKREF = 19;
/** Reference fields first, T_REFS of them, then plain words: iterators, ranges, slices, views. */
export const LAYOUT_FIELDS = 20;
export const LAYOUT_BYTES = 21;
export const LAYOUT_PAYLOAD = 22;
export const LAYOUT_DESCRIPTOR = 23;
/** A ring of items. */
export const LAYOUT_DEQUE = 26;
/** A dict, and what a class derived from it refers to besides. */
export const LAYOUT_DEFAULTDICT = 27;
export const LAYOUT_ODICT = 28;
/** Plain items in a raw block: no references. */
export const LAYOUT_ARRAY = 29;
/** functools' cache: its fields, then its links as a list once it is being taken apart. */
export const LAYOUT_LRU = 25;
/** As LAYOUT_FIELDS; behind the references a payload slot, a raw block and the words it was asked for (0: none). */
export const LAYOUT_STORE = 24;

/** int: the value as a double at an even word; NaN and a payload slot for those that no double holds. */
export const INT_VALUE = 4;
export const INT_BIG = 6;
/** How many bits that payload has. */
export const INT_BITS = 7;
export const FLOAT_VALUE = 4;
/** str: payload slot of the text; hash (0, 0: not computed); length in code points; kind 1, 2, 4 (0: ASCII). */
export const STR_TEXT = 4;
export const STR_HASH = 5;
export const STR_HASH_HIGH = 6;
export const STR_LENGTH = 7;
export const STR_KIND = 8;
export const TUPLE_ITEMS = 5;
/** list: raw block of items (0 when empty) and its capacity. */
export const LIST_ITEMS = 5;
export const LIST_CAPACITY = 6;
/** dict: entries in use, raw keys block, and a number that changes with each insertion or removal. */
export const DICT_USED = 4;
export const DICT_KEYS = 5;
export const DICT_VERSION = 6;
/** Address of the shared keys while an instance's dict has no keys of its own (a split table), or 0. */
export const DICT_SHARED = 7;
/** Raw keys block: log2 of the index table, entries used so far, entries that still fit, all keys are str; of shared keys how many have them. */
export const K_LOG2 = 0;
export const K_ENTRIES = 1;
export const K_USABLE = 2;
export const K_UNICODE = 3;
export const K_HOLDERS = 4;
export const K_INDEX = 5;
/** An entry: hash low, hash high, key, value. */
export const ENTRY_WORDS = 4;
export const ENTRY_HASH = 0;
export const ENTRY_HASH_HIGH = 1;
export const ENTRY_KEY = 2;
export const ENTRY_VALUE = 3;
/** set: used entries, filled entries (dummies too), mask, raw table (entries: key, hash low, hash high), hash of a frozenset. */
export const SET_USED = 4;
export const SET_FILL = 5;
export const SET_MASK = 6;
export const SET_TABLE = 7;
export const SET_HASH = 8;
export const SET_FINGER = 9;
export const SET_WEAKLIST = 10;
export const FUNC_CODE = 4;
export const FUNC_GLOBALS = 5;
export const FUNC_BUILTINS = 6;
export const FUNC_NAME = 7;
export const FUNC_QUALNAME = 8;
export const FUNC_DEFAULTS = 9;
export const FUNC_KWDEFAULTS = 10;
export const FUNC_CLOSURE = 11;
export const FUNC_DOC = 12;
export const FUNC_DICT = 13;
export const FUNC_MODULE = 14;
export const FUNC_ANNOTATIONS = 15;
export const FUNC_TYPEPARAMS = 16;
export const FUNC_WEAKLIST = 17;
/** 3.14's, that computes the annotations. */
export const FUNC_ANNOTATE = 18;
export const FUNC_WORDS = 19;
/** code: payload slot of the CodeObject; raw blocks of instructions (two words each), constants and names. */
export const CODE_OBJECT = 4;
export const CODE_INSTRUCTIONS = 5;
/** The address of the first constant, in the tuple of them (CODE_CONSTS_TUPLE). */
export const CODE_CONSTS = 6;
export const CODE_NAMES = 7;
export const CODE_NLOCALS = 8;
export const CODE_FRAME_WORDS = 9;
export const CODE_NNAMES = 10;
export const CODE_NAME = 11;
export const CODE_QUALNAME = 12;
export const CODE_FLAGS = 13;
/** Positional parameters if nothing else is taken (no *args, **kwargs, keyword-only), else -1. */
export const CODE_SIMPLE_ARGS = 14;
export const CODE_WEAKLIST = 15;
export const CODE_CONSTS_TUPLE = 16;
export const CODE_NINSTRUCTIONS = 17;
/** Raw block of the adaptive sites, two words an instruction. */
export const CODE_SITES = 18;
export const CODE_WORDS = 19;
export const CELL_VALUE = 4;
export const METHOD_FUNC = 4;
export const METHOD_SELF = 5;
export const METHOD_WEAKLIST = 6;
/** builtin function or method: index of its definition (natives.ts), self or 0, module or 0. */
export const BUILTIN_DEF = 4;
export const BUILTIN_SELF = 5;
export const BUILTIN_MODULE = 6;
export const BUILTIN_WEAKLIST = 7;
/** method descriptor, slot wrapper, getset, member: definition, owning type, name. */
export const DESCR_DEF = 4;
export const DESCR_TYPE = 5;
export const DESCR_NAME = 6;
export const MODULE_DICT = 4;
export const MODULE_WEAKLIST = 5;
export const MODULE_NAME = 6;
export const EXC_DICT = 4;
export const EXC_ARGS = 5;
export const EXC_NOTES = 6;
export const EXC_TRACEBACK = 7;
export const EXC_CONTEXT = 8;
export const EXC_CAUSE = 9;
/** 1: `raise ... from`. Not a reference. */
export const EXC_SUPPRESS = 10;
/** What the exception's own type adds: StopIteration.value, NameError.name, KeyError..., up to six references. */
export const EXC_FIELDS = 11;
export const EXC_WORDS = 17;
export const TB_NEXT = 4;
export const TB_FRAME = 5;
/** Instruction index and line. Not references. */
export const TB_LASTI = 6;
export const TB_LINE = 7;
/** frame object: the frame's address on the stack or in its generator's block, 0 after; the frame's own words once it owns them. */
export const FO_FRAME = 4;
export const FO_BACK = 5;
/** Raw block of the frame's words once the call is over, or 0. */
export const FO_OWN = 6;
/** What was set through f_locals and is no variable: a dict, or 0. In 3.14 what was in variables that were set so: a list, or 0. */
export const FO_EXTRA_LOCALS = 7;
export const FO_OVERWRITTEN = 8;
/** generator: raw block of its frame's words (0: finished), state, name, qualname, exception state, weak list, frame object. */
export const GENERATOR_FRAME = 4;
export const GENERATOR_STATE = 5;
export const GENERATOR_NAME = 6;
export const GENERATOR_QUALNAME = 7;
export const GENERATOR_EXC = 8;
export const GENERATOR_WEAKLIST = 9;
/** The exception state that was current when it was resumed. Not a reference. */
export const GENERATOR_EXC_BACK = 10;
/** Where its frame runs on the stack while it does. */
export const GENERATOR_RUNNING = 11;
/** Its code once the frame is gone, which holds it until then. */
export const GENERATOR_CODE = 12;
export const GENERATOR_WORDS = 13;
export const GEN_CREATED = 0;
export const GEN_SUSPENDED = 1;
export const GEN_RUNNING = 2;
export const GEN_COMPLETED = 3;
/** weakref: the object (not counted; 0: dead), callback (owned or 0), neighbours in the object's list, hash. */
export const WR_OBJECT = 4;
export const WR_CALLBACK = 5;
export const WR_PREV = 6;
export const WR_NEXT = 7;
export const WR_HASH = 8;
export const WR_HASH_HIGH = 9;
export const WR_HASH_SET = 10;
export const WR_WORDS = 11;
/** deque: `ob_size` (SIZE), a ring of items (0 when there is none), its capacity (a power of two), where it begins. */
export const DQ_ITEMS = 5;
export const DQ_CAPACITY = 6;
export const DQ_HEAD = 7;
/** `leftindex`, `rightindex`, `maxlen` (-1: none) and `state`, as CPython's blocks would have them. */
export const DQ_LEFT = 8;
export const DQ_RIGHT = 9;
export const DQ_MAXLEN = 10;
export const DQ_STATE = 11;
export const DQ_WEAKLIST = 12;
export const DQ_WORDS = 13;
/** array: `ob_size` (SIZE), raw items as bytes (0 when there are none), how many there is room for, the type code, how many views there are of it. */
export const AR_ITEMS = 5;
export const AR_CAPACITY = 6;
export const AR_CODE = 7;
export const AR_WEAKLIST = 8;
export const AR_EXPORTS = 9;
export const AR_WORDS = 10;
/** defaultdict: a dict's words, then the factory. */
export const DD_FACTORY = 8;
/** OrderedDict: a dict's words, the instance's own dict, then first and last node, the table of nodes and its size, the keys block that it follows, and a number that changes with the order. */
export const OD_DICT = 8;
export const OD_FIRST = 9;
export const OD_LAST = 10;
export const OD_FAST = 11;
export const OD_FAST_SIZE = 12;
export const OD_SYNCED = 13;
export const OD_STATE = 14;
export const OD_WEAKLIST = 15;
export const OD_WORDS = 16;
/** lru_cache: what it refers to, LRU_REFS words; the links as a list while it dies, else 0. Then plain words. */
export const LRU_CACHE_DICT = 4;
export const LRU_FUNC = 5;
export const LRU_MARK = 6;
export const LRU_INFO_TYPE = 7;
export const LRU_DICT = 8;
export const LRU_REFS = 5;
export const LRU_LINKS = 9;
/** First and last link, each counted; hits and misses as doubles; the bound (-1: none) and 1 where types count. */
export const LRU_FIRST = 10;
export const LRU_LAST = 11;
export const LRU_HITS = 12;
export const LRU_MISSES = 14;
export const LRU_MAXSIZE = 16;
export const LRU_TYPED = 18;
export const LRU_WEAKLIST = 19;
export const LRU_WORDS = 20;
/** A link: key and result, then its neighbours and the key's hash. */
export const LINK_KEY = 4;
export const LINK_RESULT = 5;
export const LINK_PREV = 6;
export const LINK_NEXT = 7;
export const LINK_HASH = 8;
export const LINK_HASH_HIGH = 9;
export const LINK_WORDS = 10;
/** Objects made of plain reference fields start here. */
export const FIELDS = 4;
