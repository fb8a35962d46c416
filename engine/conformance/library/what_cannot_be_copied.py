# copy and pickle refuse what only C knows the inside of, by the names that C gives.
import copy
import dataclasses
import pickle
import threading
import types
import weakref


class Plain:
    pass


class Slotted:
    __slots__ = ("a", "__weakref__")


@dataclasses.dataclass(slots=True)
class Point:
    x: int


plain = Plain()
plain.x = [1]
slotted = Slotted()
slotted.a = 2
for value in (plain, slotted, Point(3), types.SimpleNamespace(a=1), object()):
    again = pickle.loads(pickle.dumps(value))
    print(type(again).__name__, type(copy.deepcopy(value)).__name__, getattr(again, "__dict__", None))
for value in ({}.keys(), {}.values(), types.MappingProxyType({}), (i for i in ()), threading.Lock(), weakref.ref(plain), property(), classmethod(len)):
    for name, operation in (("copy", copy.copy), ("deepcopy", copy.deepcopy), ("pickle", pickle.dumps)):
        try:
            operation(value)
            print(name, "copied")
        except TypeError as error:
            print(name, error)
