# When a bounded cache lets go of keys and results: eviction, clearing, its own death
from functools import lru_cache


class T:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)

    def __hash__(self):
        return hash(self.name)

    def __eq__(self, other):
        print("compare", self.name, other.name)
        return self.name == other.name


@lru_cache(2)
def make(x):
    return T("result of " + x.name)


make(T("a"))
make(T("b"))
print("again")
make(T("a"))
print("evict")
make(T("c"))
print("clear")
make.cache_clear()
print("refill")
make(T("d"))
make(T("e"))
del make
print("end")
