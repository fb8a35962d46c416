# A slice whose bounds are literals: one object for all its uses in 3.14, a new one for each use in 3.13.
import gc
import sys

gc.disable()


class Shown:
    def __getitem__(self, key):
        print(key, sys.getrefcount(key))
        return key

    def __setitem__(self, key, value):
        print(key, sys.getrefcount(key), value)

    def __delitem__(self, key):
        print(key, sys.getrefcount(key))


shown = Shown()


def first():
    return shown[:2]


print(first() is first(), first() is shown[:2], gc.is_tracked(first()))
shown[1:2:3], shown[-1:], shown["a":"b"], shown[0:1, 2], shown[1 + 1 :]
shown[:] = 1
del shown[:]
print("letters"[1:3], "letters"[::-2], (1, 2, 3)[1:], b"bytes"[-2:])

items = [1, 2, 3, 4]
gc.collect()
before = gc.get_count()[0]
items[1:2] = []
del items[:1]
part = items[:]
print(gc.get_count()[0] - before, items, part)
for wrong in (lambda: items[::0], lambda: (1, 2)[::0], lambda: (1, 2)["a":], lambda: {}[1:2:[]]):
    try:
        wrong()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
