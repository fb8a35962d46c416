/** What the sys module says of the interpreter: versions, flags, sizes of numbers, paths. */

import { at, H } from "./arena";
import { declareAttribute } from "./declarations";
import { dictDeleteStr, dictGetStr, dictSetOwned, newDict } from "./dict";
import { raise } from "./errors";
import { newFloat } from "./float";
import { previousPython, topPython } from "./frames";
import { newBig, newBool, newInt } from "./int";
import { F_GLOBALS, NULL, R_MODULES, type Ref, T_DICT, T_FLAGS, TF_HEAP, TUPLE_ITEMS, TYPE } from "./layout";
import { Unsupported } from "./limits";
import { listPush, newList } from "./list";
import { profile } from "./machine";
import { declareFunction, declareValue, moduleSpecs } from "./moduletable";
import { cIntOf } from "./operators";
import { decref, incref } from "./refcount";
import { frozensetOf } from "./setdisplay";
import { namespaceDict, newNamespace } from "./simplenamespace";
import { nameRef } from "./special";
import { typeModified } from "./specialize";
import { stdlibModules } from "./stdlibnames";
import { newStr } from "./str";
import { declareStructSequence, newStructSequence } from "./structseq";
import { newTuple } from "./tuple";
import {
	FALSE,
	NONE,
	SIMPLE_NAMESPACE,
	SYS_FLAGS,
	SYS_FLOAT_INFO,
	SYS_HASH_INFO,
	SYS_INT_INFO,
	SYS_THREAD_INFO,
	SYS_VERSION_INFO,
	TYPE_ERROR,
} from "./typeids";
import { isType, typeName } from "./types";

const VERSION_FIELDS = ["major", "minor", "micro", "releaselevel", "serial"];
declareStructSequence(SYS_VERSION_INFO, "sys.version_info", VERSION_FIELDS, false);
function versionInfo(): Ref {
	const numbers = profile().version.map((n) => newInt(n));
	return newStructSequence(SYS_VERSION_INFO, [...numbers, newStr("final"), newInt(0)]);
}
declareValue("sys", "version_info", versionInfo);
declareValue("sys", "version", () => newStr(`${profile().version.join(".")} (main) [Heapwise]`));
function hexversion(): Ref {
	const [major, minor, micro] = profile().version;
	return newInt((major << 24) | (minor << 16) | (micro << 8) | 0xf0);
}
declareValue("sys", "hexversion", hexversion);
declareValue("sys", "api_version", () => newInt(1013));
declareValue("sys", "implementation", () => {
	const o = newNamespace(SIMPLE_NAMESPACE);
	const dict = namespaceDict(o);
	const [major, minor] = profile().version;
	dictSetOwned(dict, "name", newStr("cpython"));
	dictSetOwned(dict, "cache_tag", newStr(`cpython-${major}${minor}`));
	dictSetOwned(dict, "version", versionInfo());
	dictSetOwned(dict, "hexversion", hexversion());
	dictSetOwned(dict, "_multiarch", newStr("x86_64-linux-gnu"));
	if (profile().name === "3.14") dictSetOwned(dict, "supports_isolated_interpreters", newBool(true));
	return o;
});

const FLAGS: readonly (readonly [string, () => Ref])[] = [
	...["debug", "inspect", "interactive", "optimize", "dont_write_bytecode", "no_user_site", "no_site"].map(
		(name): [string, () => Ref] => [name, () => newInt(0)],
	),
	...["ignore_environment", "verbose", "bytes_warning", "quiet", "hash_randomization", "isolated"].map(
		(name): [string, () => Ref] => [name, () => newInt(0)],
	),
	["dev_mode", () => FALSE],
	["utf8_mode", () => newInt(0)],
	["warn_default_encoding", () => newInt(0)],
	["safe_path", () => FALSE],
	["int_max_str_digits", () => newInt(4300)],
];
declareStructSequence(
	SYS_FLAGS,
	"sys.flags",
	FLAGS.map(([name]) => name),
	false,
);
declareValue("sys", "flags", () =>
	newStructSequence(
		SYS_FLAGS,
		FLAGS.map(([, make]) => make()),
	),
);

