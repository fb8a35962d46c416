# The first exception that is ignored while collections are due every few allocations: in its finalizer's frame, in the import, after it
# Recorded with site.
import gc


class Cell:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        raise ValueError(self.name)


gc.collect()
gc.set_threshold(8, 2, 4)
for i in range(24):
    ring = [Cell("d19")]
    ring = [i]
    ring.append(ring)
    print(i, gc.get_count())
