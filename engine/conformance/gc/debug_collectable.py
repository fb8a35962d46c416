# DEBUG_COLLECTABLE names what a collection found; DEBUG_UNCOLLECTABLE shows gc.garbage at exit.
import gc


class Knot:
    pass


gc.disable()
gc.collect()
gc.set_debug(gc.DEBUG_COLLECTABLE)
knot = Knot()
knot.self = knot
ring = []
ring.append(ring)
table = {}
table["t"] = table
error = ValueError()
error.again = error


def outer():
    def inner():
        return inner


outer()
del knot, ring, table, error
print(gc.collect())
gc.set_debug(gc.DEBUG_LEAK)
knot = Knot()
knot.self = knot
del knot
print(gc.collect(), [type(o).__name__ for o in gc.garbage])
gc.garbage.clear()
gc.set_debug(0)
print(gc.collect())
gc.set_debug(gc.DEBUG_UNCOLLECTABLE)
gc.garbage.append("left over")
