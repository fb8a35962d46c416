import gc

class Node:
    def __init__(self, name):
        self.name = name
        self.next = None

    def __del__(self):
        print("freed:", self.name)

gc.collect()
gc.disable()
a = Node("a")
b = Node("b")
c = Node("c")
a.next = b
b.next = c
c.next = a
keep = b
del a, b, c
print(gc.collect())
keep = None
print("let go")
print(gc.collect())
