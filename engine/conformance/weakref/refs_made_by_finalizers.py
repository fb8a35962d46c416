# Weak references that finalizers make to doomed objects are cleared before the deletion, and none of them calls back.
import gc
import weakref

gc.disable()
made = []


class Node:
    def __init__(self, name, last):
        self.name = name
        self.last = last

    def __del__(self):
        name = self.name
        made.append(weakref.ref(self, lambda r: print("callback for", name)))
        made.append(weakref.ref(self.partner))
        print("finalizer of", name, [r() is not None for r in made])


class Last:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("goes with", self.name, [r() is not None for r in made])


# They are old, so that the collection does not find them: their counts end while it deletes.
old = [Last("a"), Last("b")]
gc.collect()
a, b = Node("a", old[0]), Node("b", old[1])
a.partner, b.partner = b, a
del a, b, old
print("found", gc.collect(0))
print([r() for r in made])
