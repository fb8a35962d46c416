/**
 * The instructions, with the names and numbers of CPython 3.13 (`Lib/_opcode_metadata.py`); what each does to the
 * value stack is written at its case in the evaluation loop (machine/loop.ts) after `Python/bytecodes.c`.
 * Async instructions are left out: they are not part of the subset.
 */
export const BEFORE_WITH = 2;
export const BINARY_OP = 45;
export const BINARY_SLICE = 4;
export const BINARY_SUBSCR = 5;
export const BUILD_CONST_KEY_MAP = 46;
export const BUILD_LIST = 47;
export const BUILD_MAP = 48;
export const BUILD_SET = 49;
export const BUILD_SLICE = 50;
export const BUILD_STRING = 51;
export const BUILD_TUPLE = 52;
export const CALL = 53;
export const CALL_FUNCTION_EX = 54;
export const CALL_INTRINSIC_1 = 55;
export const CALL_INTRINSIC_2 = 56;
export const CALL_KW = 57;
export const CHECK_EG_MATCH = 6;
export const CHECK_EXC_MATCH = 7;
export const CLEANUP_THROW = 8;
export const COMPARE_OP = 58;
export const CONTAINS_OP = 59;
export const CONVERT_VALUE = 60;
export const COPY = 61;
export const COPY_FREE_VARS = 62;
export const DELETE_ATTR = 63;
export const DELETE_DEREF = 64;
export const DELETE_FAST = 65;
export const DELETE_GLOBAL = 66;
export const DELETE_NAME = 67;
export const DELETE_SUBSCR = 9;
export const DICT_MERGE = 68;
export const DICT_UPDATE = 69;
export const END_FOR = 11;
export const END_SEND = 12;
export const EXIT_INIT_CHECK = 13;
export const FORMAT_SIMPLE = 14;
export const FORMAT_WITH_SPEC = 15;
export const FOR_ITER = 72;
export const GET_ITER = 19;
export const GET_LEN = 20;
export const GET_YIELD_FROM_ITER = 21;
export const IMPORT_FROM = 74;
export const IMPORT_NAME = 75;
export const IS_OP = 76;
export const JUMP_BACKWARD = 77;
export const JUMP_BACKWARD_NO_INTERRUPT = 78;
export const JUMP_FORWARD = 79;
export const LIST_APPEND = 80;
export const LIST_EXTEND = 81;
export const LOAD_ASSERTION_ERROR = 23;
export const LOAD_ATTR = 82;
export const LOAD_BUILD_CLASS = 24;
export const LOAD_CONST = 83;
export const LOAD_DEREF = 84;
export const LOAD_FAST = 85;
export const LOAD_FAST_AND_CLEAR = 86;
export const LOAD_FAST_CHECK = 87;
export const LOAD_FAST_LOAD_FAST = 88;
export const LOAD_FROM_DICT_OR_DEREF = 89;
export const LOAD_FROM_DICT_OR_GLOBALS = 90;
export const LOAD_GLOBAL = 91;
export const LOAD_LOCALS = 25;
export const LOAD_NAME = 92;
export const LOAD_SUPER_ATTR = 93;
export const MAKE_CELL = 94;
export const MAKE_FUNCTION = 26;
export const MAP_ADD = 95;
export const MATCH_CLASS = 96;
export const MATCH_KEYS = 27;
export const MATCH_MAPPING = 28;
export const MATCH_SEQUENCE = 29;
export const NOP = 30;
export const POP_EXCEPT = 31;
export const POP_JUMP_IF_FALSE = 97;
export const POP_JUMP_IF_NONE = 98;
export const POP_JUMP_IF_NOT_NONE = 99;
export const POP_JUMP_IF_TRUE = 100;
export const POP_TOP = 32;
export const PUSH_EXC_INFO = 33;
export const PUSH_NULL = 34;
export const RAISE_VARARGS = 101;
export const RERAISE = 102;
export const RESUME = 149;
export const RETURN_CONST = 103;
export const RETURN_GENERATOR = 35;
export const RETURN_VALUE = 36;
export const SEND = 104;
export const SETUP_ANNOTATIONS = 37;
export const SET_ADD = 105;
export const SET_FUNCTION_ATTRIBUTE = 106;
export const SET_UPDATE = 107;
export const STORE_ATTR = 108;
export const STORE_DEREF = 109;
export const STORE_FAST = 110;
export const STORE_FAST_LOAD_FAST = 111;
export const STORE_FAST_STORE_FAST = 112;
export const STORE_GLOBAL = 113;
export const STORE_NAME = 114;
export const STORE_SLICE = 38;
export const STORE_SUBSCR = 39;
export const SWAP = 115;
export const TO_BOOL = 40;
export const UNARY_INVERT = 41;
export const UNARY_NEGATIVE = 42;
export const UNARY_NOT = 43;
export const UNPACK_EX = 116;
export const UNPACK_SEQUENCE = 117;
export const WITH_EXCEPT_START = 44;
export const YIELD_VALUE = 118;

