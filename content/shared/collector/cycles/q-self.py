import gc

class Node:
    pass

gc.collect()
gc.disable()
plain = Node()
ring = Node()
ring.me = ring
del plain, ring
print(gc.collect())
