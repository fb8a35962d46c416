# Sixteen MemoryErrors are made before the program begins: to raise or make one counts no allocation.
import gc

gc.disable()
gc.collect()
many = gc.get_count
many()


def counted(make):
    before = many()[0]
    made = make()
    there = many()[0]
    made = None
    return there - before, many()[0] - there


print([counted(lambda: None) for _ in range(2)][1:])
print([counted(MemoryError) for _ in range(3)])