/** 3.14's loads that push a borrowed reference (`optimize_load_fast` in Python/flowgraph.c decides where). */
export const LOAD_FAST_BORROW = 200;
export const LOAD_FAST_BORROW_LOAD_FAST_BORROW = 201;
/** 3.14's `with`: LOAD_SPECIAL pushes a method and its self apart; WITH_EXCEPT_START finds `__exit__` so. */
export const LOAD_SPECIAL = 202;
export const WITH_EXCEPT_START_SELF = 203;
/** 3.14's loads of objects that the compiler knows, and its opargs (CONSTANT_BUILTIN_*). */
export const LOAD_COMMON_CONSTANT = 204;
export const CONSTANT_NOTIMPLEMENTEDERROR = 1;
export const CONSTANT_BUILTIN_TUPLE = 2;
export const CONSTANT_BUILTIN_ALL = 3;
export const CONSTANT_BUILTIN_ANY = 4;
/** POP_TOP's oparg where 3.14 has POP_ITER. */
export const POPS_ITERATOR = 1;
/** 3.14's load of an int below 256: its oparg is the int. */
export const LOAD_SMALL_INT = 205;
/** LOAD_SPECIAL's oparg (SPECIAL___ENTER__, SPECIAL___EXIT__). */
export const SPECIAL_ENTER = 0;
export const SPECIAL_EXIT = 1;

/** BINARY_OP's oparg, as in `Include/opcode.h` (NB_*); an in-place operator is the plain one plus NB_INPLACE. */
export const NB_ADD = 0;
export const NB_AND = 1;
export const NB_FLOOR_DIVIDE = 2;
export const NB_LSHIFT = 3;
export const NB_MATRIX_MULTIPLY = 4;
export const NB_MULTIPLY = 5;
export const NB_REMAINDER = 6;
export const NB_OR = 7;
export const NB_POWER = 8;
export const NB_RSHIFT = 9;
export const NB_SUBTRACT = 10;
export const NB_TRUE_DIVIDE = 11;
export const NB_XOR = 12;
export const NB_INPLACE = 13;

/** COMPARE_OP's oparg >> 5 (object.h); bit 16 asks for a bool result. */
export const PY_LT = 0;
export const PY_LE = 1;
export const PY_EQ = 2;
export const PY_NE = 3;
export const PY_GT = 4;
export const PY_GE = 5;

/** CALL_INTRINSIC_1's oparg (pycore_intrinsics.h). */
export const INTRINSIC_PRINT = 1;
export const INTRINSIC_IMPORT_STAR = 2;
export const INTRINSIC_STOPITERATION_ERROR = 3;
export const INTRINSIC_ASYNC_GEN_WRAP = 4;
export const INTRINSIC_UNARY_POSITIVE = 5;
export const INTRINSIC_LIST_TO_TUPLE = 6;
export const INTRINSIC_TYPEVAR = 7;
export const INTRINSIC_PARAMSPEC = 8;
export const INTRINSIC_TYPEVARTUPLE = 9;
export const INTRINSIC_SUBSCRIPT_GENERIC = 10;
export const INTRINSIC_TYPEALIAS = 11;
/** CALL_INTRINSIC_2's oparg. */
export const INTRINSIC_PREP_RERAISE_STAR = 1;
export const INTRINSIC_TYPEVAR_WITH_BOUND = 2;
export const INTRINSIC_TYPEVAR_WITH_CONSTRAINTS = 3;
export const INTRINSIC_SET_FUNCTION_TYPE_PARAMS = 4;
export const INTRINSIC_SET_TYPEPARAM_DEFAULT = 5;
