# Calls everything that a subject has with arguments of every type, and prints one line a call: what came of it, what it
# did to its arguments, and by how much their reference counts differ afterwards. calls.ts sets, before this:
# SUBJECT (what it is called), MODULES (what is imported for it), RECEIVERS (instances of it), WORDS (keywords),
# PART and PARTS (which of its names are meant), SEED, ROUNDS (chosen calls for each), ALL (whether each value is tried
# alone), OMITTED (names left out), SKIPPED (calls left out).
import gc
import sys
import warnings
import weakref
import types

for word in MODULES:
    globals()[word] = __import__(word)


class Item:
    def __repr__(self):
        return "<item>"


class Plain:
    attribute = 1

    def method(self):
        return self


class SubInt(int):
    pass


class SubFloat(float):
    pass


class SubStr(str):
    pass


class SubBytes(bytes):
    pass


class SubList(list):
    pass


class SubTuple(tuple):
    pass


class SubDict(dict):
    pass


class SubSet(set):
    pass


class Meta(type):
    pass


class OfMeta(metaclass=Meta):
    pass


class Slots:
    __slots__ = ("a", "__weakref__")


class Index:
    def __index__(self):
        return 2


class Float:
    def __float__(self):
        return 2.5


class Complex:
    def __complex__(self):
        return 1j


class Sized:
    def __len__(self):
        return 2

    def __getitem__(self, i):
        if i > 2:
            raise IndexError("end")
        return i


class Mapping:
    def keys(self):
        return ["a", "b"]

    def __getitem__(self, key):
        if key not in ("a", "b"):
            raise KeyError(key)
        return key


class Iterates:
    def __iter__(self):
        return iter(["a", "b", "c"])


class Failing:
    def __next__(self):
        raise KeyError("next")

    def __iter__(self):
        return self


class Path:
    def __fspath__(self):
        return "a"


class Equal:
    def __eq__(self, other):
        return True

    def __lt__(self, other):
        return []

    def __hash__(self):
        return 1


class Reflected:
    def __radd__(self, other):
        return "radd"

    def __rmul__(self, other):
        return "rmul"

    def __rsub__(self, other):
        return "rsub"

    def __ror__(self, other):
        return "ror"

    def __rmod__(self, other):
        return "rmod"


class Called:
    def __call__(self, *args, **kwargs):
        return len(args)


class Format:
    def __format__(self, spec):
        return 5

    def __str__(self):
        return SubStr("text")


class Hint:
    def __iter__(self):
        return iter([1])

    def __length_hint__(self):
        return -1


class Lies:
    __class__ = int


class Missing:
    def __getattr__(self, name):
        raise ValueError(name)


def raising(name):
    def method(self, *args):
        raise KeyError(name)

    method.__name__ = name
    return method


SPECIAL = "index int float len iter hash eq bool repr str contains getitem call lt add get format".split()
Raises = type("Raises", (), {f"__{name}__": raising(name) for name in SPECIAL if name not in ("repr", "hash")})
ReprRaises = type("ReprRaises", (), {"__repr__": raising("repr"), "__hash__": raising("hash")})


class Wrong:
    def __index__(self):
        return "index"

    def __int__(self):
        return 1.5

    def __float__(self):
        return 1

    def __len__(self):
        return -1

    def __iter__(self):
        return 5

    def __hash__(self):
        return "hash"

    def __bool__(self):
        return 2

    def __repr__(self):
        return 3

    def __contains__(self, item):
        return []

    def __length_hint__(self):
        return "hint"

    def __fspath__(self):
        return 5

    def __bytes__(self):
        return "bytes"

    def __complex__(self):
        return 1.5

    def __reversed__(self):
        return 1

    def __enter__(self):
        return 1


class Huge:
    def __len__(self):
        return 2**100

    def __index__(self):
        return 2**100

    def __hash__(self):
        return 2**100


def function(a, b=2, *, c=3):
    return (a, b, c)


def generates():
    yield 1
    yield "a"


ITEM = Item()
REFERENT = Plain()


def frame():
    return sys._getframe()


