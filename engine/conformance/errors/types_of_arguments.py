import types


def show(source):
    try:
        print(source, "->", repr(eval(source)))
    except BaseException as error:
        print(source, "->", type(error).__name__, error)


class Plain:
    pass


def function():
    pass


decoding = UnicodeDecodeError("ascii", b"abc", 0, 1, "reason")
kept = [object()]
for source in """object().__format__(5)
Plain().__format__([])
Plain().__format__("x")
None.__format__(0)
(5).__format__(0)
(2.5).__format__(b"")
(2j).__format__(None)
"".__format__(1)
[].__format__({})
iter([]).__init__(1, x=2)
len.__init__(5)
function.__init__(5)
(x for x in []).__init__(1)
object().__init__(1)
Plain().__init__(1)
type(None)(1)
type(None)()
type(...)(x=1)
type(NotImplemented)(1, 2)
types.MethodType(5, 6)
types.MethodType(len, None)
types.MethodType(len)
types.MethodType(len, [1, 2])()
types.MethodType(len, [1, 2], x=1)
delattr(function, "__name__")
delattr(function, "__qualname__")
setattr(function, "__name__", 5)
delattr(function, "__defaults__")
delattr(function, "__kwdefaults__")
setattr(function, "__defaults__", [])
setattr(decoding, "start", None)
setattr(decoding, "end", "a")
delattr(decoding, "start")
setattr(decoding, "end", 3)
setattr(decoding, "end", 2**70)
str(decoding)
decoding.__init__(1)
decoding.args""".splitlines():
    show(source)

# What a parser of arguments refuses is named by its type, but None by its value.
for source in """"a".replace(None, "b")
"a".replace("b", None)
"a".removeprefix(None)
"a".partition(None)
"a".encode(None)
"a".join(None)
"a".ljust(3, None)
"a".__format__(None)
format(5, None)
b"a".decode(None)
int.from_bytes(b"a", None)
(5).to_bytes(1, None)
compile("1", "a", None)
memoryview(b"a").cast(None)
ord(None)
"a".startswith(None)
"a".find(None)
"a".split(5)
bytes.fromhex(None)
str.maketrans("a", None)
str.maketrans("a", "b", None)
type(None, (), {})
type("a", None, {})
__import__("sys").intern(None)""".splitlines():
    show(source)
