# functools in Python and in C: what is cached lives on, what is wrapped is known.
import functools
import weakref
import gc

class Big: pass

@functools.lru_cache(maxsize=2)
def make(n): return Big()
watch = weakref.ref(make(1))
print(watch() is make(1), make.cache_info())
make(2), make(3)
print(watch() is None, make.cache_info())
make.cache_clear()
print(make.cache_info())

class Lazy:
    @functools.cached_property
    def value(self):
        print("computed")
        return [1]
lazy = Lazy()
print(lazy.value is lazy.value, "value" in vars(lazy))

@functools.wraps(make)
def outer(): pass
print(outer.__name__, outer.__wrapped__ is make)

@functools.total_ordering
class Version:
    def __init__(self, n): self.n = n
    def __eq__(self, other): return self.n == other.n
    def __lt__(self, other): return self.n < other.n
print(Version(1) <= Version(2), Version(3) > Version(2), max([Version(1), Version(5)], key=lambda v: v).n)
print(functools.reduce(lambda a, b: a * b, range(1, 6)), functools.partial(int, base=2)("101"))
bound = functools.partialmethod(print, "partial")
print(sorted("bca", key=functools.cmp_to_key(lambda a, b: (a < b) - (a > b))))
