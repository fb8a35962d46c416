# What showing an ignored exception leaves in free lists: allocations that the collector counts once after each full collection
import gc
gc.disable()
class Fails:
    def __del__(self):
        raise ValueError(1)
class Catches:
    def __del__(self):
        try:
            raise ValueError
        except ValueError:
            pass
def counted(make):
    gc.collect()
    before = gc.get_count()[0]
    make()
    between = gc.get_count()[0]
    make()
    return between - before, gc.get_count()[0] - between
Fails()
for kind in (Catches, Fails, Fails):
    print(kind.__name__, counted(kind))
