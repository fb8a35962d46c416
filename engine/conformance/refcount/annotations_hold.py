# What annotations hold: in 3.14 nothing until they are asked for, but a function and its code.
import gc
import sys
import weakref


class Mark: ...


def note(text):
    return lambda ref: print(text, "died")


def make():
    def f(x: mark) -> mark: ...

    return f


mark = Mark()
gc.collect()
gc.disable()
before = gc.get_count()[0]
f = make()
print("objects", gc.get_count()[0] - before, "count", sys.getrefcount(mark))
f.__annotations__
print(sys.getrefcount(mark), gc.is_tracked(f.__annotations__))
watch = weakref.ref(f, note("function"))
if sys.version_info >= (3, 14):
    watch_too = weakref.ref(f.__annotate__, note("__annotate__"))
    print(sys.getrefcount(f.__annotate__), [type(o).__name__ for o in gc.get_referents(f.__annotate__)])
del f
print(sys.getrefcount(mark))


class Held:
    x: mark
    y: mark = 1

    def method(self, z: mark): ...


print(sys.getrefcount(mark), [n for n in vars(Held) if not n.startswith("__")])
Held.__annotations__, Held.method.__annotations__
print(sys.getrefcount(mark))
watch = weakref.ref(Held, note("class"))
methods = weakref.ref(Held.method, note("method"))
del Held
gc.collect()
print(sys.getrefcount(mark))
