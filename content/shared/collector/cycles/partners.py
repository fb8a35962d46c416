import gc
import weakref

class Node:
    def __init__(self, name):
        self.name = name
        self.partner = None

gc.collect()
gc.disable()
a = Node("a")
b = Node("b")
a.partner = b
b.partner = a
look = weakref.ref(a)
del a, b
print(look() is None)
print(gc.collect())
print(look() is None)
