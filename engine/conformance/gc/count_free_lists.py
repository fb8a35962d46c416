# What a free list gives is not counted: a kind at a time, kept alive and dropped.
import gc

gc.disable()
L = [1]


class Cup:
    def fill(self):
        return self


cup = Cup()
kinds = {
    "list": lambda: [],
    "dict": lambda: {},
    "pair": lambda: (L, L),
    "21 items": lambda: (L,) * 21,
    "set": lambda: set(),
    "list iterator": lambda: iter(L),
    "bound method": lambda: cup.fill,
    "builtin method": lambda: L.append,
    "instance": lambda: Cup(),
    "list()": lambda: list(),
}
for name, make in kinds.items():
    gc.collect()
    held = [None] * 100
    before = gc.get_count()[0]
    for i in range(100):
        held[i] = make()
    alive = gc.get_count()[0]
    for i in range(100):
        held[i] = None
    print(f"{name}: {alive - before} alive, {gc.get_count()[0] - before} kept")
