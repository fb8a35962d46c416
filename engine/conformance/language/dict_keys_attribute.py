# dict() and dict.update() ask the object itself for keys, which an instance or __getattr__ may have.
import sys
from collections import OrderedDict


class Plain:
    def __getitem__(self, key):
        print("item", key)
        return key * 2


class Asked:
    def __init__(self, answer):
        self.answer = answer

    def __getattr__(self, name):
        print("asked for", name)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def __getitem__(self, key):
        return key.upper()

    def __iter__(self):
        return iter([("x", 1), ("y", 2)])


def show(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


one = Plain()
one.keys = lambda: ["a", "b"]
show(lambda: dict(one))
show(lambda: dict(one, c=1))
target = {"z": 0}
target.update(one)
print(target)
print(sys.getrefcount(one), sys.getrefcount(one.keys))
show(lambda: dict(Asked(lambda: ["k"])))
show(lambda: dict(Asked(AttributeError("none"))))
show(lambda: dict(Asked(ValueError("no"))))
show(lambda: dict(Asked(1)))
show(lambda: {}.update(Asked(lambda: 1)))


class Typed:
    keys = 1

    def __getitem__(self, key):
        return key


show(lambda: dict(Typed()))
show(lambda: dict([("a", 1)]))
show(lambda: dict(5))
show(lambda: dict([1]))
