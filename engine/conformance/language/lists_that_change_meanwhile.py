# Lists that the code being asked changes: comparison looks at the sizes again and holds the items, a slice is adjusted late.
import sys


class Clears:
    def __init__(self, target):
        self.target = target

    def __eq__(self, other):
        self.target.clear()
        return NotImplemented


class ClearsOther:
    def __lt__(self, other):
        other.clear()
        return NotImplemented


left, right = [], []
left.append(Clears(right))
right.append(Clears(left))
print(left == right, left, right)
nested = [[ClearsOther()]]
try:
    nested[0] < nested
except TypeError as e:
    print(e)


class Counted:
    def __lt__(self, other):
        return sys.getrefcount(self), sys.getrefcount(other)


a, b = Counted(), Counted()
print([a] < [b], (a,) < (b,))


class Emptying:
    def __init__(self, items):
        self.items = items

    def __iter__(self):
        yield from self.items
        self.items.clear()


items = list(range(5))
try:
    items[::-1] = Emptying(items)
except ValueError as e:
    print(e)
items = list(range(5))
items[1:3] = Emptying(items)
print(items)


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


items[Index(0) : Index(2)] = iter("xyz")
items[Index(0) : Index(4) : Index(2)] = iter("pq")
items[5:2] = iter("ab")
print(items)
