# The arguments of methods of bytes that are a char or a bool in C, and the order of those of split().
for o in (b"abc", bytearray(b"abc")):
    for m in ("ljust", "rjust", "center"):
        for fill in (b"", b"ab", bytearray(b"x"), bytearray(b"xy"), memoryview(b"x"), "x", 1, None):
            try:
                print(m, getattr(o, m)(5, fill))
            except TypeError as error:
                print(m, error)


class T:
    def __bool__(self):
        print("bool")
        return True


class R:
    def __bool__(self):
        raise KeyError("bool")


print(b"a\nb".splitlines(T()), bytearray(b"a\nb").splitlines(keepends=0), b"a\nb".splitlines([]))
for f in (lambda: b"a\nb".splitlines(R()), lambda: b"a b".split(1, "x"), lambda: bytearray(b"a b").rsplit(1, 2**64)):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