def caught():
    try:
        raise ValueError("caught")
    except ValueError as error:
        return error


VALUES = {
    "None": lambda: None,
    "True": lambda: True,
    "False": lambda: False,
    "NotImplemented": lambda: NotImplemented,
    "...": lambda: ...,
    "0": lambda: 0,
    "1": lambda: 1,
    "-1": lambda: -1,
    "3": lambda: 3,
    "255": lambda: 255,
    "1000": lambda: 1000,
    "-7": lambda: -7,
    "1114112": lambda: 0x110000,
    "maxsize": lambda: sys.maxsize,
    "-maxsize-1": lambda: -sys.maxsize - 1,
    "2**64": lambda: 2**64,
    "-2**100": lambda: -(2**100),
    "1.5": lambda: 1.5,
    "-0.0": lambda: -0.0,
    "nan": lambda: float("nan"),
    "inf": lambda: float("inf"),
    "1e300": lambda: 1e300,
    "2j": lambda: 2j,
    "''": lambda: "",
    "'a'": lambda: "a",
    "'abc def'": lambda: "abc def",
    "'12'": lambda: "12",
    "'{} {a}%s'": lambda: "{} {a}%s",
    "'é€'": lambda: "é€",
    "'😀'": lambda: "😀x",
    "'\\ud800'": lambda: "\ud800",
    "'\\0'": lambda: "\0",
    "b''": lambda: b"",
    "b'ascii'": lambda: b"ascii",
    "b'\\xff'": lambda: b"\xff",
    "bytearray": lambda: bytearray(b"ab"),
    "memoryview": lambda: memoryview(b"abc"),
    "memoryview(bytearray)": lambda: memoryview(bytearray(b"abc")),
    "[]": lambda: [],
    "[I, I]": lambda: [ITEM, ITEM],
    "[1, 2]": lambda: [1, 2],
    "['b', 'a']": lambda: ["b", "a"],
    "()": lambda: (),
    "(I, 1)": lambda: (ITEM, 1),
    "('a', 'b')": lambda: ("a", "b"),
    "(int, str)": lambda: (int, str),
    "{}": lambda: {},
    "{'a': I}": lambda: {"a": ITEM},
    "{1: 2}": lambda: {1: 2},
    "{1, 2}": lambda: {1, 2},
    "frozenset": lambda: frozenset("a"),
    "range(3)": lambda: range(3),
    "slice": lambda: slice(1, None, 2),
    "lambda": lambda: lambda *args: ITEM,
    "function": lambda: function,
    "len": lambda: len,
    "str.upper": lambda: str.upper,
    "[].append": lambda: [].append,
    "int": lambda: int,
    "str": lambda: str,
    "object": lambda: object,
    "Plain": lambda: Plain,
    "ValueError": lambda: ValueError,
    "Meta": lambda: Meta,
    "OfMeta": lambda: OfMeta,
    "Plain()": lambda: Plain(),
    "Plain().method": lambda: Plain().method,
    "Slots()": lambda: Slots(),
    "Item()": lambda: Item(),
    "SubInt(5)": lambda: SubInt(5),
    "SubFloat(1.5)": lambda: SubFloat(1.5),
    "SubStr('sub')": lambda: SubStr("sub"),
    "SubBytes(b's')": lambda: SubBytes(b"s"),
    "SubList([1])": lambda: SubList([1]),
    "SubTuple((1, 2))": lambda: SubTuple((1, 2)),
    "SubDict(a=1)": lambda: SubDict(a=1),
    "SubSet([1])": lambda: SubSet([1]),
    "Index()": lambda: Index(),
    "Float()": lambda: Float(),
    "Complex()": lambda: Complex(),
    "Sized()": lambda: Sized(),
    "Mapping()": lambda: Mapping(),
    "Iterates()": lambda: Iterates(),
    "Failing()": lambda: Failing(),
    "Path()": lambda: Path(),
    "Equal()": lambda: Equal(),
    "Reflected()": lambda: Reflected(),
    "Called()": lambda: Called(),
    "Format()": lambda: Format(),
    "Hint()": lambda: Hint(),
    "Lies()": lambda: Lies(),
    "Missing()": lambda: Missing(),
    "Raises()": lambda: Raises(),
    "ReprRaises()": lambda: ReprRaises(),
    "Wrong()": lambda: Wrong(),
    "Huge()": lambda: Huge(),
    "ref": lambda: weakref.ref(REFERENT),
    "proxy": lambda: weakref.proxy(REFERENT),
    "generator": lambda: generates(),
    "iter([I])": lambda: iter([ITEM]),
    "iter('ab')": lambda: iter("ab"),
    "zip": lambda: zip("ab", [1, 2]),
    "{}.items()": lambda: {"a": ITEM}.items(),
    "{}.keys()": lambda: {"a": 1}.keys(),
    "ValueError()": lambda: ValueError("a", ITEM),
    "StopIteration(1)": lambda: StopIteration(1),
    "caught": lambda: caught(),
    "module": lambda: types.ModuleType("module"),
    "property": lambda: property(function),
    "staticmethod": lambda: staticmethod(function),
    "classmethod": lambda: classmethod(function),
    "super": lambda: super(SubInt, SubInt(1)),
    "code": lambda: function.__code__,
    "frame": lambda: frame(),
    "cell": lambda: types.CellType(ITEM),
    "mappingproxy": lambda: types.MappingProxyType({"a": ITEM}),
    "list[int]": lambda: list[int],
    "int | str": lambda: int | str,
    "namespace": lambda: types.SimpleNamespace(a=ITEM),
}
NAMES = list(VALUES)
# What a result that depends on addresses or on the time is not shown of.
VARYING = {"id", "hash", "__hash__"}
CHANGING = (list, bytearray, dict, set)