/** Flags that are no items of the sequence. */
for (const [name, value] of [
	["gil", 1],
	["thread_inherit_context", 0],
	["context_aware_warnings", 0],
] as const)
	declareAttribute(SYS_FLAGS, name, () => newInt(value));

const FLOAT_INFO: readonly (readonly [string, () => Ref])[] = [
	["max", () => newFloat(Number.MAX_VALUE)],
	["max_exp", () => newInt(1024)],
	["max_10_exp", () => newInt(308)],
	["min", () => newFloat(2 ** -1022)],
	["min_exp", () => newInt(-1021)],
	["min_10_exp", () => newInt(-307)],
	["dig", () => newInt(15)],
	["mant_dig", () => newInt(53)],
	["epsilon", () => newFloat(Number.EPSILON)],
	["radix", () => newInt(2)],
	["rounds", () => newInt(1)],
];
const INT_INFO: readonly (readonly [string, () => Ref])[] = [
	["bits_per_digit", () => newInt(30)],
	["sizeof_digit", () => newInt(4)],
	["default_max_str_digits", () => newInt(4300)],
	["str_digits_check_threshold", () => newInt(640)],
];
const HASH_INFO: readonly (readonly [string, () => Ref])[] = [
	["width", () => newInt(64)],
	["modulus", () => newBig(2n ** 61n - 1n)],
	["inf", () => newInt(314159)],
	["nan", () => newInt(0)],
	["imag", () => newInt(1000003)],
	["algorithm", () => newStr("siphash13")],
	["hash_bits", () => newInt(64)],
	["seed_bits", () => newInt(128)],
	["cutoff", () => newInt(0)],
];
const THREAD_INFO: readonly (readonly [string, () => Ref])[] = [
	["name", () => newStr("pthread")],
	["lock", () => newStr("semaphore")],
	["version", () => NONE],
];
for (const [type, name, fields] of [
	[SYS_FLOAT_INFO, "float_info", FLOAT_INFO],
	[SYS_INT_INFO, "int_info", INT_INFO],
	[SYS_HASH_INFO, "hash_info", HASH_INFO],
	[SYS_THREAD_INFO, "thread_info", THREAD_INFO],
] as const) {
	declareStructSequence(
		type,
		`sys.${name}`,
		fields.map(([field]) => field),
		false,
	);
	declareValue("sys", name, () =>
		newStructSequence(
			type,
			fields.map(([, make]) => make()),
		),
	);
}

declareValue("sys", "maxsize", () => newBig(2n ** 63n - 1n));
declareValue("sys", "maxunicode", () => newInt(0x10ffff));
declareValue("sys", "byteorder", () => newStr("little"));
declareValue("sys", "platform", () => newStr("linux"));
declareValue("sys", "float_repr_style", () => newStr("short"));
declareValue("sys", "copyright", () => newStr("Copyright (c) 2001 Python Software Foundation.\nAll Rights Reserved."));
declareValue("sys", "abiflags", () => newStr(""));
declareValue("sys", "platlibdir", () => newStr("lib"));
for (const name of ["prefix", "exec_prefix", "base_prefix", "base_exec_prefix"])
	declareValue("sys", name, () => newStr("/usr"));
for (const name of ["executable", "_base_executable"])
	declareValue("sys", name, () => newStr(`/usr/bin/python${profile().name}`));
declareValue("sys", "_stdlib_dir", () => newStr(`/usr/lib/python${profile().name}`));
declareValue("sys", "_framework", () => newStr(""));
declareValue("sys", "pycache_prefix", () => NONE);
declareValue("sys", "dont_write_bytecode", () => newBool(false));
for (const name of ["warnoptions", "meta_path", "path_hooks"]) declareValue("sys", name, () => newList());
for (const name of ["_xoptions", "path_importer_cache"]) declareValue("sys", name, () => newDict());
declareValue("sys", "path", () => {
	const list = newList();
	listPush(list, newStr(`/usr/lib/python${profile().name}`));
	return list;
});
for (const [name, items] of [
	["argv", ["main.py"]],
	["orig_argv", ["python", "main.py"]],
] as const)
	declareValue("sys", name, () => {
		const list = newList();
		for (const item of items) listPush(list, newStr(item));
		return list;
	});
