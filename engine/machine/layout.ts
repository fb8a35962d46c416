/**
 * Where everything stands in the arena. An object is a handle: the word index of its header. Words 0-3 are every
 * object's, as `PyObject` is in CPython; words 4-7 are `PyGC_Head` and the size of those the collector may track; the
 * type's own fields follow. A field named here holds a counted reference unless its comment says otherwise.
 */

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
/** Neighbours in a generation's list; 0: not tracked. Not references. */
/** Words of the header before the handle. */
export const GC_HEAD = 4;
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

// ---- The machine's registers: words of the arena, so that a keyframe holds them ----
/** The running frame. */
export const R_FRAME = 16;
/** Non-zero: work is waiting (BREAK_*). */
export const R_BREAKER = 17;
/** The exception being raised, or 0. Owned. */
export const R_ERROR = 18;
/** Address of the word that holds the exception being handled (a generator has its own). */
export const R_EXC_STATE = 19;
/** The main one of those words. */
export const R_EXC_MAIN = 20;
/** Objects made, and the next serial of the program's own ones (0 while the machine is built). */
export const R_NEXT_SERIAL = 21;
export const R_OWN_SERIAL = 158;
/** Serials of the program's own that went to furniture after all, where another had been given out meanwhile. */
export const R_OWN_GAPS = 141;
/** First word never allocated. */
export const R_TOP = 22;
/** Head of the free payload slots. */
export const R_PAYLOAD_FREE = 23;
export const R_LIVE_BYTES = 24;
export const R_PEAK_BYTES = 25;
/** Entries in the death stack, and deaths put off until a finalizer has run. */
export const R_DEATHS = 26;
export const R_DEFERRED = 27;
/** Where the present level of both begins: a finalizer's own deaths stand above those that wait for it. */
export const R_DEATH_BASE = 145;
export const R_DEFERRED_BASE = 146;
/** The line that let go of what dies now, while it waits until Python code may run. For recordings. */
export const R_DEATH_LINE = 628;
/** 1 while the death stack is being worked off. */
export const R_DRAINING = 147;
/** Work left before the limit; below 0: exceeded. */
export const R_WORK = 28;
/** Line steps done, and the line of the last one (in the recording build). */
export const R_STEP = 29;
export const R_STEP_LINE = 638;
/** Python frames on the stack, and the most allowed (`sys.getrecursionlimit`). */
export const R_DEPTH = 30;
export const R_DEPTH_LIMIT = 31;
/** Native frames on the stack. */
export const R_NATIVE_DEPTH = 159;
/** The dict of builtins, of sys.modules, and `__main__`'s dict. Owned. */
export const R_BUILTINS = 32;
export const R_MODULES = 33;
/** The dict of sys; copies of the dicts of builtins and sys as they were at the start. Owned. */
export const R_SYS_DICT = 34;
export const R_BUILTINS_COPY = 36;
export const R_SYS_COPY = 38;
/** What atexit keeps: a list. Owned. */
export const R_ATEXIT = 39;
/** The interning dict's table: str to itself, without counting. */
export const R_INTERNED = 35;
/** The last version given to a type. */
export const R_TYPE_VERSION = 40;
/** Above 0 while the interpreter takes itself apart (`_Py_IsFinalizing`). */
export const R_FINALIZING = 37;
export const BEGUN = 1;
/** sys.modules lets its modules go: nothing can be imported any more. */
export const MODULES_REMOVED = 2;
export const R_EVENTS = 41;
export const R_INSTRUCTIONS = 42;
/** The collector's own (`struct _gc_runtime_state`). */
export const R_GC_ENABLED = 44;
export const R_GC_COLLECTING = 45;
export const R_GC_DEBUG = 46;
/** The list `gc.garbage` and `gc.callbacks`. Owned. */
export const R_GC_GARBAGE = 47;
export const R_GC_CALLBACKS = 48;
export const R_GC_LONG_LIVED_TOTAL = 49;
export const R_GC_LONG_LIVED_PENDING = 50;
export const R_GC_COLLECTIONS = 51;
/** Seconds slept, a double; and where the bytes of os.urandom go on. */
export const R_SLEPT = 52;
export const R_RANDOM_BYTES = 54;
/** tracemalloc: the block that says where its traces are (traces.ts; 0: it is off), the bytes that they come to, the most that was. */
export const R_TRACES = 55;
export const R_TRACED = 142;
export const R_TRACED_PEAK = 143;
/** Three generations of GEN_WORDS words: list head (next, prev at GC_NEXT, GC_PREV), threshold, count, statistics. */
export const R_GENERATIONS = 60;
export const GEN_WORDS = 16;
export const GEN_THRESHOLD = 0;
export const GEN_COUNT = 1;
export const GEN_COLLECTIONS = 2;
export const GEN_COLLECTED = 3;
export const GEN_UNCOLLECTABLE = 4;
/** List heads that the collector works with: unreachable, finalizers, and one more, then the permanent generation. */
export const R_GC_LISTS = 112;
export const GC_LIST_WORDS = 8;
/** How much deeper deallocations may nest (`c_recursion_remaining`, where it is asked for the trashcan). */
export const R_DEATHS_LEFT = 43;
/** Objects waiting in the trashcan, linked through GC_REFS. */
export const R_TRASH = 140;
export const R_EXIT_CODE = 144;
/** `abc_invalidation_counter` */
export const R_ABC_COUNTER = 148;
/** Characters written so far. */
export const R_OUTPUT = 151;
/** sys.stdout and sys.stderr. Owned. */
export const R_STDOUT = 152;
export const R_STDERR = 153;
/** The constants of the script's syntax tree, kept while it runs; `__main__`. Owned. */
export const R_SCRIPT_CONSTANTS = 154;
export const R_MAIN = 155;
/** The line that the uncaught exception came from. */
export const R_ERROR_LINE = 156;
/** What marks keywords in the keys of functools' caches, once there is one. Immortal. */
export const R_LRU_MARK = 59;
/** Which thread runs: how many were started inside one another (threadstart.ts); 0: the main one. */
export const R_THREAD = 139;
/** A raw block of the bytes objects of one byte, then the empty one, each once it was asked for. */
export const R_SINGLE_BYTES = 157;
/** The empty str, and a raw block of the 256 one-character ones. */
export const R_EMPTY_STR = 149;
export const R_LATIN1 = 150;
/** Free lists: one word a size class of objects, then of raw blocks. */
export const R_FREE_OBJECTS = 160;
export const OBJECT_CLASSES = 128;
export const R_FREE_RAW = R_FREE_OBJECTS + OBJECT_CLASSES;
/** Arguments on their way to a Python function; copied before anything else runs. */
export const R_SCRATCH = 448;
export const SCRATCH_WORDS = 64;
/** CPython's free lists, FREELIST_WORDS words each (alloc.ts): how many objects it keeps, the first of them, how many it may keep. */
export const R_FREELISTS = 512;
export const FREELIST_WORDS = 3;
export const FL_COUNT = 0;
export const FL_HEAD = 1;
export const FL_MAX = 2;
/** What stdout has not passed on yet (`pending_bytes`): 0, one text, or a list of them; and how many bytes. Owned. */
export const R_PENDING = 620;
export const R_PENDING_BYTES = 621;
/** The dict of the thread, once a container has been shown (`Py_ReprEnter`). Owned. */
export const R_THREAD_DICT = 622;
/** The classes of syntax trees by name, and the only instances of the simple ones: a dict, once they are asked for. Owned. */
export const R_AST = 623;
/** The names of keywords that max() and min() keep once they were given one: a tuple each. Owned. */
export const R_MAX_KEYWORDS = 624;
export const R_MIN_KEYWORDS = 625;
/** `sys.get_int_max_str_digits()` */
export const R_MAX_STR_DIGITS = 632;
/** `sys.getrecursionlimit()`: R_DEPTH_LIMIT is not above what the stack holds. */
export const R_RECURSION_LIMIT = 633;
/** The values of an instance whose own are not used any more (`values->valid` is 0): a block of none, which is never freed. */
export const R_NO_VALUES = 626;
const REGISTERS_END = 640;

