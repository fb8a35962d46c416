# What a delegation asks of its iterator; the frame of a generator that is over; tracebacks in a ring; a factory that sets the key
import collections
import gc
import sys


class Broken:
    def __iter__(self): return self
    def __next__(self): return 1
    def __getattr__(self, n): 1 / 0
def g(): yield from Broken()
for act in ("send", "throw"):
    gi = g(); next(gi)
    try:
        print(gi.send(1) if act == "send" else gi.throw(AttributeError))
    except Exception as e: print(type(e).__name__, e)
def gen():
    yield sys._getframe()
it = gen(); fr = next(it); print(fr.f_back); 
try: next(it)
except StopIteration: pass
print(fr.f_back)
d = collections.defaultdict()
count = 0
def factory():
    global count
    count += 1
    d["k"] = 2
    return 1
d.default_factory = factory
print(d["k"], d["k"], count)
try: raise ValueError(1)
except ValueError as e:
    tb = e.__traceback__
    try: tb.tb_next = tb
    except Exception as x: print(type(x).__name__, x)
    try: tb.tb_next = 4
    except Exception as x: print(type(x).__name__, x)
class Cls: pass
class I:
    @property
    def __class__(self): return Cls
print(isinstance(I(), Cls), isinstance(I(), I))
