# An ignored exception is written in pieces, to whatever sys.stderr is; one that fails at any of them loses no more than CPython's
import sys
class E(Exception):
    def __str__(self): raise KeyError("no text")
class A:
    def __init__(self, k): self.k = k
    def __del__(self):
        if self.k == 0: raise ValueError("plain")
        if self.k == 1: raise E("x")
        def f(n):
            if n == 0: raise OSError(2, "deep")
            f(n - 1)
        f(6)
class S:
    def __init__(self, fail=None, noflush=False): self.got = []; self.fail = fail
    def write(self, t):
        self.got.append(t)
        if self.fail is not None and len(self.got) == self.fail: raise RuntimeError("write %d" % self.fail)
    def flush(self): self.got.append("<flush>")
class NoFlush(S):
    flush = None
old = sys.stderr
import re
def show(s):
    return [re.sub(r"0x[0-9a-f]+", "0x", re.sub(r'File ".*?"', 'File "main.py"', t)) for t in s.got]
for k in range(3):
    for fail in (None, 1, 2, 3, 4, 5, 7, 9, 11):
        s = S(fail); sys.stderr = s
        A(k)
        sys.stderr = old
        print(k, fail, show(s))
    s = NoFlush(); sys.stderr = s; A(k); sys.stderr = old; print(k, "noflush", show(s))
class W:
    def __repr__(self): raise KeyError("no repr")
class Meta(type):
    def __repr__(cls): raise KeyError("no repr")
def g():
    try: yield
    finally: raise ValueError("closing")
x = g(); next(x)
s = S(); sys.stderr = s
del x
sys.stderr = old
print(show(s))
import weakref
class C: pass
class CB:
    def __call__(self, r): raise ValueError("cb")
    def __repr__(self): raise KeyError("no repr")
c = C(); r = weakref.ref(c, CB())
s = S(); sys.stderr = s
del c
sys.stderr = old
print(show(s))