/** Death stack: DEATH_ENTRY words an entry (object, stage, what the stage keeps). Deferred decrefs: one word each. */
export const DEATH_STACK = REGISTERS_END;
export const DEATH_ENTRY = 3;
export const DEATH_WORDS = 1 << 18;
export const DEFERRED_QUEUE = DEATH_STACK + DEATH_WORDS;
export const DEFERRED_WORDS = 1 << 16;
/** Frames. */
export const STACK_BASE = DEFERRED_QUEUE + DEFERRED_WORDS;
export const STACK_WORDS = 1 << 20;
export const HEAP_BASE = STACK_BASE + STACK_WORDS;
/** 128 MiB reserved; an operating system gives the pages as they are touched. */
export const ARENA_WORDS = 1 << 25;

/** Bits of R_BREAKER. */
export const BREAK_DEATH = 1;
export const BREAK_GC = 2;

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

// ---- Types ----
export const T_NAME = 4;
export const T_QUALNAME = 5;
export const T_BASE = 6;
export const T_BASES = 7;
export const T_MRO = 8;
export const T_DICT = 9;
/** Raw list of weak handles to subclasses: address or 0. */
export const T_SUBCLASSES = 10;
export const T_FLAGS = 11;
/** How its instances are laid out, traversed and taken apart (LAYOUT_*). */
export const T_LAYOUT = 12;
/** Instance size in CPython's bytes, without and with items. */
export const T_BASICSIZE = 13;
export const T_ITEMSIZE = 14;
/** Words of an instance, items apart. */
export const T_WORDS = 15;
/** Word offsets in an instance: dict, inline values, weak reference list; 0: none; -1 (dict): after the items. */
export const T_DICT_AT = 16;
export const T_VALUES_AT = 17;
export const T_WEAK_AT = 18;
/** First `__slots__` word and how many this type itself adds. */
export const T_SLOTS_AT = 19;
export const T_SLOTS_COUNT = 20;
/** Raw keys that instances share (`ht_cached_keys`), or 0. */
export const T_KEYS = 21;
export const T_WEAKLIST = 22;
/** The type whose dealloc is not subtype_dealloc: nearest native base. Borrowed. */
export const T_SOLID = 24;
/** `tp_name` of a static type that has a module: with the module before the name; else 0. */
export const T_FULL_NAME = 31;
/** Tuple of this type's own slot names or 0. */
export const T_SLOT_NAMES = 25;
/** LAYOUT_FIELDS: how many of the first words are references. */
export const T_REFS = 26;
/** Slot functions: indices into the slot tables (slots.ts); 0: none. */
/** Live instances; those deallocated because their count fell to 0; and by the collector's hand. */
export const T_LIVE = 27;
export const T_FREED_BY_COUNT = 28;
export const T_FREED_BY_COLLECTOR = 29;
/** The free list of its own instances, or 0; a tuple's depends on its size (alloc.ts). */
export const T_FREELIST = 30;
export const T_SLOTS = 32;
export const TYPE_SLOT_COUNT = 64;
/** Changes with the type (specialize.ts); 1: an instruction has been rewritten to enter its `__getitem__`. */
export const T_VERSION = T_SLOTS + TYPE_SLOT_COUNT;
export const T_GETITEM_CACHED = T_VERSION + 1;
export const TYPE_WORDS = T_GETITEM_CACHED + 1;

