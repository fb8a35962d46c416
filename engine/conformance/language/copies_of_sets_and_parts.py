# Which methods of sets give a set of their own where there is nothing to do, and which very objects partition() gives.


class S(set):
    pass


class F(frozenset):
    pass


for o in (S([1]), F([1]), {1}, frozenset([1])):
    for name in ("union", "intersection", "difference", "copy"):
        r = getattr(o, name)()
        print(type(o).__name__, name, type(r).__name__, r is o)
    for name in ("union", "intersection", "difference", "symmetric_difference"):
        for other in ([], o):
            r = getattr(o, name)(other)
            print(type(o).__name__, name, type(r).__name__, r is o, r)
    print(type(o | o).__name__, type(o & o).__name__, (o | o) is o, (o & o) is o)
print(frozenset().union() is frozenset(), frozenset().union([]) is frozenset())


class B(bytes):
    pass


class A(bytearray):
    pass


for o in (b"abc", B(b"abc"), bytearray(b"abc"), A(b"abc")):
    for name in ("partition", "rpartition"):
        for separator in (b"b", bytearray(b"b"), memoryview(b"b"), B(b"b"), b"x", bytearray(b"x"), B(b"x")):
            r = getattr(o, name)(separator)
            kinds = [type(part).__name__ for part in r]
            print(type(o).__name__, name, [bytes(part) for part in r], kinds, r[0] is o, r[1] is separator, r[2] is o)
