# copy and deepcopy: shared and separate parts, cycles, slots, and the methods that take part.
import copy

class Node:
    def __init__(self):
        self.items = [1]
        self.me = self
class Slotted:
    __slots__ = ("a", "b")
class Custom:
    def __init__(self, n): self.n = n
    def __copy__(self): return Custom(self.n + 1)
    def __deepcopy__(self, memo): return Custom(self.n + 100)
class State:
    def __init__(self): self.kept, self.dropped = 1, 2
    def __getstate__(self): return {"kept": self.kept}
    def __setstate__(self, state): self.__dict__.update(state, restored=True)
class Reduced:
    def __init__(self, x): self.x = x
    def __reduce__(self): return Reduced, (self.x * 2,)

node = Node()
shallow, deep = copy.copy(node), copy.deepcopy(node)
print(shallow.items is node.items, shallow.me is node, deep.items is node.items, deep.me is deep)
s = Slotted()
s.a = [1]
t = copy.copy(s)
print(t.a is s.a, hasattr(t, "b"))
print(copy.copy(Custom(1)).n, copy.deepcopy(Custom(1)).n, copy.deepcopy([Custom(2)])[0].n)
print(copy.copy(State()).__dict__, copy.copy(Reduced(3)).x)
data = {"list": [1, (2, [3])], "set": {1}, "frozen": frozenset({2}), "text": "x"}
twin = copy.deepcopy(data)
print(twin == data, twin["list"] is data["list"], twin["list"][1] is data["list"][1], twin["text"] is data["text"])
ring = []
ring.append(ring)
twin = copy.deepcopy(ring)
print(twin[0] is twin, twin is ring)
try:
    copy.copy(x for x in [])
except TypeError as e:
    print(e)
