# An object that its finalizer brings back to life is among the youngest again, also if it was old, or frozen.
import gc

gc.disable()
gc.collect()


class Phoenix:
    def __del__(self):
        self.me = self


def where(o):
    return [i for i in range(3) if any(x is o for x in gc.get_objects(i))]


def generator():
    global again
    try:
        yield
    finally:
        again = running[0]


old = Phoenix()
gc.collect()
print(where(old))
old.keep = [old]
print("a cycle, still old:", where(old), gc.collect(0))
del old.keep[:]
del old
print("the young ones:", gc.collect(0))

frozen = Phoenix()
gc.freeze()
print("frozen:", gc.get_freeze_count() > 0, where(frozen))
del frozen
print("the frozen one came back:", gc.collect())
gc.unfreeze()

running = [generator()]
next(running[0])
gc.collect()
print(where(running[0]))
running[0].close()
print(where(again))
