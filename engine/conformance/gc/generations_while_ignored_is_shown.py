# Collections of each generation while exceptions are ignored in a loop: what the display needs for a moment counts too
import gc
gc.disable()
class Cell:
    def __init__(self, name, p=None):
        self.name = name
        self.p = p
    def __hash__(self):
        return 1
    def __del__(self):
        raise ValueError(self.name)
Cell("first")
def test():
    gc.collect()
    l = []
    gc.set_threshold(13, 3, 4)
    gc.enable()
    for i in range(12):
        ring = [Cell("u7")]
        ring = []
        ring = [i]
        ring.append(ring)
        l.append(gc.get_count())
    gc.disable()
    print(l)
test()
test()
