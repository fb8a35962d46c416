# dataclass(slots=True) makes a second class: super() and __class__ in its methods are of that one, also behind a wrapper and in a property.
import functools
import gc
import weakref
from dataclasses import dataclass

@dataclass(slots=True)
class Base:
    x: int = 0
    def name(self): return "Base"

@dataclass(slots=True, weakref_slot=True)
class Derived(Base):
    y: int = 1
    def name(self): return super().name() + " Derived"

print(Derived().name(), Derived.name.__closure__[0].cell_contents is Derived)

def wrapped(function):
    @functools.wraps(function)
    def inner(*args): return function(*args)
    return inner

@dataclass(slots=True)
class Wrapped:
    x: int = 3
    @wrapped
    def own(self): return __class__ is Wrapped

@dataclass(slots=True)
class Property:
    x: int = 3
    @property
    def own(self): return __class__ is Property

print(Wrapped().own(), Property().own)

# Whether the first class is still held once a collection has run.
gc.collect()
print([kind.__name__ for kind in Base.__subclasses__()], len(weakref.getweakrefs(Derived)) < 3)

@dataclass(frozen=True, slots=True)
class Frozen:
    x: int

class Open(Frozen):
    y = 2

for attempt in (lambda: setattr(Frozen(1), "x", 2), lambda: delattr(Frozen(1), "x"), lambda: setattr(Frozen(1), "z", 1), lambda: setattr(Open(1), "z", 1), lambda: setattr(Open(1), "x", 1)):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)
print(Frozen.__setattr__.__code__.co_freevars)
