# Sizes of classes, metaclasses, exceptions, generators, frames and what derives from builtin types.
import sys

size = sys.getsizeof


class Plain:
    pass


class Slotted:
    __slots__ = ("a", "b")


class Meta(type):
    pass


class Num(int):
    pass


class Text(str):
    pass


class Pair(tuple):
    __slots__ = ()


class Fault(Exception):
    pass


def steps(a, b):
    c = a
    yield b, c


print(size(Plain), size(Slotted), size(Meta), size(int), size(type))
print(size(Num()), size(Num(2**70)), size(Text()), size(Text("é")), size(Pair((1, 2))), size(Fault()))
print(size(ValueError()), size(KeyError(1)), size(OSError(1, "x")), size(StopIteration()), size(SyntaxError("x")))
print(size(steps(1, 2)), size(i for i in []), size(sys._getframe()))
print([t.__basicsize__ for t in (Plain, Slotted, Num, Pair, Fault, tuple, dict, list, type)])
print([(t.__dictoffset__, t.__weakrefoffset__) for t in (Plain, Slotted, Num, Text, Fault)])
