/** A type's words, and its flags (`PyTypeObject`). */

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
/** Live instances; those deallocated because their count fell to 0; and by the collector's hand. */
export const T_LIVE = 27;
export const T_FREED_BY_COUNT = 28;
export const T_FREED_BY_COLLECTOR = 29;
/** The free list of its own instances, or 0; a tuple's depends on its size (alloc.ts). */
export const T_FREELIST = 30;
/** Slot functions: indices into the slot tables (tables.ts); 0: none. */
export const T_SLOTS = 32;
export const TYPE_SLOT_COUNT = 64;
/** Changes with the type (specialize.ts); 1: an instruction has been rewritten to enter its `__getitem__`. */
export const T_VERSION = T_SLOTS + TYPE_SLOT_COUNT;
export const T_GETITEM_CACHED = T_VERSION + 1;
/** Changes as T_VERSION does, but for a value that took the place of another one (typecache.ts). */
export const T_LOOKUPS = T_GETITEM_CACHED + 1;
export const TYPE_WORDS = T_LOOKUPS + 1;

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
