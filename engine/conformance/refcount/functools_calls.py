# What partial, reduce and lru_cache hold while the function that they call runs
import sys
from functools import cmp_to_key, lru_cache, partial, reduce

o = object()
v = object()


def show(x, **k):
    print(sys.getrefcount(x), [sys.getrefcount(value) for value in k.values()])


class C:
    def __init__(self, x=None, **k):
        show(x, **k)

    def method(self, x, **k):
        show(x, **k)


class Quiet:
    def meet(self, x, **k):
        print("m", sys.getrefcount(x), [sys.getrefcount(value) for value in k.values()])


show(o)
for p in (partial(show, o), partial(show, o, v=v), partial(Quiet().meet, o), partial(Quiet().meet, o, v=v)):
    p()
    p(w=v)
partial(show)(o)
partial(show, v=v)(o)
partial(C, o)()
partial(C, o, v=v)()
reduce(lambda a, b: print(sys.getrefcount(a), sys.getrefcount(b)) or a, [object(), object(), o])
for size in (0, None, 2):
    cached = lru_cache(size)(lambda x, y=None: print("call", sys.getrefcount(x)))
    cached(o)
    cached(v)
    cached(v)
    cached(x=o)
    cached(object())
    print(size, sys.getrefcount(o), sys.getrefcount(v), cached.cache_info())
sorted([object(), object()], key=cmp_to_key(lambda a, b: print("cmp", sys.getrefcount(a)) or 0))
