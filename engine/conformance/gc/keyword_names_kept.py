# max() and min() keep a tuple of their keywords' names from the first call with one: one more object is there for good.
import gc

gc.disable()
gc.collect()
many = gc.get_count


def counted(call):
    before = many()[0]
    call()
    return many()[0] - before


calls = [lambda: max([1], default=None), lambda: min([1], default=None), lambda: max([1], key=None)]
print([counted(lambda: None) for _ in range(3)][1:])
for call in calls:
    print(counted(call), counted(call))
