# Which of several wrong arguments is told of, and what has happened by then.
class Bound:
    def __init__(self, name, value=0):
        self.name, self.value = name, value

    def __repr__(self):
        return self.name

    def __index__(self):
        print("index of", self.name)
        return self.value


class Numbers:
    def __init__(self, *items):
        self.items = iter(items)

    def __iter__(self):
        print("iter")
        return self

    def __next__(self):
        item = next(self.items)
        print("next", item)
        return item


class Sized:
    def __len__(self):
        print("len")
        return 1


def show(what, function):
    try:
        print(what, repr(function()))
    except Exception as error:
        print(what, type(error).__name__, error)


show("sum of no iterable", lambda: sum(1, ""))
show("sum from a text", lambda: sum(Numbers(1), ""))
show("sum from bytes", lambda: sum([], b""))
show("sum from a bytearray", lambda: sum([], bytearray()))
show("sum from a list", lambda: sum(Numbers([1], [2]), [0]))
show("sum from True", lambda: sum([], True))
show("sum", lambda: sum([2**60, 1.5, 2], 2**70))

for data in (b"abcab", bytearray(b"abcab")):
    for name in ("find", "rfind", "index", "rindex", "count"):
        method = getattr(data, name)
        show(name, lambda: method("a", "b"))
        show(name, lambda: method(None, Bound("start"), Bound("end", 5)))
        show(name, lambda: method(300, Bound("start"), 1.5))
        show(name, lambda: method(Bound("byte", 97), 1))
        show(name, lambda: method(Bound("byte", 256), Bound("start")))
    show("hex", lambda: data.hex("", "x"))
    show("hex", lambda: data.hex("::", Bound("group", 2)))
    show("hex", lambda: data.hex(1))
    show("hex", lambda: data.hex(None, 2))
    show("hex", lambda: data.hex([1]))
    show("hex", lambda: data.hex([]))
    show("hex", lambda: data.hex(Sized()))
    show("hex", lambda: data.hex("\xe9"))
    show("hex", lambda: data.hex("\u20ac"))
    show("hex", lambda: data.hex(b"-", Bound("group", -2)))
    show("hex", lambda: data.hex(b"\xff"))

show("bytearray", lambda: bytearray(Numbers(1, 2, 3)))
show("bytearray", lambda: bytearray(Numbers(1, 256, 3)))
show("bytearray", lambda: bytearray(Numbers(1, "a", 3)))
show("bytearray", lambda: bytearray(Numbers(Bound("first", 7), Bound("second", -1), 3)))


def numbers(target):
    yield 1
    print("so far", bytes(target))
    yield 2
    print("so far", bytes(target))
    raise KeyError("enough")


target = bytearray(b"before")
show("bytearray again", lambda: target.__init__(numbers(target)))
print(target)
show("bytearray that is too large", lambda: bytearray(2**63))
show("bytes that are too large", lambda: bytes(2**63))
show("bytes of a negative size", lambda: bytes(-1))
show("bytes of an index", lambda: bytes(Bound("size", 3)))
show("struct of an index", lambda: __import__("struct").pack("<h", Bound("number", 258)))

for name in ("index", "remove"):
    show(name, lambda: getattr(__import__("collections").deque([1]), name)("a"))