/** T_FLAGS */
export const TF_HEAP = 1;
export const TF_BASETYPE = 2;
export const TF_GC = 4;
export const TF_EXCEPTION = 16;
export const TF_INT = 32;
export const TF_STR = 64;
export const TF_LIST = 128;
export const TF_TUPLE = 256;
export const TF_DICT = 512;
export const TF_TYPE = 1024;
export const TF_BYTES = 2048;
/** Instances may not be created by calling the type. */
export const TF_NO_NEW = 4096;
/** A function, as an attribute, that LOAD_ATTR may call without binding (Py_TPFLAGS_METHOD_DESCRIPTOR). */
export const TF_METHOD_DESCRIPTOR = 8192;
/** LAYOUT_FIELDS: `tp_clear` drops the fields. */
export const TF_CLEARS = 16384;
/** A static type here that is a heap type in CPython: an instance refers to it, before anything else. */
export const TF_VISITS_TYPE = 65536;
/** Instances have two words before the collector's header: dict and weak references (Py_TPFLAGS_PREHEADER). */
export const TF_PREHEADER = 1 << 22;
/** A class that stands for a type in C (CO_STANDS_FOR_C): messages name it with its module. */
export const TF_STANDS_FOR_C = 1 << 17;
/** Its instances are drawn one by one where the program made them. */
export const TF_SHOWN = 32768;
/** It has abstract methods (`Py_TPFLAGS_IS_ABSTRACT`): no instances. */
export const TF_ABSTRACT = 1 << 20;
/** Its instances match sequence or mapping patterns (Py_TPFLAGS_SEQUENCE, Py_TPFLAGS_MAPPING). */
export const TF_SEQUENCE = 1 << 23;
export const TF_MAPPING = 1 << 24;

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
