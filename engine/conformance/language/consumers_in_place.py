# 3.14 compiles all, any and tuple of a generator expression to a loop of the caller's; the same answers, other allocations.
import builtins
import gc
from sys import getrefcount


class Item:
    def __init__(self, value):
        self.value = value

    def __del__(self):
        print("gone", self.value)


def seen(item):
    print(getrefcount(item))
    return True


def draw(items):
    print(all(i.value < 2 for i in items), any(i.value == 1 for i in items), tuple(i.value for i in items))
    print(all(seen(i) for i in items), tuple(seen(i) for i in items), all(i for i in ()))


def numbers():
    try:
        yield 1
        yield 0
    finally:
        print("closed")


draw([Item(n) for n in range(3)])
print(any(n for n in numbers()), all(n for n in numbers()))
print(gc.is_tracked(tuple(n for n in range(2))))
gc.collect()
gc.disable()
for consume in (lambda: tuple(n for n in range(30))), (lambda: all(n for n in range(30))):
    before = gc.get_count()[0]
    kept = consume()
    print(gc.get_count()[0] - before)

all = lambda source: "own"
print(all(n for n in [1]))
del all
original = builtins.any
builtins.any = lambda source: "changed"
print(any(n for n in [1]))
builtins.any = original
print(any(any(y for y in x) for x in [[0], [0, 1]]))


def fails():
    return all(1 / n for n in [1, 0])


fails()
