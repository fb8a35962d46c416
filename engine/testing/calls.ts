/**
 * Programs that call each builtin, each method and operator of a builtin type and each function of a native module with
 * arguments of every type, and print what comes of it, a line a call (`calls.py`). Deterministic for a seed.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const HARNESS = fileURLToPath(new URL("calls.py", import.meta.url));

/** What is called: a type, whose methods get an instance first, or a module. */
export interface Subject {
	/** An expression. */
	readonly name: string;
	readonly modules: readonly string[];
	/** Expressions of instances. */
	readonly receivers: readonly string[];
	/** Words that its callables take as keywords, or might. */
	readonly words: readonly string[];
	/** Into how many programs it is divided: each is some thousand calls at most. */
	readonly parts: number;
}

export interface Choice {
	readonly seed: number;
	/** So many chosen calls for each callable, beside those with each value alone where `all` is set. */
	readonly rounds: number;
	readonly all: boolean;
	/** Calls left out, as they are printed. */
	readonly skipped: readonly string[];
}

/** Names left out: they end or wait for something, depend on the time or on chance, change how the program itself runs, or list what is there. */
const OMITTED: readonly string[] =
	"__import__ breakpoint exit quit help input open copyright credits license settrace setprofile setrecursionlimit setswitchinterval set_debug set_threshold freeze unfreeze get_objects get_stats get_count displayhook excepthook breakpointhook unraisablehook addaudithook audit _clear_internal_caches _clear_type_cache _debugmallocstats _setprofileallthreads _settraceallthreads _current_frames _current_exceptions activate_stack_trampoline _getframemodulename set_asyncgen_hooks set_coroutine_origin_tracking_depth sleep time_ns time monotonic monotonic_ns perf_counter perf_counter_ns process_time process_time_ns thread_time thread_time_ns clock_gettime clock_gettime_ns clock_settime clock_settime_ns clock_getres pthread_getcpuclockid ctime localtime gmtime get_clock_info tzset __abstractmethods__ __subclasses__ __dir__ getsizeof getallocatedblocks gettotalrefcount getrefcount __sizeof__ _git intern is_remote_debug_enabled remote_exec __reduce__ __reduce_ex__ globals locals vars dir".split(
		" ",
	);

const subject = (
	name: string,
	parts: number,
	receivers: readonly string[] = [],
	words = "",
	modules: readonly string[] = [],
): Subject => ({ name, parts, receivers, words: ["a", ...words.split(" ").filter((w) => w !== "")], modules });

const of = (module: string, parts: number, words = ""): Subject => subject(module, parts, [], words, [module]);

