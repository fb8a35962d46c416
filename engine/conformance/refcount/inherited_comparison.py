# A comparison that a class inherits beside one of its own is called through its slot wrapper, whose tuples hold both sides.
import gc
from sys import getrefcount


class Equal:
    def __eq__(self, other):
        print("eq", getrefcount(self), getrefcount(other))
        return True


class Less(set):
    def __lt__(self, other):
        return NotImplemented


class Item:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        return 7

    def __eq__(self, other):
        print("item", getrefcount(self), getrefcount(other), getrefcount(left), getrefcount(right))
        return True


a, b = Equal(), Equal()
print(a == b)
print(a != b)
print(object.__ne__(a, b))
left, right = Less([Item(1)]), Less([Item(2)])
print(left == right)
print(set([Item(3)]) == right)
print(left != right)


class Quiet(list):
    def __gt__(self, other):
        return NotImplemented


def made(label, compare):
    gc.collect()
    for _ in range(2):
        before = gc.get_count()[0]
        compare()
        print(label, gc.get_count()[0] - before)


x, y = Quiet(), Quiet()
gc.disable()
made("==", lambda: x == y)
made("!=", lambda: x != y)
made("<", lambda: x < y)
made("list", lambda: [] == y)
made("attribute", lambda: Less.__eq__)
