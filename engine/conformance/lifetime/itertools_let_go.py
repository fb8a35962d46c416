# When iterators of itertools let go of items, and in which order
from itertools import accumulate, batched, chain, groupby, islice, tee


class T:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)

    def __add__(self, other):
        return T(self.name + other.name)


a, b = tee(T(c) for c in "xyz")
next(a)
next(a)
print("a is at the third")
next(b)
print("b is at the second")
del a
print("without a")
del b
for x in chain([T("p")], [T("q")]):
    print("see", x.name)
del x
for x in accumulate([T("1"), T("2"), T("3")]):
    print("sum", x.name)
del x
i = islice([T("m"), T("n")], 1)
print(next(i).name)
print(next(i, "no more"))
batch = batched([T("u"), T("v"), T("w")], 2)
print([t.name for t in next(batch)])
del batch
for key, group in groupby([T("g"), T("h")], key=lambda t: 0):
    print(key, [t.name for t in group])
print("end")
