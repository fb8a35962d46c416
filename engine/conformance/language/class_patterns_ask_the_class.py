# A class pattern asks as isinstance does: abstract classes, protocols, metaclasses of the program's own, claimed classes
import collections.abc
import typing


@typing.runtime_checkable
class Closer(typing.Protocol):
    def close(self): ...
class F:
    def close(self): pass
print(isinstance(F(), Closer), isinstance(3, Closer), issubclass(F, Closer))
match F():
    case Closer(): print("closer")
    case _: print("no")
class Prot(typing.Protocol):
    x: int
try:
    match F():
        case Prot(): print("?")
except TypeError as e: print(e)
try: isinstance(F(), Prot)
except TypeError as e: print(e)
@typing.runtime_checkable
class HasX(typing.Protocol):
    x: int
    y: int
class A:
    x: int
    y: int
    def __init__(self): self.x, self.y = 1, 2
match A():
    case HasX(x=v): print("x", v)
    case _: print("none")


class Meta(type):
    def __instancecheck__(cls, o):
        print("asked", o)
        if o == 4: raise ValueError("four")
        return o == 3
class Three(metaclass=Meta): pass
class Claims:
    @property
    def __class__(self): return dict
for subject in ([1], {2}, "s", 3, 4, Claims(), {5: 6}):
    try:
        match subject:
            case collections.abc.MutableSequence(): print("a list")
            case collections.abc.Set(): print("a set")
            case Three(): print("three")
            case dict(): print("a dict")
            case _: print("something else")
    except ValueError as e: print(e)
