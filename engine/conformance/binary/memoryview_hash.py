# A memoryview's hash is that of the bytes it shows; its exporter must have one too, and is asked once.
import array


def attempt(view):
    try:
        print(hash(view) == hash(bytes(view)))
    except (TypeError, ValueError, ZeroDivisionError) as error:
        print(type(error).__name__, error)


class Counted(bytes):
    def __hash__(self):
        print("asked")
        return 5


class Failing(bytes):
    def __hash__(self):
        return 1 // 0


class Unhashable(bytes):
    __hash__ = None


class Array(array.array):
    def __hash__(self):
        print("asked")
        return 3


for view in (
    memoryview(b"abc"),
    memoryview(b"abcdef")[::2],
    memoryview(b"abcd").cast("b"),
    memoryview(b"abcd").cast("i"),
    memoryview(bytearray(b"abc")),
    memoryview(bytearray(b"abc")).toreadonly(),
    memoryview(Failing(b"a")),
    memoryview(Unhashable(b"a")),
    memoryview(Array("B", [1])).toreadonly(),
    memoryview(Array("i", [1])).toreadonly(),
    memoryview(b""),
):
    attempt(view)

view = memoryview(Counted(b"abc"))
print(hash(view) == hash(view) == hash(b"abc"))
part = view[1:]
print(hash((part, 1)) == hash((b"bc", 1)), {part: "found"}[b"bc"])
view.release()
print(hash(view) == hash(b"abc"))
released = memoryview(b"abc")
released.release()
try:
    hash(released)
except ValueError as error:
    print(error)
