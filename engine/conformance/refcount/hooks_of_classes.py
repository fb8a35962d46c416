"""A method that a class's hooks are called by is bound first, and holds its object while it runs."""
import abc
import sys

count = sys.getrefcount


class Named:
    def __set_name__(self, owner, name):
        print("__set_name__", owner.__name__, name, count(self), count(owner))


class Shown:
    def __init_subclass__(cls, **options):
        print("__init_subclass__", cls.__name__, options, count(cls))


class Own(Shown):
    first = Named()
    second = first


class Options(Shown, option=[1]):
    def method(self):
        return __class__


Made = type("Made", (Shown,), {"made": Named()})


class Meta(type):
    def __new__(meta, name, bases, namespace, **options):
        return super().__new__(meta, name, bases, namespace, **options)

    def __instancecheck__(cls, o):
        print("__instancecheck__", count(cls), count(o))
        return True

    def __subclasscheck__(cls, other):
        print("__subclasscheck__", count(cls))
        return True


class ByMeta(Shown, metaclass=Meta, option=2):
    named = Named()


o = object()
print(isinstance(o, ByMeta), issubclass(int, ByMeta), isinstance(o, (int, ByMeta)))
match o:
    case ByMeta():
        print("matched")


class Sized(abc.ABC):
    @classmethod
    def __subclasshook__(cls, other):
        print("__subclasshook__", cls.__name__, other.__name__)
        return NotImplemented


print(isinstance(o, Sized), issubclass(int, Sized), isinstance(o, Sized))


class Wrong(Exception):
    pass


class Refused(Shown):
    def __init_subclass__(cls):
        raise Wrong(count(cls))


class Failing:
    def __set_name__(self, owner, name):
        raise Wrong(count(self), count(owner))


try:
    class Never(Refused):
        pass
except Wrong as error:
    print(error)
try:
    class Never:
        failing = Failing()
except Exception as error:
    print(type(error).__name__, error, getattr(error, "__notes__", None))
print(count(Named), count(o))