declareValue("sys", "modules", () => incref(at(R_MODULES)));
/** Modules that are C in CPython and Python here (engine/library). */
const BUILT_IN_ELSEWHERE = ["_contextvars", "_signal", "errno"];
declareValue("sys", "builtin_module_names", () => {
	const names = [...moduleSpecs.keys(), ...BUILT_IN_ELSEWHERE].sort();
	const tuple = newTuple(names.length);
	names.forEach((name, i) => {
		H[tuple + TUPLE_ITEMS + i] = newStr(name);
	});
	return tuple;
});
declareValue("sys", "stdlib_module_names", () => {
	const names = stdlibModules(profile().name).map((name) => newStr(name));
	const set = frozensetOf(names);
	for (const name of names) decref(name);
	return set;
});

declareFunction("sys", "getdefaultencoding", 0, 0, () => newStr("utf-8"));
declareFunction("sys", "getfilesystemencoding", 0, 0, () => newStr("utf-8"));
declareFunction("sys", "getfilesystemencodeerrors", 0, 0, () => newStr("surrogateescape"));
declareFunction("sys", "getswitchinterval", 0, 0, () => newFloat(0.005));
declareFunction("sys", "setswitchinterval", 1, 1, () => NONE);
/** What CPython's own allocators and tables count is not modelled. */
for (const name of ["getallocatedblocks", "getunicodeinternedsize", "settrace", "setprofile"])
	declareFunction("sys", name, 0, 1, (_self, args, nargs) => {
		if (name.startsWith("set") && nargs > 0 && at(args) === NONE) return NONE;
		throw new Unsupported(`sys.${name}()`);
	});
declareFunction("sys", "_is_gil_enabled", 0, 0, () => newBool(true));
declareFunction("sys", "gettrace", 0, 0, () => NONE);
declareFunction("sys", "getprofile", 0, 0, () => NONE);
/** `__dict__` and `__weakref__` go from a class's dict: dataclasses makes another class of the rest. */
declareFunction(
	"sys",
	"_clear_type_descriptors",
	1,
	1,
	(_self, args) => {
		const type = at(args);
		if (!isType(type))
			return raise(TYPE_ERROR, `_clear_type_descriptors() argument must be type, not ${typeName(at(type + TYPE))}`);
		if ((at(type + T_FLAGS) & TF_HEAP) === 0) return raise(TYPE_ERROR, "argument is immutable");
		for (const name of ["__dict__", "__weakref__"]) dictDeleteStr(at(type + T_DICT), nameRef(name));
		typeModified(type);
		return NONE;
	},
	{ only: "3.14" },
);
declareFunction("sys", "_clear_type_cache", 0, 0, () => NONE);
declareFunction("sys", "_clear_internal_caches", 0, 0, () => NONE);
declareFunction("sys", "audit", 1, -1, () => NONE);
declareFunction("sys", "addaudithook", 1, 1, () => NONE);

/** `sys._getframemodulename`: the `__name__` of the globals of a frame further out, or None. */
declareFunction(
	"sys",
	"_getframemodulename",
	0,
	1,
	(_self, args) => {
		let depth = at(args) === NULL ? 0 : cIntOf(at(args));
		if (Number.isNaN(depth)) return NULL;
		let frame = topPython();
		for (; depth > 0 && frame !== 0; depth--) frame = previousPython(frame);
		if (frame === 0) return NONE;
		const name = dictGetStr(at(frame + F_GLOBALS), nameRef("__name__"));
		return name === NULL ? NONE : incref(name);
	},
	{ params: ["depth"] },
);