class Chosen:
    """The same numbers for the same text."""

    def __init__(self, text):
        state = SEED + 1
        for byte in text.encode("utf-8", "surrogatepass"):
            state = (state * 31 + byte) % 2147483647
        self.state = state or 1
        for _ in range(8):
            self.below(1)

    def below(self, bound):
        self.state = self.state * 48271 % 2147483647
        return self.state % bound

    def of(self, items):
        return items[self.below(len(items))]


def shown(value):
    try:
        text = repr(value)
    except BaseException as error:
        return f"{type(value).__name__} whose repr raises {type(error).__name__}"
    if len(text) > 400:
        text = f"{text[:400]}... {len(text)}"
    return f"{type(value).__name__} {text}"


def failed(error):
    try:
        text = str(error)
    except BaseException as inner:
        text = f"str raises {type(inner).__name__}"
    chain = ""
    if error.__cause__ is not None:
        chain = f" from {type(error.__cause__).__name__}"
    elif error.__context__ is not None:
        chain = f" during {type(error.__context__).__name__}"
    return f"! {type(error).__name__}: {text}{chain}"


def outcome(result, values, varies):
    for i, value in enumerate(values):
        if value is result:
            return f"argument {i}"
    if varies:
        return type(result).__name__
    text = shown(result)
    kind = type(result)
    if hasattr(kind, "__next__") and kind.__module__ in ("builtins", "itertools", "re", "_random"):
        items = []
        try:
            for _ in range(4):
                items.append(shown(next(result)))
        except BaseException as error:
            items.append(failed(error))
        text += f" of {items}"
    return text


def contents(value):
    return repr(value) if type(value) in CHANGING else None


