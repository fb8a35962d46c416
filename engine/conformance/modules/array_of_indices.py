# Numbers that __index__ gives go into arrays, bytes and bytearrays once each, and nothing is left over.
import array
import sys


class Index:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n


one, two, three = Index(1), Index(2), Index(3)
items = [one, two, three]
a = array.array("i")
a.append(one)
a.insert(0, two)
a.extend(items)
a.extend((three, one))
print(a)
a.fromlist(items)
print(a, array.array("b", items))
b = bytearray(b"ab")
b.extend(items)
b[0:1] = items
print(b, bytes(items), bytearray(items), bytes((three, two)))
for make in (bytes, bytearray, lambda given: array.array("B", given), a.extend, a.fromlist):
    try:
        make([one, two, None])
    except TypeError as error:
        print(error)
print(a)
print([sys.getrefcount(o) for o in items], sys.getrefcount(items))
