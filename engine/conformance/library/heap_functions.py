# heapq in C: which items are compared, in which order, what is held meanwhile, and what is refused.
import heapq, random, sys
class T:
    def __init__(self, p, n): self.p, self.n = p, n
    def __lt__(self, o):
        print("lt", self.n, o.n, sys.getrefcount(self), sys.getrefcount(o))
        return self.p < o.p
    def __repr__(self): return f"T({self.n})"
h = []
ts = [T(p, n) for n, p in zip("abcdefg", [5, 3, 8, 1, 9, 2, 7])]
for t in ts: heapq.heappush(h, t)
print(h, [sys.getrefcount(t) for t in ts])
while h: print(heapq.heappop(h))
h = list(ts); heapq.heapify(h); print(h)
print(heapq.heapreplace(h, T(4, 'x')), heapq.heappushpop(h, T(0, 'y')), heapq.heappushpop(h, T(6, 'z')))
print(heapq.nsmallest(2, ts), heapq.nlargest(3, ts))
for f in ("heappop([])", "heappush((), 1)", "heappush([])", "heapify(3)", "heapreplace([], 1)", "heappushpop([], 7)", "heappop()", "heapify([1], 2)", "heappush(heap=[], item=1)", "heappop(heap=[])"):
    try: print(f, eval("heapq." + f))
    except Exception as e: print(f, type(e).__name__, e)
h = []
heapq.heappush(h, (1, 'a'))
try: heapq.heappush(h, (1, T(1, 'q'))); 
except TypeError as e: print(e)
try: heapq.heappush(h, "s")
except TypeError as e: print(e)
print(h)
print(list(heapq.merge([1, 4, 7], [2, 5], [3, 6], reverse=False)), list(heapq.merge(["a","ccc"],["bb"], key=len)))
import random
random.seed(3)
d = [random.randrange(10000) for _ in range(6000)]
e = d[:]; heapq.heapify(e); print(e[:20], e[2000:2010]); print([heapq.heappop(e) for _ in range(6000)] == sorted(d))
print(bisect.bisect([1, 2, 2, 3], 2), bisect.bisect_left([1, 2, 2, 3], 2), bisect.bisect_left([1,2,3], 9, 1, 2))
L = []
