"""What hot code does without its slots, frames or lookups: powers, sums of ints, managers, chr and ord."""
import math


def tried(f, *args):
    try:
        return repr(f(*args))
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def power(x, y):
    return x ** y


NUMBERS = [0.5, 2.0, 1e308, 1e-308, 0.0, -0.0, -2.0, 3, -3, 0, 10**20, 2**60, math.inf, -math.inf, math.nan, 1.0, 7.25]
for turn in range(8):
    for x in NUMBERS:
        for y in NUMBERS:
            if isinstance(x, float) or isinstance(y, float):
                result = tried(power, x, y)
                if turn == 7:
                    print(x, y, result)


def sums(a, b):
    return a + b, a - b, a * b


for i in range(900):
    sums(i, i + 1)
for a in [0, 5, -5, 2**53, 2**53 - 1, -(2**53), 2**52, 2**64, 94906267, -94906267, True, 0.5]:
    for b in [0, -1, 1, 2**53 - 1, 2**52, 94906267, 10**30, False, -0.0]:
        print(a, b, sums(a, b))


class Plain:
    def __init__(self, catches):
        self.catches = catches

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return self.catches


class Static:
    @staticmethod
    def __enter__():
        return 1

    @classmethod
    def __exit__(cls, *exc):
        return len(exc) == 3


class Refusing:
    def __enter__(self):
        raise ValueError("in")

    def __exit__(self, *exc):
        print("never")


class Half:
    def __exit__(self, *exc):
        print("never")


def managed(manager):
    with manager:
        1 / 0
    return "after"


for i in range(900):
    results = [tried(managed, m) for m in (Plain(True), Plain(False), Static(), Refusing(), Half())]
print(*results, sep="\n")


class Index:
    def __index__(self):
        return 66


class Number(int):
    pass


for n in [0, 65, 127, 255, 256, 0x1F600, 0x10FFFF, 0x110000, -1, 2**70, True, Number(67), Index(), 1.5, "a"]:
    print(ascii(tried(chr, n)))
for text in ["a", "ab", "", b"x", b"xy", bytearray(b"z"), bytearray(), 3, None, "\xe9", "\U0001f600"]:
    print(tried(ord, text))
