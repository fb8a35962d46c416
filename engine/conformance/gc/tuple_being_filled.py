# tuple(iterable) while it is iterated over: 3.13 fills a tuple that the collector sees, 3.14 waits with eight items, then uses a list.
import gc


class Source:
    def __init__(self, count, hint, collects=False):
        self.left = count
        self.hint = hint
        self.collects = collects

    def __iter__(self):
        return self

    def __length_hint__(self):
        seen.append("hint")
        return self.hint

    def __next__(self):
        self.left -= 1
        if self.left < 0:
            raise StopIteration
        if self.collects and self.left == 1:
            gc.collect()
        if self.left < 4:
            seen.append(gc.get_count()[0])
        return self.left


seen = []
gc.disable()
for count, hint in (1, 1), (3, 0), (3, 3), (8, 8), (9, 8), (12, 0), (30, 30), (0, 4):
    for collects in False, True:
        source = Source(count, hint, collects)
        seen.clear()
        gc.collect()
        made = tuple(source)
        end = gc.get_count()[0]
        where = [sum(o is made for o in gc.get_objects(g)) for g in range(3)]
        print(count, hint, collects, seen, end, where)
