# SimpleNamespace: copy.replace() of it and its subclasses; what its one positional argument may be.
import copy
import types


class Point(types.SimpleNamespace):
    def __init__(self, x=0, y=0, **others):
        print("init", x, y, others)
        super().__init__(x=x, y=y, **others)


shared = []
point = Point(1, 2, tags=shared)
moved = copy.replace(point, y=7)
print(moved, type(moved) is Point, moved.tags is shared, point.y)
print(types.SimpleNamespace(a=1).__replace__(b=2))


class Number(types.SimpleNamespace):
    def __new__(cls):
        return 5


for attempt in (
    lambda: point.__replace__(1),
    lambda: types.SimpleNamespace.__new__(Number).__replace__(),
    lambda: types.SimpleNamespace({"a": 1}, a=2),
    lambda: types.SimpleNamespace([("a", 1)], b=2),
    lambda: types.SimpleNamespace({1: 2}),
    lambda: types.SimpleNamespace([(1, 2)]),
    lambda: types.SimpleNamespace([(1, 2, 3)]),
    lambda: types.SimpleNamespace(1, 2),
    lambda: types.SimpleNamespace(None),
):
    try:
        print(attempt())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
