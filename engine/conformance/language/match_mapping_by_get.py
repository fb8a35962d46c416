# A mapping pattern asks a mapping for its keys by get(), whichever mapping it is.
from collections import ChainMap, UserDict
from types import MappingProxyType


def look(o):
    match o:
        case {"a": 1, "b": x, **rest}:
            print("a, b", x, rest)
        case {"a": x}:
            print("a", x)
        case {}:
            print("a mapping")
        case _:
            print("none")


for o in (UserDict(a=1, b=2), UserDict(a=2), ChainMap({"a": 1}, {"b": 3, "c": 4}), MappingProxyType({"b": 1}), {1: 2}, 3):
    look(o)


class Asked(dict):
    def get(self, key, default=None):
        print("get", key)
        return super().get(key, default)


look(Asked(a=1, b=2))
look(Asked())


class Name:
    def __init__(self, text):
        self.text = text

    def __hash__(self):
        return hash(self.text)

    def __eq__(self, other):
        return self.text == other


look({Name("a"): 5})


class Refusing(dict):
    def get(self, *args):
        raise KeyError("no")


try:
    look(Refusing())
except KeyError as e:
    print(repr(e))
