# Two nodes hold each other. Counting never frees them; the collector does.
import gc

class Node:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("freed", self.name)

a = Node("a")
b = Node("b")
a.partner = b
b.partner = a
del a, b
print("no name leads to them")
print("found:", gc.collect())
