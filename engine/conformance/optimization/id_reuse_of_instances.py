# Two instances in turn have one address only where both blocks are of one size: early instances have room for 30 attributes.
class Leaf:
    pass


class Fixed:
    __slots__ = ("x",)


class Kept:
    def __init__(self):
        self.x = 1


print([id(Leaf()) == id(Leaf()), id(Leaf()) == id(Leaf()), id(Leaf()) == id(Leaf()), id(Leaf()) == id(Leaf())])
print(id(Fixed()) == id(Fixed()))
same = []
for _ in range(20):
    same.append(id(Kept()) == id(Kept()))
print(same)
n = len(same)
print(id([]) == id([]), id({}) == id({}), id((n,)) == id((n,)), id(n + 0.5) == id(n + 1.5), id(object()) == id(object()))
