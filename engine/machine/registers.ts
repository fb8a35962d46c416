/** The machine's registers: words of the arena, so that a keyframe holds them; and where what comes behind them begins. */

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
/** What sys.stdout and sys.stderr have not passed on yet (pending.ts), PENDING_WORDS words each. The first of each is owned. */
export const R_STDOUT_PENDING = 640;
export const PENDING_WORDS = 3;
export const R_STDERR_PENDING = R_STDOUT_PENDING + PENDING_WORDS;
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
/** 1: the io module has been imported for a line of source that was shown (ioimport.ts). */
export const R_IO_IMPORTED = 634;
const REGISTERS_END = 648;

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
