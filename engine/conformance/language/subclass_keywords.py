# Keyword arguments that a subclass's own __init__ or __new__ takes: which builtin types let them pass, and what the others say.
import array
import collections
import functools
import weakref


def attempt(make):
    try:
        print("  ", type(make()).__name__)
    except TypeError as error:
        print("  ", error)


def each(base, *args):
    class Plain(base):
        pass

    class Init(base):
        def __init__(self, *args, unit=None):
            pass

    class New(base):
        def __new__(cls, *args, unit=None):
            return super().__new__(cls, *args)

    class Both(New):
        def __init__(self, *args, unit=None):
            pass

    print(base.__name__)
    for cls in (base, Plain, Init, New, Both):
        attempt(lambda: cls(*args, unit="m"))
        attempt(lambda: cls(unit="m"))
        attempt(lambda: cls(*args * 4, unit=1))


each(float, 1.5)
each(int, 3)
each(str, "a")
each(list, [1])
each(tuple, [1])
each(dict, {1: 2})
each(set, [1])
each(frozenset, [1])
each(bytearray, b"a")
each(bytes, b"a")
each(complex, 1)
each(object)
each(enumerate, [1])
each(zip, [1])
each(map, len, [[1]])
each(filter, len, [[1]])
each(reversed, [1])
each(collections.deque, [1])
each(collections.defaultdict, list)
each(collections.Counter, "aa")
each(array.array, "i", [1])
each(functools.partial, len)
each(Exception, 1)
each(StopIteration, 1)
each(SystemExit, 1)


class Measured(float):
    def __init__(self, value, *, unit):
        self.unit = unit


class Watch(weakref.ref):
    def __init__(self, watched, callback=None, *, unit):
        super().__init__(watched, callback)
        self.unit = unit


print(Measured(1.5, unit="m") + 1, Measured(2, unit="s").unit, Watch(each, unit="kg")() is each)
for make in (lambda: range(1, unit=1), lambda: slice(1, unit=1), lambda: bool(unit=1), lambda: weakref.ref(each, unit=1)):
    attempt(make)