export const SUBJECTS: readonly Subject[] = [
	subject(
		"builtins",
		10,
		[],
		"key default start sep end file flush sum iterable encoding errors source filename mode object strict reverse base value number ndigits exp mod globals locals imag real",
		["builtins"],
	),
	subject("object", 2, ["Plain()", "Slots()"]),
	subject("type", 4, ["Plain", "Meta", "int"], "name bases dict metaclass"),
	subject("int", 6, ["5", "-3", "2**70"], "base length byteorder signed bytes"),
	subject("bool", 2, ["True", "False"]),
	subject("float", 4, ["1.5", "float('nan')"]),
	subject("complex", 3, ["1.5+2j"], "real imag"),
	subject("str", 8, ["'abc'", "'h\u00e9llo w'"], "sep maxsplit keepends tabsize encoding errors object old new count"),
	subject(
		"bytes",
		8,
		["b'abc'", "b'a b\\xff'"],
		"sep maxsplit keepends tabsize encoding errors source bytes_per_sep delete",
	),
	subject("bytearray", 8, ["bytearray(b'abc d')"], "sep maxsplit keepends tabsize encoding errors source delete index"),
	subject("memoryview", 3, ["memoryview(b'abcd')", "memoryview(bytearray(b'abcd'))"], "object sep format shape order"),
	subject("list", 5, ["[3, 1, 2]", "[ITEM, 'a']"], "key reverse iterable index"),
	subject("tuple", 3, ["(1, 2, 3)", "(ITEM, 'a')"], "iterable"),
	subject("dict", 4, ["{'a': 1, 2: 'b'}", "{ITEM: ITEM}"], "key default iterable"),
	subject("set", 5, ["{1, 2, 3}", "set()"], "iterable"),
	subject("frozenset", 4, ["frozenset([1, 2])"], "iterable"),
	subject("range", 2, ["range(2, 10, 3)", "range(0, 2**70, 2**68)"], "start stop step"),
	subject("slice", 2, ["slice(1, 5)", "slice(None, None, ITEM)"], "start stop step"),
	subject("property", 2, ["property(function)", "Lies.__dict__.get('no', property())"], "fget fset fdel doc"),
	subject("super", 1, ["super(SubInt, SubInt(1))", "super(int)"]),
	subject("staticmethod", 1, ["staticmethod(function)"]),
	subject("classmethod", 1, ["classmethod(function)"]),
	subject("enumerate", 1, ["enumerate('ab')"], "iterable start"),
	subject("zip", 1, ["zip('ab', [1])"], "strict"),
	subject("map", 1, ["map(str, [1, 2])"], "strict"),
	subject("filter", 1, ["filter(None, [0, 1])"]),
	subject("reversed", 1, ["reversed([1, 2])"]),
	subject("BaseException", 2, ["ValueError('a', ITEM)", "caught()"]),
	subject("StopIteration", 1, ["StopIteration(1)"]),
	subject("SystemExit", 1, ["SystemExit(1)"]),
	subject("ImportError", 1, ["ImportError('a', name='b')"], "name path name_from"),
	subject("AttributeError", 1, ["AttributeError('a')"], "name obj"),
	subject("NameError", 1, ["NameError('a')"], "name"),
	subject("KeyError", 1, ["KeyError('a')"]),
	subject("OSError", 1, ["OSError(2, 'a')"]),
	subject("SyntaxError", 1, ["SyntaxError('a', ('f', 1, 2, 't'))"]),
	subject("UnicodeDecodeError", 1, ["UnicodeDecodeError('ascii', b'a', 0, 1, 'b')"]),
	subject("UnicodeEncodeError", 1, ["UnicodeEncodeError('ascii', 'a', 0, 1, 'b')"]),
	subject("UnicodeTranslateError", 1, ["UnicodeTranslateError('a', 0, 1, 'b')"]),
	subject("BaseExceptionGroup", 1, ["ExceptionGroup('a', [ValueError(1)])"]),
	...(
		[
			["type(generates())", 2, "generates()"],
			["type(iter([]))", 1, "iter([1, 2])"],
			["type(iter(()))", 1, "iter((1, 2))"],
			["type(iter('a'))", 1, "iter('abc')"],
			["type(iter('\u00e9'))", 1, "iter('\u00e9\u20ac')"],
			["type(iter(b'a'))", 1, "iter(b'abc')"],
			["type(iter(bytearray()))", 1, "iter(bytearray(b'abc'))"],
			["type(iter(range(1)))", 1, "iter(range(3))"],
			["type(iter(range(2**70)))", 1, "iter(range(2**70))"],
			["type(reversed([]))", 1, "reversed([1, 2])"],
			["type(iter({}))", 1, "iter({1: 2})"],
			["type(reversed({}))", 1, "reversed({1: 2})"],
			["type(iter({}.items()))", 1, "iter({1: 2}.items())"],
			["type(iter(set()))", 1, "iter({1})"],
			["type(iter(Sized()))", 1, "iter(Sized())"],
			["type(iter(int, 1))", 1, "iter(int, 0)"],
			["type(iter(memoryview(b'')))", 1, "iter(memoryview(b'ab'))"],
			["type({}.keys())", 2, "{'a': 1}.keys()"],
			["type({}.values())", 1, "{'a': 1}.values()"],
			["type({}.items())", 2, "{'a': 1}.items()"],
			["types.FunctionType", 2, "types.FunctionType(function.__code__, {})"],
			["types.MethodType", 1, "Plain().method"],
			["types.BuiltinFunctionType", 1, "len"],
			["types.MethodDescriptorType", 1, "str.upper"],
			["types.WrapperDescriptorType", 1, "int.__add__"],
			["types.MethodWrapperType", 1, "(1).__add__"],
			["types.ClassMethodDescriptorType", 1, "dict.__dict__['fromkeys']"],
			["types.GetSetDescriptorType", 1, "int.__dict__['real']"],
			["types.MemberDescriptorType", 1, "Slots.__dict__['a']"],
			["types.CodeType", 2, "(lambda: 1).__code__"],
			["types.FrameType", 1, "frame()"],
			["types.TracebackType", 1, "caught().__traceback__"],
			["types.CellType", 1, "types.CellType(1)"],
			["types.ModuleType", 1, "types.ModuleType('m')"],
			["types.MappingProxyType", 2, "types.MappingProxyType({'a': 1})"],
			["types.SimpleNamespace", 1, "types.SimpleNamespace(a=1)"],
			["types.GenericAlias", 1, "list[int]"],
			["types.UnionType", 1, "int | str"],
			["types.NoneType", 1, "None"],
			["types.EllipsisType", 1, "..."],
			["types.NotImplementedType", 1, "NotImplemented"],
			["weakref.ref", 1, "weakref.ref(REFERENT)"],
			["weakref.ProxyType", 3, "weakref.proxy(REFERENT)"],
		] as const
	).map(([name, parts, receiver]) => subject(name, parts, [receiver], "iterable default callback")),
	of("gc", 1, "generation obj"),
	of("_weakref", 1, "object callback"),
	of("sys", 2, "object status"),
	of("operator", 5, "obj attr default a b"),
	of("math", 6, "rel_tol abs_tol start k n steps"),
	of("itertools", 3, "iterable repeat r start step func initial fillvalue n strict selectors data"),
	of("functools", 2, "func iterable initial maxsize typed key cmp"),
	of("_functools", 1, "function iterable initial mycmp"),
	of("_collections", 2, "iterable maxlen mapping"),
	of("collections", 2, "iterable maxlen default_factory mapping typename field_names rename defaults"),
	of("bisect", 1, "x lo hi key"),
	of("_bisect", 1, "x lo hi key"),
	of("_heapq", 1, "heap item"),
	of("heapq", 1, "key reverse n iterable"),
	of("_operator", 3, "obj default"),
	of("array", 1, "typecode initializer"),
	of("re", 2, "pattern string flags repl count maxsplit pos endpos"),
	of("_struct", 1, "format buffer offset"),
	of("copy", 1, "x memo"),
	of("types", 2, "name doc bases kwds exec_body"),
	of("string", 1, "s sep"),
	of("_string", 1),
	of("_json", 1),
	of("json", 2, "obj skipkeys indent separators default sort_keys cls object_hook"),
	of("_codecs", 3, "data errors final obj encoding"),
	of("_abc", 1),
	of("_thread", 1),
	of("atexit", 1),
	of("time", 1),
	of("errno", 1),
	of("unicodedata", 1, "chr default form unistr"),
	of("_typing", 1),
	subject("itertools.chain", 1, ["itertools.chain([1], 'a')"], "iterable", ["itertools"]),
	subject("itertools.count", 1, ["itertools.count(1, 2)"], "start step", ["itertools"]),
	subject("itertools.cycle", 1, ["itertools.cycle('ab')"], "iterable", ["itertools"]),
	subject("itertools.repeat", 1, ["itertools.repeat(ITEM, 2)"], "object times", ["itertools"]),
	subject("itertools.groupby", 1, ["itertools.groupby('aab')"], "iterable key", ["itertools"]),
	subject("itertools.islice", 1, ["itertools.islice('abc', 2)"], "", ["itertools"]),
	subject("itertools.accumulate", 1, ["itertools.accumulate([1, 2])"], "func initial", ["itertools"]),
	subject("itertools.product", 1, ["itertools.product('ab', repeat=2)"], "repeat", ["itertools"]),
	subject("itertools.combinations", 1, ["itertools.combinations('abc', 2)"], "iterable r", ["itertools"]),
	subject("itertools.permutations", 1, ["itertools.permutations('abc', 2)"], "iterable r", ["itertools"]),
	subject("type(itertools.tee('a')[0])", 1, ["itertools.tee('ab')[0]"], "iterable", ["itertools"]),
	subject("functools.partial", 2, ["functools.partial(function, 1, c=4)"], "func", ["functools"]),
	subject("functools._lru_cache_wrapper", 1, ["functools.lru_cache(function)"], "maxsize", ["functools"]),
	subject("collections.deque", 4, ["collections.deque([1, ITEM], 3)"], "iterable maxlen", ["collections"]),
	subject("collections.defaultdict", 3, ["collections.defaultdict(int, a=1)"], "default_factory", ["collections"]),
	subject("collections.OrderedDict", 3, ["collections.OrderedDict(a=1)"], "key default last", ["collections"]),
	subject("array.array", 4, ["array.array('i', [1, 2])", "array.array('d', [1.5])", "array.array('w', 'ab')"], "", [
		"array",
	]),
	subject("re.Pattern", 2, ["re.compile('(a)|b')", "re.compile(b'a')"], "string pos endpos repl count maxsplit", [
		"re",
	]),
	subject("re.Match", 1, ["re.match('(a)(?P<n>b)?', 'abc')"], "default", ["re"]),
	subject("_random.Random", 1, ["_random.Random(1)"], "", ["_random"]),
	subject("random.Random", 3, ["random.Random(1)"], "weights k a b counts", ["random"]),
	subject("io.StringIO", 3, ["io.StringIO('ab\\ncd')"], "initial_value newline size", ["io"]),
	subject("io.BytesIO", 3, ["io.BytesIO(b'ab\\ncd')"], "initial_bytes size", ["io"]),
	subject("struct.Struct", 1, ["struct.Struct('<ih')"], "format buffer offset", ["struct"]),
	subject("operator.itemgetter", 1, ["operator.itemgetter(0, 1)"], "", ["operator"]),
	subject("operator.attrgetter", 1, ["operator.attrgetter('real', 'a.b')"], "", ["operator"]),
	subject("operator.methodcaller", 1, ["operator.methodcaller('count', 'a')"], "name", ["operator"]),
];

const strings = (items: readonly string[]): string => JSON.stringify(items);

/** One program of a subject: the `part`th of its parts. */
export function callsProgram(of: Subject, part: number, { seed, rounds, all, skipped }: Choice): string {
	const settings = [
		`SUBJECT = ${JSON.stringify(of.name)}`,
		`MODULES = ${strings(of.modules)}`,
		`RECEIVERS = [${of.receivers.map((text) => `lambda: ${text}`).join(", ")}]`,
		`WORDS = ${strings(of.words)}`,
		`PART, PARTS, SEED, ROUNDS = ${part}, ${of.parts}, ${seed}, ${rounds}`,
		`ALL = ${all ? "True" : "False"}`,
		`OMITTED = ${strings(OMITTED)}`,
		`SKIPPED = ${strings(skipped)}`,
	];
	return `${settings.join("\n")}\n${readFileSync(HARNESS, "utf8")}`;
}
