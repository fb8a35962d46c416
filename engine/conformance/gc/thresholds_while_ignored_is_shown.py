# When collections start while an ignored exception is shown, at every small threshold: each write to stderr is a chance
import gc

gc.disable()


class Cell:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        raise ValueError(self.name)


Cell("first")


def test(threshold):
    counts = []
    gc.collect()
    gc.set_threshold(threshold, 2, 4)
    gc.enable()
    for i in range(6):
        ring = [Cell("u7")]
        ring = [i]
        ring.append(ring)
        counts.append(gc.get_count())
    gc.disable()
    print(threshold, counts)


for threshold in range(1, 40):
    test(threshold)
