"""Whoever finds a descriptor on a class holds it while its __get__, __set__ or __delete__ runs."""
import sys


class Data:
    def __get__(self, obj, cls=None):
        print("get", sys.getrefcount(self), obj if obj is None else sys.getrefcount(obj))
        return 1

    def __set__(self, obj, value):
        print("set", sys.getrefcount(self), sys.getrefcount(obj), sys.getrefcount(value))

    def __delete__(self, obj):
        print("delete", sys.getrefcount(self), sys.getrefcount(obj))


class Methods:
    def __get__(self, obj, cls=None):
        print("bind", sys.getrefcount(self), obj if obj is None else sys.getrefcount(obj))
        return lambda *args: 3


class Holder:
    data = Data()
    method = Methods()
    __len__ = Methods()


class Derived(Holder):
    def inherited(self):
        return super().method


def local():
    h = Derived()
    h.data
    h.data = []
    del h.data
    getattr(h, "data")
    setattr(h, "data", [])
    delattr(h, "data")
    h.inherited()
    h.method()
    len(h)


h = Holder()
h.data
h.data = []
del h.data
Holder.data
h.method()
len(h)
local()
for _ in range(5):
    h.data
    h.data = []


class Fails:
    def __get__(self, obj, cls=None):
        raise LookupError(sys.getrefcount(self))

    def __set__(self, obj, value):
        raise LookupError(sys.getrefcount(self))


class Last:
    fails = Fails()


for use in (lambda: Last().fails, lambda: setattr(Last(), "fails", 1)):
    try:
        use()
    except LookupError as e:
        print(e)
print(sys.getrefcount(Last.__dict__["fails"]))


class Goes:
    """Taken out of its class in its own __get__, it dies only after that."""

    def __get__(self, obj, cls=None):
        del cls.goes
        print("still here")
        return "value"

    def __del__(self):
        print("gone")


class Owner:
    goes = Goes()


print(Owner().goes)
