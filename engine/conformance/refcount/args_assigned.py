# A tuple that is assigned to an exception's args is taken as it is; of anything else a tuple is made.
from sys import getrefcount

fault = ValueError(1, 2)
own = (3, [])
before = getrefcount(own)
fault.args = own
print(fault.args is own, getrefcount(own) - before, fault)
items = [4, 5]
fault.args = items
print(fault.args, getrefcount(own) - before, getrefcount(items))
fault.args = (n for n in "ab")
print(fault.args, getrefcount(fault.args))


class Pair(tuple):
    pass


fault.args = pair = Pair((6, 7))
print(type(fault.args).__name__, fault.args is pair)
try:
    fault.args = 8
except TypeError as e:
    print(e)
