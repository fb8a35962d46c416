# What a class pattern allocates: a set of names, a list of values, and the tuple that they become.
import gc


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


def place(value):
    match value:
        case str():
            return "text"
        case Point(0, y):
            return y
        case Point(x, y=1):
            return x
        case list(items):
            return items
        case _:
            return None


gc.disable()
for value in "a", Point(0, 2), Point(3, 1), Point(3, 4), [1], None:
    gc.collect()
    counts = [gc.get_count()[0]]
    for _ in range(3):
        place(value)
        counts.append(gc.get_count()[0])
    print([later - earlier for earlier, later in zip(counts, counts[1:])])
