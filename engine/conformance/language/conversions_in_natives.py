# Where natives take a number or a truth, an object whose __index__, __float__, __complex__ or __bool__ is Python code will do
import array
import collections
import itertools
import math


class Index:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        print(f"index {self.n}", end="; ")
        return self.n


class Real:
    def __float__(self):
        print("float", end="; ")
        return 2.25


class Truth:
    def __bool__(self):
        print("bool", end="; ")
        return False


class Wrong:
    def __index__(self):
        return "one"

    def __complex__(self):
        raise LookupError("no complex")


i, j, f, b, w = Index(1), Index(3), Real(), Truth(), Wrong()
items = [0, 1, 2, 3, 4]
print(items[i:j], (0, 1, 2, 3)[i], "abcd"[i:j], b"abcd"[i], range(9)[i:j], items.pop(i), items.insert(i, "new"), items)
items[i:j] = [9]
del items[i]
print(items, bytes([i, j]), bytearray(j), "ab".center(j, "-"), "a,b,c".split(",", i), "abcabc".find("a", i), "x" * j)
print((5).to_bytes(j, "big"), int("11", j), collections.deque([1, 2, 3])[i], collections.deque("abc", maxlen=i))
print(array.array("i", [i, j]), list(enumerate("a", i)), list(itertools.repeat(1, j)), round(2.567, i), [7, 1, 7].index(7, i))
print(math.pow(f, 2), math.gcd(i, j), math.comb(j, i), math.hypot(f, i), complex(f), complex(i), math.log(f, 2))
print(sorted([2, 1], reverse=b), "a\nb".splitlines(b), list(zip("a", "ab", strict=b)))
for wrong in (lambda: [1][w], lambda: "ab".center(w), lambda: items.pop(w), lambda: complex(w), lambda: math.gcd(2, w)):
    try:
        wrong()
    except (TypeError, LookupError) as error:
        print(type(error).__name__, error)
i *= "x"
