# groupby holds both keys while it compares them: the comparison may draw from it, and what it compared lives on.
import itertools
import sys


class Key:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        print("eq", self.n, other.n, sys.getrefcount(self), sys.getrefcount(other))
        return self.n // 2 == other.n // 2


print([(key.n, [item.n for item in group]) for key, group in itertools.groupby([Key(i) for i in range(5)])])
groups = itertools.groupby([Key(i) for i in range(5)])
next(groups)
next(groups)


class Advances:
    def __init__(self, active):
        self.active = active

    def __del__(self):
        print("gone", self.active)

    def __eq__(self, other):
        if self.active:
            self.active = False
            next(inner, None)
            return NotImplemented
        return True


inner = iter(())
groups = itertools.groupby(range(4), lambda n: Advances(n == 0))
key, inner = next(groups)
print(list(inner))
