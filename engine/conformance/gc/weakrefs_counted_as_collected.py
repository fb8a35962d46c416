# Weak containers drop their references in callbacks of the collector: these count as collected, and callbacks stay.
import gc
import sys
import weakref

gc.collect()
gc.disable()

class Node:
    pass

def ring(n):
    nodes = [Node() for _ in range(n)]
    for a, b in zip(nodes, nodes[1:] + nodes[:1]):
        a.next = b
    return nodes

weak_set, values, keys = weakref.WeakSet(), weakref.WeakValueDictionary(), weakref.WeakKeyDictionary()
for node in ring(3):
    weak_set.add(node)
del node
print("set:", gc.collect(), len(weak_set))
values.update(enumerate(ring(3)))
print("values:", gc.collect(), len(values))
for node in ring(3):
    keys[node] = 1
del node
print("keys:", gc.collect(), len(keys))

def callback(r):
    print("called", r(), r.__callback__ is callback)

kept = weakref.ref(ring(2)[0], callback)
print("kept:", gc.collect(), kept.__callback__ is callback, sys.getrefcount(callback))
plain = weakref.ref(Node(), callback)
print("plain:", plain.__callback__)

class Callback:
    def __init__(self, name):
        self.name = name
    def __call__(self, r):
        print("call", self.name)
        held.pop(0)
    def __del__(self):
        print("callback", self.name, "dies")

held = [weakref.ref(node, Callback(i)) for i, node in enumerate(ring(3))]
infos = []
gc.callbacks.append(lambda phase, info: infos.append((phase, info["collected"])))
print("held:", gc.collect(), infos)
