# itertools give the same tuple again where nobody kept it, and hold what they hold
from itertools import batched, chain, combinations, cycle, groupby, pairwise, permutations, product, tee, zip_longest
import sys

ids = set()
for t in product("ab", "cd"):
    ids.add(id(t))
print(len(ids))
ids = {id(t) for t in combinations(range(5), 2)}
print(len(ids))
kept = list(permutations(range(4), 2))
print(len({id(t) for t in kept}))
o = object()
base = sys.getrefcount(o)
for make in (
    lambda: chain([o], [o]),
    lambda: cycle([o, o]),
    lambda: product([o, 1], [o]),
    lambda: zip_longest([o], [o, o]),
    lambda: pairwise([o, o, o]),
    lambda: groupby([o, o]),
    lambda: batched([o, o, o], 2),
    lambda: tee([o, o])[0],
):
    it = make()
    before = sys.getrefcount(o) - base
    first = next(it)
    during = sys.getrefcount(o) - base
    del first
    print(type(it).__name__, before, during, sys.getrefcount(o) - base)
    del it
    print(sys.getrefcount(o) - base)
