# isinstance of an instance whose __class__ is not to be had: an abstract base class asks its type, and lets other errors through.
import abc
import sys

class Abstract(abc.ABC): pass

class Registered:
    def __getattribute__(self, name): raise AttributeError(name)

class Property:
    @property
    def __class__(self): raise AttributeError("gone")

class Fails:
    @property
    def __class__(self): raise ValueError("gone")

Abstract.register(Registered)
for kind in (Registered, Property, Fails):
    for asked in (Abstract, int, kind):
        try:
            print(kind.__name__, asked.__name__, isinstance(kind(), asked))
        except (AttributeError, ValueError) as error:
            print(kind.__name__, asked.__name__, type(error).__name__, error)
instance = Registered()
before = sys.getrefcount(Registered), sys.getrefcount(instance)
print(isinstance(instance, Abstract), before == (sys.getrefcount(Registered), sys.getrefcount(instance)))
