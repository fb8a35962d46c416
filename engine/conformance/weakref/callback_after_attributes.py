# a class derived from set loses its attributes before its weak references are cleared, one derived from list after
import weakref


class Part:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("part dead:", self.name)


class Bag(set):
    pass


class Row(list):
    pass


for cls in (Bag, Row):
    o = cls([Part("item")])
    o.label = Part("attribute")
    r = weakref.ref(o, lambda r: print("callback, dead:", r() is None))
    print(cls.__name__)
    del o
