# Descriptors of builtin types are members or getsets as in CPython, which types.MemberDescriptorType and dataclasses go by.
import functools
import types
from dataclasses import dataclass


class Slotted:
    __slots__ = ("x",)


print(types.MemberDescriptorType.__name__, types.GetSetDescriptorType.__name__)
print(isinstance(Slotted.x, types.MemberDescriptorType), isinstance(int.real, types.MemberDescriptorType))
for d in (
    Slotted.x, complex.real, float.real, slice.start, range.stop, property.fget, staticmethod.__func__, StopIteration.value,
    types.FunctionType.__globals__, types.FunctionType.__code__, types.MethodType.__func__, types.CodeType.co_name,
    types.TracebackType.tb_frame, types.TracebackType.tb_next, type.__dict__["__base__"], type.__dict__["__name__"],
    super.__dict__["__self__"], functools.partial.func, BaseException.args, SyntaxError.lineno, OSError.errno,
):
    print(type(d).__name__, d.__qualname__, d)


def f():
    pass


for owner, name in ((f, "__globals__"), (f, "__closure__"), (slice(1), "start"), (range(3), "step"), (1j, "imag"), (1.5, "real")):
    for change in (lambda: setattr(owner, name, 1), lambda: delattr(owner, name)):
        try:
            change()
        except (AttributeError, TypeError) as e:
            print(name, type(e).__name__, e)


@dataclass
class Point:
    __slots__ = ("x", "y")
    x: int
    y: int


print(Point(1, 2))
try:
    Point(1)
except TypeError as e:
    print(e)


@dataclass
class Base:
    __slots__ = ("x",)
    x: int


@dataclass
class Derived(Base):
    __slots__ = ("x", "y")
    x: int
    y: int


print(Derived(1, 2))
