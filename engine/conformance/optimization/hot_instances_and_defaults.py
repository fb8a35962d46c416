"""Calls that are hot: of classes, and of functions whose last arguments have defaults, while both change."""
import sys


class Point:
    def __init__(self, x, y=2, z=None):
        self.x = x
        self.y = y
        self.z = z

    def first(self, a, b=[1], c="t" * 3):
        b = 5
        return (a, c)

    def named(self, a, b=[1], *, k=3):
        return a


def plain(a, b=10**30, c=4.5):
    del b
    return a


def refused(what):
    try:
        what()
    except TypeError as e:
        print(e)


def run(n):
    point = Point(1)
    total = 0
    for i in range(n):
        point = Point(i, i)
        Point(i)
        last = Point(i, 1, [])
        total += len(point.first(i)) + plain(i) + plain(i, 3) + len(point.first(i, 2)) + point.named(i)
        bound = point.first
        total += len(bound(i))
        if i == n // 2:
            plain.__defaults__ = (7, [])
        if i == n // 2 + 30:
            Point.first.__defaults__ = None
            refused(lambda: point.first(i))
            Point.first.__defaults__ = (1, 2)
        if i == n // 2 + 60:
            Point.__init__.__defaults__ = (8, 9)
        if i == n - 40:
            del plain.__defaults__
            refused(lambda: plain(i))
            plain.__defaults__ = (1, 2)
        if i == n - 20:
            Point.__init__ = lambda self, x, y=1, z=2: None
    print(total, sys.getrefcount(plain.__defaults__), point.__dict__, last.__dict__)


class Nested:
    def __init__(self, depth):
        self.inner = Nested(depth + 1)


class Picky:
    def __init__(self, k):
        if k % 7 == 3:
            raise ValueError(k)
        if k % 11 == 5:
            return k


run(900)
for _ in range(6):
    try:
        Nested(0)
    except RecursionError:
        print("too deep")
bad = 0
for k in range(2000):
    try:
        Picky(k)
    except (ValueError, TypeError):
        bad += 1
print(bad)
