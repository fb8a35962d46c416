# What __exit__ gets of an exception, and how often it is referred to meanwhile: at module level, in functions, again and again
from sys import getrefcount
class C:
    def __enter__(self): return self
    def __exit__(self, kind, value, tb):
        print(getrefcount(value), getrefcount(tb), getrefcount(self))
        return True
with C() as held:
    raise KeyError(held)
with C() as held:
    raise KeyError
def f():
    with C() as held:
        raise KeyError(held)
f()
def fail(d):
    if d == 0: raise LookupError
    return fail(d - 1)
for i in range(12):
    with C() as held:
        try:
            fail(1)
        except Exception as e:
                err1 = e
        raise KeyError(held)
class D(C):
    def __exit__(self, *args):
        print(getrefcount(args[1]), getrefcount(args[2]), getrefcount(args))
        return True
with D() as held:
    raise KeyError(held)
for i in range(12): f()
