# How many references a key has while it is hashed and compared, by what adds it to a dict or a set.
from sys import getrefcount


class Key:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        print(self.name, "hashed", getrefcount(self))
        return 1

    def __eq__(self, other):
        print(self.name, getrefcount(self), other.name, getrefcount(other))
        return True

    def __del__(self):
        print(self.name, "gone")


def add(a, b):
    print("displays")
    {a: 1, b: 2}
    {a, b}
    {Key("c"), a}
    print("comprehensions")
    {key: 1 for key in [a, b]}
    {key for key in [a, b]}
    print("methods")
    d = {}
    d[a] = 1
    d.setdefault(b)
    d.update({b: 2})
    s = set()
    s.add(a)
    s.add(b)
    s.update([b])
    print("constructors")
    set([a, b])
    frozenset((a, b))
    dict.fromkeys([a, b])
    dict([(a, 1), (b, 2)])
    try:
        {a, []}
    except TypeError as e:
        print(e)


add(Key("a"), Key("b"))
first, second = Key("d"), Key("e")
{first, second}
{first: 1, second: 2}
{key for key in (first, second)}
