# Functions that have been called often, and what their calls rely on: code, names and depth that change afterwards.
import sys


def double(x):
    return x * 2


def triple(x):
    return x * 3


def through(n):
    total = 0
    for i in range(n):
        total += double(i)
    return total


print(through(2000))
double.__code__ = triple.__code__
print(through(2000))


def double(x, by=5):
    return x * by


print(through(2000))
double = triple
print(through(2000))


def len(x):
    return -1


def lengths(n):
    total = 0
    for i in range(n):
        total += len("abc")
    return total


print(lengths(2000))
del len
print(lengths(2000))


class Point:
    def __init__(self, x):
        self.x = x

    def moved(self, by):
        return Point(self.x + by)


def path(n):
    p = Point(0)
    for i in range(n):
        p = p.moved(i)
    return p.x


print(path(2000))
Point.moved = lambda self, by: Point(self.x - by)
print(path(2000))


def init(self, x):
    self.x = x + 1
    self.y = x


Point.__init__ = init
print(path(2000), Point(1).y)


def wrong(self, x):
    self.x = x
    return x


Point.__init__ = wrong
try:
    path(2000)
except TypeError as e:
    print(e)


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


for i in range(1000):
    depth(3)
sys.setrecursionlimit(200)
try:
    depth(1000)
except RecursionError as e:
    print(e)
print(depth(100))


class Counted:
    pass


def kept(counted, n):
    return sys.getrefcount(counted) if n == 0 else kept(counted, n - 1)


one = Counted()
for i in range(600):
    kept(one, 2)
print([kept(one, n) - kept(one, 0) for n in range(4)])