def call(label, function, names, words=(), receiver=None, varies=False):
    shape = ", ".join([*names, *(f"{word}={name}" for word, name in words)])
    if f"{label}({shape})" in SKIPPED:
        return
    values = [] if receiver is None else [receiver()]
    for name in names:
        values.append(VALUES[name]())
    keywords = {}
    for word, name in words:
        keywords[word] = VALUES[name]()
    sys.stdout.write(f"{label}({shape}) -> ")
    held = [*values, *keywords.values()]
    value = None
    before = [sys.getrefcount(ITEM)]
    for value in held:
        before.append(sys.getrefcount(value))
    inside = [contents(value) for value in held]
    try:
        result = function(*values, **keywords)
    except BaseException as error:
        text = failed(error)
        error = None
    else:
        text = outcome(result, held, varies)
        result = None
    after = [sys.getrefcount(ITEM)]
    for value in held:
        after.append(sys.getrefcount(value))
    deltas = [b - a for a, b in zip(before, after)]
    if any(deltas):
        text += f" # refs {deltas}"
    for i, value in enumerate(held):
        if inside[i] is not None:
            try:
                now = contents(value)
            except BaseException as error:
                now = failed(error)
            if now != inside[i]:
                text += f" # argument {i} is {now}"
    sys.stdout.write(text.replace("\n", "\\n").encode("utf-8", "backslashreplace").decode() + "\n")


def words_for(choose):
    chosen = {}
    for _ in range(choose.below(2) + 1):
        chosen[choose.of(WORDS)] = choose.of(NAMES)
    return list(chosen.items())


def calls(label, function, receivers, varies=False):
    choose = Chosen(label)
    receivers = receivers or [None]
    for i, receiver in enumerate(receivers):
        name = f"{label}/{i}" if len(receivers) > 1 else label
        call(name, function, [], (), receiver, varies)
        if ALL:
            for value in NAMES:
                call(name, function, [value], (), receiver, varies)
    for _ in range(ROUNDS):
        i = choose.below(len(receivers))
        name = f"{label}/{i}" if len(receivers) > 1 else label
        count = choose.of((1, 1, 2, 2, 2, 3))
        names = [choose.of(NAMES) for _ in range(count)]
        words = words_for(choose) if choose.below(5) == 0 else ()
        call(name, function, names, words, receivers[i], varies)
    if receivers != [None]:
        for _ in range(ROUNDS // 4):
            names = [choose.of(NAMES) for _ in range(choose.of((0, 1, 1, 2, 3)))]
            call(f"{label}/wrong", function, names, (), None, varies)


def attribute(label, name, receivers):
    for i, receiver in enumerate(receivers):
        call(f"{label}/{i}.get", lambda value: getattr(value, name), [], (), receiver)
        call(f"{label}/{i}.delete", lambda value: delattr(value, name), [], (), receiver)
        for value in NAMES if ALL else NAMES[:: len(NAMES) // 8]:
            call(f"{label}/{i}.set", lambda held, given: setattr(held, name, given), [value], (), receiver)


def warned(message, category, filename, lineno, file=None, line=None):
    sys.stdout.write(f"[{category.__name__}: {message}] ")


def ignored(told):
    sys.stdout.write(f"[ignored {type(told.exc_value).__name__}: {told.exc_value}] ")


# A collection between two counts of one object would be one of an earlier call's garbage.
gc.disable()
warnings.simplefilter("always")
warnings.showwarning = warned
sys.unraisablehook = ignored
DESCRIBED = (types.GetSetDescriptorType, types.MemberDescriptorType)


def meant(name):
    return Chosen(name).below(PARTS) == PART and f"{SUBJECT}.{name}" not in OMITTED and name not in OMITTED


def main():
    subject = eval(SUBJECT)
    if isinstance(subject, type):
        if meant("__call__"):
            calls(f"{SUBJECT}", subject, [])
        for name in sorted(dir(subject)):
            if not meant(name):
                continue
            label = f"{SUBJECT}.{name}"
            value = getattr(subject, name, None)
            static = None
            for base in subject.__mro__:
                if name in base.__dict__:
                    static = base.__dict__[name]
                    break
            if isinstance(static, DESCRIBED):
                attribute(label, name, RECEIVERS)
            elif isinstance(static, (staticmethod, classmethod, types.ClassMethodDescriptorType, types.BuiltinFunctionType)):
                calls(label, value, [])
            elif callable(static) and not isinstance(static, type):
                calls(label, value, RECEIVERS, name in VARYING)
    else:
        for name in sorted(dir(subject)):
            if meant(name):
                value = getattr(subject, name)
                if callable(value) and not name.startswith("__"):
                    calls(f"{SUBJECT}.{name}", value, [], name in VARYING)


main()
