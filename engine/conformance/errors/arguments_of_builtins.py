import collections
import io
import itertools


def show(source, **names):
    try:
        print(source, "->", eval(source, globals(), names))
    except BaseException as error:
        print(source, "->", type(error).__name__, error)


for source in """enumerate()
enumerate(x=1)
enumerate(1, 2, 3)
enumerate(start=1)
list(enumerate(start=1, iterable="ab"))
list(enumerate(iterable="ab", start=1))
list(enumerate("ab", start=2))
enumerate("a", x=1)
enumerate("a", iterable=1)
enumerate(x=1, y=2)
enumerate("a", 1, start=2)
zip(a=1, strict=2)
zip(a=1)
map(a=1)
map(len, "a", a=1)
sum()
sum(1, 2, start=3)
sum(1, x=2)
sum([], "")
sum([[1]], start=[])
sum(x=1)
NameError(1, name=2, x=3)
NameError(x=2)
AttributeError(x=1)
AttributeError(name=1, obj=2, x=3)
ImportError(x=1)
ImportError(1, 2, name=3, x=1)
ImportError(name=3, path=3, name_from=5, x=1)
StopIteration(x=1)
SystemExit(1, x=1)
type("E", (StopIteration,), {})(a=1)
type("E", (SystemExit,), {"__init__": lambda *a, **k: None})(a=1).args
UnicodeDecodeError(a=1)
UnicodeEncodeError(1, a=1)
UnicodeTranslateError(1, a=1)
bytes(1, 2, 3, 4)
bytes(x=1)
bytes(b"a", source=1)
bytes("a", encoding="ascii")
bytes(source="é", encoding="utf-8", errors="strict")
str(1, object=2)
str(b"a", "ascii", x=2)
str(1, 2, 3, 4)
str(1, 2, 3, 4, x=1)
str(object=b"a", errors="strict")
bytearray(1, 2, 3, 4)
bytearray(b"a", source=1)
complex(1, real=2)
complex(1, 2, 3)
complex(imag=1)
int(1, base=2, x=3)
int(x=1)
int(base=3)
int(1, 2, base=3)
int("12", base=5)
int(1, 2, 3)
memoryview(1, object=2)
memoryview()
memoryview(x=1)
bytes(memoryview(object=b"a"))
max(1, 2, a=1, b=2, c=3)
max([], a=1)
sorted([], a=1, b=2, c=3)
[].sort(a=1, b=2, c=3)
[].sort(a=1)
io.StringIO(a=1, b=2, c=3)
io.StringIO("a", initial_value="b")
io.StringIO(initial_value="b").read()
io.BytesIO("a", initial_bytes=1)
io.BytesIO(initial_bytes=b"a").read()
collections.deque(a=1)
collections.deque(a=1, b=1, c=1)
itertools.product("a", a=1, b=2)
str.__add__("a", 5)
str.__add__("a")
str.__add__("a", "b", "c")
str.__mul__("a", 2.5)
str.__mul__("a", True)
str.__rmul__("a", 2)
bytes.__mul__(b"a", "a")
bytes.__add__(b"a", "a")
bytes.__add__(b"a", bytearray(b"b"))
list.__mul__([1], "a")
list.__imul__([1], 2**70)
tuple.__rmul__((1,), 2)
str.__repr__("a", 1)
str.__repr__("a", x=1)
str.__eq__("a", x=1)
str.__eq__("a")
object.__setattr__("a")
list.__setitem__([], 1)
list.__delitem__([])
property.__get__(property())
property.__get__(property(), 1, 2, 3)
property.__set__(property(), 1)
"a".__len__(1)
"a".__getitem__(1, 2)""".splitlines():
    show(source)


class Text(str):
    def __radd__(self, other):
        return "radd"


class Right:
    def __radd__(self, other):
        return "R"

    def __rmul__(self, other):
        return "R"


print("a" + Text("b"), Text("b") + "a")
print("a" + Right(), b"a" + Right(), "a" * Right(), b"a" * Right())
for left in Text("b"), "b", b"b":
    for operation in "left + 5", "left * 'a'", "left + None":
        show(operation, left=left)


for source in """UnicodeDecodeError("a", "b", 1, 2, "c")
UnicodeDecodeError("a", b"b", "c", 2, "c")
UnicodeDecodeError("a", bytearray(b"b"), 1, 2, "c")
UnicodeEncodeError("a", b"b", 1, 2, "c")
UnicodeEncodeError("a", "b", 1, 2, 3)
UnicodeTranslateError("b", 1, 2, 3)
UnicodeTranslateError(5, 1, 2, "a")
UnicodeTranslateError("a", True, 2, "a")""".splitlines():
    show(source)
