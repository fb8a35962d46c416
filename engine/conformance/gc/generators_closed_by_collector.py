# A generator that dies before it was begun is closed first: what its frame holds goes then, before the collector counts.
import gc
gc.disable()
gc.collect()
class N:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def walk(x):
    yield x
    yield 2
def tries(x):
    try:
        yield x
    finally:
        print("fin")
g = walk(N("created"))
g.close(); print("closed", g.gi_frame); del g; print("--")
g = walk(N("suspended")); next(g)
g.close(); print("closed"); del g; print("--")
g = tries(N("tried")); next(g)
g.close(); print("closed"); del g; print("--")
def ring(f, start):
    g = f([N("in ring")])
    if start: next(g)
    v = [g]
    v.append(v)
for f in walk, tries:
    for start in False, True:
        ring(f, start); print(gc.collect())
