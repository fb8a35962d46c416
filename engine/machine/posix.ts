/** The posix module as far as a machine without files and processes has it: what Lib/os.py stands on. */

import { at, H } from "./arena";
import { isBytes, newBytes } from "./bytes";
import { through } from "./call";
import { dictGetText, newDict } from "./dict";
import { newException, raise, raiseOwned } from "./errors";
import { newBool, newInt } from "./int";
import { EXC_FIELDS, NULL, R_BUILTINS, R_RANDOM_BYTES, type Ref, TYPE } from "./layout";
import { limits, Unsupported } from "./limits";
import { newList } from "./list";
import { work } from "./machine";
import { callMethod } from "./methodcalls";
import { declareFunction, declareValue } from "./moduletable";
import { N0 } from "./natives";
import { indexOf } from "./operators";
import { decref, incref } from "./refcount";
import { isStr, newStr, textOf } from "./str";
import { declareStructSequence, newStructSequence } from "./structseq";
import { nativeKind } from "./tables";
import { tupleOf } from "./tuple";
import { NONE, OS_ERROR, STAT_RESULT, TERMINAL_SIZE, TYPE_ERROR, UNAME_RESULT, VALUE_ERROR } from "./typeids";
import { typeLookupText, typeName } from "./types";

declareValue("posix", "environ", () => newDict());
declareValue("posix", "_have_functions", () => newList());
declareFunction("posix", "getpid", 0, 0, () => newInt(4242));
declareFunction("posix", "getppid", 0, 0, () => newInt(4241));
declareFunction("posix", "getcwd", 0, 0, () => newStr("/"));
declareFunction("posix", "getcwdb", 0, 0, () => newBytes(Uint8Array.of(47)));
declareFunction("posix", "cpu_count", 0, 0, () => newInt(1));
declareFunction("posix", "putenv", 2, 2, () => NONE);
declareFunction("posix", "unsetenv", 1, 1, () => NONE);
/** No stream here is a terminal. */
declareFunction("posix", "isatty", 1, 1, () => newBool(false));
declareFunction("posix", "umask", 1, 1, () => newInt(0o22));
declareFunction("posix", "getuid", 0, 0, () => newInt(1000));
declareFunction("posix", "getgid", 0, 0, () => newInt(1000));

/** Each call goes on where the last one ended, so that a run is the same every time. */
declareFunction("posix", "urandom", 1, 1, (_self, args) => {
	const n = indexOf(at(args));
	if (Number.isNaN(n)) return NULL;
	if (n < 0) return raise(VALUE_ERROR, "negative argument not allowed");
	work(Math.min(n, limits.bytes) >> 3);
	const bytes = new Uint8Array(Math.min(n, limits.bytes));
	let x = (at(R_RANDOM_BYTES) ^ 0x2545f491) >>> 0;
	for (let i = 0; i < bytes.length; i++) {
		// xorshift32
		x ^= x << 13;
		x >>>= 0;
		x ^= x >>> 17;
		x ^= x << 5;
		x >>>= 0;
		bytes[i] = x >>> 24;
	}
	H[R_RANDOM_BYTES] = x ^ 0x2545f491;
	return newBytes(bytes);
});

/** Word: the object. What its `__fspath__` gave. */
const FSPATH = nativeKind("__fspath__", (frame, value) => {
	if (isStr(value) || isBytes(value)) return value;
	const name = typeName(at(at(frame + N0) + TYPE));
	const got = typeName(at(value + TYPE));
	decref(value);
	return raise(TYPE_ERROR, `expected ${name}.__fspath__() to return str or bytes, not ${got}`);
});
declareFunction("posix", "fspath", 1, 1, (_self, args) => {
	const o = at(args);
	if (isStr(o) || isBytes(o)) return incref(o);
	if (typeLookupText(at(o + TYPE), "__fspath__") === NULL)
		return raise(TYPE_ERROR, `expected str, bytes or os.PathLike object, not ${typeName(at(o + TYPE))}`);
	return through(FSPATH, 1, (frame) => {
		H[frame + N0] = o;
		return callMethod(o, "__fspath__");
	});
});

/** There are no files: FileNotFoundError, as for any name that is not there. */
function notFound(name: Ref): typeof NULL {
	const type = dictGetText(at(R_BUILTINS), "FileNotFoundError");
	const [errno, text] = [newInt(2), newStr("No such file or directory")];
	const error = newException(type === NULL ? OS_ERROR : type, tupleOf(errno, text));
	H[error + EXC_FIELDS] = errno;
	H[error + EXC_FIELDS + 1] = text;
	H[error + EXC_FIELDS + 2] = incref(name);
	return raiseOwned(error);
}
for (const name of [
	"stat",
	"lstat",
	"listdir",
	"scandir",
	"readlink",
	"unlink",
	"remove",
	"rmdir",
	"chdir",
	"access",
	"chmod",
])
	declareFunction("posix", name, 0, -1, (_self, args, nargs) => notFound(nargs > 0 ? at(args) : NONE), { raw: true });
for (const name of ["open", "mkdir", "rename", "replace", "fork", "kill", "system", "_exit", "read", "write", "pipe"])
	declareFunction(
		"posix",
		name,
		0,
		-1,
		() => {
			throw new Unsupported(`os.${name}()`);
		},
		{ raw: true },
	);
declareFunction("posix", "get_terminal_size", 0, 1, () => raise(OS_ERROR, "[Errno 25] Inappropriate ioctl for device"));
declareStructSequence(
	STAT_RESULT,
	"os.stat_result",
	["st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "st_atime", "st_mtime", "st_ctime"],
	true,
);
declareValue("posix", "stat_result", () => STAT_RESULT);
declareStructSequence(TERMINAL_SIZE, "os.terminal_size", ["columns", "lines"], true);
declareValue("posix", "terminal_size", () => TERMINAL_SIZE);
declareStructSequence(
	UNAME_RESULT,
	"posix.uname_result",
	["sysname", "nodename", "release", "version", "machine"],
	true,
);
declareValue("posix", "uname_result", () => UNAME_RESULT);
/** The system that programs find themselves on: the one whose Python is shown. */
declareFunction("posix", "uname", 0, 0, () =>
	newStructSequence(
		UNAME_RESULT,
		["Linux", "heapwise", "6.1.0", "#1 SMP", "x86_64"].map((text) => newStr(text)),
	),
);
declareFunction("posix", "confstr", 1, 1, (_self, args) =>
	isStr(at(args)) && textOf(at(args)) === "CS_GNU_LIBC_VERSION"
		? newStr("glibc 2.36")
		: raise(VALUE_ERROR, "unrecognized configuration name"),
);
for (const [name, value] of Object.entries({
	F_OK: 0,
	R_OK: 4,
	W_OK: 2,
	X_OK: 1,
	O_RDONLY: 0,
	O_WRONLY: 1,
	O_RDWR: 2,
	O_CREAT: 64,
	O_EXCL: 128,
	O_TRUNC: 512,
	O_APPEND: 1024,
	O_NOFOLLOW: 131072,
	WNOHANG: 1,
}))
	declareValue("posix", name, () => newInt(value));

/** Nobody forks here. */
declareFunction("posix", "register_at_fork", 0, 0, () => NONE, {
	params: ["before", "after_in_child", "after_in_parent"],
});
