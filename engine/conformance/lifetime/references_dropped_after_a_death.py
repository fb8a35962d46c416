# What native code lets go after a finalizer ran is still counted while that runs: locals, items, arguments.
import sys
class N:
    def __del__(self): print("del", sys.getrefcount(k))
k = []
def f():
    a = N(); b = k; c = k
f()
[N(), k, k].clear()
d = {1: k, 2: N(), 3: k}
d.clear()
def g(*a): pass
g(N(), k)
len([N(), k])
t = (k, N(), k)
del t
xs = [k, N(), k, 4]
xs[:] = []
