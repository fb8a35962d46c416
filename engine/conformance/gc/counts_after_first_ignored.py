# What the first exception that is ignored leaves in the count: 3.14 imports io to show its line, and takes from free lists
# Recorded with site.
import gc


class Cell:
    def __del__(self):
        raise ValueError("first")


def fill(n):
    tuples = [tuple(range(size)) for size in range(1, 21) for _ in range(n)]
    lists = [[i] for i in range(n)]
    dicts = [{i: i} for i in range(n)]
    methods = [lists.append for _ in range(n)]
    bound = [gc.callbacks.copy for _ in range(n)]


gc.collect()
gc.disable()
fill(3)
cell = Cell()
before = gc.get_count()
del cell
after = gc.get_count()
cell = Cell()
del cell
print(before, after, gc.get_count())
tuples = [(i, i) for i in range(8)]
print(gc.get_count())
fill(6)
print(gc.get_count())
