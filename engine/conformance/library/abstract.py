# Abstract base classes: what may be made, what counts as a subclass, and that they remember classes weakly.
import abc
import gc
import weakref

class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self): ...
    @property
    @abc.abstractmethod
    def name(self): ...
    @classmethod
    def __subclasshook__(cls, other):
        return True if hasattr(other, "is_shape") else NotImplemented

class Half(Shape):
    def area(self): return 1

class Whole(Half):
    name = "whole"

for cls in (Shape, Half, Whole):
    print(cls.__name__, sorted(cls.__abstractmethods__))
    try:
        print(type(cls()).__name__)
    except TypeError as e:
        print(e)

class Duck:
    is_shape = True

class Registered: pass
print(issubclass(Duck, Shape), issubclass(Registered, Shape), isinstance(Registered(), Shape))
print(Shape.register(Registered) is Registered, issubclass(Registered, Shape), isinstance(Registered(), Shape))
try:
    Whole.register(Shape)
except RuntimeError as e:
    print(e)
watch = weakref.ref(Registered)
del Registered
gc.collect()
print(watch() is None, isinstance(3, Shape), issubclass(int, Shape))
