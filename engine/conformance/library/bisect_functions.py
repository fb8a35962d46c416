# bisect in C: keys, any sequence, the comparisons that are made, and what is refused.
import bisect, sys


class Item:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        print("lt", self.n, other.n, sys.getrefcount(self), sys.getrefcount(other))
        return self.n < other.n

    def __repr__(self):
        return f"Item({self.n})"


class Shelf:
    def __init__(self, items):
        self.items = items

    def __len__(self):
        print("len")
        return len(self.items)

    def __getitem__(self, i):
        print("get", i)
        return self.items[i]

    def insert(self, i, x):
        print("insert", i, x)


class Reflected:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        print("lt")
        return NotImplemented

    def __gt__(self, other):
        print("gt")
        return self.n > other.n


items = [Item(1), Item(3), Item(5)]
print(bisect.bisect_left(items, Item(3)), bisect.bisect_right(items, Item(3)))
bisect.insort(items, Item(4), key=lambda item: (print("key", item), item.n)[1])
print(items)
shelf = Shelf([1, 3, 5, 7])
print(bisect.bisect(shelf, 4))
bisect.insort(shelf, 100000)
print(bisect.bisect([Reflected(1), Reflected(2), Reflected(3)], Reflected(2)))
for call in ("bisect([1], 1, -1)", "bisect({}, 1)", "bisect({1}, 1)", "bisect(4, 1)", "bisect([1])", "bisect([1], 'a')", "bisect_left(a=[1, 2], x=2, lo=0, hi=None, key=None)", "insort((1, 2), 1)", "bisect([1], 1, 0, 5)"):
    try:
        print(call, eval("bisect." + call))
    except Exception as error:
        print(call, type(error).__name__, error)
