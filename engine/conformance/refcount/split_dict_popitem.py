# popitem() on an instance's dict gives it a table of its own, as large as the shared one; pop() and del do not.
import sys


class C:
    pass


def instance():
    c = C()
    c.a = c.b = c.c = c.d = 1
    return c


kept = instance()
for change in (dict.popitem, lambda d: d.pop("b"), lambda d: d.__delitem__("c")):
    c = instance()
    d = c.__dict__
    before = sys.getsizeof(d)
    change(d)
    print(before, sys.getsizeof(d), d)
    c.z = 2
    print(sys.getsizeof(d), d, vars(c) is d)
print(vars(kept))
