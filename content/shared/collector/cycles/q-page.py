import gc

class Node:
    def __init__(self):
        self.partner = None
        self.page = None

gc.collect()
gc.disable()
page = Node()
a = Node()
b = Node()
a.partner = b
b.partner = a
a.page = page
del a, b
print(gc.collect())
