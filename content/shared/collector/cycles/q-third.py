import gc

class Node:
    def __init__(self):
        self.partner = None
        self.third = None

gc.collect()
gc.disable()
third = Node()
a = Node()
b = Node()
a.partner = b
b.partner = a
a.third = third
del a, b
print(gc.collect())
