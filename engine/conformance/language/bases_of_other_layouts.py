# Which bases may take one another's place (compatible_for_assignment), and the sizes that types say their instances have
import sys


class Base: pass
class S:
    __slots__ = ("a",)
class S2:
    __slots__ = ("b", "c")
class L(list): pass
class D(dict): pass
class E(Exception): pass


targets = [object, int, str, list, dict, tuple, float, set, Exception, Base, S, S2, L, D, E, bytes, frozenset, type,
           ValueError, OSError, BaseException, complex, bytearray]
for first in targets:
    for new in targets:
        try:
            made = type("T", (first,), {})
            made.__bases__ = (new,)
            print(first.__name__, new.__name__, "ok")
        except TypeError as e:
            print(first.__name__, new.__name__, e)
for t in (type, memoryview, int, tuple, bytes, object, list, str, Base, type("M", (type,), {}), frozenset, BaseException):
    print(t.__name__, t.__basicsize__, t.__itemsize__)
print(sys.getsizeof(memoryview(b"abc")), memoryview(b"abc").__sizeof__(), Base.__sizeof__() == type.__sizeof__(Base))
try:
    class WithSlots(type):
        __slots__ = ("a",)
except TypeError as e:
    print(e)
