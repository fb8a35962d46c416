# Locals of a generator that is dropped die in order, with its finally blocks and callbacks.
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def f(x):
    y = D("y")
    try:
        z = D("z")
        yield 1
        print("never")
    finally:
        print("finally")
        w = D("w")
g = f(D("x")); next(g)
del g
print("--")
def f(x):
    y = D("y"); yield 1; z = D("z"); yield 2
g = f(D("x")); next(g); del g
print("--")
g = f(D("x")); del g
print("--")
g = f(D("x")); next(g); next(g); g.close(); print("closed")
g = f(D("x")); list(g); print("listed")
import weakref
def h():
    d = D("d")
    try: yield 1
    finally: print("h fin")
g = h(); next(g)
r = weakref.ref(g, lambda r: print("cb"))
del g
def h2():
    d = D("d2")
    yield 1
g = h2(); next(g)
r = weakref.ref(g, lambda r: print("cb2"))
del g
def yfo():
    a = D("outer")
    yield from yfi()
