# throw() and close() reach what a generator delegates to, generator or not.
def inner():
    try:
        x = yield 1
        print("got", x)
        yield 2
    except ValueError as e:
        print("inner caught", e)
        yield 3
    finally:
        print("inner finally")
    return "ret"
def outer():
    r = yield from inner()
    print("outer got", r)
    return r
g = outer()
print(next(g), g.throw(ValueError("boo")))
try: next(g)
except StopIteration as e: print("stop", e.value)
g = outer(); next(g); print(g.send(5)); g.close()
g = outer(); next(g)
try: g.throw(KeyError("k"))
except KeyError as e: print("key", e)
class It:
    def __iter__(self): return self
    def __next__(self): return 7
    def throw(self, *a): print("throw", a); return 9
    def close(self): print("closed")
def d(): yield from It()
g = d(); print(next(g)); print(g.throw(ValueError, "x")); g.close()
g = d(); next(g); print(g.throw(ValueError("q"))); del g
class It2:
    def __iter__(self): return self
    def __next__(self): return 7
def d2():
    try: yield from It2()
    except ValueError as e: print("d2", e); yield 8
g = d2(); next(g); print(g.throw(ValueError("zz")))
g = d2(); next(g); g.close()
