# A collection in the midst of print: the text asked for runs one that is scheduled, while write is bound
import gc
gc.disable()
gc.collect()
print(gc.get_count())
class Plain:
    pass
print(gc.get_count())
gc.collect(1)
print(gc.get_count())
gc.set_threshold(9, 2, 3)
gc.enable()
for i in range(6):
    print("a", gc.get_count())
    ring = [{i: [i]}]
    print("b", gc.get_count())
    ring = []
    print("c", gc.get_count())
    ring.append(ring)
    print("d", gc.get_count())
