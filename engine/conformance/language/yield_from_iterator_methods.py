# Iterators without throw, send or close, or whose own fail, under yield from.
class It:
    def __iter__(self): return self
    def __next__(self): return 1
def f(): yield from It()
g = f(); next(g)
try: g.send(3)
except AttributeError as e: print(e)
class It(It):
    def send(self, x): print("send", x); return x
    def __getattr__(self, n): print("getattr", n); raise AttributeError(n)
def f(): yield from It()
g = f(); next(g); print(g.send(3)); print(g.send(None))
try: g.throw(KeyError("u"))
except KeyError as e: print(repr(e))
g = f(); next(g); g.close()
class It(It):
    def __getattr__(self, n): print("getattr2", n); raise ValueError(n)
def f(): yield from It()
g = f(); next(g)
try: g.throw(KeyError("u"))
except BaseException as e: print(repr(e), repr(e.__context__))
g = f(); next(g)
try: g.close()
except BaseException as e: print(repr(e), repr(e.__context__))
class It3:
    def __iter__(self): return self
    def __next__(self): return 1
    def close(self): raise KeyError("close")
    def throw(self, *a): raise StopIteration(8)
def f():
    try:
        r = yield from It3()
        print("r", r)
    except BaseException as e: print("in f", repr(e), repr(e.__context__)); raise
g = f(); next(g)
try: g.close()
except BaseException as e: print(repr(e))
g = f(); next(g)
try: g.throw(ValueError("x"))
except BaseException as e: print(repr(e))
